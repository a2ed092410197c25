"""The video meeting for citizens: from the own case or with the code of the appointment, then the waiting room."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from nahbar.domain.applications.queries import own_antraege
from nahbar.domain.appointments import queries as appointments
from nahbar.domain.appointments.errors import TerminUnknown
from nahbar.domain.conversations.errors import MeetingClosed
from nahbar.domain.conversations.meeting_queries import teilnahme_of
from nahbar.domain.conversations.meetings import leave
from nahbar.platform.accounts.guard import ActorRequest, public
from nahbar.procedures.book_termin import is_own_akte
from nahbar.procedures.enter_meeting import enter_meeting, why_closed
from nahbar.surfaces.portal.views.termin_buchen import held
from nahbar.surfaces.ui.meeting import LOST, exchanged, refused, seat_key, with_devices

SIDE = "gast"
NOT_YOURS = "Dieses Videogespräch öffnen Sie mit dem Code Ihres Termins."


def _own(request: ActorRequest, termin_id: UUID) -> tuple[appointments.Termin, bool] | None:
    """The appointment and whether it is of the own case; None for everybody who has neither case nor code (A03)."""
    try:
        termin = appointments.termin_by_id(termin_id)
    except TerminUnknown:
        return None
    mine = termin.akte is not None and is_own_akte(request.actor, termin.akte)
    return (termin, mine) if mine or termin.id in held(request) else None


@public
@require_GET
def meeting(request: ActorRequest, termin_id: UUID) -> HttpResponseBase:
    """Test of camera and microphone, waiting room, the meeting; the same address for all three."""
    found = _own(request, termin_id)
    if found is None:
        return redirect("portal:termin")
    termin, mine = found
    antrag = next((one for one in own_antraege(request.actor) if one.akte_id == termin.akte_id), None) if mine else None
    context = {"termin": termin, "closed": why_closed(termin), "antrag": antrag}
    return with_devices(render(request, "portal/meeting.html", context))


@public
@require_POST
def meeting_enter(request: ActorRequest, termin_id: UUID) -> HttpResponseBase:
    """A seat in the waiting room."""
    found = _own(request, termin_id)
    if found is None:
        return refused(NOT_YOURS, 403)
    termin, mine = found
    try:
        seat = enter_meeting(
            acting=request.actor, termin=termin, key=seat_key(request, SIDE, make=True), as_host=False, own=mine
        )
    except MeetingClosed as closed:
        return refused(str(closed))
    return JsonResponse({"stand": seat.stand})


@public
@require_POST
def meeting_exchange(request: ActorRequest, termin_id: UUID) -> HttpResponseBase:
    """One round of lines."""
    return exchanged(request, termin_id, SIDE) if _own(request, termin_id) else refused(NOT_YOURS, 403)


@public
@require_POST
def meeting_leave(request: ActorRequest, termin_id: UUID) -> HttpResponseBase:
    """Hang up."""
    seat = teilnahme_of(termin_id, seat_key(request, SIDE)) if _own(request, termin_id) else None
    if seat is None:
        return refused(LOST)
    leave(acting=request.actor, teilnahme=seat)
    return JsonResponse({"stand": "weg"})
