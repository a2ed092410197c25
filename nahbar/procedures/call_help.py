"""Call a person to a terminal, say that one comes, and end the call (K07)."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.decisions.errors import RoleMissing
from nahbar.domain.lobby import actions as lobby
from nahbar.domain.lobby.models import Hilferuf, Terminal, Terminalsitzung
from nahbar.domain.lobby.policies import can_help
from nahbar.platform.accounts.roles import Actor


@transaction.atomic
def call_help(*, acting: Actor, terminal: Terminal, sitzung: Terminalsitzung | None) -> Hilferuf:
    """Somebody at the terminal wants a person; the board in the office shows it at once."""
    return lobby.call(acting=acting, terminal=terminal, sitzung=sitzung)


@transaction.atomic
def answer_help(*, acting: Actor, ruf: Hilferuf) -> Hilferuf:
    """„Ich komme“; raises RoleMissing, CallOver."""
    if not can_help(acting):
        raise RoleMissing()
    return lobby.answer(acting=acting, ruf=ruf)


@transaction.atomic
def close_help(*, acting: Actor, ruf: Hilferuf) -> Hilferuf:
    """The person has been helped, or (at the terminal itself) needs nobody any more; raises CallOver, RoleMissing."""
    if acting.is_staff and not can_help(acting):
        raise RoleMissing()
    return lobby.close(acting=acting, ruf=ruf)
