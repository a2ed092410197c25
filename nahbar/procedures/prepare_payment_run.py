"""Prepare a payment run: what is due on a day, collected once."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from nahbar.domain.payments import actions as payments
from nahbar.domain.payments.models import Zahllauf
from nahbar.platform import failpoints
from nahbar.platform.accounts.roles import Actor


@transaction.atomic
def prepare_payment_run(*, acting: Actor, art: str, execution_date: date) -> Zahllauf:
    """Collect the due orders into a run (`sofort` or `monatlich`); raises RoleMissing, WrongDay, NothingDue."""
    lauf = payments.prepare_run(acting=acting, art=art, execution_date=execution_date)
    failpoints.hit("prepare_payment_run.before_commit")
    transaction.on_commit(lambda: failpoints.hit("prepare_payment_run.after_commit"))
    return lauf


@transaction.atomic
def discard_payment_run(*, acting: Actor, lauf: Zahllauf) -> None:
    """Take a run that was not released apart; its orders are due again. Raises AlreadyReleased, RoleMissing."""
    payments.discard_run(acting=acting, lauf=lauf)
