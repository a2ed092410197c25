"""The map of need with its table, one area, downloads of what may be published, and the rules of counting."""

from __future__ import annotations

import csv
import io
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from nahbar.domain.planning import queries
from nahbar.domain.planning.bild import INDIKATOREN, VERBORGEN, als_text, bild, komma, steigend, tausend
from nahbar.domain.planning.errors import NoAreas
from nahbar.domain.planning.karte import Ort
from nahbar.domain.planning.lage import Lage, lage
from nahbar.domain.planning.need import TITEL
from nahbar.domain.planning.plan import why_not
from nahbar.domain.planning.policies import PLAN, can_see_internal, can_set_rules
from nahbar.domain.planning.vorlage import METHODE, schutz
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.platform.accounts.roles import Role
from nahbar.procedures.set_planning_rules import set_planning_rules
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show


def _asked(request: ActorRequest, *, intern: bool = False) -> tuple[Lage, str]:
    """The state and the indicator that the address asks for."""
    year = request.GET.get("jahr", "")
    inside = intern and request.GET.get("sicht") == "intern" and can_see_internal(request.actor)
    now = lage(int(year) if year.isdecimal() and len(year) == 4 else None, request.GET.get("gruppe", ""), intern=inside)
    wanted = request.GET.get("kennzahl", "")
    return now, wanted if wanted in INDIKATOREN else "anteil"


def houses() -> list[Ort]:
    """The office's own places on the map."""
    return [Ort("J", house.name, house.lon, house.lat) for house in queries.haeuser()]


def rooms(result: dict[str, Any]) -> list[Ort]:
    """The numbered rooms of a proposal."""
    return [Ort(str(o["nr"]), o["name"], o["lon"], o["lat"]) for o in result.get("orte", [])]


def table_rows(now: Lage) -> list[dict[str, Any]]:
    """What the table says of each area; hidden values are words, never numbers."""
    found = []
    for row in now.zeilen:
        shown = row.wert(now.jahr, now.gruppe)
        found.append(
            {
                "id": row.raum.id,
                "name": row.raum.name,
                "gebiet": row.raum.gebiet,
                "einwohner": VERBORGEN if row.einwohner is None else tausend(row.einwohner),
                "zahl": VERBORGEN if shown.zaehler is None else tausend(shown.zaehler),
                "anteil": VERBORGEN if shown.anteil is None else f"{komma(shown.anteil)} %",
                "bedarf": VERBORGEN if row.bedarf is None else str(round(row.bedarf.index)),
                "hot": bool(row.gi and row.gi.hot),
                "steigt": row.steigt,
            }
        )
    return found


@allow(*PLAN)
@require_GET
def overview(request: ActorRequest) -> HttpResponse:
    """Map, indicator and table together."""
    try:
        now, indicator = _asked(request, intern=True)
    except NoAreas as nothing:
        return show(request, "planung", "planung", nothing=str(nothing))
    return _page(request, now, indicator)


def _page(request: ActorRequest, now: Lage, indicator: str, refusal: str = "") -> HttpResponse:
    latest = queries.letzter_vorschlag()
    places = rooms(latest.ergebnis) if latest and request.GET.get("orte", "ja") == "ja" else []
    return show(
        request, "planung", "planung", status=422 if refusal else 200, refusal=refusal, lage=now, indikator=indicator,
        bild=bild(now, indicator, places + houses()), rows=table_rows(now), rising=steigend(now),
        hot=[row.raum.name for row in now.zeilen if row.gi and row.gi.hot],
        indikatoren=list(INDIKATOREN.items()), gruppen=list(queries.GRUPPEN.items()), quellen=queries.quellen(),
        regionen=[(k, VERBORGEN if v is None else tausend(v)) for k, v in now.summen.items() if k != "∑"],
        gesamt=None if now.intern else VERBORGEN if now.gesamt is None else tausend(now.gesamt),
        places=places, houses=houses(), methode=METHODE, schutz=schutz(now.mindestzahl), latest=latest,
        may_see_internal=can_see_internal(request.actor), may_set_rules=can_set_rules(request.actor),
        gewichte=[(name, title, now.gewichte[name]) for name, title in TITEL.items()],
        mindestzahlen=range(3, 11), query=request.GET.urlencode(),
    )  # fmt: skip


