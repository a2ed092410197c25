"""Headers of every answer: a strict Content-Security-Policy, and no copies of personal pages."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

from nahbar.platform.health import fallback

HEALTH = "/gesundheit"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; media-src 'self'; form-action 'self' https://www.dwd.de; base-uri 'none'; "
    "frame-ancestors 'none'; object-src 'none'; manifest-src 'self'; worker-src 'self'"
)


class PortalLanguage(LocaleMiddleware):
    """The reader's language on pages for citizens; staff and the terminal's frame work in German."""

    def process_request(self, request: HttpRequest) -> None:
        if request.path_info.startswith(("/arbeit/", "/terminal/")):
            translation.activate("de")
            request.LANGUAGE_CODE = "de"
        else:
            super().process_request(request)


class SmallText(GZipMiddleware):
    """Sends text compressed: a third of the bytes on a thin line. Files and parts of files stay as they are.

    A secret next to reflected text could be guessed from lengths (BREACH): Django masks the token of forms anew for
    each answer, and the base class pads every answer by a random length.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = str(response.get("Content-Type", "")).partition(";")[0]
        if response.streaming or response.status_code == 206 or kind not in ("text/html", "application/json"):
            return response
        answer: HttpResponseBase = super().process_response(request, response)
        return answer


class ReadableText:
    """Refuses forms and addresses with the character 0: no keyboard makes it, and PostgreSQL cannot keep it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: dict[str, object]) -> None:
        """Called by Django before each view."""
        texts = [str(value) for value in kwargs.values()]
        for data in (request.GET, request.POST):
            texts += [text for key, values in data.lists() for text in (key, *map(str, values))]
        if any("\x00" in text for text in texts):
            raise BadRequest("character 0")


class HeadersMiddleware:
    """Adds the headers where a view has not set its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        response.headers.setdefault("Permissions-Policy", "geolocation=(), microphone=(), camera=(self)")
        if response.status_code != 200 or not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def _database_answers() -> bool:
    """Asked after a failure only: False if nobody is there."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except (OperationalError, InterfaceError):
        return False
    except DatabaseError:
        return True  # it is there, and did not like what the failed request left behind
    return True


class FallbackMiddleware:
    """A page that helps when the house is closed or the database does not answer, and a note of it (U42)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if fallback.closed(settings.FALLBACK_ROOT) and request.path != HEALTH:
            return self._page(request)
        response = self.get_response(request)
        if response.status_code != 500 or _database_answers():
            return response
        fallback.note_failure(settings.FALLBACK_ROOT)
        return self._page(request)

    def _page(self, request: HttpRequest) -> HttpResponse:
        body, policy = fallback.page(settings.FALLBACK_ROOT, request.META.get("HTTP_HOST", "").partition(":")[0])
        headers = {"Retry-After": "300", "Content-Security-Policy": policy, "Cache-Control": "no-store"}
        return HttpResponse(body, status=503, headers=headers)
