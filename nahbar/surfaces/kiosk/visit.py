"""What a view at a terminal needs: the terminal, the visit, and a way out when one of them is gone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse

from nahbar.domain.applications.errors import AntragUnknown
from nahbar.domain.lobby.errors import NoPages, NotThatWay, SessionOver
from nahbar.domain.lobby.queries import Terminalsitzung
from nahbar.platform.accounts.guard import ActorRequest, public
from nahbar.platform.accounts.roles import ANONYMOUS
from nahbar.procedures.wipe_terminal import sweep_terminals
from nahbar.surfaces.kiosk.device import Here, here, leave

View = Callable[..., HttpResponseBase]


def at_terminal(view: View) -> View:
    """Only in the browser of a terminal; others are told how one is set up."""

    @wraps(view)
    def opened(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = here(request)
        if found is None:
            return redirect("kiosk:setup")
        return view(request, found, *args, **kwargs)

    return public(opened)


def in_visit(view: View) -> View:
    """Only within a visit; one that is over ends at the page that says so, a step out of order at the right one.

    Who acts is a visitor: somebody of the office who is signed in elsewhere in this browser does not act here.
    """

    @wraps(view)
    def opened(request: ActorRequest, found: Here, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if found.sitzung is None:
            if request.method == "POST":
                sweep_terminals(acting=ANONYMOUS, terminal=found.terminal)
            return gone(request, found)
        try:
            return view(request, found, found.sitzung, *args, **kwargs)
        except SessionOver:
            return gone(request, found)
        except (NotThatWay, NoPages, AntragUnknown):
            return home()

    return at_terminal(opened)


def home() -> HttpResponseRedirect:
    """On to the screen as the visit stands now."""
    return HttpResponseRedirect(reverse("kiosk:home"))


def gone(request: ActorRequest, found: Here) -> HttpResponseRedirect:
    """The visit is over: nothing of it stays in this browser."""
    answer = HttpResponseRedirect(reverse("kiosk:end"))
    leave(request, answer, found)
    return answer


__all__ = ["Here", "Terminalsitzung", "at_terminal", "gone", "home", "in_visit"]
