"""Every night: what may go is put on a list. Two persons decide; the programme never deletes by itself."""

from __future__ import annotations

from itertools import islice

from procrastinate.contrib.django import app

from nahbar.domain.decisions import aufbewahrung_queries as queries
from nahbar.domain.decisions.aufbewahrung import suggest
from nahbar.platform import clock
from nahbar.platform.accounts.roles import MACHINE, Actor
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope

A_NIGHT = 5000
"""New lines of one Träger and one night: the first night of a large stock does not fill the list beyond use."""


@app.periodic(cron="41 2 * * *")
@app.task(name="propose_deletions", queueing_lock="propose_deletions", pass_context=False)
def propose_night(timestamp: int) -> None:
    """Once a night, for every Träger in a transaction of its own; twice does no more than once."""
    for traeger in Traeger.objects.order_by("kuerzel"):
        with traeger_scope(traeger.id):
            propose_deletions(acting=MACHINE)


def propose_deletions(*, acting: Actor) -> int:
    """Put everything whose period is over on the list of the scope's Träger, and give how much is new."""
    found = list(islice(queries.due(clock.today()), A_NIGHT))
    for one in found:
        suggest(acting=acting, found=one)
    return len(found)
