"""Enroll a terminal: a secret for the program beside its devices, and a code that makes a browser its screen."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.decisions.errors import RoleMissing
from nahbar.domain.lobby import actions as lobby
from nahbar.domain.lobby.devices import Enrolled
from nahbar.domain.lobby.models import Terminal
from nahbar.domain.lobby.policies import can_set_up
from nahbar.platform.accounts.roles import Actor


@transaction.atomic
def enroll_terminal(*, acting: Actor, name: str, ort: str, zweckbindung: bool = False, token: str = "") -> Enrolled:
    """Set up a terminal; the secret is shown once. Raises RoleMissing, NameTaken."""
    if not can_set_up(acting):
        raise RoleMissing()
    return lobby.create_terminal(acting=acting, name=name, ort=ort, zweckbindung=zweckbindung, token=token)


@transaction.atomic
def renew_terminal(*, acting: Actor, terminal: Terminal) -> Enrolled:
    """A new secret for the program beside the devices; raises RoleMissing."""
    if not can_set_up(acting):
        raise RoleMissing()
    return lobby.renew_token(acting=acting, terminal=terminal)


@transaction.atomic
def offer_screen(*, acting: Actor, terminal: Terminal) -> str:
    """A code for half an hour that makes one browser this terminal's screen; raises RoleMissing."""
    if not can_set_up(acting):
        raise RoleMissing()
    return lobby.offer_browser_code(acting=acting, terminal=terminal)


@transaction.atomic
def set_terminal(*, acting: Actor, terminal: Terminal, leerlauf: int, nachfrist: int, aktiv: bool) -> Terminal:
    """Seconds without touch and of grace, and whether it is in use; raises RoleMissing."""
    if not can_set_up(acting):
        raise RoleMissing()
    return lobby.change_terminal(acting=acting, terminal=terminal, leerlauf=leerlauf, nachfrist=nachfrist, aktiv=aktiv)
