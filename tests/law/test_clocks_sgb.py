"""Clocks of SGB I, II, XII, of the SGG and of the banks by hand (J8.3, J9, U20, U41)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.law import bank
from nahbar.law.bgb.uhr import rechtzeitig
from nahbar.law.sgb1 import antrag as sgb1_antrag
from nahbar.law.sgb1 import verjaehrung, verzinsung, vorschuss
from nahbar.law.sgb2 import antrag, zeitraum
from nahbar.law.sgb10.bekanntgabe import bekanntgabe_by_post
from nahbar.law.sgb12 import zeitraum as sgb12
from nahbar.law.sgg import fristen, untaetigkeit, wiedereinsetzung

D = date


def test_j9_sunday_evening_and_monday_morning_are_in_time() -> None:
    """J9: posted Friday 27.11.2026; Sunday 3.1.2027 22:50 in the portal, Monday 8:20 at the counter."""
    end = fristen.widerspruch_end(bekanntgabe_by_post(D(2026, 11, 27)), "NW")
    assert end == D(2027, 1, 4)
    for moment in (datetime(2027, 1, 3, 21, 50, tzinfo=UTC), datetime(2027, 1, 4, 7, 20, tzinfo=UTC)):
        assert rechtzeitig(moment, end)
    assert not rechtzeitig(datetime(2027, 1, 4, 23, 0, tzinfo=UTC), end)
    assert untaetigkeit.untaetigkeitsklage_widerspruch_ab(D(2027, 1, 3)) == D(2027, 4, 4)
    assert fristen.bindend_ab(end) == D(2027, 1, 5)


def test_widerspruch_a_month_three_abroad_a_year_without_instruction() -> None:
    served = D(2026, 11, 30)
    assert fristen.beginn_der_prozessfrist(served) == D(2026, 12, 1)
    assert fristen.widerspruch_end(served, "NW") == D(2026, 12, 30)
    assert fristen.widerspruch_end(served, "NW", ausland=True) == D(2027, 3, 1)  # 28.2. is a Sunday
    assert fristen.widerspruch_end(served, "NW", belehrung_richtig=False) == D(2027, 11, 30)
    assert fristen.widerspruch_end(served, "NW", ausland=True, belehrung_richtig=False) == D(2027, 11, 30)
    assert fristen.jahresfrist_ende(served, "NW", None, kein_rechtsbehelf_gesagt=False) == D(2027, 11, 30)
    assert fristen.jahresfrist_ende(served, "NW", None, kein_rechtsbehelf_gesagt=True) is None


@pytest.mark.parametrize("missing", range(5))
def test_an_instruction_lacking_one_part_starts_no_period(missing: int) -> None:
    assert fristen.belehrung_vollstaendig(True, True, True, True, True)
    assert not fristen.belehrung_vollstaendig(*(part != missing for part in range(5)))


def test_receipt_by_another_authority_keeps_the_period() -> None:
    assert fristen.eingang_des_widerspruchs(D(2027, 1, 6), D(2027, 1, 4)) == D(2027, 1, 4)
    assert fristen.eingang_des_widerspruchs(D(2027, 1, 4), None) == D(2027, 1, 4)


def test_klage_and_waiting_for_a_decision() -> None:
    assert fristen.klage_end(D(2026, 11, 30), "NW") == D(2026, 12, 30)
    assert fristen.klage_end(D(2026, 11, 30), "NW", ausland=True) == D(2027, 3, 1)
    assert fristen.klage_end(D(2026, 11, 30), "NW", belehrung_richtig=False) == D(2027, 11, 30)
    assert fristen.klagefrist_nach_oeffentlicher_bekanntgabe(D(2026, 12, 1), "NW", None) == D(2027, 12, 15)
    assert untaetigkeit.untaetigkeitsklage_antrag_ab(D(2026, 11, 12)) == D(2027, 5, 13)
    assert untaetigkeit.untaetigkeitsklage_antrag_ab(D(2026, 8, 31)) == D(2027, 3, 1)
    assert wiedereinsetzung.prozess_wiedereinsetzung_bis(D(2027, 1, 31), "NW", None) == D(2027, 3, 1)
    assert wiedereinsetzung.prozess_wiedereinsetzung_laengstens(D(2026, 12, 30), "NW", None) == D(2027, 12, 30)


def test_an_application_at_the_wrong_body_counts_there() -> None:
    assert sgb1_antrag.antrag_gestellt_am(D(2026, 12, 2), D(2026, 11, 30)) == D(2026, 11, 30)
    assert sgb1_antrag.antrag_gestellt_am(D(2026, 12, 2), None) == D(2026, 12, 2)


@pytest.mark.parametrize(
    ("asked", "first"),
    [(D(2026, 11, 12), D(2026, 12, 13)), (D(2027, 1, 31), D(2027, 3, 1)), (D(2026, 12, 1), D(2027, 1, 2))],
)
def test_an_advance_is_due_when_a_month_is_over(asked: date, first: date) -> None:
    assert vorschuss.vorschuss_spaetestens_ab(asked) == first
    assert vorschuss.vorlaeufig_spaetestens_ab(asked) == first


INTEREST = {"faellig": D(2026, 3, 1), "vollstaendiger_antrag": D(2026, 1, 10), "bekanntgabe": D(2026, 11, 5)}


@pytest.mark.parametrize(
    ("claim", "paid", "cents"),
    [
        (56300, D(2026, 11, 20), 563),  # August to October: 563 × 4 % × 3/12
        (56399, D(2026, 11, 1), 563),
        (56300, D(2026, 8, 31), 0),
        (56300, D(2026, 9, 1), 188),  # 187.67
        (99, D(2030, 1, 1), 0),
        (100, D(2026, 9, 1), 0),  # 0.33
        (200, D(2026, 9, 1), 1),  # 0.67
        (0, D(2030, 1, 1), 0),
        (-5000, D(2030, 1, 1), 0),
    ],
)
def test_interest_on_whole_euros_and_whole_months(claim: int, paid: date, cents: int) -> None:
    assert verzinsung.zinsen(claim, zahlung=paid, **INTEREST) == cents


def test_interest_begins_after_due_date_and_after_six_months() -> None:
    assert verzinsung.zinsen_nach_faelligkeit_ab(D(2026, 3, 1)) == D(2026, 5, 1)
    assert verzinsung.zinsen_nach_faelligkeit_ab(D(2025, 12, 31)) == D(2026, 2, 1)
    assert verzinsung.zinsen_nach_antrag_ab(D(2026, 1, 10), D(2026, 11, 5)) == D(2026, 8, 1)
    assert verzinsung.zinsen_nach_antrag_ab(D(2025, 8, 31), D(2026, 11, 5)) == D(2026, 3, 1)
    assert verzinsung.zinsen_nach_antrag_ab(None, D(2026, 11, 5)) == D(2027, 1, 1)
    assert verzinsung.zinsen_bis(D(2026, 11, 1)) == D(2026, 10, 31)
    assert verzinsung.zinsmonate(D(2026, 8, 1), D(2027, 1, 31)) == 6


def test_a_claim_lapses_four_years_after_its_year_and_later_if_it_stood_still() -> None:
    arose = D(2022, 3, 15)
    assert verjaehrung.anspruch_verjaehrt_nach(arose) == D(2026, 12, 31)
    until = verjaehrung.hemmung_bis(D(2027, 1, 15))
    assert until == D(2027, 7, 15)
    stopped = (D(2026, 10, 1), until)  # 288 days
    assert verjaehrung.verjaehrt_nach_hemmung(arose, [stopped]) == D(2027, 10, 15)
    assert verjaehrung.verjaehrt_nach_hemmung(arose, [stopped, (D(2026, 11, 1), D(2026, 12, 1))]) == D(2027, 10, 15)
    assert verjaehrung.verjaehrt_nach_hemmung(arose, [(D(2022, 4, 1), D(2022, 9, 1))]) == D(2026, 12, 31)
    assert verjaehrung.verjaehrt_nach_hemmung(arose, [(D(2022, 12, 1), D(2023, 1, 10))]) == D(2027, 1, 10)
    assert verjaehrung.verjaehrt_nach_hemmung(arose, [(D(2027, 2, 1), D(2027, 9, 1))]) == D(2026, 12, 31)


@given(
    st.dates(D(2015, 1, 1), D(2030, 12, 31)),
    st.lists(st.tuples(st.dates(D(2015, 1, 1), D(2036, 1, 1)), st.integers(0, 400)), max_size=4),
)
def test_standing_still_never_shortens_whatever_its_order(arose: date, stops: list[tuple[date, int]]) -> None:
    spans = [(first, date.fromordinal(first.toordinal() + days)) for first, days in stops]
    end = verjaehrung.verjaehrt_nach_hemmung(arose, spans)
    assert end >= verjaehrung.anspruch_verjaehrt_nach(arose)
    assert end == verjaehrung.verjaehrt_nach_hemmung(arose, reversed(spans))


def test_an_application_works_back_to_the_first() -> None:
    assert antrag.antrag_wirkt_ab(D(2026, 11, 30)) == D(2026, 11, 1)
    assert antrag.antrag_wirkt_ab(D(2026, 12, 1)) == D(2026, 12, 1)
    assert antrag.antrag_wirkt_ab(D(2026, 11, 30), lebensunterhalt=False) == D(2026, 11, 30)
    assert all(antrag.gesondert_zu_beantragen(p) for p in ("24 Abs. 1", "24 Abs. 3", "28 Abs. 5"))
    assert not any(antrag.gesondert_zu_beantragen(p) for p in ("21 Abs. 6", "28 Abs. 2", "28 Abs. 4", "28 Abs. 7"))


@pytest.mark.parametrize(
    ("asked", "due", "first"),
    [
        (D(2023, 6, 30), D(2023, 3, 15), D(2023, 3, 1)),  # end of the third month after March
        (D(2023, 7, 1), D(2023, 3, 15), D(2023, 7, 1)),
        (D(2023, 12, 31), D(2023, 9, 30), D(2023, 9, 1)),
        (D(2024, 1, 2), D(2023, 12, 1), D(2024, 1, 1)),  # S. 4: applications until the end of 2023
        (D(2023, 1, 10), D(2022, 11, 20), D(2022, 11, 1)),
        (D(2022, 12, 31), D(2022, 11, 20), D(2022, 12, 1)),
        (D(2026, 11, 5), D(2026, 9, 1), D(2026, 11, 1)),
    ],
)
def test_heating_costs_of_one_month_in_2023(asked: date, due: date, first: date) -> None:
    assert antrag.antrag_wirkt_ab(asked, faelligkeitsmonat=due) == first


@pytest.mark.parametrize(
    ("begin", "provisional", "dear", "last"),
    [
        (D(2026, 12, 1), False, False, D(2027, 11, 30)),
        (D(2026, 12, 1), True, False, D(2027, 5, 31)),
        (D(2026, 12, 1), False, True, D(2027, 5, 31)),
        (D(2026, 9, 1), True, True, D(2027, 2, 28)),
        (D(2027, 3, 1), False, False, D(2028, 2, 29)),
        (D(2026, 12, 15), False, False, D(2027, 11, 30)),
    ],
)
def test_the_bewilligungszeitraum_ends_with_a_calendar_month(
    begin: date, provisional: bool, dear: bool, last: date
) -> None:
    assert zeitraum.bewilligungszeitraum(begin, vorlaeufig=provisional, kdu_unangemessen=dear) == (begin, last)


def test_asking_for_the_final_decision_may_wait_until_the_working_day() -> None:
    sunday = D(2027, 10, 31)
    assert zeitraum.abschliessende_entscheidung_beantragen_bis(sunday, "NW", None) == D(2027, 11, 2)
    assert zeitraum.abschliessende_entscheidung_beantragen_bis(sunday, "BE", None) == D(2027, 11, 1)


def test_grundsicherung_begins_with_the_month() -> None:
    assert sgb12.grundsicherung_wirkt_ab(D(2026, 11, 20), D(2020, 1, 1)) == D(2026, 11, 1)
    assert sgb12.grundsicherung_wirkt_ab(D(2026, 11, 20), D(2026, 11, 30)) == D(2026, 11, 1)
    assert sgb12.grundsicherung_wirkt_ab(D(2026, 11, 20), D(2027, 2, 1)) == D(2027, 2, 1)
    assert sgb12.grundsicherung_nach_sgb2_ab(D(2026, 12, 31)) == D(2027, 1, 1)
    assert sgb12.grundsicherung_nach_sgb2_ab(D(2026, 11, 30)) == D(2026, 12, 1)
    assert sgb12.grundsicherung_zeitraum_ende(D(2026, 11, 1), sgb12.grundsicherung_monate(False)) == D(2027, 10, 31)
    assert sgb12.grundsicherung_zeitraum_ende(D(2026, 11, 1), sgb12.grundsicherung_monate(True)) == D(2027, 4, 30)
    assert sgb12.sozialhilfe_setzt_ein(D(2026, 11, 20), D(2026, 11, 17)) == D(2026, 11, 17)
    assert sgb12.sozialhilfe_setzt_ein(D(2026, 11, 20), None) == D(2026, 11, 20)
    assert all(sgb12.grundsicherung_gesondert_zu_beantragen(p) for p in ("31", "33", "34 Abs. 5", "42 Nr. 5"))
    assert not sgb12.grundsicherung_gesondert_zu_beantragen("30")


def test_a_year_for_the_final_decision_and_three_for_set_off_in_sgb12() -> None:
    """§ 44a and § 44b SGB XII have clocks of their own; § 43 SGB II counts from a month later."""
    assert sgb12.grundsicherung_jahr_nach_ende(D(2026, 12, 31)) == D(2027, 12, 31)
    assert sgb12.grundsicherung_jahr_nach_ende(D(2027, 2, 28)) == D(2028, 2, 29)
    assert sgb12.grundsicherung_aufrechnung_endet(D(2026, 3, 10), 0) == D(2029, 3, 31)
    assert sgb12.grundsicherung_aufrechnung_endet(D(2026, 3, 31), 10) == D(2029, 4, 10)
    assert sgb12.sozialhilfe_aufrechnung_endet(D(2026, 12, 1)) == D(2029, 11, 30)


@pytest.mark.parametrize(
    ("month", "paid"),
    [
        (D(2026, 12, 1), D(2026, 11, 30)),  # J8.3
        (D(2027, 1, 1), D(2026, 12, 30)),
        (D(2025, 1, 1), D(2024, 12, 30)),
        (D(2024, 1, 1), D(2023, 12, 29)),
        (D(2024, 4, 1), D(2024, 3, 28)),  # Good Friday and a weekend before Easter Monday
        (D(2026, 6, 1), D(2026, 5, 29)),
        (D(2026, 11, 1), D(2026, 10, 30)),  # a Sunday
    ],
)
def test_j8_money_is_ordered_on_the_last_bank_day_of_the_month_before(month: date, paid: date) -> None:
    assert bank.zahltag_im_voraus(month) == paid
    assert bank.zahltag_im_voraus_sgb12(month.replace(day=15)) == paid


def test_bank_days_are_those_of_target_and_not_those_of_a_land() -> None:
    closed = ["2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2026-12-24", "2026-12-25", "2026-12-31"]
    assert not any(bank.bankarbeitstag(date.fromisoformat(day)) for day in (*closed, "2026-11-28", "2026-11-29"))
    opened = ["2026-01-06", "2026-05-14", "2026-05-25", "2026-06-04", "2026-11-18", "2026-12-23", "2026-12-30"]
    assert all(bank.bankarbeitstag(date.fromisoformat(day)) for day in opened)
    assert bank.ausfuehrung_ab(D(2026, 12, 24)) == D(2026, 12, 28)
    assert bank.ausfuehrung_ab(D(2026, 11, 30)) == D(2026, 11, 30)
