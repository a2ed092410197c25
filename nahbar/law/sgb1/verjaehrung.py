"""Limitation of claims to benefits, § 45 SGB I."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from nahbar.law.bgb.fristen import end_after_months
from nahbar.law.norm import norm

JAHRE = 4
HEMMUNG_MONATE = 6


@norm("SGB I § 45 Abs. 1", einheit="datum")
def anspruch_verjaehrt_nach(entstanden: date) -> date:
    """The last day of the limitation: four years after the calendar year in which the claim arose."""
    return date(entstanden.year + JAHRE, 12, 31)


@norm("SGB I § 45 Abs. 3 S. 2", einheit="datum")
def hemmung_bis(bekanntgabe: date) -> date:
    """The last day on which an application or a Widerspruch stops the limitation: six months after the decision."""
    return end_after_months(bekanntgabe, HEMMUNG_MONATE)


@norm("SGB I § 45 Abs. 3 S. 1", einheit="datum")
def verjaehrt_nach_hemmung(entstanden: date, hemmungen: Iterable[tuple[date, date]]) -> date:
    """The last day of the limitation when times in which it stood still are added (§ 209 BGB).

    `hemmungen` are the first and last days of such times, from a written application or Widerspruch to `hemmung_bis`;
    days before the limitation began or after it ended do not count, days of two such times count once.
    """
    counted_from = date(entstanden.year + 1, 1, 1)
    end = anspruch_verjaehrt_nach(entstanden)
    for first, last in sorted(hemmungen):
        begin = max(first, counted_from)
        if begin > end or last < begin:
            continue
        end += last - begin + timedelta(days=1)
        counted_from = last + timedelta(days=1)
    return end
