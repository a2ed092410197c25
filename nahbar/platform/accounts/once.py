"""A form that is sent twice over a bad line counts once (U45).

The form carries a random field (`einmal`). Who sends the same content with the same field again is led where the first
sending led; nothing is done a second time. Changed content is a new sending. The second of two that arrive at the same
moment waits for the first. Works for every form of the portal that has the field, with JavaScript and without.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse

from nahbar.platform import clock
from nahbar.platform.accounts.models import SentForm

FIELD = "einmal"
"""Name of the hidden field."""
HEADER = "X-Sendung"
"""A page that sends its form by script asks with this header for the next address instead of a redirect."""
KEPT = timedelta(days=14)
"""Longer than a draft waits in a browser."""
LONGEST, LONGEST_ADDRESS = 64, 500
IGNORED = frozenset({FIELD, "csrfmiddlewaretoken"})


def fresh() -> str:
    """A value for the hidden field; nothing is written down until the form comes back."""
    return secrets.token_urlsafe(16)


def _digest(*parts: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), "\0".join(parts).encode(), hashlib.sha256).hexdigest()


def _content(request: HttpRequest) -> str:
    pairs = sorted(
        (name, value) for name in request.POST if name not in IGNORED for value in request.POST.getlist(name)
    )
    return _digest("content", *(part for pair in pairs for part in map(str, pair)))


def _row_of(request: HttpRequest) -> SentForm | None:
    """The row of this sending, locked; None for a form without the field, with files, or of nobody."""
    token = request.POST.get(FIELD, "")
    actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    if not token or len(token) > LONGEST or request.FILES or actor.kind == "anonymous":
        return None
    key = _digest("form", actor.kind, actor.id, request.path, token)
    row, _ = SentForm.objects.select_for_update().get_or_create(key=key, defaults={"sent_at": clock.now()})
    return row  # type: ignore[no-any-return]  # the manager of tenant models is typed loosely


def claim(name: str, token: str, *, within: timedelta) -> tuple[SentForm, str]:
    """For a form of somebody who is nobody yet: its row, locked, and where the same form led within this time.

    The second of two that arrive at the same moment waits for the first. `settle` says where it led.
    """
    key = _digest("form", name, token)
    row, _ = SentForm.objects.select_for_update().get_or_create(key=key, defaults={"sent_at": clock.now()})
    return row, str(row.location) if clock.now() - row.sent_at <= within else ""


def settle(row: SentForm, led_to: str) -> None:
    """Note where the form led."""
    row.location, row.sent_at = led_to, clock.now()
    row.save(update_fields=["location", "sent_at"])


def forget() -> None:
    """Delete what no browser will send again."""
    SentForm.objects.filter(sent_at__lt=clock.now() - KEPT).delete()


class OneSending:
    """Recognises a form that was sent before; stands behind the check of the form's origin (CSRF)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        row: SentForm | None = getattr(request, "sent_form", None)
        led_on = isinstance(response, HttpResponse) and response.status_code in {302, 303} and "Location" in response
        if row is not None:
            self._note(request, row, response["Location"] if led_on else "")
        if led_on and request.method == "POST" and HEADER in request.headers:
            arrived = request.actor.kind != "anonymous"  # type: ignore[attr-defined]  # set by ActorMiddleware
            answer = JsonResponse({"weiter": response["Location"], "angekommen": arrived})
            answer.cookies = response.cookies
            return answer
        return response

    def _note(self, request: HttpRequest, row: SentForm, location: str) -> None:
        if location and len(location) <= LONGEST_ADDRESS:
            row.content, row.location, row.sent_at = _content(request), location, clock.now()
            row.save(update_fields=["content", "location", "sent_at"])
        elif not row.location:
            row.delete()  # refused with a reason: the same form may be sent again

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Called by Django before each view."""
        if request.method != "POST" or not hasattr(request, "actor"):
            return None
        row = _row_of(request)
        if row is not None and row.location and row.content == _content(request):
            return HttpResponseRedirect(row.location)
        request.sent_form = row  # type: ignore[attr-defined]  # read after the view
        return None
