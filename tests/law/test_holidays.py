"""The table of public holidays: fixed days of known years, places, what is unknown, bank days (U20)."""

from __future__ import annotations

from datetime import date, timedelta

import holidays as package
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from nahbar.law import holidays

LAENDER = ["BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH"]
EVERYWHERE = ("01-01", "05-01", "10-03", "12-25", "12-26")
OWN = {
    "BW": ("01-06", "11-01"),
    "BY": ("01-06", "11-01"),
    "BE": ("03-08",),
    "BB": ("10-31",),
    "HB": ("10-31",),
    "HH": ("10-31",),
    "HE": (),
    "MV": ("03-08", "10-31"),
    "NI": ("10-31",),
    "NW": ("11-01",),
    "RP": ("11-01",),
    "SL": ("08-15", "11-01"),
    "SN": ("10-31",),
    "ST": ("01-06", "10-31"),
    "SH": ("10-31",),
    "TH": ("09-20", "10-31"),
}
MOVABLE = {  # Karfreitag, Ostermontag, Christi Himmelfahrt, Pfingstmontag, Fronleichnam, Buß- und Bettag
    2023: ("04-07", "04-10", "05-18", "05-29", "06-08", "11-22"),
    2024: ("03-29", "04-01", "05-09", "05-20", "05-30", "11-20"),
    2025: ("04-18", "04-21", "05-29", "06-09", "06-19", "11-19"),
    2026: ("04-03", "04-06", "05-14", "05-25", "06-04", "11-18"),
    2027: ("03-26", "03-29", "05-06", "05-17", "05-27", "11-17"),
    2028: ("04-14", "04-17", "05-25", "06-05", "06-15", "11-22"),
}
EASTER_AND_WHITSUN = {  # Sundays, named by Brandenburg only
    2023: ("04-09", "05-28"),
    2024: ("03-31", "05-19"),
    2025: ("04-20", "06-08"),
    2026: ("04-05", "05-24"),
    2027: ("03-28", "05-16"),
    2028: ("04-16", "06-04"),
}
ONCE = {("BE", 2025): ("05-08",), ("BE", 2028): ("06-17",)}
CORPUS_CHRISTI = {"BW", "BY", "HE", "NW", "RP", "SL"}


def _days(year: int) -> list[date]:
    start = date(year, 1, 1)
    return [start + timedelta(days=n) for n in range((date(year + 1, 1, 1) - start).days)]


def _ours(year: int, land: str, ags: str | None = None) -> set[str]:
    return {f"{day:%m-%d}" for day in _days(year) if holidays.is_holiday(day, land, ags)}


@pytest.mark.parametrize("land", LAENDER)
@pytest.mark.parametrize("year", MOVABLE)
def test_the_days_of_a_land_are_exactly_these(land: str, year: int) -> None:
    *common, corpus_christi, repentance = MOVABLE[year]
    expected = {*EVERYWHERE, *OWN[land], *common, *ONCE.get((land, year), ())}
    if land in CORPUS_CHRISTI:
        expected.add(corpus_christi)
    if land == "SN":
        expected.add(repentance)
    if land == "BB":
        expected.update(EASTER_AND_WHITSUN[year])
    assert _ours(year, land) == expected


@pytest.mark.parametrize("land", LAENDER)
def test_table_agrees_with_an_independent_calendar(land: str) -> None:
    """Holidays that hold in the whole Land, 2017–2035, against the package `holidays`."""
    for year in range(2017, 2036):
        theirs = {f"{day:%m-%d}" for day in package.country_holidays("DE", subdiv=land, years=year)}
        assert _ours(year, land) == theirs, (year, sorted(_ours(year, land) ^ theirs))


@pytest.mark.parametrize(
    ("day", "land", "name"),
    [
        (date(2017, 10, 31), "BY", "Reformationstag"),
        (date(2018, 10, 31), "BY", None),
        (date(2018, 10, 31), "NI", "Reformationstag"),
        (date(2018, 3, 8), "BE", None),
        (date(2019, 3, 8), "BE", "Internationaler Frauentag"),
        (date(2022, 3, 8), "MV", None),
        (date(2023, 3, 8), "MV", "Internationaler Frauentag"),
        (date(2018, 9, 20), "TH", None),
        (date(2019, 9, 20), "TH", "Weltkindertag"),
        (date(2020, 5, 8), "BE", "75. Jahrestag der Befreiung"),
        (date(2024, 5, 8), "BE", None),
        (date(2025, 5, 8), "BE", "80. Jahrestag der Befreiung"),
        (date(2026, 5, 8), "BE", None),
        (date(2028, 6, 17), "BE", "75. Jahrestag des Aufstandes vom 17. Juni"),
        (date(2026, 4, 5), "HE", None),
    ],
)
def test_a_day_holds_from_its_law_on(day: date, land: str, name: str | None) -> None:
    assert holidays.holiday_name(day, land) == name


