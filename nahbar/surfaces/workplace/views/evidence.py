"""Papers of an application: accept, ask again, not needed; ask for all that is missing in one letter."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from nahbar.domain.applications.queries import antrag_by_id, nachweis_by_key
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.procedures.accept_evidence import accept_evidence
from nahbar.procedures.request_evidence import request_evidence
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.access import may_open
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, typed_day
from nahbar.surfaces.workplace.views.decide import desk

STANDS = {"anerkennen": "anerkannt", "nochmal": "unbrauchbar", "unnoetig": "entfaellt"}


@allow(*nav.DECIDE)
@require_POST
def judge(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """One paper: accepted, please again with the reason for the citizen, or not needed."""
    antrag = antrag_by_id(antrag_id)
    if antrag.akte_id is None or not may_open(request, antrag.akte_id):
        return done("decide", "", antrag.id)
    stand = STANDS.get(request.POST.get("tat", ""), "")
    reason = request.POST.get("bemerkung", "").strip()
    if not stand:
        return done("decide", "", antrag.id)
    nachweis = nachweis_by_key(antrag, request.POST.get("nachweis", ""))
    refusal = attempt(lambda: accept_evidence(acting=request.actor, nachweis=nachweis, stand=stand, bemerkung=reason))
    if refusal:
        return desk(request, antrag, status=422, refusal=refusal)
    return done("decide", "unterlage", antrag.id)


@allow(*nav.DECIDE)
@require_POST
def request_papers(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """One letter with all that is missing and one day."""
    antrag = antrag_by_id(antrag_id)
    if antrag.akte_id is None or not may_open(request, antrag.akte_id):
        return done("decide", "", antrag.id)
    keys, frist = request.POST.getlist("unterlage"), request.POST.get("frist", "")
    refusal = attempt(
        lambda: request_evidence(
            acting=request.actor, antrag=antrag, keys=keys, frist=typed_day(frist) if frist else None
        )
    )
    if refusal:
        return desk(request, antrag, status=422, refusal=refusal, asked=keys, frist=frist)
    return done("decide", "angefordert", antrag.id)
