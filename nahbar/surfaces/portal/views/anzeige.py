"""The display in the waiting room: number and desk, large, no names; it reloads without a script too."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from nahbar.domain.appointments import tickets_queries as tickets
from nahbar.domain.appointments.errors import TerminUnknown
from nahbar.domain.appointments.queries import Ort, ort_by_id
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest, public


def _place(ort_id: UUID) -> Ort:
    try:
        return ort_by_id(ort_id)
    except TerminUnknown:
        raise Http404 from None


def _calls(ort: Ort) -> list[dict[str, Any]]:
    return [{"nummer": str(one), "platz": one.platz, "mal": one.aufrufe} for one in tickets.on_display(ort)]


@public
@require_GET
def display(request: ActorRequest, ort_id: UUID) -> HttpResponse:
    """The called numbers, latest first, and how many wait."""
    ort = _place(ort_id)
    context = {
        "ort": ort,
        "calls": _calls(ort),
        "waiting": len(tickets.waiting(ort)),
        "now": clock.now(),
        "spoken": "ton" in request.GET,
    }
    return render(request, "portal/display.html", context)


@public
@require_GET
def state(request: ActorRequest, ort_id: UUID) -> JsonResponse:
    """The same for the script of the display."""
    ort = _place(ort_id)
    return JsonResponse({"aufrufe": _calls(ort), "wartend": len(tickets.waiting(ort))})
