"""What a draft asks for, where the office offers more than one benefit."""

from __future__ import annotations

from nahbar.benefits import registry
from nahbar.domain.applications.queries import Antrag
from nahbar.platform import clock


def benefit_line(antrag: Antrag) -> str:
    """The public name of the benefit; empty where there is nothing to choose."""
    if antrag.stamm_id is not None or antrag.kurz:
        return ""
    offered = registry.offered_by(antrag.traeger.art)
    return registry.get(antrag.leistung).public_name(clock.today()) if len(offered) > 1 else ""
