"""Who sets up towns: the operator all of it, the team lead the opening hours."""

from __future__ import annotations

from nahbar.platform.accounts.roles import Actor, Role


def can_set_up(actor: Actor) -> bool:
    """States, gates, features and letterheads."""
    return actor.has(Role.OPERATOR, Role.MACHINE)


def can_change_hours(actor: Actor) -> bool:
    """The opening hours of a town."""
    return can_set_up(actor) or actor.has(Role.TEAMLEAD)
