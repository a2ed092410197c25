"""Towns: how far each one is, what keeps it from going live, what is switched on there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from nahbar.domain.rollout import queries
from nahbar.domain.rollout.gates import BY_KEY
from nahbar.domain.rollout.heads import house_of
from nahbar.domain.rollout.policies import can_set_up
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.procedures.advance_rollout import advance_rollout
from nahbar.procedures.change_gemeinde import set_gate, switch_feature
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show, typed_day

NO_DAY = "Wählen Sie einen Tag, oder setzen Sie das Häkchen bei „neuer Termin unbekannt“."
NO_NUMBER = "Geben Sie den gemessenen Wert als ganze Zahl an, zum Beispiel 1500."


@allow(*nav.TOWNS)
@require_GET
def gemeinden(request: ActorRequest) -> HttpResponse:
    """All towns of the Träger with state and day."""
    towns = queries.towns()
    return show(request, "gemeinden", "gemeinden", towns=towns, live=sum(town.live for town in towns))


def page(request: ActorRequest, gemeinde_id: UUID, *, status: int = 200, **values: Any) -> HttpResponse:
    """The page of one town."""
    town = queries.gemeinde_by_id(gemeinde_id)
    return show(
        request, "gemeinde", "gemeinden", status=status,
        town=queries.town_view(town), gates=queries.gates(town), features=queries.features(town),
        history=queries.history(town), staende=queries.STAENDE, house=house_of(request.traeger, town),
        versions=len(queries.letterheads(town)), may=can_set_up(request.actor), today=clock.today(), **values,
    )  # fmt: skip


@allow(*nav.TOWNS)
@require_GET
def gemeinde(request: ActorRequest, gemeinde_id: UUID) -> HttpResponse:
    """One town: state and history, gates, features, letterhead."""
    return page(request, gemeinde_id)


@allow(*nav.OPERATION)
@require_POST
def step(request: ActorRequest, gemeinde_id: UUID) -> HttpResponse:
    """Bring the town to another state; the day may be unknown."""
    town = queries.gemeinde_by_id(gemeinde_id)
    nach, typed, grund = (request.POST.get(name, "") for name in ("nach", "termin", "grund"))
    unknown = request.POST.get("unbekannt") == "ja"
    day = None if unknown or nach == "live" else typed_day(typed)
    refusal = ""
    if nach not in dict(queries.STAENDE):
        refusal = "Wählen Sie, in welchen Stand die Gemeinde kommt."
    elif day is None and not unknown and nach != "live":
        refusal = NO_DAY
    if not refusal:
        refusal = attempt(
            lambda: advance_rollout(acting=request.actor, gemeinde=town, nach=nach, termin=day, grund=grund)
        )
    if refusal:
        typed_values = {"nach": nach, "termin": typed, "grund": grund, "unbekannt": unknown}
        return page(request, gemeinde_id, status=422, refusal=refusal, typed=typed_values)
    return done("gemeinde", "gemeinde_stand", town.id)


@allow(*nav.OPERATION)
@require_POST
def gate(request: ActorRequest, gemeinde_id: UUID) -> HttpResponse:
    """Note the result of one gate."""
    town = queries.gemeinde_by_id(gemeinde_id)
    key, typed = request.POST.get("bedingung", ""), request.POST.get("gemessen", "").replace(".", "").strip()
    if typed and not (typed.isascii() and typed.isdigit() and len(typed) < 10):
        return page(request, gemeinde_id, status=422, refusal=NO_NUMBER)
    measured = key in BY_KEY and bool(BY_KEY[key].unit)
    refusal = attempt(
        lambda: set_gate(
            acting=request.actor, gemeinde=town, key=key,
            erfuellt=request.POST.get("erfuellt") == "ja",
            gemessen=int(typed) if typed and measured else None,
            pflicht=request.POST.get("pflicht") == "ja",
            bemerkung=request.POST.get("bemerkung", ""),
        )
    )  # fmt: skip
    if refusal:
        return page(request, gemeinde_id, status=422, refusal=refusal)
    return done("gemeinde", "gemeinde_bedingung", town.id)


@allow(*nav.OPERATION)
@require_POST
def feature(request: ActorRequest, gemeinde_id: UUID) -> HttpResponse:
    """Switch one feature on or off."""
    town = queries.gemeinde_by_id(gemeinde_id)
    key, on = request.POST.get("merkmal", ""), request.POST.get("an") == "ja"
    refusal = attempt(lambda: switch_feature(acting=request.actor, gemeinde=town, key=key, an=on))
    if refusal:
        return page(request, gemeinde_id, status=422, refusal=refusal)
    return done("gemeinde", "gemeinde_merkmal", town.id)
