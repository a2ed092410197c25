"""Cases with a source: what the norms must give, from the statute and from published calculations."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from nahbar.benefits.base import MonthResult
from nahbar.benefits.case_calculation import calculate_case
from nahbar.benefits.case_format import read_case
from nahbar.benefits.grundsicherungsgeld.calculation import calculate
from nahbar.law.explain import walk
from nahbar.surfaces.api.case_format import result_object

CASES = sorted((Path(__file__).parent / "cases").rglob("*.yaml"))


def load(path: Path) -> tuple[dict[str, Any], dict[str, Any], date, str]:
    """Input, expected output, month and the law that is asked for (`benefit`, as on the command line)."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    benefit = content.pop("benefit", "auto")
    assert set(content) == {"info", "month", "input", "output"}
    assert content["info"]["note"] and content["info"]["source"]
    return content["input"], content["output"], date.fromisoformat(f"{content['month']}-01"), benefit


def compute(case: dict[str, Any], month: date, benefit: str) -> tuple[MonthResult, dict[str, Any]]:
    result = calculate_case(read_case(case), month, law=benefit, explain=True)
    return result, result_object(case["id"], result, explain=True)


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case_gives_the_expected_amounts(path: Path) -> None:
    """J1, J5, J8, U4-U8, U30, U39, U40 and the worked examples; every amount is found in the trace with a norm."""
    case, expected, month, benefit = load(path)
    result, found = compute(case, month, benefit)
    persons = {person["id"]: person for person in found["personen"]}
    for person, amounts in expected.pop("personen", {}).items():
        assert {key: persons[person][key] for key in amounts} == amounts, person
    assert {key: found[key] for key in expected} == expected
    steps = list(walk(result.schritte))
    for person in result.personen:
        own = {step.ergebnis for step in steps if step.person == person.id and step.norm}
        for name in ("regelbedarf", "mehrbedarf", "kdu", "bedarf", "einkommen", "einkommen_zugeteilt", "anspruch"):
            assert getattr(person, name) in own | {0}, (person.id, name)
        assert person.sofortzuschlag in own | {0}
    assert {result.summe, result.sofortzuschlag} <= {step.ergebnis for step in steps if step.person is None} | {0}


def test_a_year_with_a_sixth_birthday() -> None:
    """Twelve months: Regelbedarfsstufe 6 until the birthday on 15 August, both in that month, 5 afterwards."""
    case = {
        "id": "jahr",
        "wohnung": {"anerkannt": "855.00"},
        "personen": [
            {"id": "p1", "rolle": "antragsteller", "geburtsdatum": "1995-04-12"},
            {"id": "p2", "rolle": "kind", "geburtsdatum": "2020-08-15", "kindergeld": "259.00"},
        ],
    }
    path = [calculate(case, date(2026, month, 1)) for month in range(1, 13)]
    assert [month.personen[1].regelbedarf for month in path] == [35700] * 7 + [37460] + [39000] * 4
    assert [month.leistung for month in path] == ["Bürgergeld"] * 6 + ["Grundsicherungsgeld"] * 6


def test_a_back_payment_that_would_end_the_claim_is_spread_over_six_months() -> None:
    """U37: 1,036 Kindergeld for a single person; 30 euro are taken off in each month, nothing counts in the seventh."""
    person = {"id": "p1", "rolle": "antragsteller", "geburtsdatum": "2003-01-01"}
    person |= {"nachzahlung": {"art": "kindergeld", "betrag": "1036.00", "zufluss": "2026-05-20"}}  # type: ignore[dict-item]
    case = {"id": "u37", "wohnung": {"anerkannt": "430.00"}, "personen": [person]}
    counted = [calculate(case, date(2026, month, 1)).personen[0].einkommen for month in range(4, 12)]
    assert counted == [0, 14266, 14266, 14267, 14267, 14267, 14267, 0]
    assert sum(counted) == 103600 - 6 * 3000
    small = person | {"nachzahlung": {"art": "kindergeld", "betrag": "518.00", "zufluss": "2026-05-20"}}
    counted = [calculate(case | {"personen": [small]}, date(2026, m, 1)).personen[0].einkommen for m in (5, 6)]
    assert counted == [48800, 0]


def test_a_month_beyond_the_published_values_takes_older_ones_and_its_own_birthdays() -> None:
    """June 2027 with the values of December 2026: the sixth birthday on the 3rd counts, the month is marked."""
    case = {
        "id": "2027",
        "personen": [
            {"id": "p1", "rolle": "antragsteller", "geburtsdatum": "1995-04-12"},
            {"id": "p2", "rolle": "kind", "geburtsdatum": "2021-06-03"},
        ],
    }
    result = calculate(case, date(2027, 6, 1), values_of=date(2026, 12, 1))
    assert result.personen[1].regelbedarf == 2380 + 36400
    assert (result.monat, result.werte_stand) == (date(2027, 6, 1), date(2026, 12, 1))
