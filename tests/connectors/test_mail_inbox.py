"""Letters by e-mail and fax: their day counts, their papers go the way of all post (C17)."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pytest

from nahbar.connectors.mail_inbox.maildir import TOO_LARGE, look
from nahbar.connectors.mail_inbox.message import read_message
from nahbar.domain.mailroom import scan_queries
from nahbar.domain.mailroom.incoming import Original, Scandokument, Scanstapel
from nahbar.domain.mailroom.mails import Maileingang
from nahbar.platform import ports
from nahbar.platform.intake import ScannerDown, ScannerState
from nahbar.platform.vault.actions import read_file
from nahbar.procedures.answer_email import answer_email
from tests.platform import hostile
from tests.platform import intake_samples as samples
from tests.procedures.test_scans import work

ARRIVED = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)


class Door:
    """Takes what is to be sent."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []

    def offered(self) -> bool:
        return True

    def send(self, to: str, sender_name: str, subject: str, text: str) -> None:
        self.sent.append((to, text))


@pytest.fixture
def door() -> Iterator[Door]:
    before, here = ports.get("notice_mail"), Door()
    ports.register("notice_mail", here)
    yield here
    ports.register("notice_mail", before)


def message(subject: str = "Unterlagen", sender: str = "aylin@example.org", **headers: str) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = f"Aylin Demir <{sender}>", "post@amt.example", subject
    mail["Message-ID"] = f"<{subject}.{sender}>"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content("Guten Tag,\nanbei mein Mietvertrag. Aktenzeichen unbekannt.\n")
    return mail


def with_papers(mail: EmailMessage, *files: tuple[str, bytes]) -> bytes:
    for name, data in files:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def deliver(inbox: Path, raw: bytes, name: str = "1.a.host") -> Path:
    """As a mail server does: the file appears whole, with the time of its arrival."""
    place = inbox / "musterland" / "new"
    place.mkdir(parents=True, exist_ok=True)
    (place / name).write_bytes(raw)
    os.utime(place / name, (ARRIVED.timestamp(), ARRIVED.timestamp()))
    return place / name


def answered() -> None:
    """What the worker does."""
    for row in Maileingang.objects.filter(antworten=True):
        answer_email(mail=str(row.id))


def test_c17_papers_by_email_wait_in_the_post_room_with_their_day(traeger: Any, tmp_path: Path, door: Door) -> None:
    """C17: text and attachments are one letter in the queue, arrival kept, message kept as it came, answered once."""
    raw = with_papers(message(), ("vertrag.pdf", samples.pdf(2)), ("alles.zip", samples.zipped(a=b"1")))
    lying = deliver(tmp_path, raw)
    assert look(tmp_path, traeger) == 1 and not lying.exists()
    (stapel,) = Scanstapel.objects.all()
    assert (stapel.kanal, stapel.eingegangen_at, stapel.bilder) == ("email", ARRIVED, 3)
    (scan,) = work(stapel)
    assert scan.stand == Scandokument.Stand.OFFEN and scan.seiten == 3 and scan.ansicht is not None
    assert [row.scan.id for row in scan_queries.queue()] == [scan.id]
    assert not Original.objects.exists(), "there is no paper to destroy"
    with zipfile.ZipFile(io.BytesIO(read_file(scan.original))) as kept:
        assert kept.read("nachricht.eml") == raw
    text = scan_queries.pages_of(scan)[0].text
    assert "20.11.2026" in text and "Archiv (ZIP)" in text and "aylin@example.org" in text
    answered()
    answered()
    ((to, words),) = door.sent
    assert to == "aylin@example.org" and "20.11.2026" in words and "im Portal" in words and "Mietvertrag" not in words
    assert scan_queries.all_sums().whole


def test_the_same_message_twice_is_one_letter(traeger: Any, tmp_path: Path, door: Door) -> None:
    """Delivered again with other lines of servers on top, or found again after a kill: known, nothing doubled."""
    raw = with_papers(message(), ("vertrag.pdf", samples.pdf(1)))
    deliver(tmp_path, raw)
    assert look(tmp_path, traeger) == 1
    deliver(tmp_path, b"Received: from relay.example; Fri, 20 Nov 2026 23:31:00 +0100\r\n" + raw, "2.b.host")
    assert look(tmp_path, traeger) == 1
    assert Scanstapel.objects.count() == Maileingang.objects.count() == 1
    assert look(tmp_path, traeger) == 0


