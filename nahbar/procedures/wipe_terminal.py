"""Wipe a terminal: the visit ends, its pages are deleted, the browser is emptied; by hand or since nobody is there."""

from __future__ import annotations

from django.db import transaction
from procrastinate.contrib.django import app

from nahbar.domain.decisions.errors import RoleMissing
from nahbar.domain.lobby import actions as lobby
from nahbar.domain.lobby.models import Terminal, Terminalsitzung
from nahbar.domain.lobby.policies import can_help
from nahbar.domain.lobby.queries import late_prints, left_sessions
from nahbar.platform.accounts.roles import MACHINE, Actor
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.procedures.submit_at_terminal import settle_print

Ende = Terminalsitzung.Ende


@transaction.atomic
def wipe_terminal(*, acting: Actor, sitzung: Terminalsitzung, wie: str = Ende.GEGANGEN) -> None:
    """End a visit now; a second call changes nothing. Staff end it for somebody (`hilfe`). Raises RoleMissing."""
    if acting.is_staff and not can_help(acting):
        raise RoleMissing()
    lobby.end(acting=acting, sitzung=sitzung, wie=Ende.HILFE if acting.is_staff else wie)


@transaction.atomic
def sweep_terminals(*, acting: Actor, terminal: Terminal | None = None) -> int:
    """End visits that nobody goes on with, and post receipts that no printer gave out; gives how many visits ended."""
    left = left_sessions(terminal)
    for sitzung in left:
        lobby.end(acting=acting, sitzung=sitzung, wie=Ende.LEERLAUF)
    for auftrag in late_prints(terminal):
        settle_print(acting=acting, auftrag=auftrag, ergebnis="fehler", grund="nicht gedruckt")
    return len(left)


@app.periodic(cron="* * * * *")
@app.task(name="sweep_terminals", queueing_lock="sweep_terminals", pass_context=False)
def sweep_all(timestamp: int) -> None:
    """Every minute, for every Träger: also where the program beside the devices has stopped."""
    for traeger in Traeger.objects.all():
        with traeger_scope(traeger.id):
            sweep_terminals(acting=MACHINE)
