"""Who waits: numbers to draw and call, appointments that are there, and who of the house is in."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from nahbar.domain.appointments import tickets_queries as tickets
from nahbar.domain.appointments.queries import Ort, Termin, termin_by_id, termine_of_day
from nahbar.domain.appointments.tickets_errors import NoPlace
from nahbar.domain.casefile.aktenschutz import hidden_akten
from nahbar.domain.casefile.queries import open_aufgaben
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.procedures.call_next import call_again, call_next, move_ticket
from nahbar.procedures.check_in import TASK, receive_visitor, with_whom
from nahbar.procedures.draw_ticket import draw_ticket
from nahbar.procedures.set_presence import own_account, set_presence
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show

DESK = "platz"
"""Session key: the desk to which this session calls."""
STEPS = {"da": "da", "fertig": "fertig", "weg": "weg", "wartend": "wartend"}


def _uuid(text: str) -> UUID | None:
    with suppress(ValueError):
        return UUID(text)
    return None


def _place(request: ActorRequest) -> Ort | None:
    """The chosen house, else the first; None where none is set up."""
    asked = _uuid(request.POST.get("ort", "") or request.GET.get("ort", ""))
    places = tickets.places_with_queue()
    return next((one for one in places if one.id == asked), places[0] if places else None)


def _desk(request: ActorRequest) -> str:
    said = tickets.presence(own_account(request.actor))
    return str(request.session.get(DESK, "")) or (said.platz if said else "")


def _waits(termin: Termin) -> bool:
    """Whether nobody has fetched this person yet."""
    return termin.akte is None or any(task.art == TASK for task in open_aufgaben(termin.akte))


def _page(request: ActorRequest, *, status: int = 200, **values: Any) -> HttpResponse:
    ort = _place(request)
    if ort is None:
        return show(request, "waiting", "warten", status=status, ort=None, **values)
    hidden = hidden_akten(request.actor)
    there = [
        {"termin": one, "who": with_whom(one), "waits": _waits(one)}
        for one in termine_of_day(ort.id, clock.today())
        if one.eingecheckt_at is not None and one.stand == "gebucht" and one.akte_id not in hidden
    ]
    return show(
        request, "waiting", "warten", status=status, ort=ort, places=tickets.places_with_queue(),
        waiting=tickets.waiting(ort), called=tickets.called(ort), gone=tickets.gone(ort), there=there,
        desk=_desk(request), key=uuid4(), reasons=tickets.ANLIEGEN, priorities=tickets.VORRANG,
        own=tickets.presence(own_account(request.actor)), **values,
    )  # fmt: skip


@allow(*nav.WAITING)
@require_GET
def waiting(request: ActorRequest) -> HttpResponse:
    """The queue of one house."""
    return _page(request)


@allow(*nav.WAITING)
@require_POST
def draw(request: ActorRequest) -> HttpResponse:
    """A number for somebody who came; sent twice it is the same one."""
    ort, key = _place(request), _uuid(request.POST.get("schluessel", ""))
    if ort is None or key is None:
        return _page(request, status=422, refusal=str(NoPlace()))
    anliegen, vorrang = request.POST.get("anliegen", ""), request.POST.get("vorrang", "3")
    known = anliegen in dict(tickets.ANLIEGEN) and vorrang in dict(tickets.VORRANG)
    made: list[Any] = []
    refusal = attempt(
        lambda: made.append(
            draw_ticket(
                acting=request.actor, ort=ort, schluessel=key,
                anliegen=anliegen if known else "sonst", vorrang=int(vorrang) if known else 3,
            )
        )
    )  # fmt: skip
    if refusal:
        return _page(request, status=422, refusal=refusal)
    return done("waiting", query={"ort": str(ort.id), "nummer": str(made[0].id)})


@allow(*nav.WAITING)
@require_POST
def call(request: ActorRequest) -> HttpResponse:
    """Call the next number to this desk."""
    ort, desk = _place(request), request.POST.get("platz", "").strip()[:40]
    if ort is None:
        return _page(request, status=422, refusal=str(NoPlace()))
    got: list[Any] = []
    refusal = attempt(lambda: got.append(call_next(acting=request.actor, ort=ort, platz=desk)))
    if refusal:
        return _page(request, status=422, refusal=refusal)
    request.session[DESK] = desk
    return done("waiting", "aufgerufen" if got[0] is not None else "niemand_wartet", query={"ort": str(ort.id)})


@allow(*nav.WAITING)
@require_POST
def move(request: ActorRequest, nummer_id: UUID) -> HttpResponse:
    """There, finished, not come, waiting again, or called again."""
    step, desk = request.POST.get("tat", ""), request.POST.get("platz", "") or _desk(request)
    number = tickets.ticket_by_id(nummer_id)
    if step == "nochmal":
        refusal = attempt(lambda: call_again(acting=request.actor, nummer=number, platz=desk))
    elif step in STEPS:
        refusal = attempt(lambda: move_ticket(acting=request.actor, nummer=number, stand=STEPS[step]))
    else:
        refusal = "Wählen Sie, was mit der Nummer geschieht."
    if refusal:
        return _page(request, status=422, refusal=refusal)
    return done("waiting", "nummer", query={"ort": str(number.ort_id)})


@allow(*nav.WAITING)
@require_POST
def fetched(request: ActorRequest, termin_id: UUID) -> HttpResponse:
    """Somebody with an appointment was fetched: the task of the caseworker ends."""
    termin = termin_by_id(termin_id)
    refusal = attempt(lambda: receive_visitor(acting=request.actor, termin=termin))
    if refusal:
        return _page(request, status=422, refusal=refusal)
    return done("waiting", "abgeholt", query={"ort": str(termin.ort_id)})


@allow(*nav.WAITING)
@require_POST
def here(request: ActorRequest) -> HttpResponse:
    """Say that one is in the house today, and where; or that one is not."""
    there, desk = request.POST.get("da") == "ja", request.POST.get("platz", "")
    refusal = attempt(lambda: set_presence(acting=request.actor, da=there, platz=desk))
    if refusal:
        return _page(request, status=422, refusal=refusal)
    return done("waiting", "anwesend" if there else "abwesend")
