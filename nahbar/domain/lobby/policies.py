"""Who may do what with terminals."""

from __future__ import annotations

from nahbar.platform.accounts.roles import Actor, Role


def can_help(actor: Actor) -> bool:
    """Whoever meets people in the house answers calls and ends visits."""
    return actor.has(Role.FRONTDESK, Role.TEAMLEAD, Role.LEISTUNG)


def can_set_up(actor: Actor) -> bool:
    """Setting up a terminal is the operator's."""
    return actor.has(Role.OPERATOR)
