"""Periods, Bekanntgabe, withdrawal and reimbursement of SGB X by hand (U20)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from nahbar.law.sgb10 import bekanntgabe, erstattung, fristen, ruecknahme, wiederholung
from nahbar.law.sgb10 import wiedereinsetzung as wieder

D = date


@pytest.mark.parametrize(
    ("posted", "served"),
    [
        (D(2026, 11, 27), D(2026, 12, 1)),
        (D(2026, 12, 2), D(2026, 12, 6)),  # a Sunday: the fiction holds
        (D(2026, 12, 21), D(2026, 12, 25)),  # a holiday: the fiction holds
        (D(2025, 1, 2), D(2025, 1, 6)),
        (D(2025, 1, 1), D(2025, 1, 5)),
        (D(2024, 12, 31), D(2025, 1, 3)),  # sent before 2025: the third day
        (D(2024, 12, 27), D(2024, 12, 30)),
    ],
)
def test_the_third_day_before_2025_and_the_fourth_since(posted: date, served: date) -> None:
    assert bekanntgabe.bekanntgabe_by_post(posted) == served
    assert bekanntgabe.bekanntgabe_sent(posted) == served
    assert bekanntgabe.bekanntgabe_electronic(posted) == served


def test_a_later_receipt_counts_an_earlier_one_does_not() -> None:
    fiction = D(2026, 12, 1)
    assert bekanntgabe.bekanntgabe_bei_spaeterem_zugang(fiction, D(2026, 11, 28)) == fiction
    assert bekanntgabe.bekanntgabe_bei_spaeterem_zugang(fiction, fiction) == fiction
    assert bekanntgabe.bekanntgabe_bei_spaeterem_zugang(fiction, D(2026, 12, 2)) == D(2026, 12, 2)
    assert bekanntgabe.bekanntgabe_bei_spaeterem_zugang(fiction, None) is None


def test_abroad_and_disputed_notices_have_no_fiction() -> None:
    assert bekanntgabe.bekanntgabe_im_ausland(D(2026, 12, 9)) == D(2026, 12, 9)
    assert bekanntgabe.bekanntgabe_im_ausland(None) is None
    assert bekanntgabe.bekanntgabe_mit_abruf(D(2026, 12, 20)) == D(2026, 12, 20)
    assert bekanntgabe.bekanntgabe_mit_abruf(None) is None


def test_public_announcement_and_effect() -> None:
    assert bekanntgabe.oeffentliche_bekanntgabe(D(2026, 12, 1)) == D(2026, 12, 15)
    assert bekanntgabe.oeffentliche_bekanntgabe_bestimmt(D(2026, 12, 1), D(2026, 12, 1)) == D(2026, 12, 2)
    assert bekanntgabe.oeffentliche_bekanntgabe_bestimmt(D(2026, 12, 1), D(2026, 12, 9)) == D(2026, 12, 9)
    assert bekanntgabe.wirksam_ab(D(2026, 12, 6), nichtig=False) == D(2026, 12, 6)
    assert bekanntgabe.wirksam_ab(D(2026, 12, 6), nichtig=True) is None
    assert bekanntgabe.wirksam_ab(None, nichtig=False) is None


def test_a_period_of_the_authority_begins_the_day_after_or_when_it_says() -> None:
    served = D(2026, 11, 30)
    assert fristen.beginn_der_frist(served, None) == D(2026, 12, 1)
    assert fristen.authority_deadline(served, 14, "NW") == D(2026, 12, 14)
    assert fristen.authority_deadline(served, 14, "NW", erster_tag=D(2026, 12, 7)) == D(2026, 12, 21)  # Sunday the 20th


def test_u20_a_named_day_benefits_and_appointments_do_not_move() -> None:
    new_year = D(2027, 1, 1)
    assert fristen.ende_am_werktag(new_year, "NW", None) == D(2027, 1, 4)
    assert fristen.ende_am_benannten_tag(new_year) == new_year
    assert fristen.ende_des_leistungszeitraums(D(2027, 2, 28)) == D(2027, 2, 28)
    assert fristen.termin_der_behoerde(new_year) == new_year


def test_u20_a_doubtful_holiday_helps_the_citizen_and_not_the_office() -> None:
    served = D(2025, 8, 1)
    assert fristen.authority_deadline(served, 14, "BY", "09472111") == D(2025, 8, 18)
    assert fristen.authority_deadline(served, 14, "BY", "09564000") == D(2025, 8, 15)
    assert fristen.authority_deadline(served, 14, "BY", "09162000") == D(2025, 8, 18)
    assert fristen.ende_fuer_das_amt(D(2025, 8, 15), "BY", "09472111") == D(2025, 8, 15)
    assert fristen.ende_fuer_das_amt(D(2025, 8, 15), "BY", "09162000") == D(2025, 8, 18)


@pytest.mark.parametrize(
    ("event", "hours", "end"),
    [
        (datetime(2026, 11, 27, 9, 20, tzinfo=UTC), 24, datetime(2026, 11, 28, 10, tzinfo=UTC)),  # into a Saturday
        (datetime(2026, 11, 27, 9, 0, tzinfo=UTC), 24, datetime(2026, 11, 28, 9, tzinfo=UTC)),
        (datetime(2026, 12, 24, 22, 59, tzinfo=UTC), 48, datetime(2026, 12, 26, 23, tzinfo=UTC)),
        (datetime(2026, 10, 24, 10, 0, tzinfo=UTC), 24, datetime(2026, 10, 25, 10, tzinfo=UTC)),  # 11:00 on the clock
    ],
)
def test_hours_count_on_sundays_and_holidays(event: datetime, hours: int, end: datetime) -> None:
    assert fristen.ende_nach_stunden(event, hours) == end


def test_hours_need_a_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        fristen.ende_nach_stunden(datetime(2026, 11, 27, 9, tzinfo=UTC).replace(tzinfo=None), 24)


def test_only_the_authority_s_own_periods_are_extended_also_backwards() -> None:
    assert fristen.verlaengerung_moeglich(True) and not fristen.verlaengerung_moeglich(False)
    end = D(2026, 12, 14)
    assert not fristen.verlaengerung_rueckwirkend(end, end)
    assert fristen.verlaengerung_rueckwirkend(end, D(2026, 12, 15))
    assert fristen.verlaengertes_ende(end, D(2027, 1, 1), "NW", None) == D(2027, 1, 4)
    with pytest.raises(ValueError, match="shorten"):
        fristen.verlaengertes_ende(end, D(2026, 12, 13), "NW", None)


def test_wiedereinsetzung_two_weeks_and_a_year() -> None:
    missed = D(2026, 12, 1)
    assert wieder.wiedereinsetzung_bis(D(2026, 12, 18), "NW", None) == D(2027, 1, 4)
    assert wieder.wiedereinsetzung_laengstens(missed, "NW", None) == D(2027, 12, 1)

    def granted(made_up: date, obstacle: date, *, force_majeure: bool = False) -> bool:
        return wieder.wiedereinsetzung_rechtzeitig(made_up, obstacle, missed, "NW", None, force_majeure)

    assert granted(D(2027, 1, 4), D(2026, 12, 18))
    assert not granted(D(2027, 1, 5), D(2026, 12, 18))
    assert granted(D(2027, 12, 1), D(2027, 11, 20))
    assert not granted(D(2027, 12, 2), D(2027, 11, 20))
    assert granted(D(2027, 12, 2), D(2027, 11, 20), force_majeure=True)
    assert not granted(D(2027, 12, 7), D(2027, 11, 20), force_majeure=True)


def test_a_late_application_after_another_benefit() -> None:
    assert wiederholung.nachholen_bis(D(2026, 3, 10), "NW", None) == D(2026, 9, 30)
    assert wiederholung.nachholen_bis(D(2026, 3, 31), "NW", None) == D(2026, 9, 30)
    assert wiederholung.nachholen_bis(D(2026, 8, 15), "NW", None) == D(2027, 3, 1)  # 28.2. is a Sunday
    assert wiederholung.unverzueglich_nach(D(2026, 3, 10)) == D(2026, 3, 31)
    assert wiederholung.nachgeholt_wirkt_ab(D(2026, 9, 15), D(2025, 1, 20)) == D(2025, 9, 15)
    assert wiederholung.nachgeholt_wirkt_ab(D(2026, 9, 15), D(2025, 12, 1)) == D(2025, 12, 1)
    assert wiederholung.nachgeholt_wirkt_ab(D(2028, 2, 29), D(2020, 1, 1)) == D(2027, 2, 28)


@pytest.mark.parametrize("asked", [D(2026, 1, 1), D(2026, 11, 15), D(2026, 12, 31)])
def test_review_reaches_one_year_back_and_four_in_other_books(asked: date) -> None:
    assert ruecknahme.leistungen_ein_jahr_zurueck(asked) == D(2025, 1, 1)
    assert ruecknahme.leistungen_ein_jahr_zurueck_sgb12(asked) == D(2025, 1, 1)
    assert ruecknahme.leistungen_vier_jahre_zurueck(asked) == D(2022, 1, 1)


@pytest.mark.parametrize(
    ("served", "last"),
    [
        (D(2022, 1, 1), D(2026, 12, 31)),
        (D(2022, 12, 31), D(2026, 12, 31)),
        (D(2024, 5, 8), D(2029, 1, 2)),  # 31.12.2028 is a Sunday, 1.1.2029 a holiday
    ],
)
def test_review_can_be_asked_for_four_years_after_the_year(served: date, last: date) -> None:
    assert ruecknahme.ueberpruefung_bis(served, "NW", None) == last
    assert ruecknahme.ueberpruefung_bis_sgb12(served, "NW", None) == last


@pytest.mark.parametrize(
    ("flags", "last"),
    [
        ((False, False, False, False), D(2027, 1, 15)),
        ((True, False, False, False), D(2035, 1, 15)),
        ((False, True, False, False), D(2035, 1, 15)),
        ((False, False, True, False), None),
        ((True, False, False, True), None),
        ((False, False, False, True), D(2027, 1, 15)),  # S. 4 only prolongs the ten years
    ],
)
def test_withdrawal_of_an_act_of_lasting_effect(flags: tuple[bool, bool, bool, bool], last: date | None) -> None:
    assert ruecknahme.ruecknahme_bis(D(2025, 1, 15), "NW", None, *flags) == last


def test_a_year_since_the_office_knew() -> None:
    assert ruecknahme.jahresfrist_seit_kenntnis(D(2026, 11, 30), "NW", None) == D(2027, 11, 30)
    assert ruecknahme.jahresfrist_seit_kenntnis(D(2026, 10, 31), "NW", None) == D(2027, 11, 2)  # Sunday, Allerheiligen
    assert ruecknahme.jahresfrist_seit_kenntnis(D(2026, 10, 31), "BE", None) == D(2027, 11, 1)
    assert ruecknahme.jahresfrist_seit_kenntnis(D(2024, 2, 29), "NW", None) == D(2025, 2, 28)


def test_limitation_and_exclusion_of_reimbursement() -> None:
    assert erstattung.erstattung_verjaehrt_nach(D(2026, 1, 5)) == D(2030, 12, 31)
    assert erstattung.erstattung_verjaehrt_nach(D(2026, 12, 31)) == D(2030, 12, 31)
    assert erstattung.erstattung_verjaehrt_nach_durchsetzung(D(2026, 1, 5)) == D(2056, 1, 5)
    assert erstattung.erstattung_unter_traegern_verjaehrt_nach(D(2026, 6, 10)) == D(2030, 12, 31)
    last_day = D(2026, 3, 31)
    assert erstattung.erstattung_anmelden_bis(last_day, None, "NW", None) == D(2027, 3, 31)
    assert erstattung.erstattung_anmelden_bis(last_day, D(2026, 1, 10), "NW", None) == D(2027, 3, 31)
    assert erstattung.erstattung_anmelden_bis(last_day, D(2026, 6, 10), "NW", None) == D(2027, 6, 10)
    assert erstattung.erstattung_anmelden_bis(D(2027, 2, 28), None, "NW", None) == D(2028, 2, 29)
