"""Bildung und Teilhabe (§§ 28, 29 SGB II, § 34 SGB XII): the children that a file knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nahbar.domain.applications.folge import last_declared
from nahbar.domain.applications.models import Antrag
from nahbar.law.calendar import plus_monate

OTHER = "anderes"
"""A child that the file does not know: name and birthday are asked."""
SELF = "selbst"
UNDER = 25 * 12
"""Months: from the 25th birthday on nothing of § 28 is left (Abs. 1 S. 2, Abs. 7)."""


@dataclass(frozen=True)
class Child:
    """Somebody under 25 of whom the last declaration speaks."""

    key: str
    vorname: str
    nachname: str
    geburtsdatum: str
    """ISO."""


def children_of(antrag: Antrag, day: date) -> list[Child]:
    """The applicant's children, and the applicant herself, as far as they are under 25 on this day."""
    source = last_declared(antrag)
    if source is None:
        return []
    answers = source.antworten
    listed = [one for one in answers.get("personen") or () if one.get("rolle") == "kind"]
    found = [
        Child(str(one.get("id") or SELF), *(str(one.get(key) or "") for key in ("vorname", "nachname", "geburtsdatum")))
        for one in (*listed, {**answers, "id": SELF})
    ]
    return [one for one in found if one.vorname and one.geburtsdatum and _young(one.geburtsdatum, day)]


def _young(born: str, day: date) -> bool:
    return day < plus_monate(date.fromisoformat(born), UNDER)


def name_of(antrag: Antrag) -> str:
    """For whom it was asked, in words."""
    return str(antrag.antworten.get("kind_vorname") or "")
