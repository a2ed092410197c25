"""Worked cases of deadlines: Bekanntgabe, Widerspruch, periods of the authority, bank days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.law import holidays
from nahbar.law.bgb.fristen import end_after_days, end_after_months
from nahbar.law.explain import explain
from nahbar.law.sentences import sentence
from nahbar.law.sgb10.bekanntgabe import bekanntgabe_by_post, bekanntgabe_electronic
from nahbar.law.sgb10.fristen import authority_deadline, ende_am_werktag
from nahbar.law.sgb10.rechtsbehelf import widerspruch_end

LAENDER = ["BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH"]


def test_j8_posted_thursday_objection_ends_30_december() -> None:
    served = bekanntgabe_by_post(date(2026, 11, 26))
    assert served == date(2026, 11, 30)
    assert widerspruch_end(served, "NW") == date(2026, 12, 30)


def test_u20_end_on_new_year_moves_to_monday() -> None:
    served = bekanntgabe_by_post(date(2026, 11, 27))
    assert served == date(2026, 12, 1)
    assert widerspruch_end(served, "NW") == date(2027, 1, 4)


@pytest.mark.parametrize(("land", "end"), [("ST", date(2027, 1, 7)), ("BB", date(2027, 1, 6))])
def test_u20_fiction_holds_on_sunday_and_epiphany_differs_by_land(land: str, end: date) -> None:
    served = bekanntgabe_by_post(date(2026, 12, 2))
    assert served == date(2026, 12, 6) and served.weekday() == 6
    assert widerspruch_end(served, land) == end


def test_electronic_notice_counts_four_days() -> None:
    assert bekanntgabe_electronic(date(2026, 11, 26)) == date(2026, 11, 30)


def test_end_of_month_is_clipped() -> None:
    """Served 31.1. → 28.2., a Sunday in 2027 → Monday 1.3."""
    assert end_after_months(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert end_after_months(date(2028, 1, 31), 1) == date(2028, 2, 29)
    assert widerspruch_end(date(2027, 1, 31), "NW") == date(2027, 3, 1)


def test_wrong_instruction_gives_a_year_and_abroad_three_months() -> None:
    served = date(2026, 11, 30)
    assert widerspruch_end(served, "NW", belehrung_richtig=False) == date(2027, 11, 30)
    assert widerspruch_end(served, "NW", ausland=True) == date(2027, 3, 1)


def test_authority_deadline_starts_the_day_after() -> None:
    assert authority_deadline(date(2026, 11, 30), 14, "NW") == date(2026, 12, 14)
    assert authority_deadline(date(2026, 12, 11), 14, "NW") == date(2026, 12, 28)


@pytest.mark.parametrize("wrong", [0, -1])
def test_empty_periods_are_refused(wrong: int) -> None:
    with pytest.raises(ValueError, match="at least one day"):
        end_after_days(date(2026, 1, 1), wrong)
    with pytest.raises(ValueError, match="at least one month"):
        end_after_months(date(2026, 1, 1), wrong)


def test_j8_run_for_december_is_executed_on_monday_30_november() -> None:
    assert holidays.last_bank_day_before(date(2026, 12, 1)) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("first", "executed"),
    [
        (date(2025, 1, 1), date(2024, 12, 30)),
        (date(2024, 1, 1), date(2023, 12, 29)),
        (date(2027, 1, 1), date(2026, 12, 30)),
        (date(2026, 5, 1), date(2026, 4, 30)),
        (date(2024, 4, 1), date(2024, 3, 28)),
    ],
)
def test_24_and_31_december_are_no_bank_days(first: date, executed: date) -> None:
    assert holidays.last_bank_day_before(first) == executed


@given(st.dates(date(2019, 2, 1), date(2060, 1, 1)), st.sampled_from(LAENDER))
def test_a_widerspruch_always_has_a_whole_month_and_ends_on_a_working_day(served: date, land: str) -> None:
    end = widerspruch_end(served, land)
    assert end >= end_after_months(served, 1)
    assert holidays.is_working_day(end, land)
    assert (end - end_after_months(served, 1)).days <= 5


def test_every_step_of_a_deadline_cites_its_norm() -> None:
    with explain() as steps:
        widerspruch_end(bekanntgabe_by_post(date(2026, 11, 27)), "NW")
        authority_deadline(bekanntgabe_electronic(date(2026, 11, 27)), 14, "NW")
    assert [(step.norm, step.ergebnis) for step in steps] == [
        ("SGB X § 37 Abs. 2 S. 1", "2026-12-01"),
        ("SGG § 84 Abs. 1", 1),
        ("BGB § 188 Abs. 2", "2027-01-01"),
        ("SGG § 64 Abs. 3", "2027-01-04"),
        ("SGB X § 37 Abs. 2a S. 4", "2026-12-01"),
        ("SGB X § 26 Abs. 2", "2026-12-02"),
        ("BGB § 188 Abs. 1", "2026-12-15"),
        ("SGB X § 26 Abs. 3 S. 1", "2026-12-15"),
    ]


def test_the_sentence_says_why_an_end_moved() -> None:
    """U20: a holiday, a working day, and a day of which nobody knows whether it is a holiday at this place."""
    with explain() as steps:
        ende_am_werktag(date(2027, 1, 1), "NW", None)
        ende_am_werktag(date(2027, 1, 4), "NW", None)
        ende_am_werktag(date(2025, 8, 15), "BY", "09472111")
        ende_am_werktag(date(2025, 8, 15), "BY", "09162000")
    assert [sentence(step) for step in steps] == [
        "Der 01.01.2027 ist ein Sonnabend, Sonntag oder Feiertag. Die Frist endet am nächsten Werktag, dem 04.01.2027.",
        "Die Frist endet am 04.01.2027.",
        "Vor dem 18.08.2025 liegt ein Tag, von dem wir nicht wissen, ob er an diesem Ort ein Feiertag ist. "
        "Zu Ihren Gunsten endet die Frist erst am 18.08.2025.",
        "Der 15.08.2025 ist ein Sonnabend, Sonntag oder Feiertag. Die Frist endet am nächsten Werktag, dem 18.08.2025.",
    ]
