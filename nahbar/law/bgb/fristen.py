"""Periods, §§ 187–193 BGB: where they begin, where they end."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from nahbar.law.norm import norm


def end_after_days(event: date, days: int) -> date:
    """The last day of a period of days; the day of the event is not counted (§ 187 Abs. 1, § 188 Abs. 1 BGB)."""
    if days < 1:
        raise ValueError("a period has at least one day")
    return date.fromisoformat(fristende_tage(event, days))


def end_after_months(event: date, months: int) -> date:
    """The last day of a period of months: the day of the same number, or the month's last (§ 188 Abs. 2 and 3 BGB)."""
    if months < 1:
        raise ValueError("a period has at least one month")
    return date.fromisoformat(fristende_monate(event, months))


@norm("BGB § 188 Abs. 1", einheit="datum")
def fristende_tage(ereignis: date, tage: int) -> str:
    """The last day, counted from the day after the event."""
    return (ereignis + timedelta(days=tage)).isoformat()


@norm("BGB § 188 Abs. 2", einheit="datum")
def fristende_monate(ereignis: date, monate: int) -> str:
    """The day whose number is that of the event; Abs. 3: else the last day of the month."""
    index = ereignis.year * 12 + ereignis.month - 1 + monate
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(ereignis.day, monthrange(year, month)[1])).isoformat()
