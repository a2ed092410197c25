"""Review a parameter set: a second person has compared each value with the law (D03)."""

from __future__ import annotations

from nahbar.domain.decisions import parameter_actions
from nahbar.domain.decisions.parameter_models import Parametersatz
from nahbar.platform.accounts.roles import Actor


def review_parameter_set(*, acting: Actor, satz: Parametersatz, inhalt_hash: str, vermerk: str) -> Parametersatz:
    """Freeze the content that was read; raises OwnSet, NotYours, WrongStand, WhyMissing, ChangedSinceReview."""
    return parameter_actions.review(acting=acting, satz=satz, inhalt_hash=inhalt_hash, vermerk=vermerk)
