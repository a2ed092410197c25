"""Twins of `nahbar/law/calendar.py` for columns, where the day 2026-11-23 is the whole number 20261123.

These are the only functions of the law that exist twice: a test compares them on every day from 1900 to 2100.
"""

from __future__ import annotations


def erster(day: int) -> int:
    """The first of the month of this day."""
    return day - day % 100 + 1


def monatslaenge(jahr: int, monat: int) -> int:
    """How many days the month has."""
    if monat == 2:
        return 29 if jahr % 4 == 0 and (jahr % 100 != 0 or jahr % 400 == 0) else 28
    return 30 if monat == 4 or monat == 6 or monat == 9 or monat == 11 else 31


def letzter(month: int) -> int:
    """The last day of the month."""
    return month - month % 100 + monatslaenge(month // 10000, month // 100 % 100)


def plus_monate(day: int, months: int) -> int:
    """The same day some months later; a day that the month lacks becomes its last day."""
    index = day // 10000 * 12 + day // 100 % 100 - 1 + months
    jahr, monat = index // 12, index % 12 + 1
    return jahr * 10000 + monat * 100 + min(day % 100, monatslaenge(jahr, monat))


def plus_tage(day: int, days: int) -> int:
    """The day that comes so many days later, or earlier."""
    rest = day % 100 + days
    if 1 <= rest <= 28:
        return day + days
    jahr, monat = day // 10000, day // 100 % 100
    while rest < 1:
        monat -= 1
        if monat == 0:
            jahr, monat = jahr - 1, 12
        rest += monatslaenge(jahr, monat)
    while rest > monatslaenge(jahr, monat):
        rest -= monatslaenge(jahr, monat)
        monat += 1
        if monat == 13:
            jahr, monat = jahr + 1, 1
    return jahr * 10000 + monat * 100 + rest


def vollendet(geburtsdatum: int, jahre: int) -> int:
    """The first day on which this many years of life are complete (born on 29 February: else the 1st of March)."""
    tag = geburtsdatum + jahre * 10000
    if tag % 10000 == 229 and monatslaenge(tag // 10000, 2) == 28:
        return tag + 72
    return tag


def tage_vorher(day: int, month: int) -> int:
    """Days of the 30-day month that lie before this day; -1 outside the month. The 31st has all 30 before it."""
    return min(day % 100 - 1, 30) if day // 100 == month // 100 else -1


def jahr(day: int) -> int:
    """The year of a day."""
    return day // 10000


def tag_im_monat(day: int) -> int:
    """The number of the day in its month."""
    return day % 100


def from_epoch(days: int) -> int:
    """The day that lies so many days after 1 January 1970."""
    # Whole cycles of 400 years, counted from 1 March 0000, so that leap days come last.
    days += 719468
    era = days // 146097
    of_era = days - era * 146097
    year_of_era = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    year = year_of_era + era * 400 + (1 if month <= 2 else 0)
    return year * 10000 + month * 100 + of_year - (153 * shifted + 2) // 5 + 1