def test_a_sender_is_answered_once_a_day(traeger: Any, tmp_path: Path, door: Door, now: Any) -> None:
    for number in range(3):
        deliver(tmp_path, message(f"Nummer {number}").as_bytes(), f"{number}.host")
    deliver(tmp_path, message("Andere", sender="timo@example.org").as_bytes(), "9.host")
    assert look(tmp_path, traeger) == 4
    answered()
    assert sorted(to for to, _ in door.sent) == ["aylin@example.org", "timo@example.org"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"List_Id": "<liste.example.org>"},
        {"X_Auto_Response_Suppress": "All"},
        {"Return_Path": "<>"},
        {"Return_Path": "<mailer-daemon@example.org>"},
        {"sender": "noreply@bank.example"},
        {"sender": "liste-request@example.org"},
        {"sender": "post@amt.example"},
    ],
    ids=lambda one: next(iter(one.values())),
)
def test_machines_lists_bounces_and_ourselves_are_never_answered(headers: dict[str, str]) -> None:
    sender = {"sender": headers.pop("sender")} if "sender" in headers else {}
    mail = message(**sender, **headers)
    assert not read_message(mail.as_bytes(), ARRIVED, own=frozenset({"post@amt.example"})).answerable
    assert read_message(message().as_bytes(), ARRIVED).answerable


def test_a_fax_comes_by_the_gateway_and_is_not_answered(traeger: Any, tmp_path: Path, door: Door) -> None:
    page = samples.as_bytes(samples.sheet(860, 1200, 20, "L").convert("1"), "TIFF")
    deliver(tmp_path, with_papers(message("Fax", sender="fax@gateway.example"), ("fax.tif", page)))
    look(tmp_path, traeger, gateways=frozenset({"fax@gateway.example"}))
    (stapel,) = Scanstapel.objects.all()
    assert (stapel.kanal, stapel.bilder) == ("fax", 2) and stapel.nummer.startswith("FAX-2026-11-20-")
    answered()
    assert door.sent == []


class Away:
    """The virus check does not answer."""

    set_up = True

    def scan(self, data: bytes) -> str | None:
        raise ScannerDown("weg")

    def state(self) -> ScannerState:
        return ScannerState(set_up=True, answers=False)


def test_while_the_virus_check_is_away_the_message_stays_with_its_day(
    traeger: Any, tmp_path: Path, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ports.get("virus_scanner")
    lying = deliver(tmp_path, with_papers(message(), ("vertrag.pdf", samples.pdf(1))))
    ports.register("virus_scanner", Away())
    try:
        assert look(tmp_path, traeger) == 0 and lying.exists() and not Scanstapel.objects.exists()
    finally:
        ports.register("virus_scanner", before)
    assert look(tmp_path, traeger) == 1
    assert Scanstapel.objects.get().eingegangen_at == ARRIVED


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\0kein Brief",
        b"From: \xff\r\nSubject: =?unknown?B?////?=\r\nContent-Type: text/plain; charset=gibtesnicht\r\n\r\nHallo",
        hostile.nested_mail(50),
        hostile.nested_mail(400),
        b"From: a@example.org\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script><p>Gut</p>" + b"<" * 50_000,
    ],
    ids=["leer", "muell", "falscher-kopf", "verschachtelt", "tief", "html"],
)
def test_hostile_messages_become_a_page_that_a_person_reads(raw: bytes, traeger: Any, tmp_path: Path) -> None:
    deliver(tmp_path, raw)
    assert look(tmp_path, traeger) == 1
    assert Scanstapel.objects.get().bilder >= 1


def test_a_message_beyond_all_measure_is_put_aside_and_the_next_one_is_taken(
    traeger: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nahbar.connectors.mail_inbox.maildir.MOST_BYTES", 5000)
    deliver(tmp_path, message().as_bytes() + b"x" * 6000, "1.host")
    deliver(tmp_path, message("Klein").as_bytes(), "2.host")
    assert look(tmp_path, traeger) == 1
    assert (tmp_path / "musterland" / TOO_LARGE / "1.host").exists()
