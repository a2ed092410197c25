"""The changes of a parameter set as people read them: amounts in euro, shares in per cent, spans of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nahbar.law.parameter import value_of
from nahbar.law.parameter_set import Aenderung
from nahbar.platform.letters import words


@dataclass(frozen=True)
class ChangeRow:
    """One line of the table of changes."""

    label: str
    name: str
    norm: str
    time: str
    before: str
    after: str
    source: str
    correction: str
    same: bool


def shown_value(einheit: str, text: str) -> str:
    """`563,00 €`, `36 %`, `12`, or the word itself; nothing stays nothing."""
    if not text:
        return ""
    if einheit == "euro":
        return words.amount(value_of(einheit, text))
    if einheit == "anteil":
        whole, rest = divmod(value_of(einheit, text), 100)
        return f"{whole},{rest:02d}".rstrip("0").rstrip(",") + " %"
    return text


def shown_time(ab: date, bis: date | None) -> str:
    """`ab 01.01.2027` or `01.01.2027 bis 31.12.2027`."""
    start = words.numeric_day(ab)
    return f"{start} bis {words.numeric_day(bis)}" if bis else f"ab {start}"


def change_rows(changes: Sequence[Aenderung]) -> list[ChangeRow]:
    """The lines of the table, in the order of the changes."""
    return [
        ChangeRow(
            label=one.label,
            name=one.name,
            norm=one.norm,
            time=shown_time(one.ab, one.bis),
            before=shown_value(one.einheit, one.alt) if one.alt else "nicht bekannt",
            after=shown_value(one.einheit, one.neu),
            source=one.quelle,
            correction=one.berichtigung,
            same=one.gleich,
        )
        for one in changes
    ]
