"""Finding a file by name, date of birth, number or code."""

from __future__ import annotations

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
    return show(request, "search", q=q, hits=hits, many=len(hits) >= LIMIT)
