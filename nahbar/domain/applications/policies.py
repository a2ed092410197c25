"""Who may see and change an application: plain functions over what the caller holds."""

from __future__ import annotations

from nahbar.domain.applications.models import Antrag
from nahbar.domain.casefile.policies import READERS
from nahbar.platform.accounts.roles import Actor, Role


def is_own_antrag(actor: Actor, antrag: Antrag) -> bool:
    """A citizen's own one: secured here, opened with code and PIN, or of the own account; what follows it as well."""
    if antrag.id in actor.antrag_ids or (antrag.stamm is not None and is_own_antrag(actor, antrag.stamm)):
        return True
    return actor.has(Role.CITIZEN) and actor.account_id is not None and antrag.account_id == actor.account_id


def can_view_antrag(actor: Actor, antrag: Antrag) -> bool:
    """The citizen whose it is, and staff who work with files."""
    return is_own_antrag(actor, antrag) or actor.has(*READERS)


def can_change_answers(actor: Actor, antrag: Antrag) -> bool:
    """The citizen whose it is; staff of the Leistung and the front desk on the citizen's word."""
    return is_own_antrag(actor, antrag) or actor.has(Role.LEISTUNG, Role.FRONTDESK, Role.TEAMLEAD)