@pytest.mark.parametrize(
    ("day", "land", "ags", "holiday", "unknown"),
    [
        (date(2025, 8, 8), "BY", "09761000", True, False),  # Augsburg
        (date(2025, 8, 8), "BY", "09772111", False, False),  # Landkreis Augsburg: not the city
        (date(2025, 8, 8), "BY", None, False, True),
        (date(2025, 8, 15), "BY", "09162000", True, False),  # München, all of Oberbayern
        (date(2025, 8, 15), "BY", "09276000", True, False),  # a Landkreis of Niederbayern
        (date(2025, 8, 15), "BY", "09564000", False, False),  # Nürnberg
        (date(2025, 8, 15), "BY", "09472111", False, True),  # somewhere in Oberfranken
        (date(2025, 8, 15), "SL", None, True, False),
        (date(2025, 6, 19), "SN", "14612000", False, False),  # Dresden
        (date(2025, 6, 19), "SN", "14625020", False, True),  # Bautzen: in some villages of the town
        (date(2025, 6, 19), "SN", "14625080", True, False),  # Crostwitz
        (date(2025, 6, 19), "SN", "14625640", True, False),  # Wittichenau
        (date(2025, 6, 19), "TH", "16061045", True, False),  # Eichsfeld
        (date(2025, 6, 19), "TH", "16063032", True, False),  # Geisa
        (date(2025, 6, 19), "TH", "16064074", True, False),  # Südeichsfeld
        (date(2025, 6, 19), "TH", "16051000", False, False),  # Erfurt
        (date(2025, 6, 19), "TH", "16064000", False, True),
    ],
)
def test_u20_a_local_holiday_is_known_unknown_or_none(
    day: date, land: str, ags: str | None, holiday: bool, unknown: bool
) -> None:
    assert holidays.is_holiday(day, land, ags) is holiday
    assert (holidays.unknown_holiday(day, land, ags) is not None) is unknown


def test_an_unknown_holiday_moves_the_end_for_the_citizen_and_not_for_the_office() -> None:
    """U20: Friday 15 August 2025 somewhere in Oberfranken; in Nürnberg it is no holiday, in München it is one."""
    friday, monday = date(2025, 8, 15), date(2025, 8, 18)
    assert holidays.next_working_day(friday, "BY", "09472111") == monday
    assert holidays.next_working_day(friday, "BY", "09472111", unknown_moves=False) == friday
    assert holidays.next_working_day(friday, "BY", "09564000") == friday
    assert holidays.next_working_day(friday, "BY", "09162000", unknown_moves=False) == monday


def test_unknown_land_and_unreviewed_year_are_refused() -> None:
    with pytest.raises(holidays.UnknownLand):
        holidays.is_holiday(date(2026, 1, 1), "XX")
    with pytest.raises(holidays.YearNotReviewed):
        holidays.is_holiday(date(2016, 12, 31), "NW")


def test_every_row_names_its_source_and_its_places_are_beginnings_of_keys() -> None:
    table = yaml.safe_load(holidays.TABLE.read_text(encoding="utf-8"))
    assert sorted(table["quellen"]) == sorted(LAENDER)
    number = {"BW": "08", "BY": "09", "SN": "14", "TH": "16"}
    for row in table["feiertage"] + table["banken"]:
        assert row["quelle"].strip() and row["name"].strip()
        assert len({"tag", "ostern", "vor_advent"} & row.keys()) == 1
        for prefix in (p for prefixes in row.get("orte", {}).values() for p in prefixes):
            assert prefix.isdigit() and len(prefix) <= 8 and prefix.startswith(number[row["laender"][0]])


@given(st.dates(date(2017, 1, 1), date(2060, 1, 1)), st.sampled_from(LAENDER), st.booleans())
def test_the_next_working_day_is_the_first_one(day: date, land: str, unknown_moves: bool) -> None:
    found = holidays.next_working_day(day, land, unknown_moves=unknown_moves)
    assert holidays.is_working_day(found, land) and found >= day
    passed = [day + timedelta(days=n) for n in range((found - day).days)]
    for earlier in passed:
        assert not holidays.is_working_day(earlier, land) or holidays.unknown_holiday(earlier, land)
