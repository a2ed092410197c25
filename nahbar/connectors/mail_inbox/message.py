"""One e-mail file read: who, what, what is attached, and whether a machine wrote it. Nothing in it is believed."""

from __future__ import annotations

import email
import email.policy
import hashlib
import re
from datetime import datetime
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr
from html.parser import HTMLParser

from nahbar.domain.mailroom.mail_shapes import EMAIL, FAX, MailFile, MailIn
from nahbar.platform.intake.mail import attachments

_MOST_TEXT = 200_000
_ADDRESS = re.compile(r"[A-Za-z0-9._%+\-=]{1,64}@[A-Za-z0-9.-]{1,180}\.[A-Za-z]{2,24}")
_MACHINES = re.compile(r"(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|owner-|[^@]*-request@)[@+.=-]?")
_LISTS = ("List-Id", "List-Unsubscribe", "List-Post", "X-Autoreply", "X-Autorespond", "X-Loop", "Feedback-ID")


def read_message(
    raw: bytes, arrived_at: datetime, *, own: frozenset[str] = frozenset(), gateways: frozenset[str] = frozenset()
) -> MailIn:
    """Never raises because of what the message contains; `own`: our addresses, `gateways`: senders that bring faxes."""
    try:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        return _read(message, raw, arrived_at, own, gateways)
    except Exception:  # hostile headers raise whatever they like: a person looks at the message all the same
        return MailIn(_key("", raw), arrived_at, "", "unbekannt", "", "[Diese E-Mail ließ sich nicht lesen.]", (), raw)


def _read(
    message: EmailMessage, raw: bytes, arrived_at: datetime, own: frozenset[str], gateways: frozenset[str]
) -> MailIn:
    shown = parseaddr(_header(message, "From"))[1].lower()
    fax = shown in gateways
    back = _header(message, "Return-Path").strip(" <>").lower() if "Return-Path" in message else shown
    sender = back if _ADDRESS.fullmatch(back) else ""
    answerable = bool(sender) and not fax and not _by_machine(message, sender, own)
    return MailIn(
        key=_key(_header(message, "Message-ID"), raw),
        arrived_at=arrived_at,
        sender=sender,
        sender_shown=shown[:120] or "unbekannt",
        subject=_header(message, "Subject")[:200],
        text=_text(message),
        files=tuple(MailFile(file.filename, file.data) for file in attachments(raw)),
        raw=raw,
        way=FAX if fax else EMAIL,
        answerable=answerable,
    )


def _key(message_id: str, raw: bytes) -> str:
    """The lines that servers write on top differ when a message is delivered twice, its content does not."""
    body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")[2]
    return hashlib.sha256(message_id.strip().encode("utf-8", "replace") + b"\0" + body).hexdigest()


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(str(message.get(name, "")).split())


def _by_machine(message: EmailMessage, sender: str, own: frozenset[str]) -> bool:
    """Who must not be answered (RFC 3834): machines, lists, bounces, and ourselves."""
    auto = _header(message, "Auto-Submitted").lower()
    if auto and not auto.startswith("no"):
        return True
    if _header(message, "Precedence").lower() in ("bulk", "list", "junk", "auto_reply"):
        return True
    if any(name in message for name in _LISTS) or "X-Auto-Response-Suppress" in message:
        return True
    if message.get_content_type() in ("multipart/report", "message/delivery-status"):
        return True
    return sender in own or _MACHINES.match(sender) is not None


def _text(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ""
    content = body.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    text = content[:_MOST_TEXT].decode(_charset(body), "replace")
    if body.get_content_subtype() == "html":
        words = _Words()
        words.feed(text)
        text = "".join(words.found)
    return "".join(char for char in text if char.isprintable() or char in "\n\t")


def _charset(body: MIMEPart) -> str:
    name = str(body.get_content_charset() or "utf-8")
    try:
        "".encode(name)
    except (LookupError, UnicodeError):
        return "utf-8"
    return name


class _Words(HTMLParser):
    """The words of a page, without scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden = tag in ("script", "style") or self._hidden
        if tag in ("p", "br", "div", "tr", "li"):
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden = self._hidden and tag not in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.found.append(data)
