"""Unusual accesses: a question, the talk, what followed (U32)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from nahbar.domain.casefile import auffaellig as questions
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show

CHOICES = (
    ("ordnung", "In Ordnung"),
    ("gespraech", "Gespräch geführt"),
    ("meldung", "Dem Datenschutz gemeldet"),
)


def _page(request: ActorRequest, *, refusal: str = "", **typed: Any) -> HttpResponse:
    return show(
        request, "auffaellig", "datenschutz", status=422 if refusal else 200, refusal=refusal, choices=CHOICES,
        waiting=questions.questions(request.actor, open_=True), over=questions.questions(request.actor, open_=False),
        typed=typed,
    )  # fmt: skip


@allow(*nav.PROTECTED)
@require_GET
def overview(request: ActorRequest) -> HttpResponse:
    """What waits for a decision, and what was decided by whom."""
    return _page(request)


@allow(*nav.PROTECTED)
@require_POST
def decide(request: ActorRequest, frage_id: UUID) -> HttpResponse:
    """In order, a talk, or a report."""
    row = questions.question_by_id(frage_id, request.actor)
    stand, note = request.POST.get("stand", ""), request.POST.get("anmerkung", "")[:300]
    refusal = attempt(lambda: questions.decide(acting=request.actor, row=row, stand=stand, anmerkung=note))
    if refusal:
        return _page(request, refusal=refusal, row=row.id, stand=stand, note=note)
    return done("auffaellig", "auffaellig")
