"""Who may open a page of the workplace; what does not exist, or is not one's own, is a page and not an error."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponseBase

from nahbar.domain.applications.errors import AntragUnknown
from nahbar.domain.applications.vertretung_errors import VertretungUnknown
from nahbar.domain.appointments.errors import TerminUnknown
from nahbar.domain.appointments.tickets_errors import TicketUnknown
from nahbar.domain.casefile.errors import AkteUnknown
from nahbar.domain.decisions.errors import NoDecision
from nahbar.domain.knowledge.errors import BeitragUnknown
from nahbar.domain.lobby.errors import TerminalUnknown
from nahbar.domain.mailroom.queries import UnknownBrief
from nahbar.domain.mailroom.scan_errors import ScanUnknown
from nahbar.domain.payments.errors import RunUnknown
from nahbar.domain.planning.errors import RaumUnknown, VorlageUnknown, VorschlagUnknown
from nahbar.domain.rollout.errors import GemeindeUnknown, VersionUnknown
from nahbar.platform.accounts.guard import ActorRequest, View
from nahbar.platform.accounts.guard import allow as platform_allow
from nahbar.platform.accounts.roles import Role
from nahbar.procedures.shield_case import refuse_protected
from nahbar.surfaces.workplace.page import show

UNKNOWN = (
    AntragUnknown, TerminalUnknown, AkteUnknown, TerminUnknown, NoDecision, UnknownBrief,
    ScanUnknown, RunUnknown, GemeindeUnknown, VersionUnknown, TicketUnknown, BeitragUnknown, RaumUnknown,
    VorlageUnknown, VorschlagUnknown, VertretungUnknown,
)  # fmt: skip


def allow(*roles: Role) -> Callable[[View], View]:
    """Only these roles; other staff are told so in their own frame; what does not exist (any more) gives a 404.

    So does everything of a file that is protected from this person (U33).
    """

    def decorate(view: View) -> View:
        guarded = platform_allow(*roles)(view)

        @wraps(view)
        def opened(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.actor.is_staff and not request.actor.has(*roles):
                return show(request, "forbidden", status=403)
            try:
                if request.actor.is_staff:
                    refuse_protected(request.actor, kwargs)
                return guarded(request, *args, **kwargs)
            except UNKNOWN as unknown:
                raise Http404(str(unknown)) from unknown

        opened.allowed = frozenset(roles)  # type: ignore[attr-defined]  # read by DefaultDeny and the persona table
        return opened  # type: ignore[return-value]  # same call signature

    return decorate
