"""The second person: what must be seen before a decision leaves the house, and nothing else (screen 12)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from nahbar.domain.casefile.aktenschutz import hidden_akten
from nahbar.domain.casefile.queries import akte_by_id
from nahbar.domain.decisions.policies import release_obstacle
from nahbar.domain.decisions.queries import decision_by_id, decision_view, release_list
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.procedures.issue_bescheid import issue_bescheid
from nahbar.procedures.return_decision import return_decision
from nahbar.surfaces.workplace import nav, trace
from nahbar.surfaces.workplace.access import may_open, open_file
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show

ZWECK = "Freigabe einer Entscheidung"


@allow(*nav.DECIDE)
@require_GET
def releases(request: ActorRequest) -> HttpResponse:
    """What waits for a second person, oldest first."""
    hidden = hidden_akten(request.actor)
    items = [item for item in release_list() if item.entscheidung.akte_id not in hidden]
    return show(request, "releases", "freigaben", items=items)


def _page(request: ActorRequest, entscheidung: Any, *, status: int = 200, **values: Any) -> HttpResponse:
    if not may_open(request, entscheidung.akte_id):
        open_file(request, entscheidung.akte_id, ZWECK)  # to look at it is the task of the second person: logged
    view = decision_view(entscheidung)
    return show(
        request, "release", "freigaben", status=status,
        view=view, decision=view.entscheidung, akte=akte_by_id(entscheidung.akte_id), antrag=view.antrag,
        spans=trace.spans(view.months, view.names, view.antrag),
        obstacle=release_obstacle(request.actor, view.entscheidung),
        open_checks=[check for check in view.checks if check.colour != "green"], **values,
    )  # fmt: skip


@allow(*nav.DECIDE)
@require_GET
def release(request: ActorRequest, entscheidung_id: UUID) -> HttpResponse:
    """Total, differences, open checks, the letter."""
    return _page(request, decision_by_id(entscheidung_id))


@allow(*nav.DECIDE)
@require_POST
def release_now(request: ActorRequest, entscheidung_id: UUID) -> HttpResponse:
    """Release: the Bescheid is made, the money ordered."""
    entscheidung = decision_by_id(entscheidung_id)
    seen = request.POST.get("version", "")
    version = int(seen) if seen.isdecimal() else 0  # a form that does not say what was seen releases nothing
    refusal = attempt(lambda: issue_bescheid(acting=request.actor, entscheidung=entscheidung, version=version))
    if refusal:
        return _page(request, entscheidung, status=422, refusal=refusal)
    return done("release", "freigegeben", entscheidung.id)


@allow(*nav.DECIDE)
@require_POST
def give_back(request: ActorRequest, entscheidung_id: UUID) -> HttpResponse:
    """Back to the caseworker, with a reason."""
    entscheidung = decision_by_id(entscheidung_id)
    grund = request.POST.get("grund", "")
    refusal = attempt(lambda: return_decision(acting=request.actor, entscheidung=entscheidung, grund=grund))
    if refusal:
        return _page(request, entscheidung, status=422, refusal=refusal, grund=grund)
    return done("releases", "zurueck")
