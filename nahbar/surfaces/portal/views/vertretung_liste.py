"""The list of those for whom somebody acts: what /mein shows to a representative."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from nahbar.domain.applications import vertretung_queries as mandates
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest


def cases(request: ActorRequest) -> HttpResponse:
    """For whom somebody acts, what waits for an answer, and what was refused or has ended."""
    vertreter = mandates.vertreter_of(request.actor.account_id)
    rows = mandates.own_vertretungen(vertreter) if vertreter else []
    today = clock.today()
    running = [row for row in rows if mandates.in_force(row, today)]
    context = {
        "running": [{"row": row, "fuer": mandates.fuer(row)} for row in running],
        "others": [{"row": row, "fuer": mandates.fuer(row)} for row in rows if row not in running],
        "today": today,
    }
    return render(request, "portal/vertretung_liste.html", context)
