"""The terminals' board, readable from three metres; calls for help; setting up."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.domain.lobby.policies import can_help, can_set_up
from nahbar.domain.lobby.queries import board, call_by_id, figures, session_by_id, terminal_by_id
from nahbar.domain.lobby.queries import terminals as all_terminals
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.procedures.call_help import answer_help, close_help
from nahbar.procedures.enroll_terminal import enroll_terminal, offer_screen, renew_terminal, set_terminal
from nahbar.procedures.wipe_terminal import wipe_terminal
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show


def _values(request: ActorRequest) -> dict[str, Any]:
    return {"tiles": board(), "may_help": can_help(request.actor), "may_set_up": can_set_up(request.actor)}


def _board(request: ActorRequest, *, status: int = 200, **values: Any) -> HttpResponse:
    return show(request, "terminals", "terminals", status=status, figures=figures(), **_values(request), **values)


@allow(*nav.TERMINALS)
@require_GET
def board_page(request: ActorRequest) -> HttpResponse:
    """All terminals, those that need somebody first."""
    return _board(request)


@allow(*nav.TERMINALS)
@require_GET
def tiles(request: ActorRequest) -> HttpResponse:
    """The tiles alone: the page asks for them every few seconds."""
    return render(request, "workplace/terminals_tiles.html", _values(request))


@allow(*nav.FRONTDESK)
@require_POST
def help_call(request: ActorRequest, ruf_id: UUID) -> HttpResponse:
    """„Ich komme“, or: the person has been helped."""
    act = close_help if request.POST.get("tat") == "beendet" else answer_help
    refusal = attempt(lambda: act(acting=request.actor, ruf=call_by_id(ruf_id)))
    if refusal:
        return _board(request, status=422, refusal=refusal)
    return done("terminals", "hilfe_beendet" if act is close_help else "hilfe_kommt")


@allow(*nav.FRONTDESK)
@require_POST
def end_visit(request: ActorRequest, sitzung_id: UUID) -> HttpResponse:
    """End a visit for somebody: everything there is deleted."""
    refusal = attempt(lambda: wipe_terminal(acting=request.actor, sitzung=session_by_id(sitzung_id)))
    if refusal:
        return _board(request, status=422, refusal=refusal)
    return done("terminals", "besuch_beendet")


def _setup(request: ActorRequest, *, status: int = 200, **values: Any) -> HttpResponse:
    address = request.build_absolute_uri(reverse("kiosk:setup"))
    return show(
        request, "terminals_setup", "terminals", status=status, terminals=all_terminals(), address=address, **values
    )


@allow(*nav.OPERATION)
@require_http_methods(["GET", "POST"])
def setup(request: ActorRequest) -> HttpResponse:
    """The terminals with their settings; a new one shows its secret once."""
    if request.method == "GET":
        return _setup(request)
    made: list[Any] = []
    refusal = attempt(
        lambda: made.append(
            enroll_terminal(
                acting=request.actor,
                name=request.POST.get("name", ""),
                ort=request.POST.get("ort", ""),
                zweckbindung=request.POST.get("zweckbindung") == "ja",
            )
        )
    )
    if refusal:
        return _setup(request, status=422, refusal=refusal, typed=request.POST)
    return _setup(request, shown=made[0].terminal, token=made[0].token)


def _seconds(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 5 else otherwise


@allow(*nav.OPERATION)
@require_POST
def change(request: ActorRequest, terminal_id: UUID) -> HttpResponse:
    """A setup code for a browser, a new secret, or other seconds; codes and secrets are shown once."""
    terminal, act = terminal_by_id(terminal_id), request.POST.get("tat", "")
    if act == "code":
        return _setup(request, shown=terminal, code=offer_screen(acting=request.actor, terminal=terminal))
    if act == "geheimnis":
        return _setup(request, shown=terminal, token=renew_terminal(acting=request.actor, terminal=terminal).token)
    set_terminal(
        acting=request.actor,
        terminal=terminal,
        leerlauf=_seconds(request.POST.get("leerlauf", ""), terminal.leerlauf_sekunden),
        nachfrist=_seconds(request.POST.get("nachfrist", ""), terminal.nachfrist_sekunden),
        aktiv=request.POST.get("aktiv") == "ja",
    )
    return done("terminal_setup", "terminal_gespeichert")
