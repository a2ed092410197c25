"""The calendar of the house: a day by caseworkers, a week by days; one appointment; how many came to open hours."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.domain.appointments import queries
from nahbar.domain.appointments.dayplan import tagesplan
from nahbar.domain.appointments.policies import COUNT, DESKS, can_set_up
from nahbar.domain.casefile.aktenschutz import hidden_akten
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.procedures.cancel_termin import cancel_termin
from nahbar.procedures.move_termin import move_termin
from nahbar.procedures.note_outcome import note_outcome
from nahbar.procedures.set_up_ort import count_visits
from nahbar.surfaces.ui.words import as_day
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show, typed_day, typed_ids
from nahbar.surfaces.workplace.views.termine_buchen import FORMAT, moment_of, offered_days

HISTORY = timedelta(days=90)


def _chosen_place(request: ActorRequest, places: list[queries.Ort]) -> queries.Ort | None:
    wanted = typed_ids([request.GET.get("ort", "")])
    return next((place for place in places if place.id in wanted), places[0] if places else None)


@allow(*DESKS)
@require_GET
def calendar(request: ActorRequest) -> HttpResponse:
    """A day (times down, caseworkers across) or a week of one place; free times lead to booking."""
    places = queries.orte()
    place = _chosen_place(request, places)
    day = typed_day(request.GET.get("tag", "")) or clock.today()
    week = request.GET.get("sicht") == "woche"
    step = 7 if week else 1
    values: dict[str, Any] = {
        "places": places, "place": place, "day": day, "week": week, "today": clock.today(),
        "before": day - timedelta(days=step), "after": day + timedelta(days=step),
        "can_set_up": can_set_up(request.actor),
    }  # fmt: skip
    if place is not None and week:
        values["days"] = _week(request, place, day)
    elif place is not None:
        plan = tagesplan(place, day)
        _masked(request, [cell.termin for _, cells in plan.zeilen for cell in cells if cell.termin])
        _masked(request, [*plan.andere, *plan.abgesagt])
        values["plan"] = plan
        values["zeilen"] = [(beginn, f"{beginn:{FORMAT}}", cells) for beginn, cells in plan.zeilen]
        values["closed"] = next(
            (why for why in (queries.why_closed(a, day) for a in queries.angebote(place)) if why), ""
        )
        values["hours"] = [
            (angebot, slot)
            for angebot in queries.angebote(place)
            if angebot.art == "offen"
            for slot in queries.open_hours(angebot, day, 1)
        ]
    return show(request, "termine", "termine", **values)


def _masked(request: ActorRequest, rows: list[queries.Termin]) -> list[queries.Termin]:
    """The time is taken; whose appointment of a protected file it is, only its team reads (U33)."""
    hidden = hidden_akten(request.actor)
    for row in rows:
        if row.akte_id in hidden:
            row.akte, row.person, row.name, row.anlass = None, None, "vergeben", ""
    return rows


def _week(
    request: ActorRequest, place: queries.Ort, day: date
) -> list[tuple[date, list[queries.Termin]]]:
    monday = day - timedelta(days=day.weekday())
    rows = _masked(request, queries.termine_between(monday, monday + timedelta(days=6), place.id))
    days: dict[date, list[queries.Termin]] = {monday + timedelta(days=n): [] for n in range(5)}
    for row in rows:
        days.setdefault(as_day(row.beginn), []).append(row)
    return sorted(days.items())


def _page(request: ActorRequest, termin_id: UUID, *, status: int = 200, **values: Any) -> HttpResponse:
    row = queries.termin_by_id(termin_id)
    start = typed_day(request.GET.get("ab", "")) or clock.today()
    open_ = row.stand == "gebucht"
    return show(
        request, "termin", "termine", status=status, termin=row, resources=queries.mit_wem(row),
        begun=row.beginn <= clock.now(), open=open_, day=as_day(row.beginn),
        days=offered_days(row.angebot, start, row.sprache) if open_ and row.beginn > clock.now() else [],
        file_url=reverse("workplace:akte", args=[row.akte_id]) if row.akte and request.actor.has(*nav.FILES) else "",
        **values,
    )  # fmt: skip


@allow(*DESKS)
@require_GET
def termin(request: ActorRequest, termin_id: UUID) -> HttpResponse:
    """One appointment with what can be done about it."""
    return _page(request, termin_id)


@allow(*DESKS)
@require_POST
def move(request: ActorRequest, termin_id: UUID) -> HttpResponse:
    """Take another time."""
    beginn = moment_of(request.POST.get("zeit", ""))
    if beginn is None:
        return _page(request, termin_id, status=422, refusal="Wählen Sie eine neue Zeit.")
    row = queries.termin_by_id(termin_id)
    refusal = attempt(lambda: move_termin(acting=request.actor, termin=row, beginn=beginn))
    if refusal:
        return _page(request, termin_id, status=409, refusal=refusal)
    return done("termin", "termin_verschoben", termin_id)


@allow(*DESKS)
@require_POST
def cancel(request: ActorRequest, termin_id: UUID) -> HttpResponse:
    """Cancel for the office, or for somebody who called."""
    row = queries.termin_by_id(termin_id)
    side = "buerger" if request.POST.get("seite") == "buerger" else "amt"
    grund = request.POST.get("grund", "")
    refusal = attempt(lambda: cancel_termin(acting=request.actor, termin=row, grund=grund, seite=side))
    if refusal:
        return _page(request, termin_id, status=422, refusal=refusal)
    return done("termin", "termin_abgesagt", termin_id)


@allow(*DESKS)
@require_POST
def outcome(request: ActorRequest, termin_id: UUID) -> HttpResponse:
    """The person came, or did not."""
    row = queries.termin_by_id(termin_id)
    came = request.POST.get("kam") == "ja"
    refusal = attempt(lambda: note_outcome(acting=request.actor, termin=row, kam=came))
    if refusal:
        return _page(request, termin_id, status=422, refusal=refusal)
    return done("termin", "termin_notiert", termin_id)


@allow(*COUNT)
@require_http_methods(["GET", "POST"])
def visits(request: ActorRequest) -> HttpResponse:
    """How many came to open hours, by day and topic, without names; a number can be noted and corrected."""
    offers = [angebot for angebot in queries.angebote() if angebot.art == "offen"]
    typed, refusal = request.POST, ""
    if request.method == "POST":
        wanted = typed_ids([typed.get("angebot", "")])
        angebot = next((offer for offer in offers if offer.id in wanted), None)
        day, number = typed_day(typed.get("tag", "")), typed.get("anzahl", "").strip()
        if angebot is None or day is None or not number.isdecimal():
            refusal = "Wählen Sie das Angebot und den Tag, und tragen Sie eine Zahl ein, zum Beispiel 7."
        else:
            refusal = attempt(
                lambda: count_visits(
                    acting=request.actor, angebot=angebot, tag=day, anzahl=int(number),
                    thema=typed.get("thema", ""), ergebnis=typed.get("ergebnis", ""),
                )
            )  # fmt: skip
        if not refusal:
            return done("besuche", "besuche_gezaehlt")
    rows = queries.besuche(clock.today() - HISTORY, clock.today())
    return show(
        request, "besuche", "besuche" if not request.actor.has(*DESKS) else "termine", status=422 if refusal else 200,
        offers=offers, rows=rows, total=sum(row.anzahl for row in rows), today=clock.today(), typed=typed,
        refusal=refusal,
    )  # fmt: skip
