"""Who serves the queue."""

from __future__ import annotations

from nahbar.platform.accounts.roles import Actor, Role

SERVES = (Role.FRONTDESK, Role.LEISTUNG, Role.FALLMANAGEMENT, Role.TEAMLEAD)


def can_serve(actor: Actor) -> bool:
    """The desks that meet people call numbers and check people in."""
    return actor.has(*SERVES)
