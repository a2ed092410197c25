"""The video meeting for staff: who waits since when, letting in, the call, ending it for both."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import Http404, HttpResponseBase, JsonResponse
from django.views.decorators.http import require_GET, require_POST

from nahbar.domain.appointments import queries as appointments
from nahbar.domain.appointments.errors import TerminUnknown
from nahbar.domain.conversations.errors import GespraechUnknown, MeetingClosed, NotYourConversation
from nahbar.domain.conversations.queries import gespraech_of
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.procedures.admit_to_meeting import admit_to_meeting
from nahbar.procedures.end_meeting import end_meeting
from nahbar.procedures.enter_meeting import enter_meeting, may_host, why_closed
from nahbar.surfaces.ui.meeting import exchanged, refused, seat_key, sent, with_devices
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import show, typed_ids

SIDE = "amt"
REFUSED = (MeetingClosed, NotYourConversation, GespraechUnknown)
View = Callable[[ActorRequest, appointments.Termin], HttpResponseBase]


def of_termin(view: View) -> Callable[[ActorRequest, UUID], HttpResponseBase]:
    """The appointment of the address; what a meeting refuses is said on the same page."""

    @wraps(view)
    def inner(request: ActorRequest, termin_id: UUID) -> HttpResponseBase:
        try:
            termin = appointments.termin_by_id(termin_id)
        except TerminUnknown as unknown:
            raise Http404(str(unknown)) from unknown
        try:
            return view(request, termin)
        except REFUSED as refusal:
            return refused(str(refusal))

    return inner


@allow(*nav.GESPRAECHE)
@require_GET
@of_termin
def meeting(request: ActorRequest, termin: appointments.Termin) -> HttpResponseBase:
    """Waiting room and call."""
    closed = why_closed(termin)
    if not closed and not may_host(request.actor, termin):
        closed = "Dieses Gespräch führt, wer im Termin steht, oder die Teamleitung."
    gespraech = gespraech_of(termin.akte) if termin.akte is not None else None
    return with_devices(show(request, "meeting", "gespraeche", termin=termin, closed=closed, gespraech=gespraech))


@allow(*nav.GESPRAECHE)
@require_POST
@of_termin
def meeting_enter(request: ActorRequest, termin: appointments.Termin) -> HttpResponseBase:
    """The office's own seat."""
    seat = enter_meeting(acting=request.actor, termin=termin, key=seat_key(request, SIDE, make=True), as_host=True)
    return JsonResponse({"stand": seat.stand})


@allow(*nav.GESPRAECHE)
@require_POST
@of_termin
def meeting_exchange(request: ActorRequest, termin: appointments.Termin) -> HttpResponseBase:
    """One round of lines."""
    return exchanged(request, termin.id, SIDE)


def _decide(request: ActorRequest, termin: appointments.Termin, let_in: bool) -> HttpResponseBase:
    chosen = typed_ids([str(sent(request).get("teilnahme", ""))])
    if not chosen:
        return refused("Diese Person ist nicht mehr im Warteraum.")
    admit_to_meeting(acting=request.actor, termin=termin, teilnahme_id=chosen[0], let_in=let_in)
    return JsonResponse({})


@allow(*nav.GESPRAECHE)
@require_POST
@of_termin
def meeting_admit(request: ActorRequest, termin: appointments.Termin) -> HttpResponseBase:
    """Let somebody in."""
    return _decide(request, termin, True)


@allow(*nav.GESPRAECHE)
@require_POST
@of_termin
def meeting_refuse(request: ActorRequest, termin: appointments.Termin) -> HttpResponseBase:
    """Do not let somebody in, or send out."""
    return _decide(request, termin, False)


@allow(*nav.GESPRAECHE)
@require_POST
@of_termin
def meeting_end(request: ActorRequest, termin: appointments.Termin) -> HttpResponseBase:
    """End the meeting for both."""
    end_meeting(acting=request.actor, termin=termin)
    return JsonResponse({"stand": "weg"})
