"""Who writes, who releases, who answers."""

from __future__ import annotations

from nahbar.domain.knowledge.models import Fassung
from nahbar.platform.accounts.roles import Actor, Role


def can_write(actor: Actor) -> bool:
    """Drafts and remarks: everybody who decides."""
    return actor.has(Role.LEISTUNG, Role.TEAMLEAD, Role.FALLMANAGEMENT)


def can_release(actor: Actor) -> bool:
    """Releasing, discarding, ending, answering: the team lead."""
    return actor.has(Role.TEAMLEAD)


def is_own(actor: Actor, draft: Fassung) -> bool:
    """Whether this person wrote the draft."""
    return draft.verfasst_von_id is not None and draft.verfasst_von_id == actor.account_id
