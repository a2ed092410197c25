"""Documents become findable by themselves: words of PDFs, words of pictures, again after a kill."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from nahbar.config.demo.town import create_traeger
from nahbar.domain.casefile import actions
from nahbar.domain.casefile.models import Akte, Dokument, Lesestand, Seitentext
from nahbar.domain.casefile.seitentext import marked_page, search_pages
from nahbar.domain.people.actions import create_person
from nahbar.platform import clock, reading
from nahbar.platform.accounts.roles import MACHINE
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.platform.vault.actions import store_file
from nahbar.procedures.read_pages import read_document, read_round
from tests.platform.intake_samples import pdf
from tests.platform.test_reading import sheet

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys
from uuid import UUID
import django
django.setup()
from nahbar.procedures.read_pages import read_round
read_round(UUID(sys.argv[1]))
"""


def filed(content: bytes, pages: int = 1, days: int = 1) -> Any:
    """A document that nobody has read yet."""
    akte = Akte.objects.first() or actions.open_akte(
        acting=MACHINE, person=create_person(acting=MACHINE, vorname="Jonas", nachname="Weber"), gemeinde=None
    )
    vorgang = actions.open_vorgang(acting=MACHINE, akte=akte, art="erstantrag", titel="Erstantrag")
    stored = store_file(content, "application/pdf")
    return actions.add_dokument(
        acting=MACHINE, akte=akte, vorgang=vorgang, titel="Papier", art="nachweis", richtung="eingang", kanal="portal",
        received_at=clock.now() - timedelta(days=days), original=stored, ansicht=stored, seiten=pages,
    )  # fmt: skip


def found(text: str) -> list[int]:
    return sorted(hit.nr for hit in search_pages(text, hidden=()).hits)


def test_words_of_a_pdf_are_found_with_their_places_F02(traeger: Any) -> None:
    dokument = filed(pdf(3), pages=3)
    assert found("Seite") == []
    assert read_document(dokument.id)
    assert found("Seite") == [1, 2, 3]
    page = marked_page(dokument, 2, {"seite"})
    assert page is not None
    ((left, top, wide, high),) = page.boxes
    assert (160 < left < 180, 370 < top < 410, 50 < wide < 120, 15 < high < 45) == (True,) * 4
    assert not read_document(dokument.id)


def test_words_of_a_photo_are_read_off_the_picture_F02(traeger: Any) -> None:
    """A photo from the portal has no words in it: the page is drawn and read like a scan, with places."""
    photo = reading.clean(reading.open_picture(sheet(angle=1.0, noise=6.0)))
    dokument = filed(reading.page_pdf(photo, reading.Words("", (), b"")))
    assert read_document(dokument.id)
    assert found("Müssig-Oeztürk") == [1]
    assert found("2026000417") == [1]
    page = marked_page(dokument, 1, {"mietvertrag"})
    assert page is not None
    assert len(page.boxes) == 4


def test_what_is_no_pdf_is_tried_three_times_and_left(traeger: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    dokument = filed(b"nothing")
    assert read_document(dokument.id)  # unreadable bytes are a document without words
    assert Lesestand.objects.get(dokument=dokument).stand == "gelesen"
    other = filed(pdf(1))
    monkeypatch.setenv("PATH", "/nowhere")
    for _ in range(3):
        assert not read_document(other.id)
    assert Lesestand.objects.get(dokument=other).stand == "unlesbar"


def test_a_document_that_changes_its_kind_is_not_read_again_but_filtered_anew(
    traeger: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    dokument = filed(pdf(1))
    read_document(dokument.id)
    Dokument.objects.filter(id=dokument.id).update(art="mietvertrag")
    monkeypatch.setenv("PATH", "/nowhere")  # no poppler: what is kept must do
    assert read_document(dokument.id)
    assert found("Seite") == [1]


@pytest.mark.kill
def test_killed_while_reading_the_next_round_goes_on(transactional_db: None, now: Any) -> None:
    """kill -9 before the second document is kept: the first one stays, the others are read later, none twice."""
    traeger = create_traeger("musterland")
    with traeger_scope(traeger.id):
        for days in (3, 2, 1):
            filed(pdf(2) + bytes(days), pages=2, days=days)
    environment = {
        **os.environ, "NAHBAR_FAILPOINT": "read_pages.before_commit:2",
        "DJANGO_SETTINGS_MODULE": "nahbar.config.settings",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(traeger.id)], env=environment, cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    with traeger_scope(traeger.id):
        assert sorted(Lesestand.objects.values_list("stand", flat=True)) == ["gelesen", "wartet", "wartet"]
        assert Seitentext.objects.count() == 2
    read_round(traeger.id)
    read_round(traeger.id)
    with traeger_scope(traeger.id):
        assert set(Lesestand.objects.values_list("stand", flat=True)) == {"gelesen"}
        assert found("Seite") == [1, 1, 1, 2, 2, 2]


def test_what_has_just_come_is_left_alone_for_two_minutes(transactional_db: None, now: Any) -> None:
    traeger = create_traeger("musterland")
    with traeger_scope(traeger.id):
        filed(pdf(1), days=0)
    read_round(traeger.id)
    with traeger_scope(traeger.id):
        assert Lesestand.objects.get().stand == "wartet"
    now.set("2026-11-23T21:45")
    read_round(traeger.id)
    with traeger_scope(traeger.id):
        assert Lesestand.objects.get().stand == "gelesen"
