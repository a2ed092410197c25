"""The file in order: parts by the file plan, links between papers, the arrival that counts, undoing (F01, F15, U22)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection

from nahbar.domain.casefile import actions, file_queries, filing
from nahbar.domain.casefile.errors import NothingToDo, NotThisFile, UndoTooLate
from nahbar.domain.casefile.models import Dokument, Teilakte, Verweis, Vorgang
from nahbar.domain.people.actions import create_person
from nahbar.platform.accounts.roles import MACHINE, Actor
from nahbar.platform.vault.actions import store_file
from nahbar.platform.zone import BERLIN


def new_akte(name: str = "Groß") -> Any:
    person = create_person(acting=MACHINE, vorname="Jörg", nachname=name, geburtsdatum=date(1970, 5, 1))
    return actions.open_akte(acting=MACHINE, person=person, gemeinde=None)


@pytest.fixture
def akte(traeger: Any) -> Any:
    return new_akte()


@pytest.fixture
def vorgang(akte: Any) -> Any:
    return actions.open_vorgang(acting=MACHINE, akte=akte, art="erstantrag", titel="Erstantrag", plan="erfunden")


def paper(vorgang: Any, data: bytes = b"inhalt", kanal: str = "portal", day: int = 20, **more: Any) -> Any:
    values: dict[str, Any] = {"titel": f"Mietvertrag ({kanal})", "art": "miete", "richtung": "eingang"} | more
    return actions.add_dokument(
        acting=MACHINE, akte=vorgang.akte, vorgang=vorgang, kanal=kanal,
        received_at=datetime(2026, 11, day, 9, tzinfo=BERLIN), original=store_file(data, "application/pdf"),
        ansicht=store_file(data + b" ansicht", "application/pdf"), **values,
    )  # fmt: skip


def test_matters_lie_in_the_part_of_their_benefit_or_topic_F15(akte: Any, vorgang: Any) -> None:
    """A benefit that nobody knew yesterday has its own part without a change of the file."""
    actions.open_vorgang(acting=MACHINE, akte=akte, art="meldeversaeumnis", titel="Termin", plan="erfunden")
    actions.open_vorgang(acting=MACHINE, akte=akte, art="termin", titel="Termine")
    paper(vorgang)
    parts = file_queries.structure(akte)
    assert [(p.plan, p.title, p.count) for p in parts] == [
        ("erfunden", "erfunden", 1), ("minderung", "Mitwirkung und Minderung", 0), ("allgemein", "Allgemeines", 0),
    ]  # fmt: skip
    filing.place_vorgang(acting=MACHINE, vorgang=vorgang, plan="unterhalt")
    assert "Unterhalt" in [p.title for p in file_queries.structure(akte)]


def test_the_same_paper_by_portal_post_and_kiosk_is_linked_and_the_earliest_arrival_counts_U22(vorgang: Any) -> None:
    late = paper(vorgang, kanal="scan", day=22)
    early = paper(vorgang, kanal="portal", day=19)  # noted later, came earlier
    kiosk = paper(vorgang, kanal="terminal", day=23)
    other = paper(vorgang, b"etwas anderes", day=18)
    outgoing = paper(vorgang, richtung="ausgang", day=17)
    for one in (late, early, kiosk):
        counts = file_queries.arrival_of(one)
        assert (counts.at.astimezone(BERLIN).day, counts.kanal) == (19, "portal")
    assert {d.id for d in file_queries.twins(kiosk)} == {late.id, early.id, kiosk.id}
    assert file_queries.arrival_of(other).dokument == other and file_queries.links_of(outgoing) == []
    assert {row.von_id for row in file_queries.links_of(early)} == {late.id, kiosk.id}


def test_same_content_in_another_file_says_nothing_U22(vorgang: Any) -> None:
    elsewhere = actions.open_vorgang(acting=MACHINE, akte=new_akte("Klein"), art="erstantrag", titel="x")
    first, second = paper(vorgang), paper(elsewhere)
    assert file_queries.twins(first) == [first]
    with pytest.raises(NotThisFile):
        filing.link(acting=MACHINE, von=first, nach=second, art="antwort")
    moved = actions.move_dokument(acting=MACHINE, dokument=second, vorgang=vorgang)
    assert file_queries.twins(first) == [first, moved]
    actions.move_dokument(acting=MACHINE, dokument=moved, vorgang=elsewhere)
    assert file_queries.twins(first) == [first]


def test_photo_and_scan_of_one_paper_are_linked_by_hand_whichever_is_named_first(
    vorgang: Any, actor: Callable[[str], Actor]
) -> None:
    photo, scan = paper(vorgang, b"foto", day=19), paper(vorgang, b"scan", kanal="scan", day=22)
    hand = filing.link(acting=actor("berg"), von=photo, nach=scan, art="duplikat")
    (link,) = file_queries.links_of(photo)
    assert (link.von_id, link.nach_id) == (scan.id, photo.id)
    assert file_queries.arrival_of(scan).dokument == photo
    filing.take_back(acting=actor("berg"), handgriff=hand)
    filing.unlink(hand.daten["verweis"])
    assert file_queries.links_of(photo) == [] and Verweis.objects.count() == 1
    with pytest.raises(NothingToDo):
        filing.link(acting=MACHINE, von=photo, nach=photo, art="antwort")


def test_what_a_document_is_can_be_corrected_and_taken_back_its_arrival_not(
    vorgang: Any, actor: Callable[[str], Actor]
) -> None:
    one = paper(vorgang)
    words = {"titel": "Lohnabrechnung Oktober", "art": "lohn", "absender": "Nordwerk GmbH", "datum": date(2026, 10, 30)}
    hand = filing.describe(acting=actor("berg"), dokument=one, **words)
    row = Dokument.objects.get(id=one.id)
    assert (row.titel, row.absender, row.datum, row.received_at) == (
        "Lohnabrechnung Oktober", "Nordwerk GmbH", date(2026, 10, 30), one.received_at,
    )  # fmt: skip
    with pytest.raises(NothingToDo):
        filing.describe(acting=actor("berg"), dokument=one, **words)
    filing.restore_description(filing.take_back(acting=actor("berg"), handgriff=hand))
    row.refresh_from_db()
    assert (row.titel, row.absender, row.datum) == ("Mietvertrag (portal)", "", None)
    with pytest.raises(UndoTooLate):
        filing.take_back(acting=actor("berg"), handgriff=hand)


def test_existing_files_are_put_in_order_by_the_migration_F01(traeger: Any) -> None:
    """The step that runs once on an old database, on rows as they were before."""
    from importlib import import_module

    from tests.surfaces.workplace_cases import submitted

    antrag = submitted()
    other = actions.open_vorgang(acting=MACHINE, akte=antrag.akte, art="eingliederung", titel="Arbeit")
    first, second = paper(other, day=19), paper(other, day=20)
    Verweis.objects.all().delete()
    Vorgang.objects.update(teilakte=None)
    Teilakte.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(import_module("nahbar.domain.casefile.migrations.0003_einordnen").PLACE)
        cursor.execute("select set_config('app.traeger', %s, true)", [str(traeger.id)])
    placed = {v.art: v.teilakte.plan for v in Vorgang.objects.select_related("teilakte")}
    assert placed == {"erstantrag": antrag.leistung, "eingliederung": "eingliederung"}
    assert [(row.von_id, row.nach_id) for row in Verweis.objects.all()] == [(second.id, first.id)]


def test_one_timeline_for_events_and_papers(vorgang: Any) -> None:
    paper(vorgang)
    actions.add_eintrag(acting=MACHINE, akte=vorgang.akte, vorgang=vorgang, art="x", text="Etwas ist geschehen")
    assert [(line.kind, line.text) for line in file_queries.whole_timeline(vorgang.akte)] == [
        ("eintrag", "Etwas ist geschehen"), ("dokument", "Mietvertrag (portal)"),
    ]  # fmt: skip
