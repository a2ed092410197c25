"""A mail server for the demo: takes every mail by SMTP, delivers none, and shows what arrived on a page beside it."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from email import message_from_bytes, policy
from html import escape
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from nahbar.connectors import stand_in
from nahbar.platform import clock
from nahbar.platform.zone import BERLIN

_SENTENCE = (
    "Diese Seite ist ein Postfach, das es nicht gibt. Alle E-Mails der Vorführung kommen hier an und gehen nicht "
    "weiter. Adressen, die mit „unbekannt“ beginnen, weist der Server ab."
)
UNKNOWN = "unbekannt"
KEPT = 50


@dataclass(frozen=True)
class Arrived:
    """One mail as it came over the wire."""

    at: str
    sender: str
    to: str
    subject: str
    text: str
    raw: bytes


class MailBox:
    """Keeps the last mails in memory; implements the handler of aiosmtpd."""

    def __init__(self) -> None:
        self.mails: deque[Arrived] = deque(maxlen=KEPT)
        self.lock = threading.Lock()

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        """Refuse mailboxes that do not exist."""
        if address.lower().startswith(UNKNOWN):
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Keep one mail."""
        mail = message_from_bytes(envelope.content, policy=policy.default)
        body = mail.get_body(("plain",))
        now = clock.now().astimezone(BERLIN)
        with self.lock:
            self.mails.appendleft(
                Arrived(
                    f"{now:%d.%m.%Y, %H:%M} Uhr", str(mail["From"]), ", ".join(envelope.rcpt_tos), str(mail["Subject"]),
                    body.get_content() if body is not None else "", bytes(envelope.content),
                )  # fmt: skip
            )
        return "250 OK"


def serve(home: Path, port: int) -> None:
    """Take mail on `port`, show it on `port + 1`, until the process ends; nothing is kept on disk."""
    box = MailBox()
    Controller(box, hostname="127.0.0.1", port=port).start()
    make_server(box, port + 1).serve_forever()


def make_server(box: MailBox, port: int = 0) -> ThreadingHTTPServer:
    """The page for people, on this machine only; port 0 takes a free one."""
    handler = type("Mails", (_Handler,), {"box": box})
    return ThreadingHTTPServer(("127.0.0.1", port), handler)


class _Handler(stand_in.Handler):
    box: MailBox

    def do_GET(self) -> None:
        if self.path.partition("?")[0] != "/":
            self.answer(404)
            return
        with self.box.lock:
            mails = list(self.box.mails)
        body = "".join(_mail(mail) for mail in mails) or "<p>Noch keine E-Mail.</p>"
        self.answer(200, stand_in.page("E-Mail", _SENTENCE, body))


def _mail(mail: Arrived) -> str:
    text = escape(mail.text.strip())
    for word in mail.text.split():
        if word.startswith(("http://", "https://")):
            text = text.replace(escape(word), f'<a href="{escape(word)}">{escape(word)}</a>')
    return (
        f"<h2>{escape(mail.subject)}</h2><p>Von {escape(mail.sender)}<br>An {escape(mail.to)}<br>{escape(mail.at)}</p>"
        f"<p>{text.replace(chr(10), '<br>')}</p>"
    )
