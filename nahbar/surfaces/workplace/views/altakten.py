"""The migration of the paper stock: figures for each town, no data of any case."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from nahbar.domain.mailroom import altakten
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import show


@allow(*nav.OPERATION)
@require_GET
def stock(request: ActorRequest) -> HttpResponse:
    """Count, completeness and quality, and packages that were refused."""
    return show(request, "altakten", "betrieb", towns=altakten.report(), refused=altakten.refused_packages())
