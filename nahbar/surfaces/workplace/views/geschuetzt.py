"""Protected files: which there are, who is in the team; never whose they are (U33)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods, require_POST

from nahbar.domain.casefile import aktenschutz
from nahbar.domain.casefile.aktenschutz_models import Aktenschutz
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.procedures.shield_case import change_team, protect_case
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show, typed_ids


def _page(request: ActorRequest, *, refusal: str = "", **typed: Any) -> HttpResponse:
    rows = [
        {"row": row, "team": {one.account_id for one in row.team.all()},
         "candidates": aktenschutz.candidates(row.betroffen_id)}
        for row in aktenschutz.protections(request.actor)
    ]  # fmt: skip
    return show(
        request, "geschuetzt", "eingang", status=422 if refusal else 200, rows=rows, refusal=refusal,
        reasons=Aktenschutz.Grund.choices, staff=aktenschutz.colleagues(), candidates=aktenschutz.candidates(),
        typed=typed,
    )  # fmt: skip


@allow(*nav.PROTECTED)
@require_http_methods(["GET", "POST"])
def overview(request: ActorRequest) -> HttpResponseBase:
    """All protections but the own matter; protect another file."""
    if request.method == "GET":
        return _page(request)
    posted = request.POST
    team, concerned = typed_ids(posted.getlist("team")), typed_ids([posted.get("betroffen", "")])
    number, why = posted.get("aktenzeichen", "")[:24], posted.get("grund", "")
    refusal = attempt(
        lambda: protect_case(
            acting=request.actor, aktenzeichen=number, grund=why, team=team,
            betroffen=concerned[0] if concerned else None,
        )
    )  # fmt: skip
    if refusal:
        return _page(
            request, refusal=refusal, aktenzeichen=number, grund=why, team=team,
            betroffen=concerned[0] if concerned else None,
        )  # fmt: skip
    return done("geschuetzt", "akte_geschuetzt")


@allow(*nav.PROTECTED)
@require_POST
def change(request: ActorRequest, schutz_id: UUID) -> HttpResponse:
    """Another team, or the end."""
    row = aktenschutz.protection_by_id(schutz_id, request.actor)
    if request.POST.get("tat") == "beenden":
        refusal = attempt(lambda: aktenschutz.end_protection(acting=request.actor, schutz=row))
        return _page(request, refusal=refusal) if refusal else done("geschuetzt", "akte_offen")
    team = typed_ids(request.POST.getlist("team"))
    refusal = attempt(lambda: change_team(acting=request.actor, schutz=row, team=team))
    return _page(request, refusal=refusal) if refusal else done("geschuetzt", "schutzteam")
