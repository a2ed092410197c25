"""Kinderzuschlag from the statute: worked cases, the borders of § 6a BKGG, what never happens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.law.bkgg.anspruch import anspruch_auf_kinderzuschlag
from nahbar.law.bkgg.familie import Familie, Haushaltslage, Kind
from nahbar.law.bkgg.kinderzuschlag import (
    kinderzuschlag,
    kinderzuschlag_gerundet,
    kinderzuschlag_hoechstbetrag,
    wohnanteil_der_eltern,
)
from nahbar.law.explain import explain, walk
from nahbar.law.parameter import UnknownParameter, statutory
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sentences import sentence

TABLE = yaml.safe_load((Path(__file__).parent / "tables" / "bkgg.yaml").read_text(encoding="utf-8"))


def recht(month: str) -> Rechtsstand:
    day = date.fromisoformat(f"{month}-01")
    return Rechtsstand(day, day, statutory())


NOW = recht("2026-11")


def cents(value: Any) -> Any:
    return int(Decimal(value) * 100) if isinstance(value, str) else value


def family(row: dict[str, Any]) -> Familie:
    facts = {"anderes_einkommen": 0} | {key: cents(value) for key, value in row["familie"].items()}
    children = tuple(
        Kind(f"k{n}", **{key: cents(value) for key, value in child.items()}) for n, child in enumerate(row["kinder"])
    )
    return Familie(kinder=children, **facts)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['month']} {row['source'][:50]}")
def test_a_family_gives_the_worked_amount_with_every_step(row: dict[str, Any]) -> None:
    """Worked examples 7 (594, 239 ± 3, 162) and the borders; every step has its sentence."""
    law, home = recht(str(row["month"])), family(row)
    with explain() as steps:
        amount = kinderzuschlag(law, home)
    found = {step.name: step.ergebnis for step in walk(steps)}
    assert amount == cents(row["kinderzuschlag"]) == steps[0].ergebnis == kinderzuschlag(law, home)
    if "gesamtbedarf" in row:
        assert found["gesamtbedarf_der_eltern"] == cents(row["gesamtbedarf"])
    if "minderung" in row:
        assert found["minderung_durch_einkommen_der_eltern"] == cents(row["minderung"])
    assert all(sentence(step).endswith(".") for step in walk(steps))


FAMILY = Familie(
    alleinstehend=False, einnahmen_eltern=240_000, erwerbseinkommen=134_000, anderes_einkommen=0,
    bedarf_eltern=101_200, unterkunft=95_000, kinder=(Kind("k0"), Kind("k1")), kinder_in_wohnung=2, mitglieder=4,
)  # fmt: skip


def test_the_dwelling_is_divided_as_in_the_12th_report() -> None:
    """§ 6a Abs. 5 S. 4: 6 180 for a couple, 4 212 for one adult, 1 248 for each child, not by heads."""
    shares = [wohnanteil_der_eltern(NOW, 100_000, children, False) for children in (1, 2, 3)]
    assert shares == [83_199, 71_231, 62_273]
    assert [wohnanteil_der_eltern(NOW, 100_000, children, True) for children in (1, 2)] == [77_143, 62_791]


@pytest.mark.parametrize(
    ("cents_", "rounded"), [(24_149, 24_100), (24_150, 24_200), (24_151, 24_200), (49, 0), (50, 100)]
)
def test_paid_amounts_are_whole_euro(cents_: int, rounded: int) -> None:
    """§ 11 Abs. 2 BKGG: below 50 cents down, otherwise up."""
    assert kinderzuschlag_gerundet(cents_) == rounded


@pytest.mark.parametrize(
    ("need", "housing", "granted"),
    [(250_000, 0, 59_400), (193_400, 0, 59_400), (193_401, 0, 0), (203_401, 10_000, 0), (203_400, 10_000, 59_400)],
)
def test_kinderzuschlag_has_to_end_the_need_of_help(need: int, housing: int, granted: int) -> None:
    """Abs. 1 Nr. 3: income 1 340 and 594 cover 1 934; Wohngeld counts with it. Without earnings there is no Abs. 1a."""
    situation = Haushaltslage(bedarf=need, einkommen=134_000 if need < 250_000 else 200_000, wohngeld=housing)
    assert anspruch_auf_kinderzuschlag(NOW, FAMILY, situation) == granted


@pytest.mark.parametrize(
    ("gap", "free", "receives", "granted"),
    [
        (10_000, 10_000, False, 59_400),
        (10_001, 10_000, False, 0),
        (10_000, 9_999, False, 0),
        (10_000, 10_000, True, 0),
    ],
)
def test_a_gap_of_100_euro_is_accepted(gap: int, free: int, receives: bool, granted: int) -> None:
    """Abs. 1a: a gap of at most 100 euro, Absetzbeträge of at least 100, nobody receives or claims SGB II or XII."""
    situation = Haushaltslage(134_000 + 59_400 + gap, 134_000, 0, free, receives)
    assert anspruch_auf_kinderzuschlag(NOW, FAMILY, situation) == granted


def test_without_a_child_there_is_none() -> None:
    assert kinderzuschlag(NOW, replace(FAMILY, kinder=())) == 0
    assert anspruch_auf_kinderzuschlag(NOW, replace(FAMILY, kinder=()), Haushaltslage(0, 0, 0)) == 0


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 400_000), st.integers(0, 200_000), st.integers(1, 100_000), st.integers(0, 100_000))
def test_more_income_never_brings_more(earned: int, other: int, more: int, of_child: int) -> None:
    """More of the parents' or of a child's income lowers Kinderzuschlag or leaves it; never negative, whole euro."""
    home = replace(
        FAMILY, erwerbseinkommen=earned, anderes_einkommen=other, kinder=(Kind("k0", of_child), Kind("k1"))
    )
    amount = kinderzuschlag(NOW, home)
    assert 0 <= amount <= 59_400 and amount % 100 == 0
    assert kinderzuschlag(NOW, replace(home, erwerbseinkommen=earned + more)) <= amount
    assert kinderzuschlag(NOW, replace(home, anderes_einkommen=other + more)) <= amount
    assert kinderzuschlag(NOW, replace(home, kinder=(Kind("k0", of_child + more), Kind("k1")))) <= amount


@pytest.mark.parametrize(
    ("month", "amount"), [("2023-12", 25_000), ("2024-01", 29_200), ("2025-01", 29_700), ("2026-12", 29_700)]
)
def test_the_largest_amount_by_year(month: str, amount: int) -> None:
    assert kinderzuschlag_hoechstbetrag(recht(month)) == amount


@pytest.mark.parametrize("month", ["2022-12", "2027-01"])
def test_months_without_values_are_refused_by_name(month: str) -> None:
    with pytest.raises(UnknownParameter, match="Kinderzuschlag|Einkommen der Eltern"):
        kinderzuschlag(recht(month), FAMILY)
