"""§§ 28-30 SGB II, § 5a GrusiGV: Bildung und Teilhabe, each amount worked out from the statute of its month."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.law.explain import explain, walk
from nahbar.law.parameter import UnknownParameter, statutory
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.bildung import (
    Bildung,
    bildungsbedarf,
    klassenfahrt_pruefbetrag,
    lernfoerderung_im_antrag,
    mehrbedarf_schulbuecher,
    schulausfluege_pruefbetrag,
    schulbedarf,
)
from nahbar.law.sgb2.bildung_leistung import (
    Weg,
    anspruch_auf_bildung,
    antrag_bei_selbsthilfe,
    berechtigte_selbsthilfe,
    bildung_ohne_bedarfsgemeinschaft,
    leistungen,
    offene_bedarfe,
    pruefbedarf,
    sofortzuschlag_bei_bildung,
    ueberschuss_je_kind,
    weg_der_leistung,
    widerruf_ohne_verwendungsnachweis,
)

GEBURT = date(2017, 3, 20)


def recht(year: int, month: int, beginn: date | None = None) -> Rechtsstand:
    day = date(year, month, 1)
    return Rechtsstand(day, beginn or day, statutory())


@pytest.mark.parametrize(
    ("year", "month", "cents"),
    [
        (2023, 2, 5800), (2023, 8, 11600), (2024, 2, 6500), (2024, 8, 13000), (2025, 2, 6500), (2025, 8, 13000),
        (2026, 2, 6500), (2026, 8, 13000), (2026, 7, 0), (2026, 9, 0), (2026, 1, 0), (2026, 3, 0),
    ],
)  # fmt: skip
def test_school_things_on_the_first_of_august_and_february(year: int, month: int, cents: int) -> None:
    """Anlage zu § 34 SGB XII: 116/58 in 2023, 130/65 in 2024 to 2026; in other months nothing."""
    assert bildungsbedarf(recht(year, month), Bildung("p3", GEBURT, schule=True)).schulbedarf == cents


@pytest.mark.parametrize(
    ("year", "month", "aufnahme", "rueckkehr", "cents"),
    [
        (2026, 9, date(2026, 9, 30), None, 13000),  # Nr. 1: after August, before February
        (2026, 8, date(2026, 8, 20), None, 13000),  # in August itself: once
        (2024, 1, date(2024, 1, 8), None, 11600),  # the half-year began in 2023: 116, not 130
        (2024, 3, date(2024, 3, 1), None, 11600 + 6500),  # Nr. 2: both amounts
        (2024, 2, date(2024, 2, 1), None, 11600 + 6500),  # Nr. 2: in the month of the second half-year
        (2026, 7, date(2026, 7, 31), None, 19500),
        (2026, 4, None, date(2026, 4, 13), 6500),  # Nr. 3: back after an interruption
        (2026, 10, None, date(2026, 10, 5), 0),  # Nr. 3 is only about a return after February
        (2026, 10, date(2026, 9, 30), None, 0),  # admitted the month before: paid then
    ],
)
def test_late_admission_and_return(
    year: int, month: int, aufnahme: date | None, rueckkehr: date | None, cents: int
) -> None:
    """§ 28 Abs. 3 SGB II with § 34 Abs. 3 S. 2 Nr. 1 to 3 SGB XII."""
    assert schulbedarf(recht(year, month), "p3", aufnahme, rueckkehr) == cents


def test_the_amount_of_2027_is_not_known_yet_but_late_admissions_of_this_school_year_are() -> None:
    assert schulbedarf(recht(2027, 1), "p3", date(2027, 1, 11), None) == 13000
    with pytest.raises(UnknownParameter, match="zweites Schulhalbjahr"):
        schulbedarf(recht(2027, 2), "p3", None, None)


def test_all_needs_of_a_schoolchild_in_one_month() -> None:
    """12.50 trip and 240 journey, 29 - 12 transport, 60 tutoring, 18 lunches of 4.10, 15 and 35 - 15 further costs."""
    kind = Bildung(
        "p3", GEBURT, schule=True, ausfluege=1250, klassenfahrten=24000, befoerderung=2900,
        befoerderung_von_dritten=1200, lernfoerderung=6000, mittagessen_preis=410, mittagessen_tage=18,
        mittagessen_der_schule=True, teilhabe=900, teilhabe_weitere=3500, teilhabe_zumutbar=1500,
    )  # fmt: skip
    with explain() as steps:
        bedarf = bildungsbedarf(recht(2026, 11), kind)
    assert bedarf.nach_absatz() == {"2": 25250, "3": 0, "4": 1700, "5": 6000, "6": 7380, "7": 1500 + 2000}
    assert bedarf.summe == 43830
    assert {step.norm for step in walk(steps)} >= {f"SGB II § 28 Abs. {n}" for n in ("2", "3", "5", "6")}


def test_transport_that_others_pay_is_no_need() -> None:
    kind = Bildung("p3", GEBURT, schule=True, befoerderung=2900, befoerderung_von_dritten=4900)
    assert bildungsbedarf(recht(2026, 11), kind).befoerderung == 0


def test_who_is_no_pupil_gets_trips_and_lunch_only_in_day_care() -> None:
    kita = Bildung("p2", date(2022, 6, 3), kita=True, ausfluege=500, mittagessen_preis=300, mittagessen_tage=20,
                   befoerderung=2900, lernfoerderung=100)  # fmt: skip
    assert bildungsbedarf(recht(2026, 8), kita).nach_absatz() == {"2": 500, "3": 0, "4": 0, "5": 0, "6": 6000, "7": 0}
    lehrling = Bildung("p4", date(2008, 1, 1), schule=True, ausbildungsverguetung=True, ausfluege=500)
    assert bildungsbedarf(recht(2026, 8), lehrling).summe == 0
    kantine = Bildung("p3", GEBURT, schule=True, mittagessen_preis=300, mittagessen_tage=20)
    assert bildungsbedarf(recht(2026, 11), kantine).mittagessen == 0


@pytest.mark.parametrize(("geburt", "schulbedarf_cents"), [(date(2001, 8, 2), 13000), (date(2001, 8, 1), 0)])
def test_a_pupil_is_under_25_on_the_first_of_august(geburt: date, schulbedarf_cents: int) -> None:
    assert bildungsbedarf(recht(2026, 8), Bildung("p1", geburt, schule=True)).schulbedarf == schulbedarf_cents


@pytest.mark.parametrize(
    ("geburt", "aufwendungen", "cents"),
    [
        (date(2008, 11, 2), 1, 1500), (date(2008, 11, 1), 1500, 0),
        (date(2012, 1, 1), 0, 0), (date(2012, 1, 1), 9000, 1500),
    ],
)  # fmt: skip
def test_participation_is_a_lump_sum_until_18_and_needs_real_costs(geburt: date, aufwendungen: int, cents: int) -> None:
    assert bildungsbedarf(recht(2026, 11), Bildung("p3", geburt, teilhabe=aufwendungen)).teilhabe == cents


def test_further_costs_only_beside_the_lump_sum() -> None:
    cheap = Bildung("p3", GEBURT, teilhabe=900, teilhabe_weitere=900, teilhabe_zumutbar=1500)
    assert bildungsbedarf(recht(2026, 11), cheap).teilhabe == 1500
    adult = Bildung("p3", date(2008, 11, 1), teilhabe=2000, teilhabe_weitere=5000)
    assert bildungsbedarf(recht(2026, 11), adult).teilhabe == 0


def test_amounts_for_the_test_of_need() -> None:
    """§ 5a GrusiGV: three euro for trips; a journey of 250 counts 41.67 in each of six months after the application."""
    assert schulausfluege_pruefbetrag(recht(2023, 5), "p3") == schulausfluege_pruefbetrag(recht(2026, 11), "p3") == 300
    antrag = date(2026, 3, 31)
    months = [klassenfahrt_pruefbetrag(recht(2026, month), "p3", 25000, antrag) for month in range(3, 12)]
    assert months == [0, 4167, 4167, 4167, 4167, 4167, 4167, 0, 0]
    with explain() as steps:
        schulausfluege_pruefbetrag(recht(2026, 6), "p3")
        schulausfluege_pruefbetrag(recht(2026, 7), "p3")
    assert [step.norm for step in steps] == ["Bürgergeld-V § 5a Nr. 1", "GrusiGV § 5a Nr. 1"]


def test_the_needs_as_the_test_of_need_takes_them() -> None:
    """A trip of 12.50 counts 3.00, a journey of 240 that is applied for in October 40.00 from November to April."""
    kind = Bildung("p3", GEBURT, schule=True, ausfluege=1250, klassenfahrten=24000, teilhabe=900)
    tested = [pruefbedarf(recht(2026, month), kind, date(2026, 10, 20)) for month in (10, 11)]
    assert [needs["2"] for needs in tested] == [300, 4300]
    assert tested[1] | {"2": 0} == {"2": 0, "3": 0, "4": 0, "5": 0, "6": 0, "7": 1500}
    assert pruefbedarf(recht(2026, 11), kind, None)["2"] == 300
    assert pruefbedarf(recht(2026, 11), Bildung("p3", GEBURT, schule=True), None)["2"] == 0
    no_pupil = Bildung("p3", GEBURT, ausfluege=1250, klassenfahrten=24000)
    assert pruefbedarf(recht(2026, 11), no_pupil, date(2026, 10, 20))["2"] == 0


def test_income_covers_the_paragraphs_in_their_order() -> None:
    """§ 19 Abs. 3 S. 3: 100 left over pay for the trip, the school things and 5 of the transport."""
    bedarfe = {"2": 3000, "3": 6500, "4": 1700, "5": 0, "6": 7000, "7": 1500}
    assert offene_bedarfe(recht(2026, 2), "p3", 10000, bedarfe) == {
        "2": 0, "3": 0, "4": 1200, "5": 0, "6": 7000, "7": 1500,
    }  # fmt: skip
    assert offene_bedarfe(recht(2026, 2), "p3", 0, bedarfe) == bedarfe
    assert offene_bedarfe(recht(2026, 2), "p3", -500, bedarfe) == bedarfe
    assert sum(offene_bedarfe(recht(2026, 2), "p3", 19700, bedarfe).values()) == 0


def test_several_children_share_income_in_equal_parts() -> None:
    """§ 9 Abs. 2 S. 4: 100.01 for two children, whatever each needs; the cent that is left goes to the last."""
    assert ueberschuss_je_kind(recht(2026, 11), 10001, {"p2": 500, "p3": 90000}) == {"p2": 5000, "p3": 5001}


def test_what_two_children_get_when_only_education_is_left() -> None:
    """60 euro above all other needs: 30 for each child; lunch of 70 leaves 40, the other one's 20 are covered."""
    bedarfe = {"p2": {"2": 0, "6": 7000}, "p3": {"2": 500, "7": 1500}}
    offen = leistungen(recht(2026, 11), 6000, bedarfe)
    assert offen == {"p2": {"2": 0, "6": 4000}, "p3": {"2": 0, "7": 0}}
    assert leistungen(recht(2026, 11), -6000, bedarfe) == bedarfe


