"""Who may propose, release and refuse: plain functions over what the caller holds."""

from __future__ import annotations

from nahbar.domain.decisions.errors import DecisionError, NotPresented, OwnWork, RoleMissing
from nahbar.domain.decisions.models import Entscheidung
from nahbar.platform.accounts.roles import Actor, Role

DECIDERS = (Role.LEISTUNG, Role.TEAMLEAD)


def can_decide(actor: Actor) -> bool:
    """Caseworkers of benefits and their team lead propose, change, present and refuse."""
    return actor.has(*DECIDERS) and actor.account_id is not None


def can_propose(actor: Actor) -> bool:
    """Whoever decides, and the programme: a proposal binds nobody until two persons have looked at it."""
    return can_decide(actor) or actor.has(Role.MACHINE)


def may_recompute(actor: Actor, entscheidung: Entscheidung) -> bool:
    """The programme leaves alone what a person has touched."""
    return can_decide(actor) or entscheidung.untouched


def own_work(actor: Actor, entscheidung: Entscheidung) -> bool:
    """True if this account presented the decision or changed it last."""
    return actor.account_id in {entscheidung.vorgelegt_by_id, entscheidung.bearbeitet_by_id}


def release_obstacle(actor: Actor, entscheidung: Entscheidung) -> DecisionError | None:
    """Why this person may not release this decision; None if nothing stands against it."""
    if not can_decide(actor):
        return RoleMissing()
    if entscheidung.stand != Entscheidung.Stand.VORGELEGT:
        return NotPresented(entscheidung.get_stand_display())
    return OwnWork() if own_work(actor, entscheidung) else None


def can_release(actor: Actor, entscheidung: Entscheidung) -> bool:
    """True if this person may release it now."""
    return release_obstacle(actor, entscheidung) is None


def can_handle_meldung(actor: Actor) -> bool:
    """Who records a missed Meldetermin, hears the person and decides."""
    return actor.has(Role.FALLMANAGEMENT, *DECIDERS) and actor.account_id is not None


def can_note_form(actor: Actor) -> bool:
    """Who takes a Niederschrift down or notes a signed letter: front desk and caseworkers."""
    return actor.has(Role.FRONTDESK, *DECIDERS) and actor.account_id is not None
