"""Calls for help: one open call a terminal, answered by somebody of the office, counted (K07)."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.lobby.errors import CallOver
from nahbar.domain.lobby.models import Hilferuf, Terminal, Terminalsitzung
from nahbar.domain.lobby.sessions import lock
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit


@transaction.atomic
def call(*, acting: Actor, terminal: Terminal, sitzung: Terminalsitzung | None) -> Hilferuf:
    """Ask for a person; a second touch while somebody is on the way is the same call.

    The terminal is locked before the visit, as everywhere. Raises SessionOver.
    """
    Terminal.objects.select_for_update(no_key=True).get(id=terminal.id)
    current = lock(sitzung) if sitzung is not None else None
    known: Hilferuf | None = Hilferuf.objects.filter(terminal=terminal, beendet_at=None).first()
    if known is not None:
        return known
    made: Hilferuf = Hilferuf.objects.create(
        terminal=terminal, sitzung=current, at=clock.now(), schritt=current.schritt if current else ""
    )
    if current is not None:
        current.hilfen += 1
        current.beruehrt_at = clock.now()
        current.save(update_fields=["hilfen", "beruehrt_at"])
    audit.record("terminal_help_called", acting=acting, object_type="terminal", object_id=terminal.id)
    return made


def _open(ruf: Hilferuf) -> Hilferuf:
    current: Hilferuf = Hilferuf.objects.select_for_update(of=("self",)).select_related("terminal").get(id=ruf.id)
    if current.beendet_at is not None:
        raise CallOver()
    return current


@transaction.atomic
def answer(*, acting: Actor, ruf: Hilferuf) -> Hilferuf:
    """„Ich komme“: the terminal says so. Raises CallOver."""
    current = _open(ruf)
    if current.angenommen_at is None:
        current.angenommen_at, current.angenommen_von_id = clock.now(), acting.account_id
        current.save(update_fields=["angenommen_at", "angenommen_von"])
        audit.record("terminal_help_answered", acting=acting, object_type="terminal", object_id=current.terminal_id)
    return current


@transaction.atomic
def close(*, acting: Actor, ruf: Hilferuf) -> Hilferuf:
    """The person has been helped. Raises CallOver."""
    current = _open(ruf)
    now = clock.now()
    if current.angenommen_at is None and acting.is_staff:
        current.angenommen_at, current.angenommen_von_id = now, acting.account_id
    current.beendet_at = now
    current.save(update_fields=["angenommen_at", "angenommen_von", "beendet_at"])
    # from here the usual time without touch counts again
    Terminalsitzung.objects.filter(id=current.sitzung_id, beendet_at=None).update(beruehrt_at=now)
    audit.record("terminal_help_closed", acting=acting, object_type="terminal", object_id=current.terminal_id)
    return current
