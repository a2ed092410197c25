"""Set what planning goes by: the smallest number shown and the weights of need."""

from __future__ import annotations

from collections.abc import Mapping

from nahbar.domain.planning import actions
from nahbar.domain.planning.errors import NotAllowed
from nahbar.domain.planning.models import Planungsregel
from nahbar.domain.planning.policies import can_set_rules
from nahbar.platform.accounts.roles import Actor


def set_planning_rules(*, acting: Actor, mindestzahl: int, gewichte: Mapping[str, int]) -> Planungsregel:
    """Set them; raises NotAllowed, BadInput."""
    if not can_set_rules(acting):
        raise NotAllowed()
    return actions.set_rules(acting=acting, mindestzahl=mindestzahl, gewichte=gewichte)
