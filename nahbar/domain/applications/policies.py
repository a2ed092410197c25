"""Who may see and change an application: plain functions over what the caller holds."""

from __future__ import annotations

from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.vertretung_policies import SEHEN, VERFAHREN
from nahbar.domain.casefile.policies import READERS
from nahbar.platform.accounts.roles import Actor, Role


def is_own_antrag(actor: Actor, antrag: Antrag) -> bool:
    """A citizen's own one: secured here, opened with code and PIN, or of the own account; what follows it as well."""
    if antrag.id in actor.antrag_ids or (antrag.stamm is not None and is_own_antrag(actor, antrag.stamm)):
        return True
    return actor.has(Role.CITIZEN) and actor.account_id is not None and antrag.account_id == actor.account_id


def acts_for(actor: Actor, antrag: Antrag, right: str) -> bool:
    """A representative or helper to whom this right was given for this application, today."""
    return any(one.antrag_id == antrag.id and right in one.darf for one in actor.befugnisse)


def speaks_for(actor: Actor, antrag: Antrag) -> bool:
    """The citizen, or whoever leads the whole procedure for her."""
    return is_own_antrag(actor, antrag) or acts_for(actor, antrag, VERFAHREN)


def can_view_antrag(actor: Actor, antrag: Antrag) -> bool:
    """The citizen whose it is, whoever acts for her, and staff who work with files."""
    return is_own_antrag(actor, antrag) or acts_for(actor, antrag, SEHEN) or actor.has(*READERS)


def can_change_answers(actor: Actor, antrag: Antrag, right: str = VERFAHREN) -> bool:
    """The citizen whose it is, and whoever has this right for her; staff of Leistung and front desk on her word."""
    if is_own_antrag(actor, antrag) or acts_for(actor, antrag, right):
        return True
    return actor.has(Role.LEISTUNG, Role.FRONTDESK, Role.TEAMLEAD)
