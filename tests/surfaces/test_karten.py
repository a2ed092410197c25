"""Cards, check-in and the waiting room in the browsers of citizens, counter and waiting room."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, time
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from nahbar.domain.people import cards_queries
from nahbar.domain.people.cards_codes import changing_code, step_now
from tests.procedures import desk

Clients = Callable[[str | None], Client]


def text(answer: Any) -> str:
    return unescape(answer.content.decode()).replace("\xa0", " ")


def citizen_of(client: Client, antrag: Any) -> Client:
    from nahbar.platform.accounts.session import ANTRAEGE

    session = client.session
    session[ANTRAEGE] = [str(antrag.id)]
    session.save()
    client.cookies["sitzung"] = session.session_key
    return client


@pytest.fixture
def antrag(traeger: Any) -> Any:
    return desk.submitted()


@pytest.fixture
def citizen(client_for: Clients, antrag: Any) -> Client:
    return citizen_of(client_for(None), antrag)


@pytest.fixture
def card(citizen: Client, antrag: Any) -> Any:
    """A card that its citizen made in the portal."""
    citizen.post(reverse("portal:card_issue", args=[antrag.id]))
    found = cards_queries.valid_card(antrag.akte.person)
    assert found is not None
    return found


@pytest.fixture
def termin(antrag: Any, actor: Any, staff: Any, now: Any) -> Any:
    """An appointment of today at 10 with Frau Berg; it is 9.40."""
    from nahbar.domain.appointments import places
    from nahbar.platform.zone import BERLIN
    from nahbar.procedures.book_termin import book_termin

    now.set("2026-11-23T09:40")
    lead = actor("wolter")
    ort = places.save_ort(acting=lead, name="Jobcenter", strasse="Marktplatz 1", plz="46325", ort="Musterstadt")
    offer = places.save_angebot(acting=lead, ort=ort, titel="Beratung", dauer_min=30)
    for weekday in range(7):
        places.add_oeffnung(acting=lead, angebot=offer, weekday=weekday, von=time(8), bis=time(18))
    places.assign_ressource(acting=lead, angebot=offer, name="Frau Berg", art="person", account=staff["berg"])
    beginn = datetime(2026, 11, 23, 10, 0, tzinfo=BERLIN)
    return book_termin(acting=actor("berg"), angebot=offer, beginn=beginn, akte=antrag.akte)


def scan(client: Client, code: str, **more: str) -> Any:
    return client.post(reverse("workplace:check_in"), {"code": code, **more})


def test_the_citizen_makes_shows_prints_and_blocks_the_card(citizen: Client, antrag: Any, card: Any) -> None:
    """C23: voluntary; no name and no benefit on it; blocked with two presses; the picture is gone at once."""
    page = reverse("portal:card", args=[antrag.id])
    shown = text(citizen.get(page))
    assert "<svg" in shown and "wechselt alle 30 Sekunden" in shown and '<noscript><meta http-equiv="refresh"' in shown
    picture = citizen.get(reverse("portal:card_code", args=[antrag.id]))
    assert picture["Content-Type"] == "image/svg+xml" and 0 < int(picture["X-Sekunden"]) <= 30
    assert picture["Cache-Control"] == "no-store"
    printed = text(citizen.get(reverse("portal:card_print", args=[antrag.id])))
    plastic = printed[printed.index("nb-plastic") : printed.index("Karte drucken")]
    assert card.nummer in plastic
    for told in ("Krüger", "Timo", "Jobcenter", "Grundsicherung", antrag.nummer, antrag.akte.aktenzeichen):
        assert told not in plastic
    block = reverse("portal:card_block", args=[antrag.id])
    assert "Wählen Sie einen Grund aus" in text(citizen.post(block, {}))
    gone = text(citizen.post(block, {"grund": "gestohlen"}, follow=True))
    assert "Die Karte ist gesperrt" in gone and "Neue Karte anlegen" in gone
    assert citizen.get(reverse("portal:card_code", args=[antrag.id])).status_code == 410
    assert citizen.get(reverse("portal:card_print", args=[antrag.id])).status_code == 404


def test_a_card_at_the_counter_checks_in_and_the_caseworker_knows(
    client_for: Clients, card: Any, termin: Any, antrag: Any
) -> None:
    """Present at once, a task for whoever holds the appointment; the file stays closed until a reason is given."""
    from nahbar.domain.casefile.models import Aufgabe, Zugriff

    empfang = client_for("empfang")
    answer = scan(empfang, cards_queries.code_now(card))
    assert answer.status_code == 200 and "Angemeldet" in text(answer) and "Frau Berg, Zimmer 2.01" in text(answer)
    termin.refresh_from_db()
    assert termin.eingecheckt_at is not None
    task = Aufgabe.objects.get(art="besuch_da")
    assert (task.titel, task.owner.login) == ("Ist da seit 09.40 Uhr: Termin um 10.00 Uhr", "berg")
    assert not Zugriff.objects.exists(), "a card opens no file"
    berg = client_for("berg")
    assert berg.get(reverse("workplace:task", args=[task.id])).url == reverse("workplace:waiting")
    room = text(berg.get(reverse("workplace:waiting")))
    assert "Timo Krüger" in room and "Ist abgeholt" in room
    berg.post(reverse("workplace:visitor_fetched", args=[termin.id]))
    task.refresh_from_db()
    assert task.erledigt_at is not None
    assert "abgeholt" in text(berg.get(reverse("workplace:waiting")))
    scan(empfang, termin.code)
    assert not Aufgabe.objects.filter(art="besuch_da", erledigt_at=None).exists(), "fetched once is enough"


def test_the_outcome_of_an_appointment_ends_the_task_too(
    client_for: Clients, actor: Any, card: Any, termin: Any, now: Any
) -> None:
    from nahbar.domain.casefile.models import Aufgabe
    from nahbar.procedures.note_outcome import note_outcome

    scan(client_for("empfang"), cards_queries.code_now(card))
    now.set("2026-11-23T10:35")
    note_outcome(acting=actor("berg"), termin=termin, kam=True)
    assert Aufgabe.objects.get(art="besuch_da").erledigt_at is not None


def test_old_used_and_blocked_cards_are_refused_at_the_counter(
    client_for: Clients, citizen: Client, card: Any, antrag: Any
) -> None:
    """Ugly case: a stolen card. A neutral sentence for whoever holds it; the front desk reads since when."""
    empfang = client_for("empfang")
    old = scan(empfang, changing_code(card.kennung, step_now() - 4))
    assert old.status_code == 422 and "gilt nicht mehr" in text(old) and "Krüger" not in text(old)
    code = cards_queries.code_now(card)
    assert "hat heute keinen Termin" in text(scan(empfang, code))
    assert "war schon hier" in text(scan(empfang, code))
    citizen.post(reverse("portal:card_block", args=[antrag.id]), {"grund": "gestohlen"})
    refused = scan(empfang, cards_queries.code_now(card))
    said = text(refused)
    assert refused.status_code == 422 and "gesperrt seit 23. November 2026" in said and "gestohlen" in said
    assert "Krüger" not in said
    assert "nicht lesen" in text(scan(empfang, "K1:UNSINN"))
    assert "Scannen Sie" in text(scan(empfang, " "))


def test_the_printed_card_asks_for_the_year_and_codes_of_appointments_work(
    client_for: Clients, card: Any, termin: Any
) -> None:
    """K11: without a telephone; a typed number keeps standing while the year is asked."""
    empfang = client_for("empfang")
    asked = text(scan(empfang, f"K {card.nummer}"))
    assert "Fragen Sie nach dem Geburtsjahr" in asked and card.nummer in asked
    assert "passen nicht zusammen" in text(scan(empfang, f"K {card.nummer}", jahr="1900"))
    year = str(card.person.geburtsdatum.year)
    assert "Angemeldet" in text(scan(empfang, f"K {card.nummer}", jahr=year))
    assert "Angemeldet" in text(scan(empfang, termin.code.lower()))
    assert "nicht lesen" in text(scan(empfang, "7F3K-92QX"))


def test_the_counter_blocks_by_telephone_and_issues_a_new_card(client_for: Clients, card: Any, antrag: Any) -> None:
    empfang, page = client_for("empfang"), reverse("workplace:desk_card", args=[antrag.akte_id])
    assert "Wählen Sie bitte aus" in text(empfang.post(page, {"tat": "sperren", "grund": ""}))
    done = text(empfang.post(page, {"tat": "ersetzen", "grund": "verloren"}, follow=True))
    assert "Die neue Karte gilt" in done and "gesperrt seit" in done
    new = cards_queries.valid_card(antrag.akte.person)
    assert new is not None and new.id != card.id
    empfang.post(page, {"tat": "sperren", "grund": "fremd"})
    assert "Die letzte Karte ist gesperrt seit" in text(empfang.get(page))
    empfang.post(page, {"tat": "ausstellen"})
    assert cards_queries.valid_card(antrag.akte.person) is not None
    assert client_for("post").get(page).status_code == 403
    shown = text(empfang.get(reverse("workplace:desk", args=[antrag.akte_id])))
    assert "Wer ist zuständig?" in shown and "Frau Wolter" in shown and "hat heute nichts eingetragen" in shown


def test_the_waiting_room_and_its_display(client_for: Clients, termin: Any) -> None:
    """Numbers and desks on the display, never a name; pressed twice it is one number."""
    empfang, ort = client_for("empfang"), termin.ort
    key = str(uuid4())
    for _ in range(2):
        empfang.post(reverse("workplace:draw_ticket"), {"ort": str(ort.id), "schluessel": key, "anliegen": "frage"})
    display = reverse("portal:display", args=[ort.id])
    visitor = client_for(None)
    assert "Zurzeit wird niemand aufgerufen" in text(visitor.get(display))
    assert "Eine Person wartet" in text(visitor.get(display))
    refused = empfang.post(reverse("workplace:call_next"), {"ort": str(ort.id), "platz": ""})
    assert refused.status_code == 422 and "Geben Sie Ihren Platz an" in text(refused)
    called = empfang.post(reverse("workplace:call_next"), {"ort": str(ort.id), "platz": "Schalter 2"}, follow=True)
    assert "Aufgerufen" in text(called) and 'value="Schalter 2"' in text(called)
    shown = text(visitor.get(display))
    assert "W001" in shown and "Schalter 2" in shown and "Krüger" not in shown
    state = visitor.get(reverse("portal:display_state", args=[ort.id])).json()
    assert state == {"aufrufe": [{"nummer": "W001", "platz": "Schalter 2", "mal": 1}], "wartend": 0}
    number = re.search(r"warten/nummer/([0-9a-f-]{36})", text(called))
    assert number
    move = reverse("workplace:move_ticket", args=[number[1]])
    empfang.post(move, {"tat": "nochmal"})
    assert visitor.get(reverse("portal:display_state", args=[ort.id])).json()["aufrufe"][0]["mal"] == 2
    assert empfang.post(move, {"tat": "da"}).status_code == 302
    assert empfang.post(move, {"tat": "weg"}).status_code == 422
    assert empfang.post(move, {"tat": "unsinn"}).status_code == 422
    assert "Niemand wartet" in text(visitor.get(display))
    here = empfang.post(reverse("workplace:presence"), {"da": "ja", "platz": "Schalter 2"}, follow=True)
    assert "anwesend eingetragen" in text(here)
    assert visitor.get(reverse("portal:display", args=[uuid4()])).status_code == 404


def test_an_office_without_a_house_says_what_to_do(client_for: Clients) -> None:
    assert "Noch kein Haus eingerichtet" in text(client_for("empfang").get(reverse("workplace:waiting")))
    answer = client_for("empfang").post(reverse("workplace:call_next"), {"platz": "1"})
    assert answer.status_code == 422
