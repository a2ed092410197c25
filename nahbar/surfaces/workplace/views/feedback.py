"""What people say about pages (B04), and which ways they take and where they stop (B06)."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from nahbar.domain.applications.measures import usage as usage_of_portal
from nahbar.domain.knowledge.errors import BeitragUnknown
from nahbar.domain.knowledge.hints import ARTS, finish_hint, per_page
from nahbar.domain.knowledge.hints import hints as all_hints
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import done, show

WAYS = {
    "portal": "Portal", "terminal": "Terminal", "schalter": "Schalter", "papier": "Papier", "telefon": "Telefon",
    "post": "Post", "beratung": "Beratungsstelle",
}  # fmt: skip


@allow(*nav.KNOWLEDGE)
@require_GET
def hints(request: ActorRequest) -> HttpResponse:
    """Hints, by page, kind and whether they are done; counts for each page."""
    page, art = request.GET.get("seite", "")[:80], request.GET.get("art", "")
    finished = request.GET.get("stand") == "erledigt"
    rows = all_hints(seite=page, art=art if art in ARTS else "", done=finished)
    return show(
        request, "seitenhinweise", "hinweise",
        rows=rows, counts=per_page(), arts=ARTS, art=art, seite=page, finished=finished,
    )  # fmt: skip


@allow(*nav.KNOWLEDGE)
@require_POST
def finish(request: ActorRequest, hint_id: UUID) -> HttpResponse:
    """Marks one hint as done."""
    try:
        finish_hint(acting=request.actor, hint_id=hint_id)
    except BeitragUnknown:
        raise Http404 from None
    return done("hints", "hinweis_erledigt")


@allow(*nav.USAGE)
@require_GET
def usage(request: ActorRequest) -> HttpResponse:
    """Counts without persons."""
    found = usage_of_portal()
    ways = [{"title": WAYS.get(way.kanal, way.kanal.capitalize()), "way": way} for way in found.wege]
    return show(request, "nutzung", "nutzung", usage=found, ways=ways)
