"""While the virus check is away files arrive all the same: kept, shown to nobody, looked at again (U3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from nahbar.domain.applications import quarantine, queries
from nahbar.domain.casefile import queries as casefile
from nahbar.platform import ports
from nahbar.platform.intake import ScannerDown, ScannerState
from nahbar.platform.vault.actions import read_file, the_vault
from nahbar.platform.vault.models import StoredFile
from nahbar.procedures.look_again import look_again_round
from nahbar.procedures.submit_antrag import submit_antrag
from tests.procedures.desk import citizen
from tests.procedures.test_upload import picture
from tests.surfaces.test_upload_protocol import Sender, _file


class Scanner:
    """A virus check that can be away, and finds what its test says."""

    set_up = True

    def __init__(self) -> None:
        self.away, self.found = True, ""

    def scan(self, data: bytes) -> str | None:
        if self.away:
            raise ScannerDown("Der Virenscanner antwortet nicht.")
        return self.found or None

    def state(self) -> ScannerState:
        return ScannerState(set_up=True, answers=not self.away, version="" if self.away else "ClamAV 1.4.6")


@pytest.fixture
def scanner(traeger: Any) -> Iterator[Scanner]:
    before, here = ports.get("virus_scanner"), Scanner()
    ports.register("virus_scanner", here)
    yield here
    ports.register("virus_scanner", before)


@pytest.fixture
def sender(scanner: Scanner) -> Sender:
    return Sender()


def paper(sender: Sender) -> str:
    return f"/antrag/{sender.antrag.id}/unterlagen/mietvertrag"


def sent(sender: Sender, name: str = "vertrag.jpg", **fields: str) -> str:
    page = sender.client.post(paper(sender), {"dateien": [_file(name, picture())], **fields}, follow=True)
    return str(page.content.decode())


def test_u3_held_file_is_told_kept_and_shown_to_nobody(sender: Sender, traeger: Any) -> None:
    """Told as arrived, encrypted in the vault, no page opens it; sent twice it waits once."""
    shown = sent(sender)
    assert "Angekommen, wird noch geprüft" in shown and "noch auf Schadsoftware" in shown
    assert "Das konnten wir nicht annehmen" not in shown
    (upload,) = sender.uploads()
    assert not upload.angenommen and upload.wartet_seit == upload.at and upload.original is not None
    assert read_file(upload.original) == picture() and upload.ansicht is None and upload.vorschau == []
    assert sender.client.get(f"/antrag/{sender.antrag.id}/datei/{upload.id}").status_code == 404
    assert sender.client.get(f"/antrag/{sender.antrag.id}/datei/{upload.id}/seite/1").status_code == 404
    assert queries.nachweis_by_key(sender.antrag, "mietvertrag").stand == "fehlt"
    sent(sender)
    assert [row.id for row in sender.uploads()] == [upload.id]


def test_u3_when_the_check_is_back_the_file_counts_as_of_its_arrival(
    sender: Sender, scanner: Scanner, traeger: Any, now: Any
) -> None:
    sent(sender)
    (held,) = sender.uploads()
    look_again_round(traeger.id)
    assert quarantine.held_count()[0] == 1, "away: nothing is opened"
    submitted = submit_antrag(acting=citizen(sender.antrag), antrag=sender.antrag)
    assert submitted.akte is not None
    arrived = [e.text for e in casefile.timeline(submitted.akte, for_citizen=True) if e.art == "datei_in_pruefung"]
    assert len(arrived) == 1 and "angekommen" in arrived[0]
    assert not [d for d in casefile.documents(submitted.akte) if d.art == "mietvertrag"]
    now.set("2026-11-25T09:00")
    scanner.away = False
    look_again_round(traeger.id)
    look_again_round(traeger.id)
    (upload,) = sender.uploads()
    assert upload.angenommen and upload.at == held.at and upload.wartet_seit is None and upload.seiten == 1
    assert upload.original is not None and upload.original.media_type == "image/jpeg"
    (document,) = [d for d in casefile.documents(submitted.akte) if d.art == "mietvertrag"]
    assert document.received_at == held.at
    assert sender.client.get(f"/antrag/{sender.antrag.id}/datei/{upload.id}").status_code == 200
    assert queries.nachweis_by_key(sender.antrag, "mietvertrag").stand == "gesendet"
    assert not StoredFile.objects.filter(media_type="application/octet-stream").exists()


def test_u3_malware_found_later_is_refused_by_name_with_the_date_of_arrival(
    sender: Sender, scanner: Scanner, traeger: Any, django_capture_on_commit_callbacks: Any
) -> None:
    sent(sender)
    submitted = submit_antrag(acting=citizen(sender.antrag), antrag=sender.antrag)
    (held,) = sender.uploads()
    assert held.original is not None and submitted.akte is not None
    scanner.away, scanner.found = False, "Win.Test.Fund-1"
    with django_capture_on_commit_callbacks(execute=True):
        look_again_round(traeger.id)
    (upload,) = sender.uploads()
    assert not upload.angenommen and "Win.Test.Fund-1" in upload.grund and upload.at == held.at
    assert upload.original is None and not the_vault().exists(str(traeger.id), held.original.address)
    (line,) = [e.text for e in casefile.timeline(submitted.akte, for_citizen=True) if e.art == "datei_abgewiesen"]
    assert "23.11.2026" in line and "Win.Test.Fund-1" in line


def test_u3_malware_is_refused_at_once_without_being_opened(sender: Sender, scanner: Scanner) -> None:
    scanner.away, scanner.found = False, "Eicar-Test-Signature"
    assert "Eicar-Test-Signature" in sent(sender)
    (upload,) = sender.uploads()
    assert not upload.angenommen and upload.wartet_seit is None and upload.original is None


def test_certain_refusals_are_told_while_the_check_is_away(sender: Sender) -> None:
    page = sender.client.post(paper(sender), {"dateien": [_file("alles.zip", b"PK\x03\x04" + bytes(99))]}, follow=True)
    assert "Archiv (ZIP)" in page.content.decode()


def test_what_its_sender_wants_to_black_out_does_not_wait_to_go_in_unseen(sender: Sender) -> None:
    assert "Das konnten wir nicht annehmen" in sent(sender, schwaerzen="ja")
    (upload,) = sender.uploads()
    assert not upload.angenommen and upload.wartet_seit is None and upload.original is None


def test_a_waiting_file_can_be_taken_back(sender: Sender, traeger: Any) -> None:
    sent(sender)
    (upload,) = sender.uploads()
    address = f"/antrag/{sender.antrag.id}/datei/{upload.id}/entfernen"
    assert sender.client.get(address).status_code == 200
    sender.client.post(address)
    assert sender.uploads() == [] and not StoredFile.objects.filter(media_type="application/octet-stream").exists()


def test_operator_reads_what_is_wrong_with_the_check(
    sender: Sender, scanner: Scanner, client_for: Any, now: Any
) -> None:
    page = reverse("workplace:operation")
    operator = client_for("betrieb")
    sent(sender)
    text = operator.get(page).content.decode()
    assert "antwortet nicht: neue Dateien warten" in text and "1, die älteste seit 23.11.2026" in text
    scanner.away = False
    later = quarantine.held_count()[1]
    assert later is not None
    now.set(f"{later + timedelta(hours=2):%Y-%m-%dT%H:%M}")
    assert "StreamMaxLength auf mindestens 30M" in operator.get(page).content.decode()
    ports.register("virus_scanner", NotSetUp())
    assert "nicht eingerichtet" in operator.get(page).content.decode()


class NotSetUp(Scanner):
    """As without NAHBAR_CLAMD_SOCKET."""

    set_up = False

    def state(self) -> ScannerState:
        return ScannerState(set_up=False, answers=False)
