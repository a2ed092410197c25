"""Reading cards: the valid one of a person, earlier ones, and what it shows now."""

from __future__ import annotations

from collections.abc import Sequence

from nahbar.domain.people.cards import Kundenkarte
from nahbar.domain.people.cards_codes import changing_code, step_now
from nahbar.domain.people.models import Person

REASONS = {
    "verloren": "verloren",
    "gestohlen": "gestohlen",
    "fremd": "jemand anderes hat sie benutzt",
    "unerwuenscht": "nicht mehr gewünscht",
}
"""Why a card is blocked, for people to choose from."""


def valid_card(person: Person) -> Kundenkarte | None:
    """The card of this person that is not blocked; there is at most one."""
    found: Kundenkarte | None = Kundenkarte.objects.filter(person=person, blocked_at=None).first()
    return found


def cards(person: Person) -> Sequence[Kundenkarte]:
    """All cards of this person, newest first."""
    return list(Kundenkarte.objects.filter(person=person))


def code_now(karte: Kundenkarte) -> str:
    """The code that this card shows in the present half minute."""
    return changing_code(karte.kennung, step_now())


def reason_text(karte: Kundenkarte) -> str:
    """Why the card was blocked, in words."""
    return REASONS.get(karte.grund, "ersetzt" if karte.grund == "ersetzt" else karte.grund)
