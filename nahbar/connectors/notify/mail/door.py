"""Mail to a server of the operator: one connection for each mail, encrypted unless the server is this machine."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formataddr, formatdate, make_msgid
from urllib.parse import parse_qs, unquote, urlsplit

from nahbar.domain.conversations.notice_queries import TryLater, WayDead

SECONDS = 20
HERE = ("localhost", "127.0.0.1", "::1")
UNKNOWN_MAILBOX = (550, 551, 553)
"""What servers answer to a mailbox that does not exist, if only after the text."""


class WrongMailUrl(ValueError):
    """The address of the mail server makes no sense, or would send mail in the clear over a network."""


@dataclass(frozen=True)
class Server:
    """Where mail is handed over."""

    host: str
    port: int
    tls: str
    """`start` (STARTTLS), `at_once` (smtps) or nothing: only on this machine."""
    user: str = ""
    password: str = ""


def server_of(url: str) -> Server | None:
    """`smtp://user:password@host:587` (STARTTLS), `smtps://host:465`; None without a URL. Raises WrongMailUrl.

    `smtp://localhost:25` goes without encryption; `?tls=nein` does nothing anywhere else.
    """
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise WrongMailUrl("NAHBAR_SMTP_URL: erwartet wird smtp://anmeldung:passwort@host:587 oder smtps://host:465")
    here = parts.hostname in HERE
    plain = here and parse_qs(parts.query).get("tls", ["nein"]) == ["nein"]
    tls = "at_once" if parts.scheme == "smtps" else "" if plain else "start"
    usual = 465 if tls == "at_once" else 587 if tls == "start" else 25
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Server(parts.hostname, parts.port or usual, tls, user, password)


class SmtpMail:
    """Implements `nahbar.domain.conversations.notice_queries.MailDoor`."""

    def __init__(self, url: str, sender: str) -> None:
        self.server, self.sender = server_of(url), sender

    def offered(self) -> bool:
        """True if server and sender are set."""
        return self.server is not None and bool(self.sender)

    def send(self, to: str, sender_name: str, subject: str, text: str) -> None:
        """Hand one mail over; raises WayDead if the mailbox is refused for good, else TryLater."""
        if self.server is None:
            raise TryLater("no mail server is set")
        mail = EmailMessage()
        mail["From"] = formataddr((sender_name, self.sender))
        mail["To"] = to
        mail["Subject"] = subject
        mail["Date"] = formatdate(localtime=False)
        mail["Message-ID"] = make_msgid("n", self.sender.rpartition("@")[2])
        mail["Auto-Submitted"] = "auto-generated"
        mail["X-Auto-Response-Suppress"] = "All"
        mail.set_content(text + "\n")
        try:
            self._hand_over(self.server, mail)
        except smtplib.SMTPRecipientsRefused as refused:
            codes = [code for code, _ in refused.recipients.values()]
            if codes and all(500 <= code < 600 for code in codes):
                raise WayDead() from None
            raise TryLater(f"mailbox refused for now: {codes}") from None
        except smtplib.SMTPDataError as refused:
            if refused.smtp_code in UNKNOWN_MAILBOX:
                raise WayDead() from None
            raise TryLater(f"mail refused: {refused.smtp_code}") from None
        except (smtplib.SMTPException, OSError) as failed:
            raise TryLater(type(failed).__name__) from None

    def _hand_over(self, server: Server, mail: EmailMessage) -> None:
        context = ssl.create_default_context()
        if server.tls == "at_once":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=SECONDS, context=context)
        else:
            smtp = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
        with smtp:
            if server.tls == "start":
                smtp.starttls(context=context)
            if server.user:
                smtp.login(server.user, server.password)
            smtp.send_message(mail)
