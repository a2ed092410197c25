"""Knowledge: articles for citizens and rules of practice, searched, written, released, questioned (D07, D08, D12)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.domain.knowledge import queries
from nahbar.domain.knowledge.actions import Content
from nahbar.domain.knowledge.blocks import blocks
from nahbar.domain.knowledge.policies import can_release, is_own
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.procedures.write_knowledge import (
    answer_remark,
    discard_draft,
    end_knowledge,
    publish_knowledge,
    remark_on_knowledge,
    write_knowledge,
)
from nahbar.surfaces.ui.videos import TITLES
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.knowledge_places import place_names, places
from nahbar.surfaces.workplace.page import attempt, done, show, typed_day, typed_ids

ARTS = dict(queries.Beitrag.Art.choices)
PLACES_SHOWN = 3


@allow(*nav.KNOWLEDGE)
@require_GET
def knowledge(request: ActorRequest) -> HttpResponse:
    """All articles and rules, or those that hold the words searched for."""
    words, art = request.GET.get("suche", "").strip()[:100], request.GET.get("art", "")
    found = queries.search(words, clock.today(), art)
    rows = [{"view": one, "places": place_names((one.valid or one.fassungen[0]).orte)} for one in found]
    return show(request, "wissen", "wissen", rows=rows, words=words, art=art, arts=ARTS)


def _page(request: ActorRequest, beitrag_id: UUID, *, status: int = 200, **values: Any) -> HttpResponse:
    found = queries.view(queries.beitrag_by_id(beitrag_id), clock.today())
    shown = [{"fassung": one, "blocks": blocks(one.text), "places": place_names(one.orte)} for one in found.fassungen]
    return show(
        request, "wissen_beitrag", "wissen", status=status,
        view=found, versions=shown, may=can_release(request.actor), today=clock.today(),
        own=found.draft is not None and is_own(request.actor, found.draft), **values,
    )  # fmt: skip


@allow(*nav.KNOWLEDGE)
@require_GET
def beitrag(request: ActorRequest, beitrag_id: UUID) -> HttpResponse:
    """One article or rule: what is valid, the draft, former versions, remarks with their answers."""
    return _page(request, beitrag_id)


def _form(request: ActorRequest, art: str, typed: dict[str, Any], *, refusal: str = "", **values: Any) -> HttpResponse:
    chosen = [*typed.get("orte", []), *[""] * PLACES_SHOWN][:PLACES_SHOWN]
    return show(
        request, "wissen_schreiben", "wissen", status=422 if refusal else 200, refusal=refusal,
        art=art, art_title=ARTS[art], typed=typed, chosen=chosen, places=places(art), videos=TITLES, **values,
    )  # fmt: skip


def _typed(request: ActorRequest) -> dict[str, Any]:
    names = ("titel", "text", "norm", "video", "gueltig_ab", "gueltig_bis")
    return {
        **{name: request.POST.get(name, "") for name in names},
        "orte": [place for place in request.POST.getlist("ort") if place],
    }


def _content(art: str, typed: dict[str, Any]) -> Content:
    known = {key for _, group in places(art) for key, _ in group}
    return Content(
        titel=typed["titel"],
        text=typed["text"],
        norm=typed["norm"],
        orte=tuple(place for place in typed["orte"] if place in known),
        video=typed["video"] if art == "artikel" and typed["video"] in TITLES else "",
        gueltig_ab=typed_day(typed["gueltig_ab"]),
        gueltig_bis=typed_day(typed["gueltig_bis"]),
    )


@allow(*nav.KNOWLEDGE)
@require_http_methods(["GET", "POST"])
def new(request: ActorRequest, art: str) -> HttpResponse:
    """Write a new article or rule."""
    if art not in ARTS:
        raise Http404
    back = reverse("workplace:wissen")
    if request.method == "GET":
        return _form(request, art, {"gueltig_ab": clock.today().isoformat()}, back=back)
    typed, made = _typed(request), []
    refusal = attempt(lambda: made.append(write_knowledge(acting=request.actor, art=art, content=_content(art, typed))))
    if refusal:
        return _form(request, art, typed, refusal=refusal, back=back)
    return done("wissen_beitrag", "wissen_entwurf", made[0].id)


@allow(*nav.KNOWLEDGE)
@require_http_methods(["GET", "POST"])
def change(request: ActorRequest, beitrag_id: UUID) -> HttpResponse:
    """Write a new version; it begins with the draft or with what is valid."""
    found = queries.view(queries.beitrag_by_id(beitrag_id), clock.today())
    art, back = found.beitrag.art, reverse("workplace:wissen_beitrag", args=[beitrag_id])
    if request.method == "GET":
        last = found.draft or found.valid or found.fassungen[0]
        typed = {
            "titel": last.titel, "text": last.text, "norm": last.norm, "video": last.video, "orte": last.orte,
            "gueltig_ab": max(last.gueltig_ab, clock.today()).isoformat(),
            "gueltig_bis": last.gueltig_bis.isoformat() if last.gueltig_bis else "",
        }  # fmt: skip
        return _form(request, art, typed, back=back, changing=found)
    typed = _typed(request)
    refusal = attempt(
        lambda: write_knowledge(acting=request.actor, beitrag=found.beitrag, content=_content(art, typed))
    )
    if refusal:
        return _form(request, art, typed, refusal=refusal, back=back, changing=found)
    return done("wissen_beitrag", "wissen_entwurf", beitrag_id)


def _number(request: ActorRequest) -> int:
    text = request.POST.get("nr", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


@allow(*nav.KNOWLEDGE)
@require_POST
def publish(request: ActorRequest, beitrag_id: UUID) -> HttpResponse:
    """Release the draft, or put it aside."""
    found, nr, aside = queries.beitrag_by_id(beitrag_id), _number(request), request.POST.get("tat") == "verwerfen"
    act = discard_draft if aside else publish_knowledge
    refusal = attempt(lambda: act(acting=request.actor, beitrag=found, nr=nr))
    if refusal:
        return _page(request, beitrag_id, status=422, refusal=refusal)
    return done("wissen_beitrag", "wissen_verworfen" if aside else "wissen_frei", beitrag_id)


@allow(*nav.KNOWLEDGE)
@require_POST
def end(request: ActorRequest, beitrag_id: UUID) -> HttpResponse:
    """Set the last day of a version."""
    found, day = queries.beitrag_by_id(beitrag_id), typed_day(request.POST.get("bis", ""))
    if day is None:
        return _page(request, beitrag_id, status=422, refusal="Wählen Sie den letzten Tag, an dem es gelten soll.")
    nr = _number(request)
    refusal = attempt(lambda: end_knowledge(acting=request.actor, beitrag=found, nr=nr, bis=day))
    if refusal:
        return _page(request, beitrag_id, status=422, refusal=refusal)
    return done("wissen_beitrag", "wissen_ende", beitrag_id)


@allow(*nav.KNOWLEDGE)
@require_POST
def remark(request: ActorRequest, beitrag_id: UUID) -> HttpResponse:
    """Ask or say something about it."""
    found, nr, text = queries.beitrag_by_id(beitrag_id), _number(request), request.POST.get("text", "")
    refusal = attempt(lambda: remark_on_knowledge(acting=request.actor, beitrag=found, nr=nr, text=text))
    if refusal:
        return _page(request, beitrag_id, status=422, refusal=refusal, remarked=text)
    return done("wissen_beitrag", "angemerkt", beitrag_id)


@allow(*nav.KNOWLEDGE)
@require_POST
def answer(request: ActorRequest, beitrag_id: UUID) -> HttpResponse:
    """Answer a remark; the answer stays beside it."""
    ids, text = typed_ids(request.POST.getlist("anmerkung")), request.POST.get("text", "")
    changes = request.POST.get("folge") == "neu"
    refusal = attempt(
        lambda: [answer_remark(acting=request.actor, anmerkung_id=one, text=text, changes=changes) for one in ids]
    )
    if refusal:
        return _page(request, beitrag_id, status=422, refusal=refusal, answering=ids[:1], answered=text)
    return done("wissen_beitrag", "beantwortet", beitrag_id)
