"""Proposals of rooms and hours: asked for, shown as a week, taken over as places with open hours."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.domain.planning import queries
from nahbar.domain.planning.bild import bild, komma
from nahbar.domain.planning.lage import lage
from nahbar.domain.planning.plan import NEAR_MINUTES, Wunsch
from nahbar.domain.planning.policies import PLAN
from nahbar.domain.planning.queries import ART
from nahbar.domain.planning.timetable import DAYS, HALVES
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.procedures.adopt_proposal import adopt_proposal
from nahbar.procedures.propose_presence import propose_presence
from nahbar.surfaces.ui.words import WEEKDAYS, euro
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show
from nahbar.surfaces.workplace.views.planung import houses, rooms

NUMBERS = ("raeume", "halbtage", "teams", "minuten_je_kontakt")
FLAGS = ("vorrang_zu_fuss", "jugend", "familie")
START = Wunsch(raeume=4, halbtage=8)


@allow(*PLAN)
@require_http_methods(["GET", "POST"])
def proposals(request: ActorRequest) -> HttpResponse:
    """All proposals, and the form for a new one."""
    refusal = ""
    if request.method == "POST":
        wish, refusal = _wish(request)
        made: list[Any] = []
        if wish is not None:
            refusal = attempt(lambda: made.append(propose_presence(acting=request.actor, wunsch=wish)))
        if made and not refusal:
            return done("planung_vorschlag", "", made[0].id)
    typed = request.POST if refusal else {**vars(START), "kontakt_prozent": "2"}
    return show(
        request, "planung_vorschlaege", "planung", status=422 if refusal else 200, refusal=refusal, typed=typed,
        rows=[(row, len(row.ergebnis.get("orte", []))) for row in queries.vorschlaege()],
        candidates=[(k, ART[k.art]) for k in queries.kandidaten()], near=NEAR_MINUTES,
    )  # fmt: skip


def _wish(request: ActorRequest) -> tuple[Wunsch | None, str]:
    numbers = {name: request.POST.get(name, "").strip() for name in NUMBERS}
    percent = request.POST.get("kontakt_prozent", "").strip().replace(",", ".")
    if not all(value.isdecimal() and len(value) < 4 for value in numbers.values()):
        return None, "Tragen Sie ganze Zahlen ein, zum Beispiel 4 Räume und 8 Halbtage."
    if not percent.replace(".", "", 1).isdecimal() or len(percent) > 6:
        return None, "Tragen Sie bei den Gesprächen eine Zahl ein, zum Beispiel 2 oder 1,5."
    flags = {name: request.POST.get(name) == "ja" for name in FLAGS}
    wish: dict[str, Any] = {name: int(value) for name, value in numbers.items()}
    return Wunsch(**wish, **flags, kontakt_prozent=float(percent)), ""


@allow(*PLAN)
@require_GET
def proposal(request: ActorRequest, vorschlag_id: UUID) -> HttpResponse:
    """A proposal as map and week."""
    return _page(request, vorschlag_id)


def _page(request: ActorRequest, vorschlag_id: UUID, refusal: str = "") -> HttpResponse:
    row = queries.vorschlag_by_id(vorschlag_id)
    result = row.ergebnis
    shown: dict[str, Any] = {}
    if "orte" in result:
        week = [
            (WEEKDAYS[day], [[o for o in result["orte"] if [day, half] in o["zeiten"]] for half in HALVES])
            for day in range(DAYS)
        ]
        shown = {
            "week": week,
            "halves": [f"{von} bis {bis} Uhr" for von, bis in HALVES.values()],
            "rooms": [
                {
                    **o, "art": ART[o["art"]], "offen": komma(o["offen"]), "gewuenscht": komma(o["gewuenscht"]),
                    "ohne": "" if o["ohne_ihn_minuten"] is None else komma(o["ohne_ihn_minuten"]),
                    "kosten": euro(o["kosten_cent_woche"]),
                    "zugesagt": bool((k := queries.kandidat_by_id(o["id"])) and k.zugesagt),
                }
                for o in result["orte"]
            ],
            "minuten": komma(result["minuten"]),
            "heute": "" if result["minuten_heute"] is None else komma(result["minuten_heute"]),
            "gewuenscht": komma(result["stunden_gewuenscht"]),
            "offen": komma(result["stunden_offen"]),
            "luecke": "" if result["luecke"] < 1e-6 else komma(100 * result["luecke"], 2),
            "kosten": euro(sum(o["kosten_cent_woche"] for o in result["orte"])),
            "bild": bild(lage(), "bedarf", rooms(result) + houses()),
        }  # fmt: skip
    return show(
        request, "planung_vorschlag", "planung", status=422 if refusal else 200, refusal=refusal, row=row,
        result=result, near=NEAR_MINUTES, **shown,
    )  # fmt: skip


@allow(*PLAN)
@require_POST
def adopt(request: ActorRequest, vorschlag_id: UUID) -> HttpResponse:
    """Make the places, offers and hours of the proposal."""
    row = queries.vorschlag_by_id(vorschlag_id)
    refusal = attempt(lambda: adopt_proposal(acting=request.actor, vorschlag=row))
    return _page(request, vorschlag_id, refusal) if refusal else done("planung_vorschlag", "planung_da", row.id)
