"""Planning areas and their figures come in (P07); the same delivery twice gives the same tables."""

from __future__ import annotations

from nahbar.domain.planning import actions
from nahbar.domain.planning.areas import Lieferung
from nahbar.domain.planning.errors import NotAllowed
from nahbar.domain.planning.policies import can_import
from nahbar.platform.accounts.roles import Actor


def import_areas(*, acting: Actor, lieferung: Lieferung) -> dict[str, int]:
    """Bring a delivery in; gives how many areas, figures and rooms it held. Raises NotAllowed, BadDelivery."""
    if not can_import(acting):
        raise NotAllowed()
    return actions.import_lieferung(acting=acting, lieferung=lieferung)
