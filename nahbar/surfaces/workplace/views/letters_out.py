"""Letters for the print provider: what is ready, what is under way, what came back, what has to be cleared up."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from nahbar.domain.mailroom.print_actions import latest_day
from nahbar.domain.mailroom.print_errors import BatchUnknown
from nahbar.domain.mailroom.print_queries import BatchView, batch_by_id, batch_view, receipt_by_id, unclear_receipts
from nahbar.domain.mailroom.print_queries import batches as newest_batches
from nahbar.domain.mailroom.queries import brief_by_id, outgoing, returned
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.procedures.dispatch_letter import stop_letter
from nahbar.procedures.read_print_receipt import settle_print_receipt
from nahbar.procedures.send_print_batch import discard_print_batch, prepare_print_batch, send_print_batch
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show, typed_ids

SHOWN = 50
SERVICES = (("standard", "Brief"), ("einwurf", "Einschreiben Einwurf"), ("uebergabe", "Einschreiben"))


def _page(request: ActorRequest, *, status: int = 200, **values: Any) -> HttpResponse:
    shown, count = newest_batches(SHOWN)
    return show(
        request, "druckstapel", "post", status=status, ready=outgoing("bereit"), batches=shown, count=count,
        receipts=unclear_receipts(), returned=returned(), services=SERVICES, latest=latest_day(), **values,
    )  # fmt: skip


def _view(stapel_id: UUID) -> BatchView:
    try:
        return batch_view(batch_by_id(stapel_id))
    except BatchUnknown as unknown:
        raise Http404(str(unknown)) from unknown


@allow(*nav.POST)
@require_GET
def batches(request: ActorRequest) -> HttpResponse:
    """What is ready for a batch, the batches with their progress, receipts to be cleared up, letters that came back."""
    return _page(request)


@allow(*nav.POST)
@require_POST
def prepare(request: ActorRequest) -> HttpResponse:
    """Put the chosen letters into a new batch and show it."""
    ids = typed_ids(request.POST.getlist("brief"))
    wanted = request.POST.get("versand", "standard")
    service = wanted if wanted in dict(SERVICES) else "standard"
    made = []
    refusal = attempt(
        lambda: made.append(prepare_print_batch(acting=request.actor, brief_ids=ids, versand=service))
    )
    if refusal:
        return _page(request, status=422, refusal=refusal, chosen=ids)
    return done("print_batch", "druck_vorbereitet", made[0].id)


@allow(*nav.POST)
@require_GET
def batch(request: ActorRequest, stapel_id: UUID) -> HttpResponse:
    """One batch: its letters and how far each has come."""
    return show(request, "druckstapel_eins", "post", view=_view(stapel_id))


def _refused(request: ActorRequest, stapel_id: UUID, refusal: str, **values: Any) -> HttpResponse:
    return show(request, "druckstapel_eins", "post", 422, view=_view(stapel_id), refusal=refusal, **values)


@allow(*nav.POST)
@require_POST
def send(request: ActorRequest, stapel_id: UUID) -> HttpResponse:
    """Hand the batch over."""
    stapel = _view(stapel_id).stapel
    refusal = attempt(lambda: send_print_batch(acting=request.actor, stapel=stapel))
    return _refused(request, stapel_id, refusal) if refusal else done("print_batch", "druck_uebergeben", stapel_id)


@allow(*nav.POST)
@require_POST
def discard(request: ActorRequest, stapel_id: UUID) -> HttpResponse:
    """Give the batch up; its letters are ready again."""
    stapel = _view(stapel_id).stapel
    refusal = attempt(lambda: discard_print_batch(acting=request.actor, stapel=stapel))
    return _refused(request, stapel_id, refusal) if refusal else done("print_batches", "druck_aufgeloest")


@allow(*nav.POST)
@require_POST
def take_back(request: ActorRequest, stapel_id: UUID, brief_id: UUID) -> HttpResponse:
    """Stop a letter of the batch, or ask the provider to give it back."""
    grund = request.POST.get("grund", "")
    refusal = attempt(lambda: stop_letter(acting=request.actor, brief=brief_by_id(brief_id), grund=grund))
    if refusal:
        return _refused(request, stapel_id, refusal, stopping=brief_id)
    return done("print_batch", "druck_zurueck", stapel_id)


@allow(*nav.POST)
@require_POST
def settle(request: ActorRequest, quittung_id: UUID) -> HttpResponse:
    """A refused receipt was cleared up with the provider."""
    receipt = receipt_by_id(quittung_id)
    if receipt is None:
        raise Http404("Diese Quittung gibt es nicht.")
    refusal = attempt(lambda: settle_print_receipt(acting=request.actor, quittung=receipt))
    return _page(request, status=422, refusal=refusal) if refusal else done("print_batches", "quittung_geklaert")
