"""The ledger of papers: where each original lies, from when it may be destroyed, what holds it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from nahbar.domain.mailroom import scan_queries
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.procedures.hold_original import hold_original, request_original
from nahbar.procedures.release_original import give_original_back, release_original
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show
from nahbar.surfaces.workplace.views.scans import tabs


def _page(request: ActorRequest, which: str, *, status: int = 200, **values: object) -> HttpResponse:
    rows, count = scan_queries.ledger_rows(which)
    return show(
        request, "originals", "poststelle", status=status,
        tabs=tabs("originale"), rows=rows, count=count, which=which, choices=scan_queries.LEDGER.items(), **values,
    )  # fmt: skip


def _which(asked: str) -> str:
    return asked if asked in scan_queries.LEDGER else ""


@allow(*nav.POST)
@require_GET
def ledger(request: ActorRequest) -> HttpResponse:
    """The papers by their day, all or those of one state."""
    return _page(request, _which(request.GET.get("welche", "")))


@allow(*nav.POST)
@require_POST
def change(request: ActorRequest, original_id: UUID) -> HttpResponse:
    """Hold with a reason, release, have it brought, note that it is back."""
    original = scan_queries.original_by_id(original_id)
    which, grund, step = _which(request.POST.get("welche", "")), request.POST.get("grund", ""), request.POST.get("tat")
    acts = {
        "halten": lambda: hold_original(acting=request.actor, original=original, grund=grund),
        "freigeben": lambda: release_original(acting=request.actor, original=original),
        "anfordern": lambda: request_original(acting=request.actor, original=original, grund=grund),
        "zurueck": lambda: give_original_back(acting=request.actor, original=original),
    }
    if step not in acts:
        return _page(request, which, status=422, refusal="Wählen Sie, was mit dem Original geschehen soll.")
    refusal = attempt(acts[step])
    if refusal:
        return _page(request, which, status=422, refusal=refusal, changing=original.id)
    return done("originals", f"original_{step}", query={"welche": which} if which else None)
