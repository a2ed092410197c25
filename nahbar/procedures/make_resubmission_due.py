"""Files that somebody wanted to see again today become tasks (the round looks every minute)."""

from __future__ import annotations

from uuid import UUID

from nahbar.domain.casefile.models import Wiedervorlage
from nahbar.domain.casefile.remarks import make_due
from nahbar.platform import clock
from nahbar.platform.accounts.roles import MACHINE, Actor
from nahbar.platform.jobs.rounds import every_minute
from nahbar.platform.tenancy.scope import traeger_scope


@every_minute("make_resubmission_due")
def resubmission_round(traeger_id: UUID) -> None:
    """Each one in a transaction of its own."""
    with traeger_scope(traeger_id):
        rows = Wiedervorlage.objects.filter(erledigt_at=None, aufgabe=None, am__lte=clock.today())
        due = list(rows.values_list("id", flat=True))
    for one in due:
        with traeger_scope(traeger_id):
            make_resubmission_due(acting=MACHINE, row=Wiedervorlage.objects.get(id=one))


def make_resubmission_due(*, acting: Actor, row: Wiedervorlage) -> Wiedervorlage | None:
    """One of them, unless somebody settled it meanwhile."""
    return make_due(acting=acting, row=row) if row.erledigt_at is None else None