@pytest.mark.parametrize(
    ("year", "anspruch", "bildung", "cents"),
    [(2024, 0, 1, 2000), (2026, 0, 1500, 2500), (2026, 0, 0, 0), (2026, 1, 1500, 0)],
)
def test_sofortzuschlag_with_education_alone(year: int, anspruch: int, bildung: int, cents: int) -> None:
    """§ 72 Abs. 1 S. 2 Nr. 1; with a claim of its own the child has it by S. 1."""
    assert sofortzuschlag_bei_bildung(recht(year, 11), "p3", anspruch, bildung) == cents


@given(
    st.integers(-100000, 100000),
    st.dictionaries(st.sampled_from("234567"), st.integers(0, 30000), min_size=1),
)
def test_income_and_open_needs_add_up(ueberschuss: int, bedarfe: dict[str, int]) -> None:
    offen = offene_bedarfe(recht(2026, 11), "p3", ueberschuss, bedarfe)
    assert sum(offen.values()) == max(0, sum(bedarfe.values()) - max(0, ueberschuss))
    assert all(0 <= offen[absatz] <= bedarfe[absatz] for absatz in bedarfe)


def test_who_is_entitled() -> None:
    law = recht(2026, 11)
    assert bildung_ohne_bedarfsgemeinschaft(law, "p3", True, True)
    assert not bildung_ohne_bedarfsgemeinschaft(law, "p3", False, True)
    assert anspruch_auf_bildung(law, "p3", False, False)
    assert not anspruch_auf_bildung(law, "p3", False, True)


