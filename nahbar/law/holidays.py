"""Which day is a public holiday where, and which is a bank day: read from the reviewed table `holidays.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

TABLE = Path(__file__).with_name("holidays.yaml")


class UnknownLand(ValueError):
    """No Land of this abbreviation is in the table."""


class YearNotReviewed(ValueError):
    """The table was reviewed for later years only."""


@cache
def _table() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = yaml.load(TABLE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return loaded


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Lichtenberg's form of Gauß's rule)."""
    k = year // 100
    m = 15 + (3 * k + 3) // 4 - (8 * k + 13) // 25
    s = 2 - (3 * k + 3) // 4
    a = year % 19
    d = (19 * a + m) % 30
    r = (d + a // 11) // 29
    og = 21 + d - r
    sz = 7 - (year + year // 4 + s) % 7
    oe = 7 - (og - sz) % 7
    return date(year, 3, 1) + timedelta(days=og + oe - 1)


def _day_of(entry: Mapping[str, Any], year: int) -> date:
    if "ostern" in entry:
        return easter(year) + timedelta(days=int(entry["ostern"]))
    if "vor_advent" in entry:
        start = date(year, 11, 22)
        return start - timedelta(days=(start.weekday() - 2) % 7)
    month, day = str(entry["tag"]).split("-")
    return date(year, int(month), int(day))


def _holds(places: Mapping[str, Any] | None, ags: str) -> bool | None:
    """Whether a holiday holds in this municipality; None if the table does not know, as without a municipality."""
    if places is None:
        return True
    if not ags:
        return None
    for word, answer in (("ja", True), ("nein", False), ("unbekannt", None)):
        if ags.startswith(tuple(places.get(word, ()))):
            return answer
    return False


@cache
def _of_year(year: int, land: str, ags: str) -> tuple[Mapping[date, str], Mapping[date, str]]:
    """The public holidays of a year, and the days of which the table does not know it, each with its name."""
    table = _table()
    if land not in table["quellen"]:
        raise UnknownLand(f"Land {land!r}: erwartet wird eines von {', '.join(table['quellen'])}")
    if year < int(table["geprueft_ab"]):
        raise YearNotReviewed(f"Feiertage sind erst ab {table['geprueft_ab']} geprüft, gefragt war {year}")
    sure: dict[date, str] = {}
    unknown: dict[date, str] = {}
    for entry in table["feiertage"]:
        if entry["laender"] != "alle" and land not in entry["laender"]:
            continue
        if not int(entry.get("ab", year)) <= year <= int(entry.get("bis", year)):
            continue
        holds = _holds(entry.get("orte"), ags)
        if holds is not False:
            (sure if holds else unknown)[_day_of(entry, year)] = str(entry["name"])
    return sure, unknown


def holiday_name(day: date, land: str, ags: str | None = None) -> str | None:
    """The name of the public holiday on this day, or None; a day of which the table does not know it is none.

    `land` is the two-letter abbreviation (`NW`), `ags` the Gemeindeschlüssel of the authority's seat, needed where a
    holiday holds in some municipalities only. Raises UnknownLand and YearNotReviewed.
    """
    return _of_year(day.year, land, ags or "")[0].get(day)


def unknown_holiday(day: date, land: str, ags: str | None = None) -> str | None:
    """The name of a local holiday of which the table does not know whether it holds in this place, or None."""
    sure, unknown = _of_year(day.year, land, ags or "")
    return None if day in sure else unknown.get(day)


def is_holiday(day: date, land: str, ags: str | None = None) -> bool:
    """True on a public holiday of the Land (and of the municipality `ags`); Sundays alone are none."""
    return holiday_name(day, land, ags) is not None


def is_working_day(day: date, land: str, ags: str | None = None) -> bool:
    """True on a Werktag that is no Saturday: a period ends only there (§ 26 Abs. 3 SGB X, § 64 Abs. 3 SGG)."""
    return day.weekday() < 5 and not is_holiday(day, land, ags)


def next_working_day(day: date, land: str, ags: str | None = None, *, unknown_moves: bool = True) -> date:
    """This day, or the next one that is a working day.

    A day of which the table does not know whether it is a holiday here is passed over: who must keep a period towards
    the office has until the later end. For a period that binds the office itself, say `unknown_moves=False`.
    """
    while not is_working_day(day, land, ags) or (unknown_moves and unknown_holiday(day, land, ags)):
        day += timedelta(days=1)
    return day


def is_bank_day(day: date) -> bool:
    """True if banks carry out credit transfers on this day (TARGET, and neither 24 nor 31 December)."""
    return day.weekday() < 5 and all(_day_of(entry, day.year) != day for entry in _table()["banken"])


def last_bank_day_before(day: date) -> date:
    """The last bank day before this day: money due on the 1st is executed then (§ 42 Abs. 1 SGB II, § 41 SGB I)."""
    day -= timedelta(days=1)
    while not is_bank_day(day):
        day -= timedelta(days=1)
    return day
