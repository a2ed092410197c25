"""Who may see a file and take a task: plain functions over what the caller holds."""

from __future__ import annotations

from nahbar.domain.casefile.models import Akte, Aufgabe
from nahbar.platform.accounts.roles import Actor, Role

READERS = (Role.LEISTUNG, Role.FALLMANAGEMENT, Role.TEAMLEAD, Role.FRONTDESK, Role.POSTROOM, Role.CASHIER)


def can_view_akte(actor: Actor, akte: Akte) -> bool:
    """Staff who work with files; a citizen sees the file of the own account (others: applications.policies)."""
    if actor.has(*READERS):
        return True
    return actor.account_id is not None and akte.person.account_id == actor.account_id


def can_take_aufgabe(actor: Actor, aufgabe: Aufgabe) -> bool:
    """Whoever has the role of the task's pool, and the team lead."""
    return actor.has(Role.TEAMLEAD) or aufgabe.pool in {role.value for role in actor.roles}
