"""The protection of an address at the desk: set, look at, show with a reason, lift by two people (U11)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET, require_POST

from nahbar.domain.casefile.queries import Akte, akte_by_id
from nahbar.domain.people.schutz import protection_of, protections_of
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.procedures.protect_address import (
    check_protection,
    lift_protection,
    propose_lifting,
    reveal_address,
    set_protection,
)
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.access import may_open
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show
from nahbar.surfaces.workplace.views.akte import ask_purpose


def _page(request: ActorRequest, akte: Akte, status: int = 200, **more: object) -> HttpResponse:
    row = protection_of(akte.person_id)
    values = {
        "akte": akte, "row": row, "rows": protections_of(akte.person_id), "refusal": "", "lines": [],
        "own_proposal": row is not None and row.aufhebung_by_id == request.actor.account_id,
    }  # fmt: skip
    return show(request, "adressschutz", "eingang", status=status, **(values | more))


@allow(*nav.DECIDE)
@require_GET
def protection(request: ActorRequest, akte_id: UUID) -> HttpResponse:
    """What is in force, since when, by whom."""
    if not may_open(request, akte_id):
        return ask_purpose(request, akte_id)
    return _page(request, akte_by_id(akte_id))


@allow(*nav.DECIDE)
@require_POST
def protection_act(request: ActorRequest, akte_id: UUID) -> HttpResponseBase:
    """One act: set, keep, propose to lift, lift."""
    akte, act, why = akte_by_id(akte_id), request.POST.get("tat", ""), request.POST.get("grund", "")[:300]
    who = request.actor
    other = [request.POST.get(part, "")[:80] for part in ("bei", "strasse", "ort")]
    acts = {
        "setzen": lambda: set_protection(acting=who, akte=akte, grund=why, zustellung=other),
        "bleibt": lambda: check_protection(acting=who, akte=akte),
        "vorschlagen": lambda: propose_lifting(acting=who, akte=akte, grund=why),
        "aufheben": lambda: lift_protection(acting=who, akte=akte),
    }
    refusal = attempt(acts[act]) if act in acts else "Wählen Sie, was geschehen soll."
    if refusal:
        return _page(request, akte_by_id(akte_id), 422, refusal=refusal)
    return done("adressschutz", "adressschutz", akte.id)


@allow(*nav.DECIDE)
@require_POST
def address_shown(request: ActorRequest, akte_id: UUID) -> HttpResponse:
    """The address, with a reason that the person can read."""
    akte, found = akte_by_id(akte_id), [list[str]()]
    why = request.POST.get("zweck", "")[:160]

    def act() -> None:
        found[0] = reveal_address(acting=request.actor, akte=akte, zweck=why)

    refusal = attempt(act)
    answer = _page(request, akte, 422 if refusal else 200, refusal=refusal, lines=found[0])
    answer["Cache-Control"] = "no-store"
    return answer
