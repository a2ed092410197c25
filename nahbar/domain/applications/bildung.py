"""Bildung und Teilhabe (§§ 28, 29 SGB II, § 34 SGB XII): the children that a file knows, what was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nahbar.domain.applications.folge import COUNTS, last_declared, line_of
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


def may_ask(antrag: Antrag) -> bool:
    """Whether something of this line has arrived: what is beside needs something to stand beside."""
    return any(one.stand in COUNTS and one.art != Antrag.Art.BILDUNG for one in line_of(antrag))


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


def asked_for(antrag: Antrag) -> list[Antrag]:
    """The requests of this line, newest first; withdrawn ones are left out."""
    rows = [one for one in line_of(antrag) if one.art == Antrag.Art.BILDUNG and one.stand != "zurueckgenommen"]
    return sorted(rows, key=lambda one: one.gesichert_at, reverse=True)


def draft_for(antrag: Antrag, key: str) -> Antrag | None:
    """The request that was begun for this child and not sent yet."""
    drafts = (one for one in asked_for(antrag) if one.stand == Antrag.Stand.GESICHERT)
    return next((one for one in drafts if (one.aenderung or {}).get("kind") == key), None)


def name_of(antrag: Antrag) -> str:
    """For whom it was asked, in words."""
    return str(antrag.antworten.get("kind_vorname") or "")
