"""What the program beside the devices talks to: it says how they are, fetches orders, hands in pages, tells the end.

`POST /terminal/geraet/auftrag`, `POST …/<id>/seite/<nr>`, `POST …/<id>/ende`, `GET …/<id>/druck.pdf`, and
`POST /terminal/geraet/bildschirm` for the address with which a fresh browser becomes this terminal's screen. Each
request carries `Authorization: Bearer <secret of the terminal>`; without it the answer is 401, whatever is asked.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from nahbar.domain.lobby import actions as lobby
from nahbar.domain.lobby.errors import JobUnknown, PageUnreadable, TerminalUnknown, TooManyPages
from nahbar.domain.lobby.queries import Terminal, order_by_id, terminal_of_token
from nahbar.platform.accounts.guard import ActorRequest, public
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.platform.vault.actions import read_file
from nahbar.procedures.scan_at_terminal import end_broken_scans, end_scan, take_page
from nahbar.procedures.submit_at_terminal import settle_print
from nahbar.procedures.wipe_terminal import sweep_terminals
from nahbar.surfaces.kiosk.device import screen_token

PAGE_BYTES = 30_000_000
STATE_BYTES = 4_000
View = Callable[..., HttpResponseBase]


def machine(terminal: Terminal) -> Actor:
    """The program beside the devices of this terminal."""
    return Actor(kind="machine", id=str(terminal.id), roles=frozenset({Role.MACHINE}), name=terminal.name)


def for_machines(view: View) -> View:
    """Only with the secret of an active terminal, which the view gets; no cookie plays a part, so no form token."""

    @wraps(view)
    def checked(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        try:
            terminal = terminal_of_token(secret.strip() if scheme == "Bearer" else "")
        except TerminalUnknown:
            return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
        try:
            return view(request, terminal, *args, **kwargs)
        except JobUnknown as unknown:
            return JsonResponse({"fehler": str(unknown)}, status=410)

    return public(csrf_exempt(checked))


def _said(request: ActorRequest) -> dict[str, Any]:
    """The JSON object of this request; empty for anything else."""
    try:
        found = json.loads(request.read(STATE_BYTES))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _number(value: object) -> int:
    return value if isinstance(value, int) and 0 <= value < 10_000 else 0


@for_machines
@require_POST
def next_order(request: ActorRequest, terminal: Terminal) -> HttpResponse:
    """How the devices are; what is to be done: 200 with `id` and `art` (`scan`, `druck`, `loeschen`), or 204.

    Visits that nobody goes on with end here too: the program asks every second, a person may never touch again.
    """
    acting, said = machine(terminal), _said(request)
    lobby.note_devices(
        acting=acting,
        terminal=terminal,
        scanner=str(said.get("scanner", "")),
        drucker=str(said.get("drucker", "")),
        version=str(said.get("version", "")),
    )
    sweep_terminals(acting=acting, terminal=terminal)
    if said.get("nur_melden"):
        return HttpResponse(status=204)
    end_broken_scans(acting=acting, terminal=terminal)
    order = lobby.fetch(acting=acting, terminal=terminal)
    if order is None:
        return HttpResponse(status=204)
    return JsonResponse({"id": str(order.id), "art": order.art})


@for_machines
@require_POST
def page(request: ActorRequest, terminal: Terminal, auftrag_id: UUID, nr: int) -> HttpResponse:
    """One page as JPEG; the same number again changes nothing. 410 once the visit is over, 422 for no picture.

    After a 422 the order is over: the person at the screen reads what to do.
    """
    order = order_by_id(terminal, auftrag_id)
    data = request.read(PAGE_BYTES + 1)
    if len(data) > PAGE_BYTES:
        return JsonResponse({"fehler": "Die Seite ist größer als 30 MB."}, status=413)
    try:
        take_page(acting=machine(terminal), auftrag=order, blatt=nr, data=data)
    except (PageUnreadable, TooManyPages) as refused:
        end_scan(acting=machine(terminal), auftrag=order, ergebnis="fehler", grund=str(refused))
        return JsonResponse({"fehler": str(refused)}, status=422)
    return JsonResponse({"seite": nr})


@for_machines
@require_POST
def end(request: ActorRequest, terminal: Terminal, auftrag_id: UUID) -> HttpResponse:
    """How an order ended (`gut`, `leer`, `stau`, `deckel`, `papier_leer`, `fehler`); twice is once."""
    order, said, acting = order_by_id(terminal, auftrag_id), _said(request), machine(terminal)
    result, reason = str(said.get("ergebnis", "fehler")), str(said.get("grund", ""))
    if order.art == "scan":
        end_scan(acting=acting, auftrag=order, ergebnis=result, seiten=_number(said.get("seiten")), grund=reason)
    elif order.art == "druck":
        settle_print(acting=acting, auftrag=order, ergebnis=result, grund=reason)
    else:
        lobby.finish(acting=acting, auftrag=order, ergebnis=result, grund=reason)
    return JsonResponse({"id": str(order.id)})


@for_machines
@require_GET
def print_file(request: ActorRequest, terminal: Terminal, auftrag_id: UUID) -> HttpResponse:
    """What is to be printed; 410 once it was."""
    order = order_by_id(terminal, auftrag_id)
    if order.datei is None:
        raise JobUnknown()
    return HttpResponse(read_file(order.datei), content_type="application/pdf")


@for_machines
@require_POST
def screen(request: ActorRequest, terminal: Terminal) -> HttpResponse:
    """The address that makes a fresh browser this terminal's screen, for two minutes; nothing is written."""
    path = reverse("kiosk:screen", args=[screen_token(terminal)])
    return JsonResponse({"adresse": f"{settings.PUBLIC_URL.rstrip('/')}{path}"})
