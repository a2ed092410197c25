"""Periods, §§ 187–193 BGB: where they begin, where they end."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def end_after_days(event: date, days: int) -> date:
    """The last day of a period of days; the day of the event is not counted (§ 187 Abs. 1, § 188 Abs. 1 BGB)."""
    if days < 1:
        raise ValueError("a period has at least one day")
    return event + timedelta(days=days)


def end_after_months(event: date, months: int) -> date:
    """The last day of a period of months: the day of the same number, or the month's last (§ 188 Abs. 2 and 3 BGB)."""
    if months < 1:
        raise ValueError("a period has at least one month")
    index = event.year * 12 + event.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(event.day, monthrange(year, month)[1]))
