"""Terminals and the programs beside their devices: set up, recognised, heard from."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from nahbar.domain.lobby.errors import NameTaken, SetupRefused, TerminalUnknown
from nahbar.domain.lobby.models import Terminal
from nahbar.platform import clock
from nahbar.platform.accounts import throttle
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.ids import new_code, normal_code

SETUP_VALID = timedelta(minutes=30)
SEEN_EVERY = timedelta(seconds=10)
"""A sign of life is written down at most this often, unless the state changed."""
_SETUP_TARGET = "terminal-einrichtung"


@dataclass(frozen=True)
class Enrolled:
    """A terminal with the secret for the program beside its devices; the secret is shown once and kept nowhere."""

    terminal: Terminal
    token: str


def digest(secret: str) -> str:
    """What is kept of a secret: it is long and random, so that a fast hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def create_terminal(*, acting: Actor, name: str, ort: str, zweckbindung: bool = False, token: str = "") -> Enrolled:
    """Write down a new terminal; `token` is only given where the program beside it knows one already.

    Raises NameTaken.
    """
    name, ort = name.strip()[:60], ort.strip()[:120]
    if not name or not ort or Terminal.objects.filter(name__iexact=name).exists():
        raise NameTaken()
    secret = token or secrets.token_urlsafe(32)
    terminal: Terminal = Terminal.objects.create(
        name=name, ort=ort, zweckbindung=zweckbindung, token_hash=digest(secret), created_at=clock.now()
    )
    audit.record("terminal_created", acting=acting, object_type="terminal", object_id=terminal.id)
    return Enrolled(terminal, secret)


@transaction.atomic
def renew_token(*, acting: Actor, terminal: Terminal) -> Enrolled:
    """A new secret; the old one opens nothing any more."""
    secret = secrets.token_urlsafe(32)
    terminal.token_hash = digest(secret)
    terminal.save(update_fields=["token_hash"])
    audit.record("terminal_token_renewed", acting=acting, object_type="terminal", object_id=terminal.id)
    return Enrolled(terminal, secret)


@transaction.atomic
def change_terminal(*, acting: Actor, terminal: Terminal, leerlauf: int, nachfrist: int, aktiv: bool) -> Terminal:
    """Set the seconds without touch (20 to 600) and of grace (10 to 120), and whether it is in use at all (K06)."""
    terminal.leerlauf_sekunden = max(20, min(600, leerlauf))
    terminal.nachfrist_sekunden = max(10, min(120, nachfrist))
    terminal.aktiv = aktiv
    terminal.save(update_fields=["leerlauf_sekunden", "nachfrist_sekunden", "aktiv"])
    audit.record("terminal_changed", acting=acting, object_type="terminal", object_id=terminal.id)
    return terminal


@transaction.atomic
def offer_browser_code(*, acting: Actor, terminal: Terminal) -> str:
    """A code for half an hour that makes one browser this terminal's."""
    code = new_code()
    terminal.einrichtung_hash = digest(code)
    terminal.einrichtung_bis = clock.now() + SETUP_VALID
    terminal.save(update_fields=["einrichtung_hash", "einrichtung_bis"])
    audit.record("terminal_code_offered", acting=acting, object_type="terminal", object_id=terminal.id)
    return code


@transaction.atomic
def redeem_browser_code(*, acting: Actor, code: str) -> Terminal | None:
    """The terminal of a setup code, which then is used up; None, and slowed down, for a wrong one.

    Raises SetupRefused while the next try has to wait.
    """
    if throttle.seconds_to_wait(_SETUP_TARGET):
        raise SetupRefused()
    normal = normal_code(code) or ""
    found: Terminal | None = (
        Terminal.objects.select_for_update()
        .filter(einrichtung_hash=digest(normal), einrichtung_bis__gte=clock.now(), aktiv=True)
        .first()
    )
    if not normal or found is None:
        throttle.note_failure(_SETUP_TARGET)
        return None
    found.einrichtung_hash, found.einrichtung_bis = "", None
    found.save(update_fields=["einrichtung_hash", "einrichtung_bis"])
    audit.record("terminal_browser_set_up", acting=acting, object_type="terminal", object_id=found.id)
    return found


def terminal_of_token(token: str) -> Terminal:
    """The active terminal whose program knows this secret; raises TerminalUnknown."""
    found: Terminal | None = Terminal.objects.filter(token_hash=digest(token), aktiv=True).first() if token else None
    if found is None:
        raise TerminalUnknown()
    return found


@transaction.atomic
def note_devices(*, acting: Actor, terminal: Terminal, scanner: str, drucker: str, version: str) -> Terminal:
    """Keep what the program says about its devices; words that are not known count as `fehlt`.

    Changes of state are in the trail of the operator; a mere sign of life is not, or it would hold nothing else.
    """
    now = clock.now()
    scanner = scanner if scanner in Terminal.Scanner.values else Terminal.Scanner.FEHLT.value
    drucker = drucker if drucker in Terminal.Drucker.values else Terminal.Drucker.FEHLT.value
    before = (terminal.scanner, terminal.drucker, terminal.version)
    changed = before != (scanner, drucker, version[:40])
    if not changed and terminal.gesehen_at is not None and now - terminal.gesehen_at < SEEN_EVERY:
        return terminal
    terminal.scanner, terminal.drucker, terminal.version, terminal.gesehen_at = scanner, drucker, version[:40], now
    terminal.save(update_fields=["scanner", "drucker", "version", "gesehen_at"])
    if changed:
        audit.record(
            "terminal_devices",
            acting=acting,
            object_type="terminal",
            object_id=terminal.id,
            details={"scanner": scanner, "drucker": drucker},
        )
    return terminal
