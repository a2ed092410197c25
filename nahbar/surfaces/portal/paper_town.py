"""Whether an application goes to a town that still works on paper, so that its page says so."""

from __future__ import annotations

from dataclasses import dataclass

from nahbar.domain.applications import queries
from nahbar.domain.applications.schutz import is_protected
from nahbar.domain.rollout.heads import House, house_of
from nahbar.domain.rollout.queries import is_live
from nahbar.procedures.applicant import town_of


@dataclass(frozen=True)
class PaperTown:
    """The town and its house."""

    name: str
    house: House


def paper_town(antrag: queries.Antrag) -> PaperTown | None:
    """The town of the declared address, or of the file, if it is not live yet."""
    town = antrag.akte.gemeinde if antrag.akte is not None else town_of(antrag, antrag.antworten)
    if town is None or is_live(town) or is_protected(antrag):
        return None
    return PaperTown(town.name, house_of(antrag.traeger, town))
