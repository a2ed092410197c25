"""The SGB II of earlier months: since January 2023 every value and wording of its day, before that a sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from nahbar.benefits.base import FactsRefused, MonthResult
from nahbar.benefits.grundsicherungsgeld.calculation import MonatZuFrueh, calculate
from nahbar.law import parameter
from nahbar.law.explain import explain, walk
from nahbar.law.parameter import UnknownParameter, statutory
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.absetzbetraege import erwerbsfreibetrag, ferienjob_frei
from nahbar.law.sgb2.sachverhalt import Ausbildung, Person, Rolle

JUNE, JULY = date(2023, 6, 1), date(2023, 7, 1)
SINCE_2023_07 = {"erwerbsfreibetrag_stufe_2_bis", "erwerbsfreibetrag_satz_2"}
SINCE_2026_07 = {"karenz_vielfaches", "minderung_mindestleistung"} | {
    f"vermoegen_{step}" for step in ("bis_30", "ab_31", "ab_41", "ab_51")
}
FILES = ("einkommen", "leistung", "mehrbedarf", "minderung", "regelbedarf", "vermoegen")


def adult(**facts: Any) -> dict[str, Any]:
    return {"id": "p1", "rolle": "antragsteller", "geburtsdatum": "1980-01-01"} | facts


def month(day: date, *people: dict[str, Any], **facts: Any) -> MonthResult:
    case = {"wohnung": {"anerkannt": "400.00"}, "personen": list(people or (adult(),))} | facts
    return calculate(case, day, explain=True)


def recht(day: date) -> Rechtsstand:
    return Rechtsstand(day, day, statutory())


def person(**facts: Any) -> Person:
    return Person(id="p1", nr=0, rolle=Rolle.ANTRAGSTELLER, geburtsdatum=date(1980, 1, 1), **facts)


@pytest.mark.parametrize("day", [date(2022, 12, 1), date(2022, 12, 31), date(2021, 1, 1), date(1999, 7, 1)])
def test_a_month_before_2023_is_refused_with_a_sentence(day: date) -> None:
    with pytest.raises(MonatZuFrueh) as refusal:
        month(day)
    assert "Vor Januar 2023 rechnet Nahbar das SGB II nicht." in str(refusal.value)
    assert refusal.value.name == "regelbedarfsstufe_1" and f"{day:%m/%Y}" in str(refusal.value)


def test_a_month_after_the_known_ones_is_no_early_month() -> None:
    with pytest.raises(UnknownParameter) as refusal:
        month(date(2027, 1, 1))
    assert not isinstance(refusal.value, MonatZuFrueh)


@pytest.mark.parametrize(
    ("day", "facts", "field", "word"),
    [
        (date(2023, 1, 1), {"minderungen": [{"grund": "pflichtverletzung", "ereignis": "2022-12-31", "monat_nr": 1}]},
         "minderungen[0].ereignis", "Minderungen"),
        (date(2023, 6, 1), {"nachzahlung": {"art": "alg1", "betrag": "900", "zufluss": "2022-12-31"}},
         "nachzahlung.zufluss", "Nachzahlungen"),
    ],
)  # fmt: skip
def test_what_happened_before_2023_is_refused_by_name(
    day: date, facts: dict[str, Any], field: str, word: str
) -> None:
    with pytest.raises(FactsRefused) as refusal:
        month(day, adult(**facts))
    (error,) = refusal.value.errors
    assert error["pfad"] == f"personen[0].{field}" and error["code"] == "nicht_abgedeckt"
    assert error["text"].startswith(word) and "Januar 2023" in error["text"]


def test_a_back_payment_of_2022_that_no_longer_counts_is_no_obstacle() -> None:
    paid = adult(nachzahlung={"art": "alg1", "betrag": "900", "zufluss": "2022-12-31"})
    assert month(date(2023, 7, 1), paid).summe == 90200


@pytest.mark.parametrize(
    ("begin", "day", "assets", "covered"),
    [
        ("2022-11-01", date(2023, 4, 1), "40000.01", False),
        ("2022-11-01", date(2023, 4, 1), "40000.00", True),
        ("2022-11-01", date(2023, 5, 1), "40000.01", True),
        ("2023-01-01", date(2023, 4, 1), "40000.01", True),
    ],
)
def test_high_assets_in_the_six_months_of_section_67(begin: str, day: date, assets: str, covered: bool) -> None:
    """A period begun in 2022 had limits of its own for six months; below both nothing depends on it."""
    if covered:
        expected = 90200 if assets.endswith("00.00") else 90199
        assert month(day, adult(vermoegen=assets), bewilligungszeitraum_beginn=begin).summe == expected
        return
    with pytest.raises(FactsRefused) as refusal:
        month(day, adult(vermoegen=assets), bewilligungszeitraum_beginn=begin)
    assert refusal.value.errors[0]["pfad"] == "personen[0].vermoegen"


def test_refused_work_before_its_law() -> None:
    """§ 31a Abs. 7 took effect on 28 March 2024."""
    entry = {"grund": "arbeitsverweigerung", "ereignis": "2024-03-27", "monat_nr": 1}
    with pytest.raises(FactsRefused, match="galt § 31a Abs. 7 SGB II nicht"):
        month(date(2024, 5, 1), adult(minderungen=[entry]))


def test_every_parameter_of_the_month_has_a_value_in_every_month_since_2023() -> None:
    own = {name for topic in FILES for name in _names(topic)}
    assert len(own) > 50
    months = [date(year, number, 1) for year in (2023, 2024, 2025, 2026) for number in range(1, 13)]
    for found in statutory():
        if found.name not in own:
            continue
        first = date(2023, 1, 1)
        if found.name in SINCE_2023_07:
            first = date(2023, 7, 1)
        elif found.name in SINCE_2026_07:
            first = date(2026, 7, 1)
        known = [day for day in months if any(e.ab <= day <= (e.bis or date.max) for e in found.entries)]
        assert known == [day for day in months if day >= first], found.name


def _names(topic: str) -> list[str]:
    path = Path(parameter.__file__).with_name("parameters") / f"sgb2_{topic}.yaml"
    return list(yaml.safe_load(path.read_text(encoding="utf-8")))


def test_the_limit_of_small_jobs_follows_the_minimum_wage() -> None:
    """§ 8 Abs. 1a SGB IV: minimum wage × 130 ÷ 3, rounded up to the euro."""
    for year, wage in ((2023, 1200), (2024, 1241), (2025, 1282), (2026, 1390), (2027, 1460)):
        limit = statutory().at("geringfuegigkeitsgrenze", date(year, 7, 1)).value
        assert limit == -(-wage * 130 // 300) * 100, year


def test_the_allowance_of_july_2023_is_never_lower_and_the_same_up_to_520() -> None:
    for mit_kind in (False, True):
        for gross in range(0, 200_000, 137):
            june = erwerbsfreibetrag(recht(JUNE), person(), gross, mit_kind, False)
            july = erwerbsfreibetrag(recht(JULY), person(), gross, mit_kind, False)
            assert june == july if gross <= 52_000 else june <= july
            assert july - june == 4_800 or gross < 100_000, gross


def test_the_step_names_the_wording_of_its_month() -> None:
    """The trace of June cites the earlier rules and no value that did not exist."""
    pupil = {"id": "p2", "rolle": "kind", "geburtsdatum": "2006-01-01", "ausbildung": "schueler",
             "brutto": "600.00", "netto": "600.00"}  # fmt: skip
    june, july = (list(walk(month(day, adult(), pupil).schritte)) for day in (JUNE, JULY))
    used = [{p.name for step in steps for p in step.parameter} for steps in (june, july)]
    assert used[0].isdisjoint(SINCE_2023_07 | {"geringfuegigkeitsgrenze"})
    assert "geringfuegigkeitsgrenze" in used[1]
    assert {step.norm for step in june if step.name == "absetzbetrag_ausbildung"} == {"SGB II § 11b Abs. 2"}
    assert {step.norm for step in july if step.name == "absetzbetrag_ausbildung"} == {"SGB II § 11b Abs. 2b"}


@pytest.mark.parametrize(
    ("events", "sentences"),
    [
        (["2026-03-10"], [1]),
        (["2026-03-10", "2026-05-10"], [1, 2]),
        (["2025-12-10", "2026-03-10", "2026-05-10"], [1, 2, 3]),
        (["2026-05-10", "2026-07-01"], [1, 1]),
    ],
)
def test_a_breach_is_cited_by_the_sentence_of_its_day(events: list[str], sentences: list[int]) -> None:
    """§ 31a Abs. 1 had a sentence for each step until June 2026, § 65a Abs. 2 keeps them; since then there is one."""
    breaches = [{"grund": "pflichtverletzung", "ereignis": day, "monat_nr": 1} for day in events]
    steps = walk(month(date(2026, 8, 1), adult(minderungen=breaches)).schritte)
    found = [step.norm for step in steps if step.name == "minderung_pflichtverletzung"]
    assert found == [f"SGB II § 31a Abs. 1 S. {sentence}" for sentence in sentences]


def test_voluntary_service_has_no_allowance_of_paragraph_3_before_july_2023() -> None:
    served = person(ausbildung=Ausbildung.FREIWILLIGENDIENST)
    assert erwerbsfreibetrag(recht(JUNE), served, 60_000, False, True) == 0
    assert erwerbsfreibetrag(recht(JULY), served, 60_000, False, True) == 2_400


@pytest.mark.parametrize(
    ("day", "earned", "before", "free"),
    [
        (JUNE, 240_000, 0, 240_000),
        (JUNE, 240_001, 0, 240_000),
        (JUNE, 50_000, 200_000, 40_000),
        (JUNE, 50_000, 240_000, 0),
        (JULY, 500_000, 240_000, 500_000),
    ],
)
def test_work_in_the_school_holidays(day: date, earned: int, before: int, free: int) -> None:
    """§ 11a Abs. 7 since July 2023 without a limit; before 2,400 euro in a calendar year."""
    with explain() as steps:
        assert ferienjob_frei(recht(day), person(), earned, before) == free
    assert steps[0].norm == ("Bürgergeld-V § 1 Abs. 1 Nr. 16" if day == JUNE else "SGB II § 11a Abs. 7 S. 1")


@pytest.mark.parametrize(("begin", "first"), [("2023-01-01", 4), ("2023-03-01", 3)])
def test_a_spread_payment_of_2023_counts_whole_over_its_six_months(begin: str, first: int) -> None:
    """By the law until June 2023 from the next month, where the month of arrival already had its benefit."""
    paid = adult(nachzahlung={"art": "alg1", "betrag": "1300.01", "zufluss": "2023-03-31"})
    counted = [
        month(date(2023, number, 1), paid, leistungsbeginn=begin).personen[0].einkommen for number in range(3, 12)
    ]
    shares = [amount for amount in counted if amount]
    assert counted.index(shares[0]) == first - 3 and len(shares) == 6
    assert sum(shares) == 130_001 - 6 * 3_000


def test_the_place_in_the_household_holds_where_a_child_was_not_born_yet() -> None:
    """A back payment of May is asked for the household of May: the baby of July stands between two others."""
    people = (
        adult(nachzahlung={"art": "alg1", "betrag": "2500.00", "zufluss": "2026-05-20"}),
        {"id": "p2", "rolle": "kind", "geburtsdatum": "2026-07-10"},
        {"id": "p3", "rolle": "kind", "geburtsdatum": "2016-01-01", "kindergeld": "259.00"},
    )
    result = month(date(2026, 8, 1), *people)
    assert result.personen[0].einkommen == 41_667 - 3_000
    assert [p.in_bg for p in result.personen] == [True, True, True]
