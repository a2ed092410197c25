"""C16: mail and push over their real protocols, with a server on the other side that refuses what is wrong."""

from __future__ import annotations

import base64
import socket
import stat
import threading
import urllib.request
from collections.abc import Iterator
from email import message_from_bytes, policy
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from nahbar.connectors.notify.mail import counterpart as mailbox
from nahbar.connectors.notify.mail.counterpart import MailBox
from nahbar.connectors.notify.mail.door import SmtpMail, WrongMailUrl, server_of
from nahbar.connectors.notify.push import counterpart as pushpage
from nahbar.connectors.notify.push.door import VapidPush
from nahbar.connectors.notify.push.service import PushService
from nahbar.domain.conversations.notice_queries import WORDS, TryLater, WayDead


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def box() -> Iterator[tuple[MailBox, SmtpMail]]:
    """A mail server, and the door that leads to it."""
    there, port = MailBox(), free_port()
    controller = Controller(there, hostname="127.0.0.1", port=port)
    controller.start()
    yield there, SmtpMail(f"smtp://127.0.0.1:{port}", "nachricht@portal.example")
    controller.stop()


def test_a_mail_arrives_as_it_was_written(box: tuple[MailBox, SmtpMail]) -> None:
    there, door = box
    assert door.offered()
    door.send("timo@beispiel.example", "Nachricht", "Neue Nachricht", WORDS)
    (mail,) = there.mails
    assert (mail.sender, mail.to, mail.subject) == (
        "Nachricht <nachricht@portal.example>", "timo@beispiel.example", "Neue Nachricht",
    )  # fmt: skip
    assert mail.text.strip() == WORDS
    parsed = message_from_bytes(mail.raw, policy=policy.default)
    assert parsed["Auto-Submitted"] == "auto-generated" and parsed["Message-ID"].endswith("@portal.example>")
    assert {"Received", "X-Mailer", "User-Agent"}.isdisjoint(parsed.keys())


def test_a_mailbox_that_does_not_exist_is_dead(box: tuple[MailBox, SmtpMail]) -> None:
    with pytest.raises(WayDead):
        box[1].send("unbekannt@beispiel.example", "Nachricht", "Neue Nachricht", WORDS)


