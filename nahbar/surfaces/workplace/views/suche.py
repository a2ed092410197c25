"""Words on pages: in one file or in all of them, and the page with the marks (F02, F03)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from nahbar.domain.casefile.aktenschutz import hidden_akten, must_know
from nahbar.domain.casefile.errors import PurposeLocked
from nahbar.domain.casefile.file_queries import view_of
from nahbar.domain.casefile.purpose import REDUCTIONS, refuse_in_locked_room, refuse_paper_in_locked_room
from nahbar.domain.casefile.queries import akte_by_id, dokument_by_id
from nahbar.domain.casefile.seitentext import Filters, Found, marked_page, search_pages
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.procedures.search_files import note_search, note_shown
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.access import may_open, typed_purpose
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show, typed_day, typed_ids
from nahbar.surfaces.workplace.views.akte import ask_purpose
from nahbar.surfaces.workplace.views.search import tabs

PURPOSE = "suchgrund"
"""Session key: why this person searches in all files."""
REASONS = (
    "Ein Schreiben ohne Aktenzeichen zuordnen",
    "Ein Schreiben suchen, das in einer falschen Akte liegt",
    "Frage eines Gerichts oder einer anderen Behörde",
)
WAYS = (("", "alle"), ("scan", "Post, gescannt"), ("portal", "Portal"), ("terminal", "Terminal"), ("mail", "E-Mail"))
DIRECTIONS = (("", "alle"), ("eingang", "Eingang"), ("ausgang", "Ausgang"), ("intern", "intern"))


def _filters(request: ActorRequest) -> Filters:
    data = request.GET
    akte = typed_ids([data.get("akte", "")])
    try:
        refuse_in_locked_room(request.actor)
        without: tuple[str, ...] = ()
    except PurposeLocked:
        without = tuple(sorted(REDUCTIONS))
    return Filters(
        akte=akte[0] if akte else None, art=data.get("art", "")[:60], absender=data.get("absender", "")[:80],
        kanal=data.get("weg", "") if data.get("weg", "") in dict(WAYS) else "",
        richtung=data.get("richtung", "") if data.get("richtung", "") in dict(DIRECTIONS) else "",
        von=typed_day(data.get("von", "")), bis=typed_day(data.get("bis", "")), ohne_arten=without,
    )  # fmt: skip


def _hits(found: Found, q: str) -> list[dict[str, Any]]:
    return [
        {
            "akte": hit.dokument.akte, "dokument": hit.dokument, "nr": hit.nr, "snippet": hit.snippet,
            "url": reverse("workplace:seite", args=[hit.dokument.id, hit.nr]) + "?" + urlencode({"q": q}),
        }
        for hit in found.hits
    ]  # fmt: skip


@allow(*nav.FILES)
@require_GET
def pages(request: ActorRequest) -> HttpResponse:
    """Search in the pages of one file that is open, or of all files with a reason."""
    filters, q = _filters(request), request.GET.get("q", "").strip()[:120]
    akte = None
    if filters.akte is not None:
        must_know(request.actor, filters.akte)
        akte = akte_by_id(filters.akte)
        if not may_open(request, akte.id):
            return ask_purpose(request, akte.id)
    purpose = request.session.get(PURPOSE, "")
    values: dict[str, Any] = {
        "q": q, "akte": akte, "purpose": purpose, "reasons": REASONS, "asked": request.GET, "ways": WAYS,
        "directions": DIRECTIONS, "target": request.get_full_path(),
        "tabs": [] if akte else tabs(request, q, pages=True),
        "narrowed": any((filters.art, filters.kanal, filters.richtung, filters.absender, filters.von, filters.bis)),
    }  # fmt: skip
    if akte is None and not purpose:
        return show(request, "suche_grund", **values)
    if not q:
        return show(request, "suche_seiten", **values)
    further = request.GET.get("weiter", "")[:90]
    found = search_pages(q, hidden=hidden_akten(request.actor), filters=filters, further=further)
    if akte is None:
        note_shown(acting=request.actor, akten={hit.dokument.akte for hit in found.hits}, grund=purpose)
    onward = _with(request.GET, weiter=found.further) if found.further else ""
    return show(
        request, "suche_seiten", hits=_hits(found, q), near=found.near, onward=onward, further=further,
        first=_with(request.GET, weiter=""), **values,
    )  # fmt: skip


def _with(data: Mapping[str, Any], **changed: str) -> str:
    kept = {key: str(value) for key, value in data.items() if key != "ok"} | changed
    return "?" + urlencode({key: value for key, value in kept.items() if value})


@allow(*nav.FILES)
@require_POST
def purpose(request: ActorRequest) -> HttpResponseBase:
    """Why all files are searched: kept for the session, noted in the trail and in each file that is shown."""
    reason, words = typed_purpose(request), request.POST.get("q", "")[:120]
    refusal = attempt(lambda: note_search(acting=request.actor, grund=reason))
    if refusal:
        return show(
            request, "suche_grund", status=422, refusal=refusal, reasons=REASONS, q=words, asked=request.POST,
            tabs=tabs(request, words, pages=True),
        )  # fmt: skip
    request.session[PURPOSE] = reason[:150]
    return done("seiten_suche", query={"q": words} if words else None)


@allow(*nav.FILES)
@require_GET
def page(request: ActorRequest, dokument_id: UUID, nr: int) -> HttpResponse:
    """One page with the marks: on the picture where the places of the words are known, and in the text."""
    dokument = dokument_by_id(dokument_id)
    if not may_open(request, dokument.akte_id):
        return ask_purpose(request, dokument.akte_id)
    try:
        refuse_paper_in_locked_room(request.actor, dokument.art)
    except PurposeLocked as locked:
        return show(request, "nur_beratung", status=409, sentence=str(locked))
    q = request.GET.get("q", "").strip()[:120]
    words = search_pages(q, hidden=(), filters=Filters(akte=dokument.akte_id), limit=1).words if q else ()
    marked = marked_page(dokument, nr, words)
    if not 1 <= nr <= max(1, view_of(dokument).seiten):
        raise Http404
    back = reverse("workplace:seiten_suche") + "?" + urlencode({"q": q, "akte": str(dokument.akte_id)})
    return show(request, "suche_seite", dokument=dokument, akte=dokument.akte, nr=nr, q=q, marked=marked, back=back)
