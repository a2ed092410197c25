"""Forget who came without a file: a name serves for calling somebody up, and for nothing afterwards."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from nahbar.domain.appointments import actions as appointments
from nahbar.platform import clock
from nahbar.platform.accounts.roles import MACHINE, Actor
from nahbar.platform.jobs.rounds import every_minute
from nahbar.platform.tenancy.scope import traeger_scope

KEPT = timedelta(days=30)
"""After the end of an appointment without a file its name, reason and words about it are deleted."""


@transaction.atomic
def forget_termine(*, acting: Actor) -> int:
    """Empty name, reason, need and origin of what is long over and belongs to no file; gives how many."""
    return appointments.forget_guests(acting=acting, ended_before=clock.now() - KEPT)


@every_minute("forget_termine")
def forget_round(traeger_id: UUID) -> None:
    """Look after it for one Träger; most minutes there is nothing to do."""
    with traeger_scope(traeger_id):
        forget_termine(acting=MACHINE)
