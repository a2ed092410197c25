"""Begin a visit at a terminal: whoever was there before is gone, with everything that was not sent."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.lobby import actions as lobby
from nahbar.domain.lobby.models import Terminal, Terminalsitzung
from nahbar.platform.accounts.roles import Actor


@transaction.atomic
def open_terminal_session(*, acting: Actor, terminal: Terminal) -> Terminalsitzung:
    """A visit at its first step; no account, telephone or e-mail address is needed (K11)."""
    return lobby.begin(acting=acting, terminal=terminal)
