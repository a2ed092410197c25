"""Discard a parameter set that is not in force, with the reason; it stays in the list (D03)."""

from __future__ import annotations

from nahbar.domain.decisions import parameter_actions
from nahbar.domain.decisions.parameter_models import Parametersatz
from nahbar.platform.accounts.roles import Actor


def discard_parameter_set(*, acting: Actor, satz: Parametersatz, grund: str) -> Parametersatz:
    """Lay it aside; raises WrongStand, WhyMissing, NotYours."""
    return parameter_actions.discard(acting=acting, satz=satz, grund=grund)
