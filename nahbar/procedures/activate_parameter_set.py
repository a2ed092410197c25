"""Put a parameter set into force: reviewed by a second person and replayed over the stock, from a day on (D03)."""

from __future__ import annotations

from datetime import date

from nahbar.domain.decisions import parameter_actions
from nahbar.domain.decisions.parameter_models import Parametersatz
from nahbar.platform.accounts.roles import Actor


def activate_parameter_set(*, acting: Actor, satz: Parametersatz, aktiv_ab: date) -> Parametersatz:
    """From `aktiv_ab` every calculation takes its values, each for its own months.

    Raises WrongStand, OwnSet, ChangedSinceReview, FitsNoMore, ReplayMissing, DayWrong, NotYours.
    """
    return parameter_actions.activate(acting=acting, satz=satz, aktiv_ab=aktiv_ab)
