"""Pages that stand beside the way: privacy, imprint, accessibility, easy language, sign language."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from nahbar.platform.accounts.guard import public
from nahbar.surfaces.ui.clips import all_clips


@public
@require_GET
def datenschutz(request: HttpRequest) -> HttpResponse:
    """What happens with the data (Art. 13 DSGVO)."""
    return render(request, "portal/datenschutz.html")


@public
@require_GET
def impressum(request: HttpRequest) -> HttpResponse:
    """Who is responsible for this page."""
    return render(request, "portal/impressum.html")


@public
@require_GET
def barrierefreiheit(request: HttpRequest) -> HttpResponse:
    """How accessible this page is, and whom to tell about barriers."""
    return render(request, "portal/barrierefreiheit.html")


@public
@require_GET
def leichte_sprache(request: HttpRequest) -> HttpResponse:
    """The most important things in Leichte Sprache."""
    return render(request, "portal/leichte_sprache.html")


@public
@require_GET
def gebaerdensprache(request: HttpRequest) -> HttpResponse:
    """What there is in German sign language."""
    signed = [one for one in all_clips(settings.VIDEOS_DIR) if one.signed]
    return render(request, "portal/gebaerdensprache.html", {"clips": signed})
