"""Wohngeld from the statute: worked cases, the official calculators, the formula against an independent reading."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.law.explain import explain, walk
from nahbar.law.parameter import UnknownParameter, statutory
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sentences import sentence
from nahbar.law.wogg.einkommen import wohngeld_gesamteinkommen
from nahbar.law.wogg.formel import wohngeld_ab_13, wohngeld_nach_formel
from nahbar.law.wogg.haushalt import Mitglied, Unterhaltspflicht, Wohngeldhaushalt
from nahbar.law.wogg.hoechstbetrag import wohngeld_heizkosten, wohngeld_hoechstbetrag, wohngeld_klimakomponente
from nahbar.law.wogg.miete import (
    wohngeld_miete,
    wohngeld_miete_ohne_gewerbe,
    wohngeld_miete_ohne_mitbewohner,
    wohngeld_miete_ohne_ueberlassung,
    wohngeld_miete_ohne_zuschuss,
)
from nahbar.law.wogg.mitglieder import (
    Beziehung,
    Bezug,
    Leistung,
    ausgeschlossen,
    ausschluss_ab,
    ausschluss_letzter_monat,
    ist_haushaltsmitglied,
    kind_bei_getrennten_eltern,
    verstorbene_zaehlen,
)
from nahbar.law.wogg.wohngeld import wohngeld

TABLE = yaml.safe_load((Path(__file__).parent / "tables" / "wogg.yaml").read_text(encoding="utf-8"))


def recht(month: str) -> Rechtsstand:
    day = date.fromisoformat(f"{month}-01")
    return Rechtsstand(day, day, statutory())


NOW = recht("2026-11")


def cents(value: Any) -> Any:
    return int(Decimal(value) * 100) if isinstance(value, str) else value


def household(row: dict[str, Any]) -> Wohngeldhaushalt:
    members = tuple(
        Mitglied(id=f"p{n}", **{key: cents(value) for key, value in member.items()})
        for n, member in enumerate(row["mitglieder"])
    )
    duties = tuple(
        Unterhaltspflicht(**{key: cents(value) for key, value in duty.items()})
        for duty in row.get("unterhaltspflichten", [])
    )
    return Wohngeldhaushalt(
        members, cents(row["miete"]), row["mietenstufe"], row.get("allein_mit_kindern", False), duties
    )


@pytest.mark.parametrize("row", TABLE["formel"], ids=lambda row: row["source"][:40])
def test_rent_and_formula_give_the_worked_amount(row: dict[str, Any]) -> None:
    given_ = {key: cents(value) for key, value in row["rechnung"].items()}
    law = recht(str(row["month"]))
    rent = wohngeld_miete(
        law, given_["miete"], given_["mietenstufe"], given_["anzahl"], given_.get("gesamt", given_["anzahl"])
    )
    assert wohngeld_nach_formel(law, given_["anzahl"], rent, given_["einkommen"]) == cents(row["wohngeld"])


@pytest.mark.parametrize("row", TABLE["haushalt"], ids=lambda row: row["source"][:40])
def test_a_household_gives_the_worked_amount_with_every_step(row: dict[str, Any]) -> None:
    """Worked example 8 (517) and the official calculators; every step has its sentence."""
    law, home = recht(str(row["month"])), household(row)
    with explain() as steps:
        amount = wohngeld(law, home)
    found = {step.name: step.ergebnis for step in walk(steps)}
    assert found["wohngeld_gesamteinkommen"] == cents(row["gesamteinkommen"])
    if "wohngeld" in row:
        assert amount == cents(row["wohngeld"])
    assert steps[0].ergebnis == amount == wohngeld(law, home)
    assert all(sentence(step).endswith(".") for step in walk(steps))


def by_the_letter(values: tuple[str, str, str], rent: int, income: int) -> int:
    """Anlage 3 Nr. 2 and 3 with decimals: ten places, the next ones dropped, whole euro half up."""
    ten, hundred = Decimal("1e-10"), Decimal(100)
    a, b, c = (Decimal(value) for value in values)
    m, y = Decimal(rent) / hundred, Decimal(income) / hundred
    z1 = (a + b * m + c * y).quantize(ten, ROUND_DOWN)
    z2 = (z1 * y).quantize(ten, ROUND_DOWN)
    z4 = (Decimal("1.15") * (m - z2)).quantize(ten, ROUND_DOWN)
    return max(0, int(z4.quantize(Decimal(1), ROUND_HALF_UP)) * 100)


@settings(max_examples=300, deadline=None)
@given(st.integers(5_400, 150_000), st.integers(39_600, 400_000))
def test_the_formula_agrees_with_decimals_for_one_person(rent: int, income: int) -> None:
    expected = by_the_letter(("0.04", "0.0004797", "0.0000408"), rent, income)
    assert wohngeld_nach_formel(NOW, 1, rent, income) == expected


@settings(max_examples=200, deadline=None)
@given(st.integers(29_800, 500_000), st.integers(294_300, 900_000))
def test_the_formula_agrees_with_decimals_where_a_is_negative(rent: int, income: int) -> None:
    expected = by_the_letter(("-0.12", "0.0001107", "0.0000221"), rent, income)
    assert wohngeld_nach_formel(NOW, 12, rent, income) == expected


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 12), st.integers(0, 300_000), st.integers(0, 500_000), st.integers(1, 100_000))
def test_more_income_never_brings_more_and_nothing_is_negative(n: int, rent: int, income: int, more: int) -> None:
    little, much = wohngeld_nach_formel(NOW, n, rent, income), wohngeld_nach_formel(NOW, n, rent, income + more)
    assert 0 <= much <= little and little % 100 == 0


def test_anlage_1_and_what_is_added_to_it() -> None:
    """Corners of the table, the Mehrbetrag from the sixth member on, heating and climate by members."""
    rows = [(1, 1, 361), (1, 7, 677), (2, 4, 619), (3, 5, 809), (4, 6, 1035), (5, 1, 694), (5, 7, 1302), (8, 3, 1193)]
    assert [wohngeld_hoechstbetrag(NOW, n, stage) for n, stage, _ in rows] == [euro * 100 for *_, euro in rows]
    assert wohngeld_hoechstbetrag(recht("2024-12"), 1, 1) == 34700
    assert [wohngeld_heizkosten(NOW, n) for n in range(1, 8)] == [11040, 14260, 17020, 19780, 22540, 25300, 28060]
    assert [wohngeld_klimakomponente(NOW, n) for n in range(1, 8)] == [1920, 2480, 2960, 3440, 3920, 4400, 4880]


def fits(old: int, new: int, half: bool) -> tuple[Decimal, Decimal]:
    """The factors that carry the old value to the new one: rounded half up, or divided and rounded down."""
    before, after = Decimal(old), Decimal(new)
    if half:
        return (after - Decimal("0.5")) / before, (after + Decimal("0.5")) / before
    return before / (after + 1), before / after


@pytest.mark.parametrize(
    ("names", "einheit", "half"),
    [
        ([f"wogg_miete_{n}_stufe_{s}" for n in (1, 2, 3, 4, 5, "weitere") for s in range(1, 8)]
         + [f"wogg_mindest_m_{n}" for n in range(1, 13)], 100, True),
        ([f"wogg_mindest_y_{n}" for n in range(1, 13)] + ["wogg_ab_13"], 100, True),
        ([f"wogg_b_{n}" for n in range(1, 13)], 10, False),
        ([f"wogg_c_{n}" for n in range(1, 13)], 10, False),
    ],
    ids=["rents", "prices", "b", "c"],
)  # fmt: skip
def test_values_of_2025_carry_on_those_of_2023_by_one_factor(names: list[str], einheit: int, half: bool) -> None:
    """§ 43 Abs. 4-9: one index for rents, one for prices. A wrong digit in either year leaves no common factor."""
    low, high = Decimal(0), Decimal(9)
    for name in names:
        old, new = (statutory().at(name, date(year, 6, 1)).value // einheit for year in (2023, 2026))
        bounds = fits(old, new, half)
        low, high = max(low, bounds[0]), min(high, bounds[1])
    assert Decimal("1.03") < low < high < Decimal("1.14")


def test_the_rents_and_b_follow_the_same_index() -> None:
    """Teilindex for rents: 347 → 361 and 4,991E-4 → 4,797E-4 both lie at about 4 per cent (§ 43 Abs. 4, 5)."""
    assert abs(Decimal(361) / 347 - Decimal(4991) / 4797) < Decimal("0.0005")


@pytest.mark.parametrize(("rent", "expected"), [(16160, 1000), (16060, 0)])
def test_less_than_ten_euro_is_nothing(rent: int, expected: int) -> None:
    """§ 21 Nr. 1: ten euro are paid, nine are not. Einkommen 1 200: M = 272 gives 9,975, M = 271 gives 9,487."""
    home = Wohngeldhaushalt((Mitglied("p", sonstiges=120_000 * 12),), rent, 7)
    assert wohngeld_nach_formel(NOW, 1, rent + 11040, 120_000) == (expected or 900)
    assert wohngeld(NOW, home) == expected


def test_from_the_13th_member_on_65_euro_up_to_the_rent() -> None:
    """§ 19 Abs. 3; until 2024 57 euro; the limit only stops the addition."""
    assert wohngeld_ab_13(NOW, 14, 100_000, 300_000) == 113_000
    assert wohngeld_ab_13(recht("2024-12"), 14, 100_000, 300_000) == 111_400
    assert wohngeld_ab_13(NOW, 14, 100_000, 105_000) == 105_000
    assert wohngeld_ab_13(NOW, 14, 100_000, 90_000) == 100_000
    big = Wohngeldhaushalt(tuple(Mitglied(f"p{n}") for n in range(13)), 250_000, 4)
    twelve = Wohngeldhaushalt(big.mitglieder[:12], 250_000, 4)
    rent = {n: wohngeld_miete(NOW, 250_000, 4, n, n) for n in (12, 13)}
    assert rent[13] > rent[12]
    assert wohngeld(NOW, big) == wohngeld_nach_formel(NOW, 12, rent[13], 0) + 6500 > wohngeld(NOW, twelve)


def test_who_is_excluded_has_no_wohngeld_and_lowers_the_share() -> None:
    """§§ 7, 21 Nr. 2, 11 Abs. 3: nobody left → nothing; income of an excluded member does not count."""
    worker, excluded = Mitglied("a", arbeitslohn=1_800_000), Mitglied("b", arbeitslohn=900_000, ausgeschlossen=True)
    assert wohngeld(NOW, Wohngeldhaushalt((excluded,), 50_000, 3)) == 0
    both = Wohngeldhaushalt((worker, excluded), 60_000, 3)
    assert wohngeld_gesamteinkommen(NOW, both) == 1_800_000 - 123_000
    with explain() as steps:
        wohngeld(NOW, both)
    found = {step.name: step for step in walk(steps)}
    assert found["wohngeld_miete"].ergebnis == (55_100 + 2_480) // 2 + 7_130
    assert found["wohngeld_miete"].eingaben["gesamt"] == 2
    assert found["wohngeld_nach_formel"].eingaben["anzahl"] == 1


@pytest.mark.parametrize(("assets", "has"), [(6_000_000, True), (6_000_001, False)])
def test_considerable_assets(assets: int, has: bool) -> None:
    home = Wohngeldhaushalt((Mitglied("p"),), 50_000, 3, vermoegen=assets)
    assert bool(wohngeld(NOW, home)) is has
    two = Wohngeldhaushalt((Mitglied("p"), Mitglied("q")), 50_000, 3, vermoegen=assets + 3_000_000)
    assert bool(wohngeld(NOW, two)) is has


def test_households_of_trainees_get_none() -> None:
    home = Wohngeldhaushalt((Mitglied("p"),), 50_000, 3, nur_auszubildende=True)
    assert wohngeld(NOW, home) == 0


@pytest.mark.parametrize("stage", [0, 8])
def test_there_are_seven_mietenstufen(stage: int) -> None:
    with pytest.raises(ValueError, match="Mietenstufe"):
        wohngeld(NOW, Wohngeldhaushalt((Mitglied("p"),), 50_000, stage))


@pytest.mark.parametrize("month", ["2022-12", "2027-01"])
def test_months_without_values_are_refused_by_name(month: str) -> None:
    with pytest.raises(UnknownParameter, match="WoGG|Wohngeld|Vermögen|Höchstbetrag|kleinst|wogg"):
        wohngeld(recht(month), Wohngeldhaushalt((Mitglied("p"),), 50_000, 3))


def test_who_belongs_to_the_household() -> None:
    """§ 5 Abs. 1: spouse, relative, partner by will; not a flatmate, not who lives apart or elsewhere."""
    assert all(ist_haushaltsmitglied(way, True) for way in Beziehung if way is not Beziehung.ANDERE)
    assert not ist_haushaltsmitglied(Beziehung.ANDERE, True)
    assert not ist_haushaltsmitglied(Beziehung.VERWANDT, False)
    assert not ist_haushaltsmitglied(Beziehung.EHEGATTE, True, getrennt=True)


@pytest.mark.parametrize(("days", "youngest", "belongs"), [(5, False, True), (4, False, False), (4, True, True)])
def test_a_child_of_separated_parents_belongs_from_a_third_on(days: int, youngest: bool, belongs: bool) -> None:
    """§ 5 Abs. 4: five of fifteen days are a third; below it only the youngest of several."""
    assert kind_bei_getrennten_eltern(days, 15, youngest) is belongs


@pytest.mark.parametrize(
    ("month", "again", "left", "counts"),
    [
        (date(2027, 3, 1), False, False, True),
        (date(2027, 4, 1), False, False, False),
        (date(2026, 5, 1), True, False, False),
        (date(2026, 5, 1), False, True, False),
    ],
)
def test_the_dead_count_for_twelve_months(month: date, again: bool, left: bool, counts: bool) -> None:
    """§ 6 Abs. 2: died on 31 March 2026, counts until March 2027."""
    assert verstorbene_zaehlen(month, date(2026, 3, 31), again, left) is counts


SGB2 = Bezug(Leistung.GRUNDSICHERUNGSGELD, mit_unterkunft=True)


@pytest.mark.parametrize(
    ("own", "others", "counted", "excluded"),
    [
        (SGB2, None, False, True),
        (replace(SGB2, mit_unterkunft=False), None, False, False),
        (replace(SGB2, nur_darlehen=True), None, False, False),
        (replace(SGB2, durch_wohngeld_vermeidbar=True, noch_nicht_erbracht=True), None, False, False),
        (replace(SGB2, durch_wohngeld_vermeidbar=True, nachrangig_erbracht=True), None, False, False),
        (replace(SGB2, durch_wohngeld_vermeidbar=True), None, False, True),
        (replace(SGB2, leistung=Leistung.ASYLBEWERBERLEISTUNG, durch_wohngeld_vermeidbar=True,
                 noch_nicht_erbracht=True), None, False, True),
        (None, SGB2, True, True),
        (None, SGB2, False, False),
        (None, replace(SGB2, leistung=Leistung.ZUSCHUSS_AUSZUBILDENDE), True, False),
        (None, None, True, False),
    ],
)  # fmt: skip
def test_who_is_excluded(own: Bezug | None, others: Bezug | None, counted: bool, excluded: bool) -> None:
    """§ 7: by an own benefit with the dwelling in it, or because the income was counted for another member's."""
    assert ausgeschlossen([own] if own else [], [others] if others else [], counted) is excluded


