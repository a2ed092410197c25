"""The places where the law and GETTSIM's reading part (D03): conditions on facts, tried without GETTSIM itself."""

from __future__ import annotations

import sys
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nahbar.benefits.case_calculation import calculate_case
from nahbar.benefits.case_format import read_case
from nahbar.law.citation import Citation

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
import gettsim_draw
from gettsim_facts import allowance, covers_own_need
from gettsim_income import shortfall
from gettsim_predicates import PREDICATES, applying, restated

MAY = date(2025, 5, 1)
MARCH = date(2023, 3, 1)


def single(**facts: Any) -> dict[str, Any]:
    """One adult of 40, first benefit month, warm rent 560.00."""
    person = {"id": "p0", "rolle": "antragsteller", "geburtsdatum": "1985-02-03"}
    return {
        "id": "H0", "leistungsbeginn": "2025-05-01", "bewilligungszeitraum_beginn": "2025-05-01",
        "wohnung": {"bruttokaltmiete": "500.00", "heizkosten": "60.00", "flaeche_qm": "45"},
        "personen": [person | facts],
    }  # fmt: skip


def with_child(birth: str = "2015-02-03", adult: dict[str, Any] | None = None, **facts: Any) -> dict[str, Any]:
    """The same with a child."""
    case = single(**(adult or {}))
    child = {"id": "p1", "rolle": "kind", "geburtsdatum": birth, "elternteile": ["p0"], "kindergeld_empfaenger": "p0"}
    case["personen"].append(child | facts)
    return case


def with_partner(birth: str, **facts: Any) -> dict[str, Any]:
    """The same with a partner."""
    case = single()
    case["personen"].append({"id": "p1", "rolle": "partner", "geburtsdatum": birth} | facts)
    return case


def home(case: dict[str, Any], begin: str, **dwelling: Any) -> dict[str, Any]:
    """The case with another first benefit month and other facts of the dwelling."""
    return case | {"leistungsbeginn": begin, "wohnung": case["wohnung"] | dwelling}


def young_parent(**facts: Any) -> dict[str, Any]:
    """A child of 19 with a baby, living with its mother."""
    case = with_child("2006-02-03", **facts)
    baby = {"id": "p2", "rolle": "haushaltsmitglied", "geburtsdatum": "2024-08-09", "elternteile": ["p1"]}
    case["personen"].append(baby)
    return case


JOB = {"brutto": "450.00", "netto": "450.00"}
SPEAKS_OF = [
    ("geburtstag", with_child("2019-05-02"), with_child("2019-05-01")),
    ("geburtstag", with_child("2025-05-20"), with_child("2025-05-01")),
    ("geburtstag", with_child("2019-05-31"), with_child("2017-05-31")),
    ("junger_partner", with_partner("2007-05-02"), with_partner("2007-05-01")),
    ("sofortzuschlag", with_child("2000-05-02"), with_child("2000-05-01")),
    ("merkzeichen_g", with_child("2008-02-03", erwerbsfaehig=False, merkzeichen_g=True),
     with_child("2008-02-03", merkzeichen_g=True)),
    ("angemessenheit", home(single(), "2024-05-01", flaeche_qm="60"), home(single(), "2024-06-01", flaeche_qm="60")),
    ("angemessenheit", home(single(), "2024-05-01"), home(single(), "2024-05-01", bruttokaltmiete="390.00")),
    ("vermoegen", home(single(vermoegen="15000.01"), "2024-05-01"), home(single(vermoegen="15000.00"), "2024-05-01")),
    ("vermoegen", single(vermoegen="40000.01"), single(vermoegen="40000.00")),
    ("nicht_erwerbsfaehig", young_parent(erwerbsfaehig=False), young_parent()),
    ("kind_mit_kind", young_parent(kindergeld="255.00"), young_parent()),
    ("erwerb_ohne_erwerbsfaehigkeit", with_child("2008-02-03", erwerbsfaehig=False, **JOB),
     with_child("2008-02-03", erwerbsfaehig=False)),
    ("kapital", single(kapitalertraege="8.00"), single(sonstiges="8.00")),
    ("grundrente", single(rente="500.00", grundrentenzeiten_33=True), single(rente="500.00")),
    ("ausgaben", single(brutto="400.01", netto="400.01", absetzungen=[{"art": "fahrtkosten", "betrag": "150.00"}]),
     single(brutto="400.00", netto="400.00", absetzungen=[{"art": "fahrtkosten", "betrag": "150.00"}])),
    ("ausbildung", with_child("2008-02-03", ausbildung="schueler", **JOB), with_child("2008-02-03", **JOB)),
    ("ausbildung", single(ausbildung="freiwilligendienst", **JOB), single(ausbildung="ausbildung", **JOB)),
    ("unter_15", with_child("2010-05-02", brutto="100.01", netto="100.01"),
     with_child("2010-05-01", brutto="100.01", netto="100.01")),
    ("mit_minderjaehrigem", with_child("2008-02-03", brutto="1300.00", netto="300.00"),
     with_child("2008-02-03", brutto="1200.00", netto="300.00")),
    ("mindestens_null", single(brutto="90.00", netto="89.99"), single(brutto="90.00", netto="90.00")),
    ("bagatelle", with_child(unterhalt="10.00"), with_child(unterhalt="10.01")),
    ("versicherungspauschale", single(alg1="700.00"), single(alg1="700.00", **JOB)),
    ("versicherungspauschale", with_child(kindergeld="255.00"), with_child()),
]  # fmt: skip


