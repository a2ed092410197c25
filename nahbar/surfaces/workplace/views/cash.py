"""Kasse: what is due, runs, release by a second person, files for the bank."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from nahbar.domain.payments.policies import release_obstacle
from nahbar.domain.payments.queries import due_orders, run_by_id, run_files, run_view, runs
from nahbar.law.calendar import erster, plus_monate
from nahbar.law.holidays import is_bank_day, last_bank_day_before
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.procedures.prepare_payment_run import discard_payment_run, prepare_payment_run
from nahbar.procedures.release_payment_run import release_payment_run
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show, typed_day

KINDS = (("sofort", "Sofort: Monate, die schon begonnen haben"), ("monatlich", "Monatslauf: der nächste Monat"))


def _next_bank_day() -> Any:
    day = clock.today()
    while not is_bank_day(day):
        day = day.fromordinal(day.toordinal() + 1)
    return day


def _page(request: ActorRequest, *, status: int = 200, **values: Any) -> HttpResponse:
    today = clock.today()
    month = plus_monate(erster(today), 1)
    monthly = last_bank_day_before(month)
    due = due_orders(today)
    return show(
        request, "cash", "kasse", status=status,
        due=due, due_total=sum(order.betrag for order in due), runs=runs(), kinds=KINDS,
        at_once=_next_bank_day(), monthly=monthly, month=month, **values,
    )  # fmt: skip


@allow(*nav.CASH)
@require_GET
def cash(request: ActorRequest) -> HttpResponse:
    """Due orders and runs."""
    return _page(request)


@allow(*nav.CASH)
@require_POST
def prepare(request: ActorRequest) -> HttpResponse:
    """Collect what is due into a run."""
    art, typed = request.POST.get("art", ""), request.POST.get("am", "")
    day = typed_day(typed)
    if art not in dict(KINDS) or day is None:
        return _page(
            request,
            status=422,
            refusal="Wählen Sie die Art des Laufs und den Tag der Ausführung.",
            art=art,
            typed=typed,
        )
    made: list[Any] = []
    refusal = attempt(lambda: made.append(prepare_payment_run(acting=request.actor, art=art, execution_date=day)))
    if refusal:
        return _page(request, status=422, refusal=refusal, art=art, typed=typed)
    return done("run", "lauf_vorbereitet", made[0].id)


def _run(request: ActorRequest, lauf_id: UUID, *, status: int = 200, **values: Any) -> HttpResponse:
    view = run_view(run_by_id(lauf_id))
    return show(
        request, "run", "kasse", status=status, view=view, lauf=view.lauf,
        obstacle=release_obstacle(request.actor, view.lauf), files=run_files(view.lauf), **values,
    )  # fmt: skip


@allow(*nav.CASH)
@require_GET
def run(request: ActorRequest, lauf_id: UUID) -> HttpResponse:
    """One run with its list and totals."""
    return _run(request, lauf_id)


@allow(*nav.CASH)
@require_POST
def release(request: ActorRequest, lauf_id: UUID) -> HttpResponse:
    """Let the money go: a second person only."""
    refusal = attempt(lambda: release_payment_run(acting=request.actor, lauf=run_by_id(lauf_id)))
    return _run(request, lauf_id, status=422, refusal=refusal) if refusal else done("run", "lauf_freigegeben", lauf_id)


@allow(*nav.CASH)
@require_POST
def discard(request: ActorRequest, lauf_id: UUID) -> HttpResponse:
    """Take a run apart that was not released."""
    refusal = attempt(lambda: discard_payment_run(acting=request.actor, lauf=run_by_id(lauf_id)))
    return _run(request, lauf_id, status=422, refusal=refusal) if refusal else done("cash", "lauf_aufgeloest")


@allow(*nav.CASH)
@require_GET
def download(request: ActorRequest, lauf_id: UUID, name: str) -> HttpResponse:
    """A file of a released run."""
    found = next((file for file in run_files(run_by_id(lauf_id)) if file.name == name), None)
    if found is None:
        raise Http404
    answer = HttpResponse(found.content, content_type=found.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return answer
