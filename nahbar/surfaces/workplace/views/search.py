"""Finding a file by name, date of birth, number or code."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from nahbar.domain.applications.queries import search
from nahbar.domain.casefile.aktenschutz import hidden_akten
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import show

LIMIT = 50


def tabs(request: ActorRequest, q: str, *, pages: bool) -> list[dict[str, object]]:
    """Names and numbers of files, or words on pages; only those who open files have both."""
    if not request.actor.has(*nav.FILES):
        return []
    asked = f"?{urlencode({'q': q})}" if q else ""
    return [
        {"title": "Namen und Nummern", "current": not pages, "url": reverse("workplace:search") + asked},
        {"title": "Wörter in Dokumenten", "current": pages, "url": reverse("workplace:seiten_suche") + asked},
    ]


@allow(*nav.SEARCH)
@require_GET
def search_page(request: ActorRequest) -> HttpResponse:
    """Files that fit; names are found with or without umlauts."""
    q = request.GET.get("q", "").strip()[:80]
    target = "workplace:akte" if request.actor.has(*nav.FILES) else "workplace:desk"
    hits = [
        {
            "url": reverse(target, args=[hit.akte_id]),
            "name": hit.name,
            "born": hit.geburtsdatum,
            "town": hit.ort,
            "number": hit.aktenzeichen,
        }
        for hit in (search(q, hidden=hidden_akten(request.actor)) if q else [])
    ]
    return show(request, "search", q=q, hits=hits, many=len(hits) >= LIMIT, tabs=tabs(request, q, pages=False))
