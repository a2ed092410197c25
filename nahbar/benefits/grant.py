"""What the house knows when a grant is put on paper; the benefit's own letter is set from this and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from nahbar.benefits.base import Facts, MonthResult
from nahbar.platform.letters import Letter, Rechtsbehelf, Signature


@dataclass(frozen=True)
class Grant:
    """A grant as it was frozen; amounts in cents come from the months and from nowhere else."""

    letter: Letter
    leistung: str
    """The public name at the date of the letter."""
    antrag_vom: date
    facts: Facts
    names: dict[str, str]
    """The persons' names by id, as in the months."""
    months: tuple[MonthResult, ...]
    """At least one, with their traces."""
    payee: str
    way: str
    """How the money goes there, e.g. `auf das Konto DE89 … 3000`."""
    rechtsbehelf: Rechtsbehelf
    signature: Signature
    today: date
    gruende: tuple[str, ...] = ()
    """Where the office decided on other facts than were declared, and the reasoning of the case (§ 35 SGB X)."""

    paid: Mapping[date, int] = field(default_factory=dict)
    """Cents of each month that an earlier decision ordered, where this one takes its place."""

    @property
    def back_pay(self) -> int:
        """What is paid at once for the months that have begun, in cents."""
        return sum(max(0, total(month) - self.paid.get(month.monat, 0)) for month in self.begun)

    @property
    def begun(self) -> tuple[MonthResult, ...]:
        """The months that are paid at once."""
        return tuple(month for month in self.months if month.monat <= self.today)


def total(month: MonthResult) -> int:
    """What is paid for the month, in cents."""
    return month.summe + month.sofortzuschlag


GrantLetter = Callable[[Grant], tuple[bytes, list[str]]]
"""Sets the Bescheid and checks its mandatory contents: the PDF, and sentences on what stops it (none: it may leave)."""