@pytest.mark.parametrize(("key", "spoken_of", "beside"), SPEAKS_OF)
def test_a_predicate_speaks_of_its_households_only(key: str, spoken_of: Any, beside: Any) -> None:
    assert key in {p.key for p in applying(spoken_of, MAY)}
    assert key not in {p.key for p in applying(beside, MAY)}


def test_every_predicate_is_tried_and_cites() -> None:
    keys = [p.key for p in PREDICATES]
    assert len(keys) == len(set(keys))
    assert set(keys) == {key for key, _, _ in SPEAKS_OF} | {"karenz_2023"}
    for predicate in PREDICATES:
        assert "§" in predicate.norm and predicate.what
        assert str(Citation.parse(predicate.norm)) == predicate.norm


def test_karenz_before_2023() -> None:
    """§ 65 Abs. 3: until the end of 2023 nobody is beyond the Karenzzeit, whatever GETTSIM is told."""
    case = home(single(), "2021-05-01", flaeche_qm="60")
    assert "karenz_2023" in {p.key for p in applying(case, MARCH)}
    assert "angemessenheit" not in {p.key for p in applying(case, MARCH)}
    assert "karenz_2023" not in {p.key for p in applying(home(single(), "2022-06-01", flaeche_qm="60"), MARCH)}
    assert "karenz_2023" not in {p.key for p in applying(case, date(2024, 1, 1))}


def claims(case: dict[str, Any], month: date = MAY) -> tuple[dict[str, int], dict[str, int]]:
    """Our claims by the law, and in the other reading: `anspruch` by person."""
    def of(facts: dict[str, Any]) -> dict[str, int]:
        return {p.id: p.anspruch for p in calculate_case(read_case(facts), month).personen}

    return of(case), of(restated(case, month, applying(case, month)))


def test_ingolstadt_in_both_readings() -> None:
    """Musterberechnungsbogen 2025 of the Jobcenter Ingolstadt: 712.75 twice and 466.50; with 25 inside the need
    2,000 − 336 is spread over 869.33 − 255 + 25 for the child, which GETTSIM publishes as 714.16 and 488.68.
    """
    case = with_partner("1982-02-03", brutto="520.00", netto="520.00")
    case["wohnung"] = {"bruttokaltmiete": "840.00", "heizkosten": "160.00", "flaeche_qm": "75"}
    child = {"id": "p2", "rolle": "kind", "geburtsdatum": "2010-09-01", "elternteile": ["p0", "p1"]}
    case["personen"].append(child | {"kindergeld_empfaenger": "p0", "kindergeld": "255.00"})
    by_law, other = claims(case)
    assert by_law == {"p0": 71275, "p1": 71275, "p2": 46650}
    for key, cents in {"p0": 71416, "p1": 71416, "p2": 48868}.items():
        assert abs(other[key] - cents) <= 1


