"""Pages that belong to no surface: errors with a way out, the choice of language, the gallery."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST
from django.views.i18n import set_language

from nahbar.platform.accounts.guard import public
from nahbar.surfaces.ui import gallery as shown
from nahbar.surfaces.ui.reading import COOKIE, KEPT_SECONDS, LEICHT


@public
@require_POST
def language(request: HttpRequest) -> HttpResponseBase:
    """Keeps the chosen language, or Leichte Sprache, in a cookie and returns to the page."""
    answer = set_language(request)
    if request.POST.get("language") != LEICHT:
        answer.delete_cookie(COOKIE, samesite="Lax")
        return answer
    for name, value in ((settings.LANGUAGE_COOKIE_NAME, "de"), (COOKIE, LEICHT)):
        answer.set_cookie(name, value, max_age=KEPT_SECONDS, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax")
    return answer


@public
@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every variant, in the portal's frame; `?fehler` shows the page with errors."""
    return render(request, "ui/gallery.html", shown.portal(errors="fehler" in request.GET))


@public
@require_GET
def gallery_workplace(request: HttpRequest) -> HttpResponse:
    """The workplace's frame with panes, a list and tabs."""
    return render(request, "ui/gallery_workplace.html", shown.workplace(sort=request.GET.get("sort", "frist")))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: something arrived that we cannot read."""
    return render(request, "ui/bad_request.html", {"translated": True}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: this page belongs to somebody else."""
    return render(request, "ui/forbidden.html", {"translated": True}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such page."""
    return render(request, "ui/not_found.html", {"translated": True}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; the page needs nothing that could fail again."""
    return render(request, "ui/server_error.html", {"translated": True}, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 after a long pause: what was saved is still there."""
    return render(request, "ui/long_away.html", {"translated": True}, status=403)
