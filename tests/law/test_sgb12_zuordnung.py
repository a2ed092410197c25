"""Grouping as an explained step, and months and facts that are refused with a sentence (A6)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from nahbar.benefits.base import FactsRefused
from nahbar.benefits.case_calculation import calculate_case
from nahbar.benefits.case_format import read_case
from nahbar.benefits.grundsicherung_im_alter.calculation import calculate_case as grundsicherung
from nahbar.benefits.hilfe_zum_lebensunterhalt.calculation import calculate_case as hilfe
from nahbar.law.explain import Step, explain, walk
from nahbar.law.parameter import UnknownParameter
from nahbar.law.sentences import sentence
from nahbar.law.sgb2.sachverhalt import Rolle
from nahbar.law.sgb12.sachverhalt import Leistung
from nahbar.law.zuordnung import Mitglied, zuordnen

NOVEMBER = date(2026, 11, 1)
OLD = {"id": "a", "rolle": "antragsteller", "geburtsdatum": "1955-03-01"}
YOUNG = {"id": "b", "rolle": "partner", "geburtsdatum": "1975-03-01"}
CHILD = {"id": "k", "rolle": "kind", "geburtsdatum": "2015-01-01", "kindergeld": "259.00"}


def case(*people: dict[str, Any]) -> Any:
    return read_case({"id": "x", "wohnung": {"anerkannt": "600.00"}, "personen": list(people)})


def grouped(*people: Mitglied, month: date = NOVEMBER) -> list[Leistung]:
    return list(zuordnen(people, month))


def adult(key: str = "a", born: date = date(1985, 1, 1), **facts: Any) -> Mitglied:
    return Mitglied(key, Rolle.ANTRAGSTELLER if key == "a" else Rolle.PARTNER, born, **facts)


def child(born: date, **facts: Any) -> Mitglied:
    return Mitglied("k", Rolle.KIND, born, eltern=(0,), **facts)


def test_each_person_of_a_mixed_household_is_assigned_by_its_paragraph() -> None:
    result = calculate_case(case(OLD, YOUNG, CHILD), NOVEMBER, explain=True)
    steps = {(step.name, step.person): step for step in walk(result.schritte) if step.person}
    assert steps["altersgrenze_erreicht", "a"].norm == "SGB XII § 41 Abs. 2"
    assert steps["grundsicherung_geht_vor", "a"].ergebnis is True
    assert steps["kann_arbeiten", "b"].norm == "SGB II § 7 Abs. 1 S. 1"
    assert steps["in_der_bedarfsgemeinschaft", "k"].norm == "SGB II § 7 Abs. 3"
    assert ("kann_arbeiten", "a") not in steps
    assert all(sentence(step) for step in walk(result.schritte))


def test_the_pure_sgb_ii_explains_its_grouping_too_and_keeps_its_amounts() -> None:
    single = YOUNG | {"rolle": "antragsteller"}
    result = calculate_case(case(single), NOVEMBER, explain=True)
    names = [step.name for step in result.schritte]
    assert names.index("in_der_bedarfsgemeinschaft") < names.index("regelbedarf")
    assert result.summe == 56300 + 60000


@pytest.mark.parametrize(
    ("born", "first"),
    [
        ("1946-12-31", "2011-12"),
        ("1947-01-01", "2012-01"),
        ("1958-06-15", "2024-06"),
        ("1959-06-15", "2025-08"),
        ("1960-09-01", "2026-12"),
        ("1960-09-02", "2027-01"),
        ("1964-01-15", "2031-01"),
    ],
)
def test_the_table_of_the_altersgrenze(born: str, first: str) -> None:
    """§ 41 Abs. 2: the month in which the age is completed; born on the 1st: the day before."""
    year, month = (int(part) for part in first.split("-"))
    person = adult(born=date.fromisoformat(born), erwerbsfaehig=False)
    before = date(year, month - 1, 1) if month > 1 else date(year - 1, 12, 1)
    assert grouped(person, month=date(year, month, 1)) == [Leistung.KAPITEL_4]
    assert grouped(person, month=before) == [Leistung.KAPITEL_3]


def test_who_can_work_leaves_the_sgb_ii_with_the_month_after() -> None:
    """§ 7a SGB II: until the end of the month in which the age is completed."""
    person = adult(born=date(1960, 7, 15))
    assert grouped(person, month=date(2026, 11, 1)) == [Leistung.SGB2]
    assert grouped(person, month=date(2026, 12, 1)) == [Leistung.KAPITEL_4]


def test_family_around_somebody_who_can_work() -> None:
    """§ 7 Abs. 3 SGB II: partner, parents and children under 25; not from 25 on, not other relatives."""
    assert grouped(adult(erwerbsfaehig=False), adult("b")) == [Leistung.SGB2, Leistung.SGB2]
    assert grouped(adult(erwerbsfaehig=False), child(date(2011, 11, 30))) == [Leistung.SGB2, Leistung.SGB2]
    assert grouped(adult(erwerbsfaehig=False), child(date(2011, 12, 1))) == [Leistung.KAPITEL_3, Leistung.KAPITEL_3]
    assert grouped(adult(), child(date(2001, 11, 2))) == [Leistung.SGB2, Leistung.SGB2]
    assert grouped(adult(), child(date(2001, 11, 1))) == [Leistung.SGB2, Leistung.KEINE]
    member = Mitglied("h", Rolle.HAUSHALTSMITGLIED, date(1940, 1, 1))
    assert grouped(adult(), member) == [Leistung.SGB2, Leistung.KEINE]


def test_lasting_incapacity_counts_from_the_month_of_the_18th_birthday() -> None:
    """§ 41 Abs. 3, § 44 Abs. 2 S. 1."""
    lasting = {"dauerhaft_erwerbsgemindert": True}
    assert grouped(adult(), child(date(2008, 11, 30), **lasting)) == [Leistung.SGB2, Leistung.KAPITEL_4]
    assert grouped(adult(), child(date(2008, 12, 1), **lasting)) == [Leistung.SGB2, Leistung.SGB2]


def test_the_steps_are_sentences() -> None:
    with explain() as steps:
        grouped(adult(erwerbsfaehig=False), child(date(2015, 1, 1)))
    spoken = [sentence(step) for step in steps]
    assert "Für diese Person bleibt die Hilfe zum Lebensunterhalt." in spoken
    assert sentence(Step("SGB XII § 28", "regelbedarfsstufe", "p", 50600, "cent", {"stufe": 2})) == (
        "Der Regelbedarf für Erwachsene, die zu zweit leben, beträgt je 506,00 €."
    )


@pytest.mark.parametrize(
    ("person", "month", "law", "words"),
    [
        (OLD, date(2020, 12, 1), "auto", "Vor Januar 2021"),
        (OLD, date(2020, 12, 1), "sgb12-4", "Vor Januar 2021"),
        (OLD | {"geburtsdatum": "1985-01-01", "erwerbsfaehig": False}, date(2022, 12, 1), "auto", "Vor Januar 2023"),
        (OLD | {"geburtsdatum": "1985-01-01"}, date(2022, 12, 1), "sgb12-3", "Vor Januar 2023"),
        (OLD, date(2027, 1, 1), "auto", "Regelbedarfsstufe 1"),
        (YOUNG | {"rolle": "antragsteller"}, date(2022, 12, 1), "auto", "Vor Januar 2023"),
    ],
)
def test_months_outside_the_known_law_are_refused_with_a_sentence(
    person: dict[str, Any], month: date, law: str, words: str
) -> None:
    with pytest.raises(UnknownParameter, match=words):
        calculate_case(case(person), month, law=law)


def test_a_mixed_household_before_2023_is_refused_as_a_whole() -> None:
    with pytest.raises(UnknownParameter, match="SGB II"):
        calculate_case(case(OLD, YOUNG), date(2022, 6, 1))


@pytest.mark.parametrize(
    ("facts", "path"),
    [
        ({"erwerbsgemindert_dauerhaft": True, "erwerbsfaehig": True}, "personen[0].erwerbsfaehig"),
        ({"minderungen": [{"grund": "meldeversaeumnis", "ereignis": "2026-10-01", "monat_nr": 1}]},
         "personen[0].minderungen"),
        ({"nachzahlung": {"art": "lohn", "betrag": "1.00", "zufluss": "2026-11-02"}}, "personen[0].nachzahlung.art"),
        ({"von": "2026-11-10", "bis": "2026-11-02"}, "personen[0].bis"),
    ],
)  # fmt: skip
def test_facts_that_cannot_be_are_refused(facts: dict[str, Any], path: str) -> None:
    with pytest.raises(FactsRefused) as refusal:
        calculate_case(case(OLD | facts), NOVEMBER)
    assert [error["pfad"] for error in refusal.value.errors] == [path]


def test_forty_persons_are_calculated() -> None:
    people = [OLD | {"erwerbsgemindert_dauerhaft": True}]
    people += [{"id": f"k{n}", "rolle": "kind", "geburtsdatum": "2015-01-01"} for n in range(39)]
    result = calculate_case(case(*people), NOVEMBER)
    assert len(result.personen) == 40 and sum(p.kdu for p in result.personen) == 60000


def test_each_benefit_calculates_its_own_law() -> None:
    assert grundsicherung(case(OLD), NOVEMBER).leistung == "Grundsicherung im Alter und bei Erwerbsminderung"
    assert hilfe(case(YOUNG | {"rolle": "antragsteller"}), NOVEMBER).leistung == "Hilfe zum Lebensunterhalt"
    with pytest.raises(FactsRefused):
        grundsicherung(case(YOUNG | {"rolle": "antragsteller"}), NOVEMBER)


def test_values_of_an_earlier_month_are_marked() -> None:
    """A Bescheid beyond the published values (§ 28a): amounts of December 2026, birthdays of June 2027."""
    result = calculate_case(case(OLD), date(2027, 6, 1), values_of=date(2026, 12, 1))
    assert (result.monat, result.werte_stand, result.personen[0].regelbedarf) == (
        date(2027, 6, 1), date(2026, 12, 1), 56300,
    )  # fmt: skip