@pytest.mark.parametrize(
    ("case", "by_law", "other"),
    [
        (single(alg1="700.00"), {"p0": 45300}, {"p0": 42300}),
        (with_partner("2008-02-03"), {"p0": 84300, "p1": 75100}, {"p0": 78600, "p1": 78600}),
        (single(brutto="90.00", netto="80.00", alg1="300.00"), {"p0": 82300}, {"p0": 82300}),
        (home(single(), "2024-05-01", flaeche_qm="50"), {"p0": 112300}, {"p0": 56300 + 45000}),
        (single(vermoegen="40100.00"), {"p0": 102300}, {"p0": 0}),
        (with_child(unterhalt="8.00"), {"p0": 91056, "p1": 67000}, {"p0": 91056, "p1": 68700}),
    ],
)
def test_readings(case: dict[str, Any], by_law: dict[str, int], other: dict[str, int]) -> None:
    """ALG I 700 less 30 (§ 6); partner of 17; 10 euro less net than the allowance (spread outside of the facts);
    45 m² at 10 euro; 100 euro above the allowance; 8 euro of maintenance that do not count.
    """
    assert claims(case) == (by_law, other)


def test_readings_leave_the_case_alone() -> None:
    case = with_child("2008-05-02", kindergeld="255.00", ausbildung="schueler", **JOB)
    before = deepcopy(case)
    restated(case, MAY, applying(case, MAY))
    assert case == before


def test_allowance_by_month() -> None:
    """§ 11b Abs. 3: 1,200 euro gross: 300 until June 2023, 348 since; with a child 1,500: 330 and 378."""
    july = date(2023, 7, 1)
    assert [allowance(MARCH, 120000, False), allowance(july, 120000, False)] == [30000, 34800]
    assert [allowance(MARCH, 150000, True), allowance(july, 150000, True)] == [33000, 37800]
    assert allowance(MAY, 9000, False) == 9000
    assert shortfall({"brutto": "90.00", "netto": "80.00"}, MAY) == 1000


def test_a_child_that_covers_its_need_in_the_other_reading() -> None:
    """Need 390 + 280 + 25: 694.99 is not enough, 695.00 is."""
    assert not covers_own_need(with_child(), with_child(unterhalt="694.99")["personen"][1], MAY)
    assert covers_own_need(with_child(), with_child(unterhalt="695.00")["personen"][1], MAY)


@pytest.mark.parametrize("month", [MARCH, date(2024, 3, 1), MAY])
def test_the_draw_repeats_and_is_wide(month: date) -> None:
    """The same seed gives the same households; every one is a case of the public format; each predicate has some."""
    drawn, again = gettsim_draw.draw(7, 1500, month), gettsim_draw.draw(7, 1500, month)
    assert all((drawn.personen[name] == again.personen[name]).all() for name in drawn.personen)
    assert (gettsim_draw.draw(8, 1500, month).haushalte["flaeche_qm"] != drawn.haushalte["flaeche_qm"]).any()
    spoken_of: set[str] = set()
    for case in gettsim_draw.cases(drawn):
        people = [{key: value for key, value in p.items() if not key.startswith("_")} for p in case["personen"]]
        read_case(case | {"personen": people})
        spoken_of |= {p.key for p in applying(case, month)}
    other_year = "karenz_2023" if month.year > 2023 else "angemessenheit"
    rare = {"nicht_erwerbsfaehig", "erwerb_ohne_erwerbsfaehigkeit", "unter_15", "mit_minderjaehrigem"}
    assert {p.key for p in PREDICATES} - spoken_of <= {other_year} | rare
