"""Hand an application over to the other benefit: where to, why, and what happens (§ 16 Abs. 2 SGB I)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from nahbar.domain.applications.queries import antrag_by_id
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.procedures.hand_over_antrag import hand_over_antrag, targets
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.access import may_open
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show
from nahbar.surfaces.workplace.views.akte import ask_purpose


@allow(*nav.DECIDE)
@require_http_methods(["GET", "POST"])
def hand_over(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """Where to and why; the day of the application stays."""
    antrag = antrag_by_id(antrag_id)
    if antrag.akte_id is None:
        return done("start")
    if not may_open(request, antrag.akte_id):
        return ask_purpose(request, antrag.akte_id, target=reverse("workplace:hand_over", args=[antrag.id]))
    goal, reason, refusal = request.POST.get("ziel", ""), request.POST.get("grund", ""), ""
    if request.method == "POST":
        refusal = attempt(
            lambda: hand_over_antrag(acting=request.actor, antrag=antrag, leistung=goal, grund=reason)
        )  # fmt: skip
        if not refusal:
            return done("decide", "abgegeben", antrag.id)
    return show(
        request, "hand_over", status=422 if refusal else 200, antrag=antrag, akte=antrag.akte, targets=targets(antrag),
        goal=goal, reason=reason, refusal=refusal, back=reverse("workplace:decide", args=[antrag.id]),
    )  # fmt: skip
