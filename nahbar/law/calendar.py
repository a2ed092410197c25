"""Dates as the law counts them: completed years (§§ 187, 188 BGB), months, and the month of 30 days (§ 41 SGB II).

The calculation of a month uses no other arithmetic on days than these functions: `batch/days.py` holds their twins for
columns, where a day is a whole number.
"""

from __future__ import annotations

from datetime import date, timedelta

NIE = date.max
"""In place of a day that is not given; every day lies before it."""


def erster(day: date) -> date:
    """The first of the month of this day."""
    return day.replace(day=1)


def letzter(month: date) -> date:
    """The last day of the month."""
    return plus_monate(erster(month), 1) - timedelta(days=1)


def plus_monate(day: date, months: int) -> date:
    """The same day some months later; a day that the month lacks becomes its last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    for day_of_month in (day.day, 30, 29, 28):
        if day_of_month <= day.day:
            try:
                return date(year, month, day_of_month)
            except ValueError:
                continue
    raise ValueError(day)


def plus_tage(day: date, days: int) -> date:
    """The day that comes so many days later, or earlier."""
    return day + timedelta(days=days)


def vollendet(geburtsdatum: date, jahre: int) -> date:
    """The first day on which this many years of life are complete (born on 29 February: else the 1st of March)."""
    try:
        return geburtsdatum.replace(year=geburtsdatum.year + jahre)
    except ValueError:
        return date(geburtsdatum.year + jahre, 3, 1)


def tage_vorher(day: date, month: date) -> int:
    """Days of the 30-day month that lie before this day; -1 outside the month. The 31st has all 30 before it."""
    return min(day.day - 1, 30) if erster(day) == month else -1


def jahr(day: date) -> int:
    """The year of a day."""
    return day.year


def tag_im_monat(day: date) -> int:
    """The number of the day in its month."""
    return day.day
