"""What the house knows when a grant is put on paper; the benefit's own letter is set from this and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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

    @property
    def begun(self) -> tuple[MonthResult, ...]:
        """The months that are paid at once."""
        return tuple(month for month in self.months if month.monat <= self.today)


def total(month: MonthResult) -> int:
    """What is paid for the month, in cents."""
    return month.summe + month.sofortzuschlag


GrantLetter = Callable[[Grant], tuple[bytes, list[str]]]
"""Sets the Bescheid and checks its mandatory contents: the PDF, and sentences on what stops it (none: it may leave)."""
