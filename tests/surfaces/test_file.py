"""The file at the desk: parts, viewer without JavaScript, handling with a way back, notes (F01, F02, F03, F10, F16)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nahbar.domain.casefile import file_queries
from nahbar.domain.casefile.models import Dokument, Notiz, Wiedervorlage
from tests.domain.test_file_hands import scanned, seen
from tests.surfaces.workplace_cases import open_akte, submitted

Clients = Callable[[str], Client]


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def antrag(traeger: Any, staff: Any) -> Any:
    return submitted()


@pytest.fixture
def berg(client_for: Clients, antrag: Any) -> Client:
    client = client_for("berg")
    open_akte(client, antrag)
    return client


def change(client: Client, doc: Any, tat: str, **values: Any) -> Any:
    return client.post(reverse("workplace:document_change", args=[doc.id]), {"tat": tat, **values}, follow=True)


def test_a_strange_file_asks_why_before_a_page_is_shown_F03(client_for: Clients, antrag: Any) -> None:
    one, client = scanned(antrag.vorgang), client_for("maier")
    assert "Warum öffnen Sie diese Akte?" in text(client.get(reverse("workplace:viewer", args=[one.id])))
    for name, args in (("document_thumb", [one.id, 1]), ("document_version", [one.id, 1])):
        assert client.get(reverse(f"workplace:{name}", args=args)).status_code == 404
    assert client.get(reverse("workplace:document_redact", args=[one.id])).status_code == 404
    assert change(client, one, "stempeln").status_code == 404
    note = client.post(reverse("workplace:akte_note", args=[antrag.akte_id]), {"text": "x"})
    assert note.status_code == 404 and not Notiz.objects.exists()


def test_documents_lie_in_their_parts_and_one_click_opens_the_page_F02(berg: Client, antrag: Any) -> None:
    one = scanned(antrag.vorgang)
    listed = text(berg.get(reverse("workplace:akte_part", args=[antrag.akte_id, "dokumente"]) + f"?dok={one.id}"))
    assert antrag.vorgang.titel in listed and "· Post ·" in listed
    assert reverse("workplace:viewer", args=[one.id]) in listed
    page = text(berg.get(reverse("workplace:viewer", args=[one.id]) + "?seite=2&zoom=150"))
    assert "Seite 2 von 3" in page and 'data-zoom="150"' in page
    assert page.count("data-page=") == 3 and f"/dokument/{one.id}/seite/2" in page
    wild = text(berg.get(reverse("workplace:viewer", args=[one.id]) + "?seite=99999999&zoom=7&neben=quatsch&nseite=x"))
    assert "Seite 1 von 3" in wild


def test_a_page_is_small_enough_for_a_narrow_line_F16(berg: Client, antrag: Any) -> None:
    letter = Dokument.objects.filter(akte=antrag.akte, richtung="ausgang").first()
    assert letter is not None
    for one in (scanned(antrag.vorgang), letter):  # with kept pictures, and drawn when somebody looks
        picture = berg.get(reverse("workplace:document_page", args=[one.id, 1]))
        small = berg.get(reverse("workplace:document_thumb", args=[one.id, 1]))
        assert picture.content[:2] == small.content[:2] == b"\xff\xd8"
        assert len(picture.content) <= 150_000 and len(small.content) <= 9_000
        assert picture["Cache-Control"] == small["Cache-Control"] == "no-store"  # nothing stays at home (F10)
    assert berg.get(reverse("workplace:document_page", args=[letter.id, 77])).status_code == 404


def test_every_handling_says_what_it_did_and_is_taken_back(berg: Client, antrag: Any) -> None:
    one, other = scanned(antrag.vorgang), scanned(antrag.vorgang, 2, day=21, titel="Anlage")
    assert "Gedreht" in text(change(berg, one, "drehen", seite="1", grad="90"))
    assert "Eingangsstempel steht" in text(change(berg, one, "stempeln"))
    assert "Zusammengefügt" in text(change(berg, one, "anfuegen", dokument=[str(other.id)]))
    assert "ist in einem anderen aufgegangen" in text(berg.get(reverse("workplace:viewer", args=[other.id])))
    assert "Geteilt" in text(change(berg, one, "teilen", nach="3"))
    assert "Gespeichert" in text(change(berg, one, "angaben", titel="Vertrag", absender="Haus AG", datum="2026-10-01"))
    page = text(berg.get(reverse("workplace:viewer", args=[one.id])))
    assert "Haus AG" in page and page.count(">Rückgängig<") == 5
    first = file_queries.hands(one)[-1]
    early = berg.post(reverse("workplace:document_undo", args=[first.id]))
    assert early.status_code == 422 and "zuerst das Spätere" in text(early)
    for hand in file_queries.hands(one):
        done = berg.post(reverse("workplace:document_undo", args=[hand.id]), follow=True)
        assert "Zurückgenommen" in text(done)
    assert seen(one) == [250, 180, 110] and Dokument.objects.get(id=one.id).titel == "Mietvertrag"


@pytest.mark.parametrize(
    ("tat", "values", "sentence"),
    [
        ("drehen", {"seite": "9"}, "die es in diesem Dokument gibt"),
        ("teilen", {"nach": ""}, "nach welcher Seite"),
        ("teilen", {"nach": "3"}, "danach noch eine Seite"),
        ("anfuegen", {}, "mindestens ein anderes"),
        ("verweisen", {"dokument": ""}, "anderes Dokument"),
        ("umhaengen", {"vorgang": ""}, "Wählen Sie den Vorgang"),
        ("umhaengen", {"aktenzeichen": "2026-999999"}, "gibt es nicht"),
        ("umhaengen", {"aktenzeichen": "quatsch"}, "sieht so aus"),
        ("angaben", {"titel": "Mietvertrag"}, "nichts geändert"),
    ],
)
def test_what_cannot_be_done_is_said_on_the_same_page(
    berg: Client, antrag: Any, tat: str, values: dict[str, str], sentence: str
) -> None:
    one = scanned(antrag.vorgang)
    answer = change(berg, one, tat, **values)
    assert answer.status_code == 422 and sentence in text(answer) and "Mietvertrag" in text(answer)


def test_a_blacked_out_copy_is_made_from_the_page_and_lies_with_the_versions(berg: Client, antrag: Any) -> None:
    one = scanned(antrag.vorgang)
    address = reverse("workplace:document_redact", args=[one.id])
    assert berg.get(address).content.count(b"data-page=") == 3
    assert "Setzen Sie zuerst einen Balken" in text(berg.post(address, {"balken": "[]"}))
    assert berg.post(address, {"balken": "[[9,0.1,0.1,0.2,0.2]]"}).status_code == 422
    done = berg.post(address, {"balken": "[[1,0.1,0.1,0.2,0.2]]", "grund": "Akteneinsicht"}, follow=True)
    assert "geschwärzte Kopie" in text(done) and "zum Weitergeben" in text(done)
    assert berg.get(reverse("workplace:document_version", args=[one.id, 2])).content.startswith(b"%PDF")
    assert berg.get(reverse("workplace:document_version", args=[one.id, 9])).status_code == 404


def test_the_same_paper_twice_says_which_day_counts_and_shows_both_side_by_side_U22(berg: Client, antrag: Any) -> None:
    early, late = scanned(antrag.vorgang, day=19, kanal="portal"), scanned(antrag.vorgang, day=22)
    page = text(berg.get(reverse("workplace:viewer", args=[late.id])))
    assert "Es zählt der Donnerstag, 19. November 2026" in page and "gleicher Inhalt, vom Programm erkannt" in page
    both = text(berg.get(reverse("workplace:viewer", args=[late.id]) + f"?neben={early.id}&nseite=2"))
    assert both.count("data-viewer-image") == 2 and "Seite 2 von 3" in both and "Nur dieses zeigen" in both


def test_a_paper_in_the_wrong_file_goes_to_the_right_one_with_a_clock_and_back_U23(berg: Client, antrag: Any) -> None:
    from nahbar.domain.casefile.models import Aufgabe

    other = submitted(vorname="Anna", nachname="Zeller")
    one = scanned(antrag.vorgang)
    number = other.akte.aktenzeichen
    assert "Sagen Sie kurz, warum" in text(change(berg, one, "umhaengen", aktenzeichen=number))
    moved = change(berg, one, "umhaengen", aktenzeichen=number, grund="Gehört Frau Zeller")
    assert "Umgehängt" in text(moved) and Dokument.objects.get(id=one.id).akte_id == other.akte_id
    breach = Aufgabe.objects.get(art="datenschutz_pruefen")
    assert breach.akte_id == antrag.akte_id and breach.pool == "teamlead" and "Art. 33" in breach.titel
    assert Dokument.objects.get(id=one.id).received_at == one.received_at
    open_akte(berg, other)
    hand = file_queries.hands(one)[0]
    berg.post(reverse("workplace:document_undo", args=[hand.id]))
    assert Dokument.objects.get(id=one.id).akte_id == antrag.akte_id


def test_two_people_in_one_scan_the_stranger_goes_and_is_no_longer_shown_to_the_wrong_one_U23(
    berg: Client, antrag: Any
) -> None:
    other = submitted(vorname="Anna", nachname="Zeller")
    one = scanned(antrag.vorgang)
    change(berg, one, "teilen", nach="2")
    piece = Dokument.objects.get(titel__contains="(Seite 3)")
    change(berg, piece, "umhaengen", aktenzeichen=other.akte.aktenzeichen, grund="Seite einer anderen Person")
    assert not Dokument.objects.get(id=one.id).fuer_buerger and Dokument.objects.get(id=piece.id).fuer_buerger
    assert Dokument.objects.get(id=piece.id).original.sha256 != one.original.sha256


def test_notes_and_resubmissions_are_written_and_settled_on_the_file(
    berg: Client, antrag: Any, client_for: Clients
) -> None:
    akte = reverse("workplace:akte", args=[antrag.akte_id])
    said = berg.post(reverse("workplace:akte_note", args=[antrag.akte_id]), {"text": "Ruft <b>zurück</b>"}, follow=True)
    assert "Ruft &lt;b&gt;zurück" in text(said)
    note = Notiz.objects.get()
    assert "Gestrichen" in text(berg.post(reverse("workplace:note_strike", args=[note.id]), follow=True))
    new = reverse("workplace:akte_resubmit", args=[antrag.akte_id])
    wrong = berg.post(new, {"am": "2026-11-01", "grund": "Zu früh", "fuer": "ich"})
    assert wrong.status_code == 422 and "ab heute" in text(wrong) and 'value="Zu früh"' in text(wrong)
    berg.post(new, {"am": "2026-11-23", "grund": "Heute noch", "fuer": "ich"})
    assert "Wiedervorlage: Heute noch" in text(berg.get(reverse("workplace:start")))
    row = Wiedervorlage.objects.get()
    address = reverse("workplace:resubmission_change", args=[row.id])
    assert "Verschoben" in text(berg.post(address, {"tat": "spaeter", "am": "2026-12-01"}, follow=True))
    assert "Heute noch" not in text(berg.get(reverse("workplace:start"))) and "1. Dezember" in text(berg.get(akte))
    assert "Erledigt" in text(berg.post(address, {"tat": "fertig"}, follow=True))
    assert berg.post(address, {"tat": "fertig"}).status_code == 422
    history = berg.get(reverse("workplace:akte_part", args=[antrag.akte_id, "verlauf"]) + "?was=wiedervorlage")
    assert "Heute noch" in text(history)
