"""The viewer: one document large, its pages small beside it, what is known of it, and what was done to it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from nahbar.domain.casefile import file_queries as files
from nahbar.domain.casefile.errors import PurposeLocked
from nahbar.domain.casefile.purpose import refuse_paper_in_locked_room
from nahbar.domain.casefile.queries import dokument_by_id
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.platform.intake.sheets import thumbnail as small
from nahbar.platform.vault.actions import read_file
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.access import may_open
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import show
from nahbar.surfaces.workplace.views.akte import ask_purpose
from nahbar.surfaces.workplace.views.documents import page_picture

ZOOMS = (100, 150, 200, 300)
SHORTCUTS = (
    {"key": "← / →", "text": "Seite zurück, weiter"},
    {"key": "Pos1 / Ende", "text": "Erste, letzte Seite"},
    {"key": "+ / −", "text": "Größer, kleiner"},
    {"key": "r", "text": "Diese Seite nach rechts drehen"},
    {"key": "g", "text": "Zu einer Seite gehen"},
)
LINKS = (("duplikat", "ist dasselbe wie"), ("antwort", "ist die Antwort auf"), ("gehoert", "gehört zu"))


@allow(*nav.FILES)
@require_GET
def viewer(request: ActorRequest, dokument_id: UUID) -> HttpResponse:
    """One document; with `neben` a second one beside it."""
    dokument = dokument_by_id(dokument_id)
    if not may_open(request, dokument.akte_id):
        return ask_purpose(request, dokument.akte_id)
    return page(request, dokument)


def page(request: ActorRequest, dokument: Any, status: int = 200, **values: Any) -> HttpResponse:
    """The page of the viewer, also with a refusal on it."""
    try:
        refuse_paper_in_locked_room(request.actor, dokument.art)
    except PurposeLocked as locked:
        return show(request, "nur_beratung", status=409, sentence=str(locked))
    docs = files.desk_documents(dokument.akte)
    views = files.shown_now([*docs, dokument])
    beside = next((d for d in docs if str(d.id) == request.GET.get("neben") and d.id != dokument.id), None)
    zoom = _zoom(request.GET.get("zoom", ""))
    first = files.arrival_of(dokument)
    whole = files.lies_in(dokument) if dokument.aufgeloest_at else None
    return show(
        request, "viewer", status=status, akte=dokument.akte, dokument=dokument, shortcuts=SHORTCUTS, link_kinds=LINKS,
        sheet=_sheet(request, dokument, views[dokument.id], "seite", zoom), zoom=zoom,
        smaller=_query(request, zoom=_step(zoom, -1)) if zoom > ZOOMS[0] else "",
        larger=_query(request, zoom=_step(zoom, 1)) if zoom < ZOOMS[-1] else "",
        beside=_sheet(request, beside, views[beside.id], "nseite", zoom) if beside else None,
        alone=_query(request, neben="", nseite=""), way=files.way(dokument.kanal), view=views[dokument.id],
        others=[d for d in docs if d.id != dokument.id], matters=files.matters(dokument.akte), whole=whole,
        versions=files.versions(dokument), hands=files.hands(dokument), links=files.links_of(dokument),
        keep=[(k, request.GET[k]) for k in ("zoom", "neben") if request.GET.get(k)],
        first=first if first.dokument.id != dokument.id else None, first_way=files.way(first.kanal), **values,
    )  # fmt: skip


def _zoom(text: str) -> int:
    return int(text) if text.isdecimal() and int(text) in ZOOMS else ZOOMS[0]


def _step(zoom: int, by: int) -> int:
    return ZOOMS[max(0, min(len(ZOOMS) - 1, ZOOMS.index(zoom) + by))]


def _query(request: ActorRequest, **changes: object) -> str:
    """The address of this page with these values; empty ones are left out."""
    known = ("seite", "zoom", "neben", "nseite")
    values = {key: request.GET[key] for key in known if request.GET.get(key)} | {k: str(v) for k, v in changes.items()}
    values.pop("zoom", None) if values.get("zoom") == str(ZOOMS[0]) else None
    return "?" + urlencode({key: value for key, value in values.items() if value})


def _sheet(request: ActorRequest, dokument: Any, view: Any, key: str, zoom: int) -> dict[str, Any]:
    """One document as pages: the one that is shown, the ways to the others."""
    last = max(1, view.seiten)
    asked = request.GET.get(key, "1")
    nr = min(max(1, int(asked)), last) if asked.isdecimal() and len(asked) < 6 else 1
    pages = [
        {
            "nr": n, "url": _query(request, **{key: n}), "current": n == nr,
            "image": reverse("workplace:document_page", args=[dokument.id, n]) + f"?f={_edition(view)}",
            "thumb": reverse("workplace:document_thumb", args=[dokument.id, n]) + f"?f={_edition(view)}",
        }
        for n in range(1, last + 1)
    ]  # fmt: skip
    return {
        "dokument": dokument, "nr": nr, "of": last, "pages": pages, "image": pages[nr - 1]["image"], "key": key,
        "back": _query(request, **{key: nr - 1}) if nr > 1 else "",
        "next": _query(request, **{key: nr + 1}) if nr < last else "",
        "first": _query(request, **{key: 1}), "last": _query(request, **{key: last}), "zoom": zoom,
    }  # fmt: skip


def _edition(view: Any) -> int:
    """Another picture has another address: nothing old is shown from a memory."""
    return view.fassung.nr if view.fassung is not None else 1


@allow(*nav.FILES)
@require_GET
def thumbnail(request: ActorRequest, dokument_id: UUID, nr: int) -> HttpResponse:
    """The small picture of a page, at most 9 kB."""
    dokument = _opened(request, dokument_id)
    return HttpResponse(small(page_picture(dokument, nr)), content_type="image/jpeg")


@allow(*nav.FILES)
@require_GET
def version(request: ActorRequest, dokument_id: UUID, nr: int) -> HttpResponse:
    """The PDF of an earlier or another version, e.g. a blacked-out copy."""
    stored = files.version_by_nr(_opened(request, dokument_id), nr)
    answer = HttpResponse(read_file(stored), content_type=stored.media_type)
    answer["Content-Disposition"] = f'inline; filename="{dokument_id}-{nr}.pdf"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _opened(request: ActorRequest, dokument_id: UUID) -> Any:
    dokument = dokument_by_id(dokument_id)
    if not may_open(request, dokument.akte_id):
        raise Http404
    try:
        refuse_paper_in_locked_room(request.actor, dokument.art)
    except PurposeLocked:
        raise Http404 from None
    return dokument
