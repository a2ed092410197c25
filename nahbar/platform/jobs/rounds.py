"""Rounds: what the worker looks after every minute, for each Träger (receipts, scans, notices that are due)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any
from uuid import UUID

from procrastinate.contrib.django import app

from nahbar.platform.tenancy.models import Traeger

logger = logging.getLogger(__name__)

Round = Callable[[UUID], None]
ROUNDS: list[Any] = []
"""The tasks of all rounds; a worker that starts runs each of them once, at once."""


class RoundFailed(RuntimeError):
    """A round failed for at least one Träger; the others were served, and the next minute tries again."""


def every_minute(name: str) -> Callable[[Round], Round]:
    """Register a round: called with each Träger's id, without a scope, so that each piece of work is committed alone.

    It must bear being run twice. What fails for one Träger does not keep it from the next.
    """

    def decorate(function: Round) -> Round:
        def look(timestamp: int) -> None:
            failed = []
            for traeger in Traeger.objects.order_by("kuerzel"):
                try:
                    function(traeger.id)
                except Exception:
                    logger.exception("round %s failed for %s", name, traeger.kuerzel)
                    failed.append(traeger.kuerzel)
            if failed:
                raise RoundFailed(f"{name}: {', '.join(failed)}")

        task = app.task(name=name, queueing_lock=name, pass_context=False)(look)
        ROUNDS.append(app.periodic(cron="* * * * *", periodic_id=name)(task))
        return function

    return decorate
