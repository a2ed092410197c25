"""Who may do what in the office hour: plain functions over what the caller holds."""

from __future__ import annotations

from nahbar.domain.appointments.models import Angebot, Termin
from nahbar.platform.accounts.roles import Actor, Role

DESKS = (Role.LEISTUNG, Role.FALLMANAGEMENT, Role.TEAMLEAD, Role.FRONTDESK)
"""Who books and changes appointments for others."""
SET_UP = (Role.TEAMLEAD, Role.OPERATOR)
"""Who makes places, offers and opening hours."""
COUNT = (*DESKS, Role.PLANNER)
"""Who notes and reads how many came to an open hour."""


def can_book_for_others(actor: Actor) -> bool:
    """The desks that meet people."""
    return actor.has(*DESKS)


def can_invite(actor: Actor) -> bool:
    """Who may invite with legal consequences (§ 59 SGB II)."""
    return actor.has(Role.FALLMANAGEMENT, Role.LEISTUNG, Role.TEAMLEAD)


def can_book_online(angebot: Angebot) -> bool:
    """What citizens may choose themselves."""
    return bool(angebot.aktiv and angebot.ort.aktiv and angebot.online_buchbar and angebot.art != Angebot.Art.OFFEN)


def holds(termin: Termin, code: str) -> bool:
    """Whoever knows the code may change and cancel: that is what it is for."""
    return bool(code) and termin.code == code


def can_set_up(actor: Actor) -> bool:
    """Places, offers, openings and closures."""
    return actor.has(*SET_UP)


def can_count(actor: Actor) -> bool:
    """Attendance without names."""
    return actor.has(*COUNT)
