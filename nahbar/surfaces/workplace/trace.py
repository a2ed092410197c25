"""Months and the norms that made them, as the desk shows them: each amount opens its §, inputs and parameter source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nahbar.benefits.base import MonthResult, PersonResult
from nahbar.law.explain import Step
from nahbar.law.sentences import NoSentence, sentence
from nahbar.surfaces.ui import words


@dataclass(frozen=True)
class Node:
    """One applied norm in words."""

    text: str
    norm: str
    amount: str
    inputs: tuple[tuple[str, str], ...]
    sources: tuple[tuple[str, str, str], ...]
    """Parameter, value, where it was published."""
    children: tuple[Node, ...]


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


def spans(months: Sequence[MonthResult], names: dict[str, str]) -> list[Span]:
    """The months, equal neighbours taken together."""
    found: list[Span] = []
    for month in months:
        if found and _same(found[-1].result, month):
            before = found.pop()
            found.append(Span(before.first, month.monat, before.total, before.result, before.lines, before.nodes))
            continue
        lines = tuple(Line(names.get(person.id, person.id), person) for person in month.personen)
        nodes = tuple(_node(step, names) for step in month.schritte)
        found.append(Span(month.monat, month.monat, month.summe + month.sofortzuschlag, month, lines, nodes))
    return found


def _same(one: MonthResult, other: MonthResult) -> bool:
    return (one.personen, one.hinweise, bool(one.werte_stand)) == (
        other.personen,
        other.hinweise,
        bool(other.werte_stand),
    )


def _node(step: Step, names: dict[str, str]) -> Node:
    try:
        text = sentence(step)
    except NoSentence:
        text = step.name.replace("_", " ")
    if step.person:
        text = f"{names.get(step.person, step.person)}: {text}"
    return Node(
        text=text,
        norm=step.norm,
        amount=_value(step.ergebnis, step.einheit),
        inputs=tuple((key.replace("_", " "), _value(value, step.einheit)) for key, value in step.eingaben.items()),
        sources=tuple((used.name.replace("_", " "), used.wert, used.quelle) for used in step.parameter),
        children=tuple(_node(child, names) for child in step.kinder),
    )


def _value(value: int | str | bool | None, unit: str) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, int):
        return words.euro(value) if unit == "cent" else str(value)
    return "–" if value is None else value
