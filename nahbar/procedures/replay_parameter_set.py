"""Replay a parameter set over the stock (J12): who gets more, who less, how much; no letter, no payment (D03)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from nahbar.domain.decisions import parameter_actions as actions
from nahbar.domain.decisions.parameter_models import Parametersatz, Probelauf
from nahbar.domain.decisions.parameter_queries import lauf_by_id, on_same_ground
from nahbar.domain.decisions.parameter_replay import compute_part
from nahbar.platform.accounts.roles import MACHINE, Actor
from nahbar.platform.jobs.queue import enqueue, job

JOB = "parametersatz_nachrechnen"
PART = 200
"""Files of one job: a few seconds, then the page shows how far it has come."""


@transaction.atomic
def replay_parameter_set(*, acting: Actor, satz: Parametersatz, monat: date) -> Probelauf:
    """Start the replay; the worker computes it part by part.

    Raises WrongStand, NothingInMonth, ReplayRuns, FitsNoMore, NotYours.
    """
    run = actions.start_replay(acting=acting, satz=satz, monat=monat)
    enqueue(JOB, lauf=run.id, ab="")
    return run


@job(JOB, priority=-1)
def replay_part(lauf: str, ab: str) -> None:
    """The files after the file `ab` (empty: from the beginning); a part that was counted already is left alone."""
    run = lauf_by_id(UUID(lauf))
    if run.stand != Probelauf.Stand.LAEUFT or str(run.zeiger or "") != ab:
        return
    if not on_same_ground(run):
        actions.stop_replay(acting=MACHINE, lauf=run)
        return
    part, last = compute_part(run, PART)
    actions.keep_replay(acting=MACHINE, lauf=run, teil=part, zeiger=last)
    if last is not None:
        enqueue(JOB, lauf=run.id, ab=last)