def test_the_months_of_exclusion() -> None:
    """§ 8 Abs. 1 S. 2: full months only."""
    assert ausschluss_ab(date(2026, 11, 1)) == date(2026, 11, 1)
    assert ausschluss_ab(date(2026, 11, 2)) == date(2026, 12, 1)
    assert ausschluss_letzter_monat(date(2026, 11, 30)) == date(2026, 11, 1)
    assert ausschluss_letzter_monat(date(2026, 11, 29)) == date(2026, 10, 1)


def test_parts_of_the_dwelling_that_others_use_are_taken_off_in_their_order() -> None:
    """§ 11 Abs. 2: 900 for 90 m²; shop of 20 m², 15 of the other 70 m² let for 100 or 200, one of three flatmates."""
    rent = wohngeld_miete_ohne_gewerbe(90_000, 20, 90)
    assert rent == 70_000
    assert wohngeld_miete_ohne_ueberlassung(rent, 15, 70, 10_000) == 55_000
    assert wohngeld_miete_ohne_ueberlassung(rent, 15, 70, 20_000) == 50_000
    assert wohngeld_miete_ohne_mitbewohner(50_000, 1, 3, 0) == 33_333
    assert wohngeld_miete_ohne_mitbewohner(50_000, 1, 3, 25_000) == 25_000
    assert wohngeld_miete_ohne_mitbewohner(50_000, 1, 3, 60_000) == 0
    assert [wohngeld_miete_ohne_zuschuss(50_000, given_) for given_ in (5_000, 50_001)] == [45_000, 0]
