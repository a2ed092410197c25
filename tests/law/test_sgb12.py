"""SGB XII beyond the case format: forms of living, allowances and amounts that have no field there (A2, scope)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from nahbar.law.explain import explain, walk
from nahbar.law.parameter import statutory
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.sachverhalt import Rolle
from nahbar.law.sgb12 import neben_dem_monat as daneben
from nahbar.law.sgb12.monat import monat
from nahbar.law.sgb12.regelbedarf import barbetrag
from nahbar.law.sgb12.sachverhalt import Leistung, Person, Sachverhalt, Wohnform, Wohnung

NOVEMBER = date(2026, 11, 1)


def recht(month: date = NOVEMBER, begin: date | None = None) -> Rechtsstand:
    return Rechtsstand(month, begin or month, statutory())


def person(key: str = "p1", **facts: Any) -> Person:
    given = {"rolle": Rolle.ANTRAGSTELLER, "geburtsdatum": date(1990, 5, 1), "leistung": Leistung.KAPITEL_4,
             "voll_erwerbsgemindert": True} | facts  # fmt: skip
    return Person(id=key, **given)


def claim(*people: Person, month: date = NOVEMBER, begin: date | None = None, **dwelling: Any) -> list[int]:
    facts = Sachverhalt(people, Wohnung(**dwelling), begin or month)
    return [e.anspruch for e in monat(facts, recht(month, begin)).personen]


PARENTS = (
    person("v", rolle=Rolle.HAUSHALTSMITGLIED, leistung=Leistung.KEINE, geburtsdatum=date(1960, 1, 1)),
    person("m", rolle=Rolle.HAUSHALTSMITGLIED, leistung=Leistung.KEINE, geburtsdatum=date(1962, 1, 1)),
)
LIMITS = {"bruttokaltmiete": 90000, "heizkosten": 12000, "angemessen_bruttokalt": 75000,
          "angemessen_eine_person_weniger": 60000}  # fmt: skip


def test_adult_with_parents_gets_step_1_and_the_difference_of_the_limits() -> None:
    """§ 42a Abs. 3: 750 − 600 = 150; heating 120 × 150 ÷ 750 = 24; 563 + 174 = 737."""
    assert claim(person(elternteil_1=1, elternteil_2=2), *PARENTS, **LIMITS)[0] == 73700


def test_contract_or_needy_parents_give_the_share_by_heads() -> None:
    """§ 42a Abs. 4 and Abs. 3 S. 5: (750 + 120) ÷ 3 = 290 once the time to lower costs is over."""
    over = LIMITS | {"kostensenkung_ab": date(2025, 1, 1)}
    begin = date(2024, 1, 1)
    child = person(elternteil_1=1, elternteil_2=2)
    assert claim(replace(child, mietvertraglich_beteiligt=True), *PARENTS, begin=begin, **over)[0] == 56300 + 29000
    needy = replace(PARENTS[0], leistung=Leistung.SGB2, rolle=Rolle.PARTNER)
    assert claim(child, needy, PARENTS[1], begin=begin, **over)[0] == 56300 + 29000


def test_besondere_wohnform_is_step_2_with_a_ceiling_of_125_percent() -> None:
    """§ 42a Abs. 5: average 400, actual 520: 500; actual 480: all of it."""
    living = person(wohnform=Wohnform.BESONDERE_WOHNFORM)
    assert claim(living, bruttokaltmiete=52000, warmmiete_einpersonen=40000) == [50600 + 50000]
    assert claim(living, bruttokaltmiete=48000, warmmiete_einpersonen=40000) == [50600 + 48000]


def test_institution_is_step_3_with_the_average_rent_and_a_barbetrag() -> None:
    """§ 27b: 451 + 400; 27 percent of 563 = 152.01. No Warmwasser in step 3."""
    living = person(wohnform=Wohnform.EINRICHTUNG)
    dwelling = {"bruttokaltmiete": 200000, "warmmiete_einpersonen": 40000, "warmwasser_dezentral": True}
    assert claim(living, **dwelling) == [45100 + 40000]
    assert barbetrag(recht(), living) == 15201


@pytest.mark.parametrize(("month", "day"), [("2021-01", 347), ("2022-01", 357), ("2023-01", 380), ("2024-01", 413),
                                            ("2025-01", 440), ("2026-01", 457)])  # fmt: skip
def test_lunch_in_a_werkstatt_is_a_thirtieth_of_the_monthly_value_for_each_day(month: str, day: int) -> None:
    """§ 42b Abs. 2 S. 3 with the SvEV of the year."""
    start = date.fromisoformat(f"{month}-01")
    with_lunch, without = claim(person(mittagstage=18), month=start), claim(person(), month=start)
    assert with_lunch[0] - without[0] == 18 * day


def test_care_raises_the_allowance_to_40_percent_with_its_own_ceiling() -> None:
    """§ 82 Abs. 6: 500: 200 free; 1,000: 400, at most 65 percent of 563 = 365.95; tools 5.20."""
    assert claim(person(brutto=50000, netto=50000, hilfe_zur_pflege=True)) == [56300 - (50000 - 20000 - 520)]
    assert claim(person(brutto=100000, netto=90000, hilfe_zur_pflege=True)) == [56300 - (90000 - 36595 - 520)]


def test_a_benefit_with_a_purpose_does_not_count() -> None:
    """§ 83 Abs. 1."""
    assert claim(person(zweckbestimmt=50000)) == claim(person()) == [56300]


def test_after_four_weeks_abroad_nothing_is_paid_until_the_return() -> None:
    """§ 41a: abroad since 19 October, four weeks end on 15 November: 15 days are paid; back on the 25th: five more."""
    away = person(ausland_seit=date(2026, 10, 19))
    assert claim(away) == [56300 * 15 // 30]
    assert claim(replace(away, ausland_bis=date(2026, 11, 25))) == [(56300 * 20 + 15) // 30]
    assert claim(replace(away, ausland_seit=date(2026, 11, 10))) == [56300]


def test_parents_income_stays_out_for_a_pregnant_minor() -> None:
    """§ 19 Abs. 4: the mother's 300 above her need do not cover the daughter."""
    mother = person("m", leistung=Leistung.KAPITEL_3, rente=86300)
    child = person("k", leistung=Leistung.KAPITEL_3, rolle=Rolle.KIND, geburtsdatum=date(2010, 6, 1), elternteil_1=0)
    assert claim(mother, child) == [0, 17100]
    pregnant = replace(child, schwanger_et=date(2027, 1, 15))
    assert claim(mother, pregnant) == [0, 47100 + 8007]


