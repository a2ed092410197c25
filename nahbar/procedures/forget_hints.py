"""Forget hints about pages a year after they were done: what was learnt from them is in the pages."""

from __future__ import annotations

from uuid import UUID

from nahbar.domain.knowledge import hints
from nahbar.platform.jobs.rounds import every_minute
from nahbar.platform.tenancy.scope import traeger_scope


@every_minute("forget_hints")
def forget_round(traeger_id: UUID) -> None:
    """Look after it for one Träger; most minutes there is nothing to do."""
    with traeger_scope(traeger_id):
        hints.forget_hints()