def test_tutoring_was_part_of_the_application_in_periods_that_began_until_2023() -> None:
    assert lernfoerderung_im_antrag(recht(2024, 5, date(2023, 12, 1)))
    assert not lernfoerderung_im_antrag(recht(2024, 5, date(2024, 1, 1)))


def test_ways_of_payment_and_justified_self_help() -> None:
    """§ 29 Abs. 1 S. 3: school things and transport always as money; § 30 does not know them."""
    law = recht(2026, 11)
    assert [weg_der_leistung(law, absatz, Weg.SACHLEISTUNG) for absatz in (2, 3, 4, 6)] == [
        Weg.SACHLEISTUNG, Weg.GELD, Weg.GELD, Weg.SACHLEISTUNG,
    ]  # fmt: skip
    paid = [berechtigte_selbsthilfe(law, "p3", absatz, 4200, True, True) for absatz in (2, 3, 4, 5, 6, 7)]
    assert paid == [4200, 0, 0, 4200, 4200, 4200]
    assert berechtigte_selbsthilfe(law, "p3", 2, 4200, False, True) == 0
    assert berechtigte_selbsthilfe(law, "p3", 2, 4200, True, False) == 0
    assert antrag_bei_selbsthilfe(law, date(2026, 11, 9), date(2026, 10, 30), False) == date(2026, 10, 30)
    assert antrag_bei_selbsthilfe(law, date(2026, 11, 9), date(2026, 10, 30), True) == date(2026, 11, 9)
    assert widerruf_ohne_verwendungsnachweis(law, True, False)
    assert not widerruf_ohne_verwendungsnachweis(law, False, False)


@pytest.mark.parametrize(
    ("aufwendungen", "erstattet", "bedarf"), [(8_490, 0, 8_490), (8_490, 3_000, 5_490), (0, 100, 0)]
)
def test_school_books_count_as_far_as_nobody_else_pays(aufwendungen: int, erstattet: int, bedarf: int) -> None:
    """§ 21 Abs. 6a: a Mehrbedarf beside the school things of August and February."""
    assert mehrbedarf_schulbuecher(recht(2026, 9), "k1", aufwendungen, erstattet) == bedarf
