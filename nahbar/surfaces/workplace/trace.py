"""Months and the norms that made them, as the desk shows them: each amount opens its §, inputs and parameter source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from nahbar.benefits import registry
from nahbar.benefits.base import MonthResult, PersonResult
from nahbar.benefits.calculation_sheet import Line as Node
from nahbar.benefits.calculation_sheet import PaperOf, lines
from nahbar.domain.applications.queries import nachweise
from nahbar.surfaces.ui import words

AT_HAND = ("gesendet", "anerkannt")


@dataclass(frozen=True)
class Line:
    """One person in one month."""

    name: str
    result: PersonResult

    @property
    def covered(self) -> int:
        """Cents of the Bedarf that income covers: own income of a child and the share of the household's."""
        return self.result.bedarf - self.result.anspruch


@dataclass(frozen=True)
class Span:
    """Months that follow each other with the same amounts."""

    first: date
    last: date
    total: int
    result: MonthResult
    lines: tuple[Line, ...]
    nodes: tuple[Node, ...]
    """Norms of the first of these months."""

    @property
    def title(self) -> str:
        """`November 2026 bis Dezember 2026`."""
        if self.first == self.last:
            return words.monat(self.first)
        return f"{words.monat(self.first)} bis {words.monat(self.last)}"


def spans(months: Sequence[MonthResult], names: dict[str, str], antrag: Any) -> list[Span]:
    """The months, equal neighbours taken together; inputs name the papers of the application that show them."""
    found: list[Span] = []
    paper_of = papers(antrag)
    for month in months:
        if found and _same(found[-1].result, month):
            before = found.pop()
            found.append(Span(before.first, month.monat, before.total, before.result, before.lines, before.nodes))
            continue
        persons = tuple(Line(names.get(person.id, person.id), person) for person in month.personen)
        nodes = lines(month.schritte, names, paper_of=paper_of)
        found.append(Span(month.monat, month.monat, month.summe + month.sofortzuschlag, month, persons, nodes))
    return found


def papers(antrag: Any) -> PaperOf | None:
    """Which papers that have come show an input, as the benefit knows."""
    papers_of = registry.get(antrag.leistung).papers_of
    if papers_of is None:
        return None
    titles = {row.key: row.titel for row in nachweise(antrag) if row.stand in AT_HAND}
    return lambda person, name: papers_of(person, name, titles)


def _same(one: MonthResult, other: MonthResult) -> bool:
    return (one.personen, one.hinweise, bool(one.werte_stand)) == (
        other.personen,
        other.hinweise,
        bool(other.werte_stand),
    )
