"""Blacking out before handing over: nobody sees the file until then, and its original is gone afterwards (C07)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from nahbar.domain.applications import queries
from nahbar.domain.applications.sendungen import Sendung
from nahbar.platform.intake.redact import bars_of
from nahbar.platform.tenancy.scope import flush
from nahbar.platform.vault.actions import read_file
from nahbar.platform.vault.models import StoredFile
from nahbar.procedures.send_in_pieces import forget_round
from nahbar.procedures.submit_antrag import submit_antrag
from tests.platform import intake_samples as samples
from tests.procedures.desk import citizen
from tests.surfaces.test_upload_protocol import Sender, _file

BAR = json.dumps([[1, 0.1, 0.1, 0.9, 0.2]])


@pytest.fixture
def sender(traeger: Any) -> Sender:
    return Sender()


def held(sender: Sender, data: bytes) -> str:
    """The page of a bank statement that its sender wants to black out."""
    answer = sender.begin(data, key="kontoauszuege", first=data, filename="Konto 1.pdf", schwaerzen="ja").json()
    assert answer["stand"] == "wartet"
    return str(answer["weiter"])


def test_what_is_held_is_no_upload_and_the_blackened_one_is_all_that_stays(sender: Sender) -> None:
    data = samples.pdf(pages=2)
    page = held(sender, data)
    assert sender.uploads() == []
    assert queries.nachweis_by_key(sender.antrag, "kontoauszuege").stand == "fehlt"
    text = sender.client.get(page).content.decode()
    assert "Niemand im Amt sieht" in text and "BSG, 19.9.2008" in text and "Ohne JavaScript" in text
    picture = page.replace("schwaerzen", "seite/2")
    assert sender.client.get(picture)["Content-Type"] == "image/jpeg"
    answer = sender.client.post(page, {"was": "schwaerzen", "balken": BAR}, follow=True)
    assert "Konto 1 (geschwärzt).pdf" in answer.content.decode()
    (upload,) = sender.uploads()
    assert upload.angenommen and upload.seiten == 2
    kept = [read_file(row) for row in StoredFile.objects.all()]
    assert data not in kept and upload.original is not None and b"(Seite" not in read_file(upload.original)
    sendung = Sendung.objects.get()
    assert sendung.sha256 == "" and sendung.teile == [] and sendung.vorschau == []
    assert sender.client.get(picture).status_code == 404
    assert sender.client.post(page, {"was": "so"}).status_code == 302
    assert len(sender.uploads()) == 1, "told twice it is done once"


def test_after_submission_the_office_sees_only_what_was_handed_over(sender: Sender) -> None:
    sent = submit_antrag(acting=citizen(sender.antrag), antrag=sender.antrag)
    data = samples.pdf(pages=1)
    page = held(sender, data)
    assert sent.akte is not None and "kontoauszuege" not in [d.art for d in _documents(sent)]
    sender.client.post(page, {"was": "schwaerzen", "balken": BAR})
    (document,) = [d for d in _documents(sent) if d.art == "kontoauszuege"]
    assert document.original is not None and read_file(document.original) != data


def _documents(antrag: Any) -> list[Any]:
    from nahbar.domain.casefile import queries as casefile

    return list(casefile.documents(antrag.akte))


def test_it_can_be_handed_over_as_it_is_or_taken_back(sender: Sender) -> None:
    data = samples.pdf(pages=1)
    page = held(sender, data)
    answer = sender.client.post(page, {"was": "schwaerzen", "balken": "[]"})
    assert "Setzen Sie zuerst einen Balken" in answer.content.decode() and sender.uploads() == []
    sender.client.post(page, {"was": "so"})
    (upload,) = sender.uploads()
    assert upload.original is not None and read_file(upload.original) == data and upload.dateiname == "Konto 1.pdf"
    three = samples.pdf(pages=3)
    more = {"first": three, "schluessel": "zweite-datei", "schwaerzen": "ja"}
    other = sender.begin(three, key="kontoauszuege", **more).json()  # type: ignore[arg-type]
    before = StoredFile.objects.count()
    sender.client.post(other["weiter"], {"was": "loeschen"})
    assert len(sender.uploads()) == 1 and StoredFile.objects.count() == before - 4


def test_what_nobody_hands_over_is_deleted_after_a_week(sender: Sender, now: Any) -> None:
    held(sender, samples.pdf(pages=1))
    now.set("2026-11-30T21:30")
    flush()
    forget_round(sender.antrag.traeger_id)
    assert Sendung.objects.count() == 1
    now.set("2026-11-30T21:45")
    flush()
    forget_round(sender.antrag.traeger_id)
    assert Sendung.objects.count() == 0 and StoredFile.objects.count() == 0


def test_u3_what_cannot_be_opened_is_refused_at_once(sender: Sender) -> None:
    data = b"PK\x03\x04" + b"0" * 300
    answer = sender.begin(data, key="kontoauszuege", first=data, schwaerzen="ja").json()
    assert answer["stand"] == "abgewiesen" and "Archiv" in answer["html"]


def test_without_javascript_the_form_holds_too(sender: Sender) -> None:
    page = f"/antrag/{sender.antrag.id}/unterlagen/kontoauszuege"
    assert "vorher etwas schwärzen" in sender.client.get(page).content.decode()
    files = [_file("eins.pdf", samples.pdf(pages=1)), _file("leer.pdf", b"")]
    text = sender.client.post(page, {"dateien": files, "schwaerzen": "ja"}, follow=True).content.decode()
    assert "Noch nicht abgegeben" in text and "eins.pdf" in text and "leer" in text
    assert [u.angenommen for u in sender.uploads()] == [False]


def test_a_foreign_session_sees_no_page(sender: Sender) -> None:
    page = held(sender, samples.pdf(pages=1))
    other = Sender()
    for path in (page, page.replace("schwaerzen", "seite/1")):
        assert other.client.get(path).status_code == 404


@pytest.mark.parametrize(
    "text", ["", "nichts", "{}", "[[1]]", "[[1,2,3,4,5]]", "[[0,0,0,1,1]]", "[" * 9000, '[["a",0,0,1,1]]']
)
def test_nonsense_is_no_bar(text: str) -> None:
    assert bars_of(text) == []
