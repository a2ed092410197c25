"""Who loads, reviews and puts parameter sets into force.

Law parameters are the work of the Fachadministration, which the roles of this house call Betrieb; the second person
comes from the other side of the house, the team lead who answers for the amounts. The Betrieb sees no cases.
"""

from __future__ import annotations

from nahbar.platform.accounts.roles import Actor, Role


def can_load(actor: Actor) -> bool:
    """Load, replay, put into force, discard."""
    return actor.has(Role.OPERATOR) and actor.account_id is not None


def can_review(actor: Actor) -> bool:
    """Compare with the law and confirm what somebody else has loaded."""
    return actor.has(Role.TEAMLEAD) and actor.account_id is not None


def can_see_cases(actor: Actor) -> bool:
    """File numbers beside the differences of a replay."""
    return actor.has(Role.TEAMLEAD)
