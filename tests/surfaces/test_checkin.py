"""Checking in at the terminal (C23, K11): card, typed code, number without either; neutral, and nothing stays."""

from __future__ import annotations

import io
from typing import Any

import pytest
import segno
from django.test import Client
from PIL import Image

from nahbar.domain.appointments.tickets import Wartenummer
from nahbar.domain.lobby import actions as lobby
from nahbar.domain.people import cards_actions, cards_queries
from nahbar.platform.accounts.roles import MACHINE
from nahbar.surfaces.kiosk.device import screen_token
from tests.surfaces.test_karten import antrag, termin, text

__all__ = ["antrag", "termin"]
ADDRESS = "/terminal/anmelden"


@pytest.fixture
def screen(traeger: Any) -> Client:
    terminal = lobby.create_terminal(acting=MACHINE, name="Terminal Eingang", ort="Eingang", token="t" * 40).terminal
    client = Client()
    client.get(f"/terminal/bildschirm/{screen_token(terminal)}")
    return client


@pytest.fixture
def card(termin: Any) -> Any:
    return cards_actions.issue(acting=MACHINE, person=termin.akte.person)


def show(screen: Client, **fields: str) -> Any:
    return screen.post(ADDRESS, fields, follow=True)


def test_a_card_checks_in_and_the_screen_names_nobody(screen: Client, card: Any, termin: Any) -> None:
    answer = show(screen, code=cards_queries.code_now(card))
    said = text(answer)
    assert "Sie sind angemeldet" in said and "10.00 Uhr" in said
    assert "Krüger" not in said and termin.akte.aktenzeichen not in said
    assert answer.redirect_chain, "a reload sends nothing twice"
    termin.refresh_from_db()
    assert termin.eingecheckt_at is not None
    assert not screen.session.keys(), "nothing of it stays in this browser"


def test_refusals_are_neutral(screen: Client, card: Any) -> None:
    """Ugly case: stolen. The terminal says the same as for a code that nobody can read."""
    code = cards_queries.code_now(card)
    assert "Sie sind angemeldet" in text(show(screen, code=code))
    assert "war schon hier" in text(show(screen, code=code))
    cards_actions.block(acting=MACHINE, karte=card, grund="gestohlen")
    blocked, unknown = (show(screen, code=one) for one in (cards_queries.code_now(card), "7F3K-92QX"))
    assert blocked.status_code == unknown.status_code == 422
    for answer in (blocked, unknown):
        assert "Das können wir hier nicht lesen" in text(answer)
        assert "gesperrt" not in text(answer) and "gestohlen" not in text(answer)


def test_the_printed_card_asks_for_the_year_by_keys(screen: Client, card: Any, termin: Any) -> None:
    """Without JavaScript each key is a form; the number is carried on, never shown again."""
    typed = text(show(screen, code="K7F3", taste="K"))
    assert 'value="K7F3K"' in typed
    assert 'value="K7F"' in text(show(screen, code="K7F3", weg="1"))
    asked = text(show(screen, code=f"K{card.nummer.replace('-', '')}"))
    assert "In welchem Jahr sind Sie geboren" in asked and 'name="karte"' in asked
    assert 'value="19"' in text(show(screen, karte=card.nummer, jahr="1", taste="9"))
    year = str(card.person.geburtsdatum.year)
    wrong = show(screen, karte=f"K{card.nummer}", jahr="1901")
    assert wrong.status_code == 422 and "passen nicht zusammen" in text(wrong)
    assert "Sie sind angemeldet" in text(show(screen, karte=f"K{card.nummer}", jahr=year))


def test_without_an_appointment_there_is_a_number_and_one_press_is_one(
    screen: Client, card: Any, termin: Any, now: Any
) -> None:
    now.set("2026-11-24T08:00")
    key = "01900000-0000-7000-8000-00000000000a"
    first = text(show(screen, code=cards_queries.code_now(card), schluessel=key))
    assert "Ihre Nummer: W001" in first and "als Nächstes" in first
    for _ in range(2):
        again = screen.post(f"{ADDRESS}/nummer", {"schluessel": key[:-1] + "b"}, follow=True)
    assert "Ihre Nummer: W002" in text(again) and "Vor Ihnen ist eine Person" in text(again)
    assert [row.person for row in Wartenummer.objects.order_by("nr")] == [card.person, None]
    assert screen.get(f"{ADDRESS}/gefaelscht").status_code == 404


def test_a_partners_room_notes_nobody(screen: Client, card: Any, termin: Any) -> None:
    """A07: that somebody was here is never used; so it is not even written."""
    from nahbar.domain.lobby.models import Terminal

    Terminal.objects.update(zweckbindung=True)
    refused = show(screen, code=cards_queries.code_now(card))
    assert refused.status_code == 422 and "nicht anmelden" in text(refused)
    assert screen.post(f"{ADDRESS}/nummer").status_code == 422
    termin.refresh_from_db()
    assert termin.eingecheckt_at is None and not Wartenummer.objects.exists()


def test_the_camera_finds_a_card_and_keeps_no_picture(screen: Client, card: Any) -> None:
    code, out = cards_queries.code_now(card), io.BytesIO()
    segno.make(code, error="m", micro=False).save(out, kind="png", scale=8, border=4)
    jpeg = io.BytesIO()
    Image.open(io.BytesIO(out.getvalue())).convert("L").save(jpeg, "JPEG")
    found = screen.post(f"{ADDRESS}/bild", jpeg.getvalue(), content_type="image/jpeg")
    assert found.json() == {"code": code}
    assert screen.post(f"{ADDRESS}/bild", b"no picture", content_type="image/jpeg").json() == {"code": ""}
