"""Save a draft: facts corrected with reasons, calculated again at once; a second saver loses nothing (U21)."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from nahbar.domain.decisions import actions as decisions
from nahbar.domain.decisions.facts import FactChange
from nahbar.domain.decisions.models import Entscheidung
from nahbar.platform.accounts.roles import Actor


@transaction.atomic
def save_draft(
    *, acting: Actor, entscheidung: Entscheidung, version: int, changes: Sequence[FactChange]
) -> Entscheidung:
    """Correct facts of the draft that had `version` on the screen.

    Raises EditConflict (mine and theirs, field by field), NotADraft, CorrectionRefused, FactsUnusable, RoleMissing.
    """
    return decisions.change_facts(acting=acting, entscheidung=entscheidung, version=version, changes=changes)
