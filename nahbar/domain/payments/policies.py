"""Who prepares and who releases payment runs."""

from __future__ import annotations

from nahbar.domain.payments.errors import OwnRun, PaymentError, RoleMissing
from nahbar.domain.payments.models import Zahllauf
from nahbar.platform.accounts.roles import Actor, Role


def can_prepare(actor: Actor) -> bool:
    """Kasse, caseworkers of benefits and their team lead."""
    return actor.has(Role.CASHIER, Role.LEISTUNG, Role.TEAMLEAD) and actor.account_id is not None


def release_obstacle(actor: Actor, lauf: Zahllauf) -> PaymentError | None:
    """Why this person may not release this run; None if nothing stands against it."""
    if not actor.has(Role.CASHIER) or actor.account_id is None:
        return RoleMissing("die Kasse")
    return OwnRun() if lauf.created_by_id == actor.account_id else None
