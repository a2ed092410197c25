"""What is done to a document from the viewer; each step with a way back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from nahbar.domain.casefile import file_queries as files
from nahbar.domain.casefile import filing, handling
from nahbar.domain.casefile.aktenschutz import hidden_akten
from nahbar.domain.casefile.errors import NothingToDo
from nahbar.domain.casefile.queries import dokument_by_id, search_akten
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.platform.intake.model import Unfit
from nahbar.platform.intake.redact import bars_of
from nahbar.procedures.move_document import move_document, undo_handling
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.access import may_open
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show, typed_day, typed_ids
from nahbar.surfaces.workplace.views import viewer

NOT_DRAWN = "Nicht alle Seiten ließen sich zeichnen, es ist keine Kopie entstanden."
Step = Callable[[ActorRequest, Any], object]


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d{1,4}", text)]


def _turn(request: ActorRequest, dokument: Any) -> object:
    pages = _numbers(request.POST.get("seite", ""))
    if request.POST.get("alle"):
        pages = list(range(1, files.view_of(dokument).seiten + 1))
    degrees = next(iter(_numbers(request.POST.get("grad", "90"))), 0)
    return handling.turn(acting=request.actor, dokument=dokument, pages=pages, degrees=degrees)


def _divide(request: ActorRequest, dokument: Any) -> object:
    return handling.divide(acting=request.actor, dokument=dokument, after=_numbers(request.POST.get("nach", "")))


def _append(request: ActorRequest, dokument: Any) -> object:
    others = [dokument_by_id(one) for one in typed_ids(request.POST.getlist("dokument"))]
    return handling.put_together(acting=request.actor, dokument=dokument, others=others)


def _describe(request: ActorRequest, dokument: Any) -> object:
    post = request.POST
    return filing.describe(
        acting=request.actor, dokument=dokument, titel=post.get("titel", ""), art=dokument.art,
        absender=post.get("absender", ""), datum=typed_day(post.get("datum", "")),
    )  # fmt: skip


def _link(request: ActorRequest, dokument: Any) -> object:
    others = typed_ids([request.POST.get("dokument", "")])
    other = dokument_by_id(others[0]) if others else dokument
    art = request.POST.get("art", "")
    kind = art if art in dict(viewer.LINKS) else "gehoert"
    return filing.link(acting=request.actor, von=dokument, nach=other, art=kind)


def _move(request: ActorRequest, dokument: Any) -> object:
    number, grund = request.POST.get("aktenzeichen", "").strip(), request.POST.get("grund", "")
    if number:
        named = re.fullmatch(r"\d{4}-\d{1,6}", number) is not None
        found = search_akten(number, hidden=hidden_akten(request.actor)) if named else []
        if not found:
            raise NothingToDo(f"Eine Akte {number} gibt es nicht. Das Zeichen sieht so aus: 2026-000417.")
        return move_document(
            acting=request.actor, dokument=dokument, vorgang=files.matter_for_letters(found[0].akte_id), grund=grund
        )
    chosen = next((m for m in files.matters(dokument.akte) if str(m.id) == request.POST.get("vorgang")), None)
    if chosen is None:
        raise NothingToDo("Wählen Sie den Vorgang, in den das Dokument gehört.")
    return move_document(acting=request.actor, dokument=dokument, vorgang=chosen, grund=grund)


def _stamp(request: ActorRequest, dokument: Any) -> object:
    return handling.stamp(acting=request.actor, dokument=dokument)


STEPS: dict[str, Step] = {
    "drehen": _turn, "stempeln": _stamp, "teilen": _divide, "anfuegen": _append, "angaben": _describe,
    "verweisen": _link, "umhaengen": _move,
}  # fmt: skip


@allow(*nav.FILES)
@require_POST
def change(request: ActorRequest, dokument_id: UUID) -> HttpResponse:
    """One step on one document; the answer is the viewer again, on the same page."""
    dokument, what = _opened(request, dokument_id), request.POST.get("tat", "")
    if what not in STEPS:
        raise Http404
    refusal = attempt(lambda: STEPS[what](request, dokument))
    if refusal:
        return viewer.page(request, dokument, status=422, refusal=refusal, opened=what)
    if not may_open(request, dokument_by_id(dokument_id).akte_id):  # it lies in another file now
        return done("akte_part", f"dok_{what}", dokument.akte_id, "dokumente")
    page = request.POST.get("seite", "")
    return done("viewer", f"dok_{what}", dokument_id, query={"seite": page} if page.isdecimal() else None)


@allow(*nav.FILES)
@require_POST
def undo(request: ActorRequest, handgriff_id: UUID) -> HttpResponse:
    """Take one step back."""
    hand = files.hand_by_id(handgriff_id)
    dokument = _opened(request, hand.dokument_id)
    refusal = attempt(lambda: undo_handling(acting=request.actor, handgriff=hand))
    if refusal:
        return viewer.page(request, dokument, status=422, refusal=refusal)
    if not may_open(request, dokument_by_id(dokument.id).akte_id):
        return done("akte_part", "dok_zurueck", dokument.akte_id, "dokumente")
    return done("viewer", "dok_zurueck", dokument.id)


@allow(*nav.FILES)
@require_http_methods(["GET", "POST"])
def redact(request: ActorRequest, dokument_id: UUID) -> HttpResponseBase:
    """The pages with bars; what comes out is a copy for handing out."""
    dokument = _opened(request, dokument_id)
    grund = request.POST.get("grund", "")
    refusal = ""
    if request.method == "POST":
        bars = bars_of(request.POST.get("balken", ""))
        try:
            refusal = attempt(
                lambda: handling.black_out(acting=request.actor, dokument=dokument, bars=bars, grund=grund),
                unless=(Unfit,),
            )
        except (Unfit, ValueError):
            refusal = NOT_DRAWN
        if not refusal:
            return done("viewer", "dok_schwaerzen", dokument_id)
    pages = [
        {"nr": nr, "url": reverse("workplace:document_page", args=[dokument_id, nr])}
        for nr in range(1, files.view_of(dokument).seiten + 1)
    ]
    return show(
        request, "viewer_redact", status=422 if refusal else 200, dokument=dokument, akte=dokument.akte, pages=pages,
        refusal=refusal, grund=grund,
    )  # fmt: skip


def _opened(request: ActorRequest, dokument_id: UUID) -> Any:
    dokument = dokument_by_id(dokument_id)
    if not may_open(request, dokument.akte_id):
        raise Http404
    return dokument
