"""Amounts, days and names as a letter writes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from nahbar.platform.zone import BERLIN

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August",
    "September", "Oktober", "November", "Dezember",
)  # fmt: skip
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
NBSP = "\N{NO-BREAK SPACE}"


def amount(cents: int) -> str:
    """`1.373,68 €`, with a no-break space."""
    return f"{_number(cents)}{NBSP}€"


def amount_in_words(cents: int) -> str:
    """`1.373,68 Euro`: for sentences that are read aloud."""
    return f"{_number(cents)}{NBSP}Euro"


def _number(cents: int) -> str:
    sign = "−" if cents < 0 else ""
    whole, rest = divmod(abs(cents), 100)
    return f"{sign}{whole:,}".replace(",", ".") + f",{rest:02d}"


def day(value: date) -> str:
    """`1. Dezember 2026`."""
    return f"{value.day}.{NBSP}{MONTHS[value.month - 1]} {value.year}"


def numeric_day(value: date) -> str:
    """`01.12.2026`, for tables."""
    return f"{value:%d.%m.%Y}"


def weekday(value: date) -> str:
    """`Dienstag, 1. Dezember 2026`."""
    return f"{WEEKDAYS[value.weekday()]}, {day(value)}"


def moment(value: datetime) -> str:
    """`Montag, 23. November 2026, 21:40 Uhr` in local time; raises ValueError for a naive moment."""
    if value.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    local = value.astimezone(BERLIN)
    return f"{weekday(local.date())}, {local:%H:%M}{NBSP}Uhr"


def month(value: date) -> str:
    """`November 2026`."""
    return f"{MONTHS[value.month - 1]} {value.year}"


def months(first: date, last: date) -> str:
    """`November 2026` or `November 2026 bis Oktober 2027`."""
    return month(first) if (first.year, first.month) == (last.year, last.month) else f"{month(first)} bis {month(last)}"


def enumeration(words: Sequence[str]) -> str:
    """`Mert, Lara und Aylin`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} und {words[-1]}" if words else ""


def grouped(digest: str, groups: int = 4) -> str:
    """The first groups of four of a hash, e.g. `9f86 d081 884c 7d65`."""
    return " ".join(digest[n : n + 4] for n in range(0, groups * 4, 4))
