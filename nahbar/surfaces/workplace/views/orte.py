"""Places and what is offered there: address, owner and purpose, hours, helpers, closures; all in the browser."""

from __future__ import annotations

from datetime import time
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.domain.appointments import queries
from nahbar.domain.appointments.policies import SET_UP
from nahbar.domain.people.queries import gemeinden
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.procedures import set_up_ort as procedure
from nahbar.surfaces.ui.words import WEEKDAYS
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show, typed_day, typed_ids

PLACE = ("name", "art", "traegerschaft", "eigentuemer", "strasse", "plz", "ort", "hinweg", "barrierefrei", "telefon",
         "zweckbindung")  # fmt: skip
OFFER = ("titel", "art", "beschreibung", "mitbringen", "zielgruppe")
NUMBERS = ("dauer_min", "vorlauf_stunden", "buchbar_tage")


def typed_time(text: str) -> time | None:
    """A time as a control sends it, or as people type it (9:00, 9.00, 9)."""
    parts = text.strip().replace(".", ":").split(":")
    try:
        return time(int(parts[0]), int(parts[1]) if len(parts) > 1 else 0)
    except ValueError:
        return None


@allow(*SET_UP)
@require_GET
def places(request: ActorRequest) -> HttpResponse:
    """All places with their offers, and the closures to come."""
    rows = [(place, queries.angebote(place, auch_ruhende=True)) for place in queries.orte(auch_ruhende=True)]
    return show(
        request, "orte", "orte", rows=rows, closures=queries.schliesstage(clock.today()), today=clock.today()
    )  # fmt: skip


@allow(*SET_UP)
@require_http_methods(["GET", "POST"])
def place(request: ActorRequest, ort_id: UUID | None = None) -> HttpResponse:
    """Make or change a place."""
    row = queries.ort_by_id(ort_id) if ort_id else None
    refusal = ""
    if request.method == "POST":
        values: dict[str, Any] = {key: request.POST.get(key, "") for key in PLACE}
        town = request.POST.get("gemeinde", "")
        values["gemeinde"] = next((g for g in gemeinden() if str(g.id) == town), None)
        values["aktiv"] = request.POST.get("ruht") != "ja"
        made: list[queries.Ort] = []
        refusal = attempt(lambda: made.append(procedure.set_up_ort(acting=request.actor, place=row, **values)))
        if not refusal:
            return done("ort", "ort_gespeichert", made[0].id)
    return show(
        request, "ort", "orte", status=422 if refusal else 200, place=row, refusal=refusal, towns=gemeinden(),
        typed=request.POST if refusal else row, offers=queries.angebote(row, auch_ruhende=True) if row else [],
        arten=queries.Ort.Art.choices, traegerschaften=queries.Ort.Traegerschaft.choices,
        zwecke=queries.Ort.Zweckbindung.choices,
        town_id=request.POST.get("gemeinde") or (row.gemeinde_id if row else ""),
        resting=request.POST.get("ruht") == "ja" if refusal else bool(row and not row.aktiv),
    )  # fmt: skip


@allow(*SET_UP)
@require_http_methods(["GET", "POST"])
def offer(request: ActorRequest, ort_id: UUID | None = None, angebot_id: UUID | None = None) -> HttpResponse:
    """Make an offer at a place, or change one with its hours and helpers."""
    row = queries.angebot_by_id(angebot_id) if angebot_id else None
    where = row.ort if row else queries.ort_by_id(ort_id) if ort_id else None
    refusal = ""
    if request.method == "POST":
        values: dict[str, Any] = {key: request.POST.get(key, "") for key in OFFER}
        numbers = {key: request.POST.get(key, "").strip() for key in NUMBERS}
        if not all(number.isdecimal() and len(number) < 5 for number in numbers.values()):
            refusal = "Tragen Sie Dauer, Vorlauf und Tage als ganze Zahlen ein, zum Beispiel 30."
        else:
            values |= {key: int(number) for key, number in numbers.items()}
            values |= {"online_buchbar": request.POST.get("online") == "ja", "aktiv": request.POST.get("ruht") != "ja"}
            made: list[queries.Angebot] = []
            refusal = attempt(
                lambda: made.append(procedure.set_up_angebot(acting=request.actor, angebot=row, ort=where, **values))
            )
        if not refusal:
            return done("angebot", "ort_gespeichert", made[0].id)
    return _offer_page(request, row, where, refusal, typed=request.POST if refusal else row)


