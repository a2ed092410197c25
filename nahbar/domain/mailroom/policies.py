"""Who may do what with letters."""

from __future__ import annotations

from nahbar.domain.mailroom.models import Brief
from nahbar.platform.accounts.roles import Actor, Role


def can_post(actor: Actor) -> bool:
    """The post room records the day of posting, caseworkers in its place, and the program what a provider reports."""
    return actor.has(Role.POSTROOM, Role.LEISTUNG, Role.TEAMLEAD, Role.MACHINE)


def can_stop(actor: Actor, brief: Brief) -> bool:
    """Whoever handles letters may stop one that has not left the house."""
    return brief.stand == Brief.Stand.BEREIT and can_post(actor)


def can_read(actor: Actor, brief: Brief) -> bool:
    """Citizens read what was sent to them; staff of benefits and post room read all."""
    if actor.has(Role.LEISTUNG, Role.TEAMLEAD, Role.POSTROOM, Role.FRONTDESK):
        return True
    return actor.has(Role.CITIZEN, Role.REPRESENTATIVE) and brief.stand == Brief.Stand.VERSANDT


def can_sort(actor: Actor) -> bool:
    """The post room and the team lead assign what came in on paper; the programme where it is sure."""
    return actor.has(Role.POSTROOM, Role.TEAMLEAD, Role.MACHINE)


def can_keep_papers(actor: Actor) -> bool:
    """Whoever works with letters may stop the destruction of a paper and have it brought."""
    return can_post(actor)
