"""Who may open a page of the workplace; what does not exist is a page of its own, not an error."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponseBase

from nahbar.domain.applications.errors import AntragUnknown
from nahbar.domain.casefile.errors import AkteUnknown
from nahbar.domain.decisions.errors import NoDecision
from nahbar.domain.mailroom.queries import UnknownBrief
from nahbar.domain.payments.errors import RunUnknown
from nahbar.platform.accounts.guard import ActorRequest, View
from nahbar.platform.accounts.guard import allow as platform_allow
from nahbar.platform.accounts.roles import Role

UNKNOWN = (AntragUnknown, AkteUnknown, NoDecision, UnknownBrief, RunUnknown)


def allow(*roles: Role) -> Callable[[View], View]:
    """Only these roles; a file, letter or run that does not exist (any more) gives a 404."""

    def decorate(view: View) -> View:
        @wraps(view)
        def known(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                return view(request, *args, **kwargs)
            except UNKNOWN as unknown:
                raise Http404(str(unknown)) from unknown

        return platform_allow(*roles)(known)  # type: ignore[return-value]  # same call signature

    return decorate