def _offer_page(
    request: ActorRequest, row: queries.Angebot | None, where: queries.Ort | None, refusal: str = "", typed: Any = None
) -> HttpResponse:
    hours = [{"row": one, "day": WEEKDAYS[one.weekday]} for one in (queries.oeffnungen(row) if row else [])]
    return show(
        request, "angebot", "orte", status=422 if refusal else 200, refusal=refusal, angebot=row, place=where,
        typed=typed if typed is not None else row, arten=queries.Angebot.Art.choices, hours=hours,
        weekdays=list(enumerate(WEEKDAYS)), today=clock.today(),
        resources=queries.ressourcen(row) if row else [], kinds=queries.Ressource.Art.choices,
        online=request.POST.get("online") == "ja" if refusal and "online_sent" in request.POST
        else bool(row is None or row.online_buchbar),
        resting=bool(row and not row.aktiv),
    )  # fmt: skip


@allow(*SET_UP)
@require_POST
def hours(request: ActorRequest, angebot_id: UUID) -> HttpResponse:
    """Add an opening to an offer, or take one away."""
    row = queries.angebot_by_id(angebot_id)
    posted = request.POST
    if gone := typed_ids([posted.get("weg", "")]):
        refusal = attempt(lambda: procedure.end_hours(acting=request.actor, oeffnung=queries.oeffnung_by_id(gone[0])))
        return (
            done("angebot", "zeiten_gespeichert", row.id)
            if not refusal
            else _offer_page(request, row, row.ort, refusal)
        )
    von, bis = typed_time(posted.get("von", "")), typed_time(posted.get("bis", ""))
    weekday, every = posted.get("weekday", ""), posted.get("alle_wochen", "1")
    if von is None or bis is None or not (weekday.isdecimal() and every.isdecimal()):
        return _offer_page(request, row, row.ort, "Tragen Sie Tag, Anfang und Ende ein, zum Beispiel 9:00 und 12:00.")
    refusal = attempt(
        lambda: procedure.open_hours(
            acting=request.actor, angebot=row, weekday=int(weekday), von=von, bis=bis,
            gueltig_von=typed_day(posted.get("gueltig_von", "")), gueltig_bis=typed_day(posted.get("gueltig_bis", "")),
            alle_wochen=int(every),
        )
    )  # fmt: skip
    if refusal:
        return _offer_page(request, row, row.ort, refusal)
    return done("angebot", "zeiten_gespeichert", row.id)


@allow(*SET_UP)
@require_POST
def helpers(request: ActorRequest, angebot_id: UUID) -> HttpResponse:
    """Say who and what an offer may use, or no longer."""
    row = queries.angebot_by_id(angebot_id)
    posted = request.POST
    gone = typed_ids([posted.get("weg", "")])
    if gone:
        held = next((one for one in queries.ressourcen(row) if one.id in gone), None)
        refusal = attempt(lambda: procedure.release(acting=request.actor, angebot=row, ressource=held)) if held else ""
    else:
        refusal = attempt(
            lambda: procedure.assign(
                acting=request.actor, angebot=row, name=posted.get("name", ""), art=posted.get("art", ""),
                sprache=posted.get("sprache", ""),
            )
        )  # fmt: skip
    if refusal:
        return _offer_page(request, row, row.ort, refusal)
    return done("angebot", "zeiten_gespeichert", row.id)


@allow(*SET_UP)
@require_POST
def closures(request: ActorRequest) -> HttpResponse:
    """Close one place or all of them on a day, or open again."""
    posted = request.POST
    if gone := typed_ids([posted.get("weg", "")]):
        row = queries.schliesstag_by_id(gone[0])
        refusal = attempt(lambda: procedure.open_again(acting=request.actor, schliesstag=row))
    else:
        day = typed_day(posted.get("tag", ""))
        where = typed_ids([posted.get("ort", "")])
        ort = queries.ort_by_id(where[0]) if where else None
        if day is None:
            refusal = "Wählen Sie den Tag, an dem geschlossen ist."
        else:
            refusal = attempt(
                lambda: procedure.close_on(acting=request.actor, tag=day, grund=posted.get("grund", ""), ort=ort)
            )
    if refusal:
        rows = [(place, queries.angebote(place, auch_ruhende=True)) for place in queries.orte(auch_ruhende=True)]
        return show(
            request, "orte", "orte", status=422, refusal=refusal, rows=rows, typed=posted, today=clock.today(),
            closures=queries.schliesstage(clock.today()),
        )  # fmt: skip
    return done("orte", "zeiten_gespeichert")
