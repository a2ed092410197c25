"""New values of the law: load, review, replay over the stock, put into force."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from nahbar.domain.decisions import parameter_queries as queries
from nahbar.domain.decisions.parameter_errors import FileRefused
from nahbar.domain.decisions.parameter_policies import can_load, can_review, can_see_cases
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.procedures.activate_parameter_set import activate_parameter_set
from nahbar.procedures.discard_parameter_set import discard_parameter_set
from nahbar.procedures.load_parameter_set import load_parameter_set
from nahbar.procedures.replay_parameter_set import replay_parameter_set
from nahbar.procedures.review_parameter_set import review_parameter_set
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show, step, typed_day
from nahbar.surfaces.workplace.parameter_rows import change_rows

HERE = "parameter"
MOST_ROWS = 50
MAX_OCTETS = 1_000_000
UNREADABLE = "Diese Datei ist kein Text in UTF-8. Speichern Sie sie als Textdatei (YAML) und laden Sie sie noch einmal."
TOO_LARGE = "Die Datei ist größer als 1 MB. Ein Parametersatz ist ein kurzer Text."
NOTHING = "Wählen Sie eine Datei aus, oder fügen Sie ihren Inhalt in das Feld ein."
NO_MONTH = "Wählen Sie den Monat, für den nachgerechnet wird."
NO_DAY = "Wählen Sie den Tag, ab dem Nahbar mit dem Satz rechnet."


def _list(request: ActorRequest, *, status: int = 200, **values: Any) -> HttpResponse:
    waiting = queries.awaiting_values()
    return show(
        request, "parameter", HERE, status=status,
        rows=queries.sets(), may_load=can_load(request.actor), sees_cases=can_see_cases(request.actor),
        waiting=len(waiting), first_waiting=waiting[:MOST_ROWS] if can_see_cases(request.actor) else (), **values,
    )  # fmt: skip


@allow(*nav.PARAMETER)
@require_GET
def sets(request: ActorRequest) -> HttpResponse:
    """All sets, how to load one, and the cases that wait for new values."""
    return _list(request)


@allow(*nav.OPERATION)
@require_POST
def load(request: ActorRequest) -> HttpResponse:
    """Take an uploaded or pasted file; what is refused stays in the form, with its lines."""
    name, content = request.POST.get("name", ""), request.POST.get("inhalt", "")
    file, refusal = request.FILES.get("datei"), ""
    if file is not None and (file.size or 0) > MAX_OCTETS:
        refusal = TOO_LARGE
    elif file is not None:
        try:
            content = file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            refusal = UNREADABLE
    if not refusal and not content.strip():
        refusal = NOTHING
    typed = {"name": name, "inhalt": content}
    if refusal:
        return _list(request, status=422, refusal=refusal, typed=typed)
    made: list[UUID] = []

    def take() -> None:
        row = load_parameter_set(
            acting=request.actor, name=name, inhalt=content, dateiname=(file.name or "") if file else ""
        )
        made.append(row.id)

    try:
        refusal = attempt(take, unless=FileRefused)
    except FileRefused as refused:
        return _list(request, status=422, maengel=refused.maengel, typed=typed)
    if refusal:
        return _list(request, status=422, refusal=refusal, typed=typed)
    return done("parameter_satz", "satz_geladen", made[0])


@allow(*nav.PARAMETER)
@require_GET
def empty_file(request: ActorRequest) -> HttpResponse:
    """A file to fill in: what ends, with its last values and without sources."""
    return _yaml(queries.filled_template(), "parameter-vorlage.yaml")


@allow(*nav.PARAMETER)
@require_GET
def content(request: ActorRequest, satz_id: UUID) -> HttpResponse:
    """The file of a set as it was loaded."""
    return _yaml(queries.satz_by_id(satz_id).inhalt, f"parameter-{satz_id}.yaml")


def _yaml(text: str, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _page(request: ActorRequest, satz_id: UUID, *, status: int = 200, **values: Any) -> HttpResponse:
    view = queries.set_view(queries.satz_by_id(satz_id))
    satz, actor, rows = view.satz, request.actor, change_rows(view.aenderungen)
    return show(
        request, "parameter_satz", HERE, status=status,
        view=view, satz=satz, changed=[r for r in rows if not r.same], same=[r for r in rows if r.same],
        digest=queries.content_hash(satz.inhalt),
        months=queries.months_to_replay(view), today=clock.today(), sees_cases=can_see_cases(actor),
        may_load=can_load(actor), may_review=can_review(actor) and actor.account_id != satz.geladen_by_id,
        open=satz.stand in ("entwurf", "geprueft"), **values,
    )  # fmt: skip


@allow(*nav.PARAMETER)
@require_GET
def one(request: ActorRequest, satz_id: UUID) -> HttpResponse:
    """One set: what it changes, who looked at it, how the replay went, what comes next."""
    return _page(request, satz_id)


def _step(
    request: ActorRequest, satz_id: UUID, ok: str, call: Callable[[Any], object], **typed: str
) -> HttpResponse:  # fmt: skip
    satz = queries.satz_by_id(satz_id)
    return step(
        lambda: call(satz), lambda refusal: _page(request, satz_id, status=422, refusal=refusal, typed=typed),
        "parameter_satz", ok, satz_id,
    )  # fmt: skip


@allow(*nav.PARAMETER)
@require_POST
def review(request: ActorRequest, satz_id: UUID) -> HttpResponse:
    """Confirm the values as a second person."""
    digest, vermerk = request.POST.get("stand", ""), request.POST.get("vermerk", "")
    return _step(
        request, satz_id, "satz_geprueft",
        lambda satz: review_parameter_set(acting=request.actor, satz=satz, inhalt_hash=digest, vermerk=vermerk),
        vermerk=vermerk,
    )  # fmt: skip


@allow(*nav.OPERATION)
@require_POST
def replay(request: ActorRequest, satz_id: UUID) -> HttpResponse:
    """Compute the stock of a month with the set."""
    month = _typed_month(request.POST.get("monat", ""))
    if month is None:
        queries.satz_by_id(satz_id)
        return _page(request, satz_id, status=422, refusal=NO_MONTH)
    return _step(
        request, satz_id, "satz_probelauf",
        lambda satz: replay_parameter_set(acting=request.actor, satz=satz, monat=month),
    )  # fmt: skip


@allow(*nav.OPERATION)
@require_POST
def activate(request: ActorRequest, satz_id: UUID) -> HttpResponse:
    """Put the set into force from a day on."""
    typed = request.POST.get("ab", "")
    day = typed_day(typed)
    if day is None:
        queries.satz_by_id(satz_id)
        return _page(request, satz_id, status=422, refusal=NO_DAY, typed={"ab": typed})
    return _step(
        request, satz_id, "satz_aktiv",
        lambda satz: activate_parameter_set(acting=request.actor, satz=satz, aktiv_ab=day), ab=typed,
    )  # fmt: skip


@allow(*nav.PARAMETER)
@require_POST
def discard(request: ActorRequest, satz_id: UUID) -> HttpResponse:
    """Lay the set aside."""
    grund = request.POST.get("grund", "")
    return _step(
        request, satz_id, "satz_verworfen",
        lambda satz: discard_parameter_set(acting=request.actor, satz=satz, grund=grund), grund=grund,
    )  # fmt: skip


def _typed_month(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(f"{text}-01")
    return None
