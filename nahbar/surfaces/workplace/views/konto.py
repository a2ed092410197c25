"""Another account at the desk: look at it, type it in from paper, propose, release by a second person (U14)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from nahbar.domain.casefile.queries import akte_by_id
from nahbar.domain.people.konto import HELD, change_by_id, changes_of
from nahbar.domain.people.queries import current_bank
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.procedures.change_konto import enter_konto, propose_konto, refuse_konto, release_konto
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.access import may_open
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show
from nahbar.surfaces.workplace.views.akte import ask_purpose


def _page(request: ActorRequest, akte_id: UUID, *, refusal: str = "", **typed: str) -> HttpResponse:
    if not may_open(request, akte_id):
        return ask_purpose(request, akte_id, target=reverse("workplace:konto", args=[akte_id]))
    akte = akte_by_id(akte_id)
    rows = changes_of(akte.person)
    change = next((row for row in rows if row.stand in HELD), None)
    return show(
        request, "konto", "akte", status=422 if refusal else 200, akte=akte, change=change,
        bank=current_bank(akte.person, clock.today()), refusal=refusal, typed=typed,
        early=change is not None and change.frei_ab is not None and clock.now() < change.frei_ab,
        own=change is not None and change.vorgeschlagen_by_id == request.actor.account_id,
        earlier=[row for row in rows if row != change],
    )  # fmt: skip


@allow(*nav.DECIDE)
@require_GET
def konto(request: ActorRequest, akte_id: UUID) -> HttpResponse:
    """The account of today and what waits."""
    return _page(request, akte_id)


@allow(*nav.DECIDE)
@require_POST
def konto_enter(request: ActorRequest, akte_id: UUID) -> HttpResponse:
    """Type it in from paper or from what was said at the counter: the first of two."""
    if not may_open(request, akte_id):
        return _page(request, akte_id)
    typed = {key: request.POST.get(key, "").strip()[:300] for key in ("iban", "inhaber", "gesehen", "eilgrund")}
    refusal = attempt(
        lambda: enter_konto(
            acting=request.actor, akte=akte_by_id(akte_id), iban=typed["iban"], kontoinhaber=typed["inhaber"],
            gesehen=typed["gesehen"], eilgrund=typed["eilgrund"],
        )
    )  # fmt: skip
    return _page(request, akte_id, refusal=refusal, **typed) if refusal else done("konto", "konto_eingetragen", akte_id)


@allow(*nav.DECIDE)
@require_POST
def konto_step(request: ActorRequest, akte_id: UUID, change_id: UUID) -> HttpResponse:
    """Propose, release or refuse what waits."""
    if not may_open(request, akte_id):
        return _page(request, akte_id)
    change, step, why = change_by_id(change_id), request.POST.get("tat", ""), request.POST.get("grund", "")
    if change.person_id != akte_by_id(akte_id).person_id:
        return _page(request, akte_id)
    if step == "freigeben":
        refusal = attempt(lambda: release_konto(acting=request.actor, change=change))
    elif step == "ablehnen":
        refusal = attempt(lambda: refuse_konto(acting=request.actor, change=change, grund=why))
    else:
        step = "vorschlagen"
        refusal = attempt(lambda: propose_konto(acting=request.actor, change=change, eilgrund=why))
    return _page(request, akte_id, refusal=refusal, grund=why) if refusal else done("konto", f"konto_{step}", akte_id)
