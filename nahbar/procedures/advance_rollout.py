"""Bring a town one step on, or put its day off: others go on, nothing is installed anew (O01, O02, O03)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from nahbar.domain.rollout import actions as rollout
from nahbar.domain.rollout.errors import NotAllowed
from nahbar.domain.rollout.models import Einfuehrung
from nahbar.domain.rollout.policies import can_set_up
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.tenancy.models import Gemeinde


@transaction.atomic
def advance_rollout(*, acting: Actor, gemeinde: Gemeinde, nach: str, termin: date | None, grund: str) -> Einfuehrung:
    """Bring the town to this state; `termin` None: nobody can name a day yet.

    Raises NotAllowed, GateRed (with the sentence which gate), GrundMissing, TerminWrong, SameState.
    """
    if not can_set_up(acting):
        raise NotAllowed
    return rollout.step(acting=acting, gemeinde=gemeinde, nach=nach, termin=termin, grund=grund)
