"""One request, one transaction, one Träger."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.resolve import UnknownHost, traeger_for_host
from nahbar.platform.tenancy.scope import traeger_scope

WITHOUT_TRAEGER = ("/gesundheit", "/static/")


class TraegerRequest(HttpRequest):
    """A request that knows its Träger."""

    traeger: Traeger


class TenancyMiddleware:
    """Wraps the whole request, session and all, in the scope of its Träger; a failed one leaves nothing behind."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(WITHOUT_TRAEGER):
            return self.get_response(request)
        host = request.get_host().rsplit(":", 1)[0]
        try:
            traeger = traeger_for_host(host)
        except UnknownHost:
            return HttpResponse(
                "Unter dieser Adresse ist kein Amt eingerichtet.", status=404, content_type="text/plain"
            )
        request.traeger = traeger  # type: ignore[attr-defined]  # TraegerRequest from here on
        with traeger_scope(traeger.id):
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response