@allow(*PLAN)
@require_GET
def area(request: ActorRequest, raum_id: UUID) -> HttpResponse:
    """One area: its years, what makes its need, and why there is a room or none."""
    room = queries.raum_by_id(raum_id)
    now = lage()
    row = next((z for z in now.zeilen if z.raum.id == room.id), None)
    latest = queries.letzter_vorschlag()
    years = [
        (year, [(row.wert(year, g) if row else None) for g in queries.GRUPPEN]) for year in now.jahre
    ]  # fmt: skip
    lines = [
        (year, [VERBORGEN if w is None or w.zaehler is None else f"{tausend(w.zaehler)} ({komma(w.anteil or 0.0)} %)"
                for w in values])
        for year, values in years
    ]  # fmt: skip
    parts = [(TITEL[name], komma(value)) for name, value in row.bedarf.teile.items()] if row and row.bedarf else []
    return show(
        request, "planung_raum", "planung", raum=room, row=row, lines=lines, parts=parts,
        gruppen=list(queries.GRUPPEN.values()),
        total=als_text(row.bedarf.index, "bedarf") if row and row.bedarf else "",
        why=why_not(str(room.id), latest.ergebnis) if latest else "", latest=latest, mindestzahl=now.mindestzahl,
    )  # fmt: skip


@allow(*PLAN)
@require_GET
def table(request: ActorRequest) -> HttpResponse:
    """The published table as CSV, with its sources below."""
    try:
        now, _ = _asked(request)
    except NoAreas as nothing:
        return HttpResponse(str(nothing), status=404, content_type="text/plain; charset=utf-8")
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(["Schlüssel", "Planungsraum", "Gebiet", "Jahr", "Gruppe", "Einwohner", "Zahl", "Anteil", "Bedarf"])
    for row, shown in zip(now.zeilen, table_rows(now), strict=True):
        writer.writerow(
            [row.raum.schluessel, shown["name"], shown["gebiet"], now.jahr, now.gruppe, shown["einwohner"],
             shown["zahl"], shown["anteil"], shown["bedarf"]]
        )  # fmt: skip
    for source in queries.quellen():
        writer.writerow([f"Quelle: {source.name}, Stand {source.stand:%d.%m.%Y}, {source.lizenz}"])
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="planung-{now.jahr}-{now.gruppe}.csv"'
    return answer


@allow(*PLAN)
@require_GET
def picture(request: ActorRequest) -> HttpResponse:
    """The published map as a file."""
    try:
        now, indicator = _asked(request)
    except NoAreas as nothing:
        return HttpResponse(str(nothing), status=404, content_type="text/plain; charset=utf-8")
    latest = queries.letzter_vorschlag()
    drawn = bild(now, indicator, (rooms(latest.ergebnis) if latest else []) + houses())
    answer = HttpResponse(drawn.svg, content_type="image/svg+xml")
    answer["Content-Disposition"] = f'attachment; filename="karte-{now.jahr}-{indicator}.svg"'
    return answer


@allow(Role.PLANNER)
@require_POST
def rules(request: ActorRequest) -> HttpResponse:
    """Set smallest number and weights."""
    typed = {name: request.POST.get(f"gewicht_{name}", "0").strip() for name in TITEL}
    least = request.POST.get("mindestzahl", "").strip()
    if not all(v.isdecimal() and len(v) < 3 for v in [*typed.values(), least]):
        refusal = "Tragen Sie ganze Zahlen ein, zum Beispiel 3."
    else:
        refusal = attempt(
            lambda: set_planning_rules(
                acting=request.actor, mindestzahl=int(least), gewichte={k: int(v) for k, v in typed.items()}
            )
        )
    if not refusal:
        return done("planung", "planung_regeln")
    try:
        return _page(request, lage(), "anteil", refusal)
    except NoAreas as nothing:
        return show(request, "planung", "planung", nothing=str(nothing), refusal=refusal, status=422)
