"""Which terminal a browser is the screen of, and which visit it is in: two signed cookies below /terminal/."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpResponseBase

from nahbar.domain.lobby.queries import Terminal, Terminalsitzung, active_terminal, open_session
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.platform.tenancy.scope import current_traeger_id

DEVICE = "terminal"
VISIT = "terminalbesuch"
PATH = "/terminal/"
DEVICE_AGE = 400 * 86400
SCREEN_SECONDS = 120
_SCREEN = "terminal-bildschirm"


@dataclass(frozen=True)
class Here:
    """The terminal of this browser, and its visit if one goes on."""

    terminal: Terminal
    sitzung: Terminalsitzung | None
    shared: bool
    """A browser that is used for other things too (the demo): wiping must not sign its owner out elsewhere."""


def _cookie(request: ActorRequest, name: str) -> dict[str, Any]:
    try:
        found = signing.loads(request.COOKIES.get(name, ""), salt=name, max_age=DEVICE_AGE)
    except signing.BadSignature:
        return {}
    if not isinstance(found, dict) or found.get("traeger") != str(current_traeger_id()):
        return {}
    return found


def here(request: ActorRequest) -> Here | None:
    """Where this browser is; None if it is no terminal's screen."""
    device = _cookie(request, DEVICE)
    terminal = active_terminal(UUID(device["terminal"])) if device else None
    if terminal is None:
        return None
    visit = _cookie(request, VISIT)
    sitzung = open_session(UUID(visit["besuch"]), terminal) if visit else None
    return Here(terminal, sitzung, bool(device.get("geteilt")))


def _set(response: HttpResponseBase, name: str, value: dict[str, Any], age: int | None) -> None:
    signed = signing.dumps({**value, "traeger": str(current_traeger_id())}, salt=name)
    response.set_cookie(name, signed, max_age=age, path=PATH, httponly=True, samesite="Lax", secure=settings.HTTPS)


def become(response: HttpResponseBase, terminal: Terminal, *, shared: bool) -> None:
    """This browser is the screen of that terminal from now on."""
    _set(response, DEVICE, {"terminal": str(terminal.id), "geteilt": shared}, DEVICE_AGE)


def enter(response: HttpResponseBase, sitzung: Terminalsitzung) -> None:
    """This browser is in that visit, until it is closed at the latest."""
    _set(response, VISIT, {"besuch": str(sitzung.id)}, None)


def leave(request: ActorRequest, response: HttpResponseBase, found: Here) -> None:
    """Nothing of the visit stays in this browser; a screen of its own keeps no cookie at all but which terminal it is.

    The end page also sends Clear-Site-Data, which empties what scripts and caches may hold.
    """
    names = [VISIT] if found.shared else [name for name in request.COOKIES if name != DEVICE]
    for name in names:
        response.delete_cookie(name, path=PATH)
        if name != VISIT:
            response.delete_cookie(name)


def screen_token(terminal: Terminal) -> str:
    """A signed word that makes a browser this terminal's screen for two minutes."""
    return signing.dumps({"t": str(terminal.id), "traeger": str(current_traeger_id())}, salt=_SCREEN)


def terminal_of_screen(token: str) -> Terminal | None:
    """The terminal of such a word; None when it is forged, foreign or too old."""
    try:
        found = signing.loads(token, salt=_SCREEN, max_age=SCREEN_SECONDS)
    except signing.BadSignature:
        return None
    if found.get("traeger") != str(current_traeger_id()):
        return None
    return active_terminal(UUID(found["t"]))