def test_a_stepparent_pays_for_the_partner_and_not_for_the_partners_child() -> None:
    """§ 27 Abs. 2 S. 2, 3: 1,000 above the need: the partner's 506 are covered, the child keeps its 390."""
    step = person("s", partner=1, rente=150600)
    mother = person("m", rolle=Rolle.PARTNER, partner=0)
    child = person("k", leistung=Leistung.KAPITEL_3, rolle=Rolle.KIND, geburtsdatum=date(2015, 1, 1), elternteil_1=1)
    assert claim(step, mother, child) == [0, 0, 39000]


def test_assets_that_the_sgb_ii_leaves_to_a_partner_are_not_taken() -> None:
    """§ 90 Abs. 3: 25,000, of which 12,500 are free by § 12 SGB II; 12,500 are below 2 × 10,000."""
    old = person("a", partner=1)
    other = person("b", rolle=Rolle.PARTNER, partner=0, leistung=Leistung.SGB2, vermoegen=2500000,
                   einkommen_nach_sgb2=0)  # fmt: skip
    assert claim(old, other)[0] == 0
    assert claim(old, replace(other, vermoegen_anderweitig_frei=1250000))[0] == 50600


def test_considerable_assets_count_in_the_pandemic_too() -> None:
    """§ 141 Abs. 2 S. 2: 60,000 for one person."""
    begin = date(2022, 10, 1)
    assert claim(person(vermoegen=6000000), month=begin) == [44900]
    assert claim(person(vermoegen=6000001), month=begin) == [0]
    assert claim(person(vermoegen=1000001), month=date(2023, 3, 1), begin=begin) == [50200]
    assert claim(person(vermoegen=1000001), month=date(2023, 4, 1), begin=begin) == [50199]


def test_every_amount_of_a_person_is_a_step_of_that_person() -> None:
    with explain() as steps:
        result = monat(Sachverhalt((person(rente=20000, merkzeichen_g=True),), Wohnung(anerkannt=40000), NOVEMBER),
                       recht())  # fmt: skip
    own = {step.ergebnis for step in walk(steps) if step.person == "p1"}
    for e in result.personen:
        assert {e.regelbedarf, e.mehrbedarf, e.kdu, e.bedarf, e.einkommen, e.einkommen_zugeteilt, e.anspruch} <= own


def test_amounts_beside_the_month() -> None:
    """§§ 26, 31, 34, 37a, 44b in November 2026."""
    r, p = recht(), person()
    assert daneben.einschraenkung_hoechstens(r, p) == 16890
    assert daneben.aufrechnung_hoechstens(r, p, 50000, 100000) == 16890
    assert daneben.aufrechnung(r, p, 50600, 40000, 100000) == 2530
    assert daneben.aufrechnung(r, p, 56300, 1000, 100000) == 1000
    assert daneben.darlehensrate(r, p, 40000) == 2815 and daneben.darlehensrate(r, p, 2000) == 2000
    assert daneben.darlehen_zurueckzuzahlen(r, p, 60000) == 28150
    assert daneben.einmaliger_bedarf(r, p, 80000, 10000, 6) == 10000
    assert daneben.einmaliger_bedarf(r, p, 80000, 10000, 9) == 10000
    assert daneben.einmaliger_bedarf(r, p, 80000, 0, 6) == 80000
    assert [daneben.schulbedarf(r, p, half) for half in (1, 2)] == [13000, 6500]
    assert daneben.teilhabe(r, p, True, True) == 1500 and daneben.teilhabe(r, p, True, False) == 0


def test_a_final_decision_nets_the_months_and_knows_no_smallest_amount() -> None:
    """§ 44a Abs. 5, 7: 600 provisional; 250 and 340 proven: 10 back; 250 and 360: 10 more; 250 alone: 350 back."""
    r, p = recht(), person()
    assert daneben.abschliessend(r, p, [(30000, 25000, True), (30000, 34000, True)]) == (1000, 0)
    assert daneben.abschliessend(r, p, [(30000, 25000, True), (30000, 36000, True)]) == (0, 1000)
    assert daneben.abschliessend(r, p, [(30000, 25000, True), (30000, 34000, False)]) == (35000, 0)


def test_children_and_parents_pay_above_100000_a_year() -> None:
    """§ 94 Abs. 1a: exactly 100,000 is not more; minors of chapter 3 are excepted (S. 6)."""
    r, p = recht(), person()
    assert not daneben.unterhalt_zu_beruecksichtigen(r, p, 10000000, False)
    assert daneben.unterhalt_zu_beruecksichtigen(r, p, 10000001, False)
    assert daneben.unterhalt_zu_beruecksichtigen(r, p, 0, True)
