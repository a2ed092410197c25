"""Who may see a page: each view says so with @public or @allow; one that says nothing is refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from nahbar.platform.accounts.roles import Actor, Role
from nahbar.platform.tenancy.middleware import TraegerRequest


class ActorRequest(TraegerRequest):
    """A request that knows its Träger and who acts."""

    actor: Actor


View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def public(view: View) -> View:
    """Everybody may see this page."""
    view.allowed = "public"  # type: ignore[attr-defined]  # read by DefaultDeny and the persona table
    return view


def allow(*roles: Role) -> Callable[[View], View]:
    """Only these roles may see this page; others are asked to sign in, or told that it is not theirs."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.actor.has(*roles):
                return view(request, *args, **kwargs)
            if request.actor.kind == "anonymous":
                target = "workplace:sign_in" if set(roles) - {Role.CITIZEN, Role.REPRESENTATIVE} else "portal:resume"
                return redirect(f"{reverse(target)}?weiter={quote(request.get_full_path())}")
            return render(request, "ui/forbidden.html", status=403)

        guarded.allowed = frozenset(roles)  # type: ignore[attr-defined]  # read by DefaultDeny and the persona table
        return guarded  # type: ignore[return-value]  # same call signature

    return decorate


class DefaultDeny:
    """Refuses a view that does not say who may see it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Called by Django before each view."""
        if not hasattr(view, "allowed"):
            return HttpResponse("Diese Seite ist nicht freigegeben.", status=403, content_type="text/plain")
        return None
