"""Change how a town is set up: gates, features, letterhead, opening hours; each change can be seen and undone."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.rollout import actions as rollout
from nahbar.domain.rollout import heads
from nahbar.domain.rollout.errors import NotAllowed
from nahbar.domain.rollout.models import Bedingung, Briefkopf, Merkmal
from nahbar.domain.rollout.policies import can_change_hours, can_set_up
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.tenancy.models import Gemeinde


@transaction.atomic
def set_gate(
    *, acting: Actor, gemeinde: Gemeinde, key: str, erfuellt: bool = False, gemessen: int | None = None,
    pflicht: bool = True, bemerkung: str = "",
) -> Bedingung:  # fmt: skip
    """Note the result of a gate; raises NotAllowed, FeatureUnknown, MeasurementWrong."""
    if not can_set_up(acting):
        raise NotAllowed
    return rollout.set_gate(
        acting=acting, gemeinde=gemeinde, key=key, erfuellt=erfuellt, gemessen=gemessen, pflicht=pflicht,
        bemerkung=bemerkung,
    )  # fmt: skip


@transaction.atomic
def switch_feature(*, acting: Actor, gemeinde: Gemeinde, key: str, an: bool) -> Merkmal:
    """Switch a feature in one town; raises NotAllowed, FeatureUnknown."""
    if not can_set_up(acting):
        raise NotAllowed
    return rollout.switch(acting=acting, gemeinde=gemeinde, key=key, an=an)


@transaction.atomic
def change_letterhead(*, acting: Actor, gemeinde: Gemeinde, values: dict[str, str]) -> Briefkopf:
    """Keep a new version; the team lead changes the opening hours and no other field. Raises NotAllowed."""
    if not can_set_up(acting) and not (can_change_hours(acting) and _hours_only(gemeinde, values)):
        raise NotAllowed
    return rollout.save_letterhead(acting=acting, gemeinde=gemeinde, values=values)


def _hours_only(gemeinde: Gemeinde, values: dict[str, str]) -> bool:
    now = present_values(gemeinde)
    clean = rollout.checked_head(values)
    return all(clean[name] == now[name] for name in now if name != "oeffnungszeiten")


def present_values(gemeinde: Gemeinde) -> dict[str, str]:
    """The fields of the letterhead as it counts now; of a town without one, the Träger's."""
    own = heads.current(gemeinde)
    if own is not None:
        return {name: str(getattr(own, name)) for name in rollout.HEAD_FIELDS}
    house = heads.house_of(gemeinde.traeger, gemeinde)
    return {
        "logo_text": house.name,
        "absender": house.name,
        "strasse": house.strasse,
        "plz": house.plz,
        "ort": house.ort,
        "telefon": house.telefon,
        "oeffnungszeiten": house.oeffnungszeiten,
    }


@transaction.atomic
def restore_letterhead(*, acting: Actor, gemeinde: Gemeinde, version: int) -> Briefkopf:
    """Take an earlier letterhead back into use; raises NotAllowed, VersionUnknown."""
    if not can_set_up(acting):
        raise NotAllowed
    return rollout.restore_letterhead(acting=acting, gemeinde=gemeinde, version=version)
