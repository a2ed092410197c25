"""Block a customer card at once: lost, stolen, used by somebody else; a new one takes its place if wanted (C23)."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Akte
from nahbar.domain.people import cards_actions as cards
from nahbar.domain.people.cards import Kundenkarte
from nahbar.domain.people.cards_errors import NoCardHere, NotYours
from nahbar.domain.people.cards_queries import reason_text, valid_card
from nahbar.platform.accounts.roles import Actor
from nahbar.procedures.issue_card import issue_card, may_handle


@transaction.atomic
def block_card(*, acting: Actor, akte: Akte, grund: str, neu: bool = False) -> Kundenkarte | None:
    """Block the valid card of the person of this file; with `neu` give the new one, else None.

    Raises NotYours, NoCardHere, ReasonUnknown.
    """
    if not may_handle(acting, akte):
        raise NotYours
    karte = valid_card(akte.person)
    if karte is None:
        raise NoCardHere
    blocked = cards.block(acting=acting, karte=karte, grund=grund)
    casefile.add_eintrag(
        acting=acting,
        akte=akte,
        vorgang=None,
        art="karte_gesperrt",
        text=f"Kundenkarte gesperrt: {reason_text(blocked)}.",
    )
    return issue_card(acting=acting, akte=akte) if neu else None
