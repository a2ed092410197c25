"""§§ 187–193 BGB by hand, and the moment at which a day ends in Germany (U41)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.law.bgb import fristen, uhr
from nahbar.law.calendar import vollendet

D = date


def test_an_event_does_not_count_its_day_and_the_beginning_of_a_day_does() -> None:
    assert fristen.erster_tag_nach_ereignis(D(2026, 2, 28)) == D(2026, 3, 1)
    assert fristen.erster_tag_mit_tagesbeginn(D(2026, 2, 28)) == D(2026, 2, 28)
    assert fristen.fristende_tage(D(2026, 11, 30), 14) == D(2026, 12, 14)
    assert fristen.zeitraum_ende_tage(D(2026, 12, 1), 14) == D(2026, 12, 14)
    assert fristen.fristende_wochen(D(2026, 11, 30), 2) == D(2026, 12, 14)
    assert fristen.zeitraum_ende_wochen(D(2026, 11, 30), 2) == D(2026, 12, 13)
    assert fristen.end_after_weeks(D(2026, 12, 24), 1) == D(2026, 12, 31)


@pytest.mark.parametrize(
    ("event", "months", "end"),
    [
        (D(2027, 1, 31), 1, D(2027, 2, 28)),
        (D(2028, 1, 31), 1, D(2028, 2, 29)),
        (D(2027, 1, 29), 1, D(2027, 2, 28)),
        (D(2027, 2, 28), 1, D(2027, 3, 28)),  # never the 31st: the number decides
        (D(2026, 8, 31), 1, D(2026, 9, 30)),
        (D(2026, 11, 30), 3, D(2027, 2, 28)),
        (D(2026, 12, 15), 1, D(2027, 1, 15)),
        (D(2024, 2, 29), 12, D(2025, 2, 28)),
        (D(2024, 2, 29), 48, D(2028, 2, 29)),
    ],
)
def test_months_after_an_event_end_on_the_same_number_or_with_the_month(event: date, months: int, end: date) -> None:
    assert fristen.fristende_monate(event, months) == end
    if months % 12 == 0:
        assert fristen.fristende_jahre(event, months // 12) == end


@pytest.mark.parametrize(
    ("begin", "months", "end"),
    [
        (D(2026, 12, 1), 12, D(2027, 11, 30)),
        (D(2027, 3, 1), 12, D(2028, 2, 29)),
        (D(2027, 2, 1), 1, D(2027, 2, 28)),
        (D(2026, 12, 15), 1, D(2027, 1, 14)),  # the middle of a month
        (D(2027, 1, 31), 1, D(2027, 2, 28)),  # the 30th is missing: the month's last, not the 27th
        (D(2027, 1, 30), 1, D(2027, 2, 28)),
        (D(2027, 1, 29), 1, D(2027, 2, 28)),
        (D(2028, 1, 31), 1, D(2028, 2, 29)),
        (D(2027, 1, 28), 1, D(2027, 2, 27)),
    ],
)
def test_months_from_the_beginning_of_a_day_end_the_day_before(begin: date, months: int, end: date) -> None:
    assert fristen.zeitraum_ende_monate(begin, months) == end


@pytest.mark.parametrize(
    ("born", "years", "last"),
    [
        (D(2008, 12, 1), 18, D(2026, 11, 30)),
        (D(2008, 11, 30), 18, D(2026, 11, 29)),
        (D(2008, 2, 29), 18, D(2026, 2, 28)),
        (D(2012, 1, 1), 15, D(2026, 12, 31)),
    ],
)
def test_a_year_of_life_ends_the_day_before_the_birthday(born: date, years: int, last: date) -> None:
    assert fristen.letzter_tag_des_lebensjahres(born, years) == last
    assert vollendet(born, years) == last + timedelta(days=1)


def test_halves_quarters_and_half_months() -> None:
    assert fristen.monate_der_frist(1, 1, 1) == 21
    assert fristen.fristende_mit_halbem_monat(D(2027, 1, 31), 1) == D(2027, 3, 15)  # 28.2. and fifteen days
    assert fristen.fristende_mit_halbem_monat(D(2027, 1, 10), 0) == D(2027, 1, 25)


def test_extension_begins_with_the_end_and_broken_times_count_thirty_days() -> None:
    assert fristen.verlaengert_um_tage(D(2026, 12, 31), 7) == D(2027, 1, 7)
    assert fristen.verlaengert_um_monate(D(2026, 12, 14), 1) == D(2027, 1, 14)
    assert fristen.verlaengert_um_monate(D(2027, 2, 28), 1) == D(2027, 3, 31)
    assert fristen.tage_ohne_zusammenhang(2, 1) == 425


def test_beginning_middle_and_end_of_a_month() -> None:
    for month, last in ((D(2027, 2, 9), 28), (D(2028, 2, 9), 29), (D(2026, 12, 9), 31)):
        assert fristen.anfang_des_monats(month) == month.replace(day=1)
        assert fristen.mitte_des_monats(month) == month.replace(day=15)
        assert fristen.ende_des_monats(month) == month.replace(day=last)


def test_a_declaration_may_be_made_on_the_next_working_day_at_its_place() -> None:
    assert fristen.erklaerung_bis_werktag(D(2027, 1, 6), "ST", None) == D(2027, 1, 7)
    assert fristen.erklaerung_bis_werktag(D(2027, 1, 6), "BB", None) == D(2027, 1, 6)


@given(st.dates(D(1990, 1, 1), D(2060, 1, 1)), st.integers(1, 60))
def test_both_ways_of_counting_differ_by_at_most_the_missing_days(day: date, months: int) -> None:
    event = fristen.fristende_monate(day, months)
    begin = fristen.zeitraum_ende_monate(day, months)
    assert begin == event - timedelta(days=1) or (begin == event and day.day > 28)
    assert fristen.zeitraum_ende_monate(begin + timedelta(days=1), 1) > begin


LAST = D(2027, 1, 4)


@pytest.mark.parametrize(
    ("moment", "in_time"),
    [
        (datetime(2027, 1, 4, 22, 59, 59, tzinfo=UTC), True),  # 23:59:59 in Berlin
        (datetime(2027, 1, 4, 22, 59, 59, 999999, tzinfo=UTC), True),
        (datetime(2027, 1, 4, 23, 0, 0, tzinfo=UTC), False),  # 0:00 on Tuesday
        (datetime(2027, 1, 3, 21, 50, tzinfo=UTC), True),  # J9: Sunday 22:50
        (datetime(2027, 1, 5, 7, 0, tzinfo=ZoneInfo("Asia/Tokyo")), True),  # 23:00 in Berlin
        (datetime(2027, 1, 4, 18, 30, tzinfo=ZoneInfo("America/New_York")), False),
    ],
)
def test_u41_the_last_day_ends_at_midnight_in_berlin(moment: datetime, in_time: bool) -> None:
    assert uhr.rechtzeitig(moment, LAST) is in_time


@pytest.mark.parametrize(
    ("day", "end_utc", "hours"),
    [
        (D(2026, 3, 28), datetime(2026, 3, 28, 23, tzinfo=UTC), 24),
        (D(2026, 3, 29), datetime(2026, 3, 29, 22, tzinfo=UTC), 23),
        (D(2026, 10, 24), datetime(2026, 10, 24, 22, tzinfo=UTC), 24),
        (D(2026, 10, 25), datetime(2026, 10, 25, 23, tzinfo=UTC), 25),
        (D(2026, 7, 31), datetime(2026, 7, 31, 22, tzinfo=UTC), 24),
    ],
)
def test_u41_days_of_the_clock_change_end_at_their_own_midnight(day: date, end_utc: datetime, hours: int) -> None:
    end = uhr.ablauf_des_tages(day)
    assert end == end_utc
    assert end - uhr.ablauf_des_tages(day - timedelta(days=1)) == timedelta(hours=hours)
    assert uhr.rechtzeitig(end - timedelta(seconds=1), day)
    assert not uhr.rechtzeitig(end, day)


def test_u41_the_hour_that_comes_twice_lies_on_its_day_both_times() -> None:
    for hour in (0, 1):
        assert uhr.tag_des_eingangs(datetime(2026, 10, 25, hour, 30, tzinfo=UTC)) == D(2026, 10, 25)


def test_u41_a_moment_without_time_zone_is_refused() -> None:
    naive = datetime(2027, 1, 4, 23, 59, tzinfo=UTC).replace(tzinfo=None)
    with pytest.raises(uhr.NaiveMoment, match="Zeitzone"):
        uhr.rechtzeitig(naive, LAST)
    with pytest.raises(uhr.NaiveMoment):
        uhr.tag_des_eingangs(naive)


@given(st.integers(0, 40 * 366 * 86400))
def test_a_moment_is_in_time_exactly_until_its_day_ends(seconds: int) -> None:
    moment = datetime(2023, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    day = uhr.tag_des_eingangs(moment)
    assert uhr.rechtzeitig(moment, day) and not uhr.rechtzeitig(moment, day - timedelta(days=1))
    assert uhr.ablauf_des_tages(day - timedelta(days=1)) <= moment < uhr.ablauf_des_tages(day)
