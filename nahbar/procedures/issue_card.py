"""Issue a customer card: by the citizen in the portal or at the counter; it is wanted, never owed (C23)."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.applications.policies import is_own_antrag
from nahbar.domain.applications.queries import antraege_of_akte
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Akte
from nahbar.domain.people import cards_actions as cards
from nahbar.domain.people.cards import Kundenkarte
from nahbar.domain.people.cards_errors import NoCards, NotYours
from nahbar.domain.people.cards_queries import valid_card
from nahbar.domain.rollout.queries import feature_live
from nahbar.platform.accounts.roles import Actor, Role

STAFF = (Role.FRONTDESK, Role.LEISTUNG, Role.TEAMLEAD)


def may_handle(actor: Actor, akte: Akte) -> bool:
    """The front desk and caseworkers for everybody; a citizen for the file of an own application."""
    if actor.has(*STAFF):
        return True
    return any(is_own_antrag(actor, antrag) for antrag in antraege_of_akte(akte))


@transaction.atomic
def issue_card(*, acting: Actor, akte: Akte) -> Kundenkarte:
    """The valid card of the person of this file, a new one if there is none; raises NotYours, NoCards."""
    if not may_handle(acting, akte):
        raise NotYours
    if not feature_live(akte.gemeinde, "karte"):
        raise NoCards
    known = valid_card(akte.person)
    karte = cards.issue(acting=acting, person=akte.person)
    if known is None:
        casefile.add_eintrag(
            acting=acting, akte=akte, vorgang=None, art="karte_ausgestellt", text="Neue Kundenkarte ausgestellt."
        )
    return karte