@pytest.mark.parametrize(
    ("rcpt", "data", "outcome"),
    [
        ("450 4.2.1 busy", "250 OK", TryLater),
        ("250 OK", "552 5.3.4 too big", TryLater),
        ("250 OK", "550 5.1.1 nobody", WayDead),
        ("250 OK", "451 4.3.0 later", TryLater),
    ],
)
def test_what_a_server_answers_decides(rcpt: str, data: str, outcome: type[Exception]) -> None:
    """A refusal for now, or of the text, does not cost anybody the way."""

    class Answers:
        async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
            envelope.rcpt_tos.append(address)
            return rcpt

        async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
            return data

    port = free_port()
    controller = Controller(Answers(), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        with pytest.raises(outcome):
            SmtpMail(f"smtp://127.0.0.1:{port}", "a@portal.example").send("timo@beispiel.example", "N", "N", WORDS)
    finally:
        controller.stop()


def test_no_server_there_is_a_reason_to_try_later() -> None:
    with pytest.raises(TryLater) as failed:
        SmtpMail(f"smtp://127.0.0.1:{free_port()}", "a@portal.example").send("timo@beispiel.example", "N", "N", WORDS)
    assert "timo" not in str(failed.value)


def test_mail_goes_encrypted_over_every_network(box: tuple[MailBox, SmtpMail]) -> None:
    assert server_of("") is None
    assert not SmtpMail("", "a@b.example").offered() and not SmtpMail("smtp://x", "").offered()
    cases = {
        "smtp://mail.example": ("mail.example", 587, "start"),
        "smtp://mail.example?tls=nein": ("mail.example", 587, "start"),
        "smtps://u:p%40ss@mail.example": ("mail.example", 465, "at_once"),
        "smtp://localhost": ("localhost", 25, ""),
        "smtp://localhost:587?tls=ja": ("localhost", 587, "start"),
    }
    for url, wanted in cases.items():
        server = server_of(url)
        assert server is not None and (server.host, server.port, server.tls) == wanted
    assert server_of("smtps://u:p%40ss@mail.example").password == "p@ss"  # type: ignore[union-attr]
    with pytest.raises(WrongMailUrl):
        server_of("http://mail.example")
    # a server without STARTTLS gets nothing, not even in an emergency
    there, door = box
    assert door.server is not None
    with pytest.raises(TryLater):
        SmtpMail(f"smtp://127.0.0.1:{door.server.port}?tls=ja", "a@b.example").send("t@b.example", "N", "N", WORDS)
    assert len(there.mails) == 0


@pytest.fixture
def push(tmp_path: Path) -> Iterator[tuple[PushService, ThreadingHTTPServer, VapidPush]]:
    """A push service with a browser behind it, and the door that leads to it."""
    service = PushService(tmp_path / "browser")
    server = pushpage.make_server(service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host = f"127.0.0.1:{server.server_address[1]}"
    yield service, server, VapidPush(tmp_path / "secrets/vapid.pem", (host,), "nachricht@portal.example")
    server.shutdown()
    server.server_close()


def test_push_is_signed_and_encrypted(push: tuple[PushService, ThreadingHTTPServer, VapidPush], tmp_path: Path) -> None:
    service, server, door = push
    base = f"http://127.0.0.1:{server.server_address[1]}"
    subscription = service.subscription(base)
    door.send(subscription["endpoint"], subscription["keys"], WORDS)
    (message,) = service.messages
    assert (message.text, message.contact) == (WORDS, "mailto:nachricht@portal.example")
    assert (message.ttl, message.urgency) == ("86400", "normal")
    assert not service.refused
    assert stat.S_IMODE((tmp_path / "secrets/vapid.pem").stat().st_mode) == 0o600
    key = door.public_key()
    assert len(base64.urlsafe_b64decode(key + "=")) == 65
    assert VapidPush(tmp_path / "secrets/vapid.pem", ("a.example",), "x@y.example").public_key() == key
    # what goes over the wire shows neither words nor keys of the browser
    again = PushService(tmp_path / "browser")
    assert again.subscription(base) == subscription


@pytest.mark.parametrize("wrong", ["gone", "unknown"])
def test_a_subscription_that_is_gone_is_dead(push: Any, wrong: str) -> None:
    service, server, door = push
    base = f"http://127.0.0.1:{server.server_address[1]}"
    subscription = service.subscription(base)
    endpoint = subscription["endpoint"]
    if wrong == "gone":
        service.gone = True
    else:
        endpoint += "x"
    with pytest.raises(WayDead):
        door.send(endpoint, subscription["keys"], WORDS)


def test_the_push_service_refuses_a_wrong_signature(push: Any, tmp_path: Path) -> None:
    """The stand-in is no yes-man: without a right signature or encryption nothing is shown."""
    service, server, _ = push
    base = f"http://127.0.0.1:{server.server_address[1]}"
    assert service.take(service.name, base, {"Authorization": "vapid t=a.b.c,k=x"}, b"") == 403
    assert service.take(service.name, "http://anders", {"Authorization": ""}, b"") == 403
    assert len(service.messages) == 0 and len(service.refused) == 2
    wrong = PushService(tmp_path / "other")
    keys = wrong.subscription(base)["keys"]
    door = VapidPush(tmp_path / "v.pem", (f"127.0.0.1:{server.server_address[1]}",), "x@y.example")
    with pytest.raises(TryLater):
        door.send(service.subscription(base)["endpoint"], keys, WORDS)
    assert len(service.messages) == 0


@pytest.mark.parametrize(
    ("endpoint", "allowed"),
    [
        ("https://fcm.googleapis.com/fcm/send/abc", True),
        ("https://updates.push.services.mozilla.com/wpush/v2/x", True),
        ("https://push.services.mozilla.com.evil.example/x", False),
        ("https://evilfcm.googleapis.com/x", False),
        ("http://fcm.googleapis.com/x", False),
        ("https://fcm.googleapis.com:8443/x", False),
        ("https://u:p@fcm.googleapis.com/x", False),
        ("https://169.254.169.254/latest/meta-data", False),
        ("http://localhost:5432/", False),
        ("file:///etc/passwd", False),
        ("https://[::1/x", False),
        ("", False),
    ],
)
def test_only_named_push_services_are_called(tmp_path: Path, endpoint: str, allowed: bool) -> None:
    """A browser names the address: without the list the house could be made to call any."""
    door = VapidPush(tmp_path / "v.pem", ("fcm.googleapis.com", "*.push.services.mozilla.com"), "x@y.example")
    assert door.accepts(endpoint) is allowed
    if not allowed:
        with pytest.raises(WayDead):
            door.send(endpoint, {}, WORDS)


def test_without_named_services_push_is_not_offered(tmp_path: Path) -> None:
    assert VapidPush(tmp_path / "v.pem", (), "x@y.example").public_key() == ""
    assert not (tmp_path / "v.pem").exists()


def test_the_pages_say_what_they_are(push: Any, box: tuple[MailBox, SmtpMail]) -> None:
    service, server, _ = push
    base = f"http://127.0.0.1:{server.server_address[1]}/"
    assert "Gegenstelle der Vorführung: Push-Dienst" in urllib.request.urlopen(base).read().decode()
    urllib.request.urlopen(f"{base}weg", data=b"")
    assert service.gone
    page = mailbox.make_server(box[0])
    threading.Thread(target=page.serve_forever, daemon=True).start()
    try:
        box[1].send("timo@beispiel.example", "Nachricht", "<b>fett</b>", "https://portal.example/x")
        shown = urllib.request.urlopen(f"http://127.0.0.1:{page.server_address[1]}/").read().decode()
        assert "Gegenstelle der Vorführung: E-Mail" in shown and "&lt;b&gt;fett" in shown
        assert '<a href="https://portal.example/x">' in shown
    finally:
        page.shutdown()
        page.server_close()
