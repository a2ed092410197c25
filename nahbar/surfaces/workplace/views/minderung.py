"""Missed Meldetermine: record, hear, decide, print. In a room for counselling each page says why not (A07)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.domain.casefile.aktenschutz import hidden_akten
from nahbar.domain.casefile.errors import PurposeLocked
from nahbar.domain.casefile.purpose import refuse_in_locked_room
from nahbar.domain.decisions import meldungen as queries
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest, View
from nahbar.platform.accounts.roles import Role
from nahbar.platform.vault.actions import read_file
from nahbar.procedures.decide_meldeversaeumnis import decide_meldeversaeumnis, note_aeusserung
from nahbar.procedures.hear_meldeversaeumnis import hear_meldeversaeumnis
from nahbar.procedures.record_meldeversaeumnis import record_meldeversaeumnis
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show, step

HANDLE = (Role.FALLMANAGEMENT, Role.LEISTUNG, Role.TEAMLEAD)


def not_here(view: View) -> View:
    """In a locked room the page says so, whatever was asked for; the actions refuse once more on their own."""

    @wraps(view)
    def guarded(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            refuse_in_locked_room(request.actor)
        except PurposeLocked as locked:
            return show(request, "nur_beratung", "meldungen", status=409, sentence=str(locked))
        return view(request, *args, **kwargs)

    return guarded  # type: ignore[return-value]  # same call signature


@allow(*HANDLE)
@require_GET
@not_here
def meldungen(request: ActorRequest) -> HttpResponse:
    """Appointments that nobody came to, and what became of earlier ones."""
    hidden = hidden_akten(request.actor)

    def known(rows: list[Any]) -> list[Any]:
        return [row for row in rows if row.akte_id not in hidden]

    return show(
        request, "meldungen", "meldungen", missed=known(queries.missed_meldetermine()),
        running=known(queries.meldungen(offen=True)), over=known(queries.meldungen(offen=False)),
    )  # fmt: skip


@allow(*HANDLE)
@require_http_methods(["GET", "POST"])
@not_here
def start(request: ActorRequest, termin_id: UUID) -> HttpResponse:
    """Record one."""
    termin = queries.missed_termin(termin_id)
    said = request.POST.get("belehrung", "")
    refusal = ""
    if request.method == "POST":
        made: list[Any] = []
        refusal = attempt(
            lambda: made.append(record_meldeversaeumnis(acting=request.actor, termin=termin, belehrung=said))
        )
        if not refusal:
            return done("meldung", "meldung_da", made[0].id)
    return show(
        request, "meldung_festhalten", "meldungen", status=422 if refusal else 200, termin=termin, said=said,
        refusal=refusal,
    )  # fmt: skip


def _page(request: ActorRequest, meldung_id: UUID, *, refusal: str = "", **typed: str) -> HttpResponse:
    row = queries.meldung_by_id(meldung_id)
    ausgaenge = [
        (value, label) for value, label in type(row).Ausgang.choices if value != "erstes" or row.nummer == 1
    ]
    return show(
        request, "meldung", "meldungen", status=422 if refusal else 200, meldung=row, refusal=refusal,
        ausgaenge=ausgaenge, typed=typed, warn=row.letzter_tag - timedelta(days=30) <= clock.today(),
    )  # fmt: skip


@allow(*HANDLE)
@require_GET
@not_here
def meldung(request: ActorRequest, meldung_id: UUID) -> HttpResponse:
    """One matter with its next step."""
    return _page(request, meldung_id)


def _step(
    request: ActorRequest, meldung_id: UUID, ok: str, call: Callable[[Any], object], **typed: str
) -> HttpResponse:
    row = queries.meldung_by_id(meldung_id)
    return step(
        lambda: call(row), lambda refusal: _page(request, meldung_id, refusal=refusal, **typed),
        "meldung", ok, meldung_id,
    )  # fmt: skip


@allow(*HANDLE)
@require_POST
@not_here
def hear(request: ActorRequest, meldung_id: UUID) -> HttpResponse:
    """Prepare the letter of the hearing."""
    return _step(
        request, meldung_id, "angehoert", lambda row: hear_meldeversaeumnis(acting=request.actor, meldung=row)
    )


@allow(*HANDLE)
@require_POST
@not_here
def note(request: ActorRequest, meldung_id: UUID) -> HttpResponse:
    """Write down what the person said."""
    text = request.POST.get("aeusserung", "")
    return _step(
        request, meldung_id, "aeusserung",
        lambda row: note_aeusserung(acting=request.actor, meldung=row, text=text), aeusserung=text,
    )  # fmt: skip


@allow(*HANDLE)
@require_POST
@not_here
def decide(request: ActorRequest, meldung_id: UUID) -> HttpResponse:
    """End it."""
    ausgang, why = request.POST.get("ausgang", ""), request.POST.get("begruendung", "")
    if ausgang not in {value for value, _ in queries.Meldeversaeumnis.Ausgang.choices}:
        return _page(request, meldung_id, refusal="Wählen Sie, wie es ausgeht.", begruendung=why)
    return _step(
        request, meldung_id, "meldung_entschieden",
        lambda row: decide_meldeversaeumnis(acting=request.actor, meldung=row, ausgang=ausgang, begruendung=why),
        begruendung=why, ausgang=ausgang,
    )  # fmt: skip


@allow(*HANDLE)
@require_GET
@not_here
def letter(request: ActorRequest, meldung_id: UUID) -> HttpResponse:
    """The letter of the hearing, to read or print."""
    row = queries.meldung_by_id(meldung_id)
    if row.anhoerung is None:
        raise Http404
    stored = row.anhoerung.dokument.ansicht
    answer = HttpResponse(read_file(stored), content_type=stored.media_type)
    answer["Content-Disposition"] = f'inline; filename="anhoerung-{row.id}.pdf"'
    return answer
