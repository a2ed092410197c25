"""Who may plan."""

from __future__ import annotations

from nahbar.platform.accounts.roles import Actor, Role

PLAN = (Role.PLANNER, Role.TEAMLEAD)
"""Who sees map, proposal and papers."""


def can_plan(actor: Actor) -> bool:
    """Planning and team lead make proposals and papers, and take proposals over."""
    return actor.has(*PLAN)


def can_see_internal(actor: Actor) -> bool:
    """Only planning sees more than what may be published; numbers below the smallest are hidden from it too."""
    return actor.has(Role.PLANNER)


def can_set_rules(actor: Actor) -> bool:
    """Planning sets smallest number and weights."""
    return actor.has(Role.PLANNER)


def can_import(actor: Actor) -> bool:
    """Figures come in by command, in the name of the program."""
    return actor.has(Role.MACHINE, Role.PLANNER)
