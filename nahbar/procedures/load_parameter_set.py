"""Load new values of the law as a draft: nothing is calculated with them yet (D03)."""

from __future__ import annotations

from nahbar.domain.decisions import parameter_actions
from nahbar.domain.decisions.parameter_models import Parametersatz
from nahbar.platform.accounts.roles import Actor


def load_parameter_set(*, acting: Actor, name: str, inhalt: str, dateiname: str = "") -> Parametersatz:
    """Check the file and keep it; raises FileRefused naming each line, NameMissing, LoadedAlready, NotYours."""
    return parameter_actions.load(acting=acting, name=name, inhalt=inhalt, dateiname=dateiname)
