"""What holds for every household of the public format: sums, more income never pays, parts of a month add up (A2).

Where the statute itself lets more money raise a claim, the exception stands here by name.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.benefits.base import FactsRefused, MonthResult
from nahbar.benefits.case_calculation import calculate_case
from nahbar.benefits.case_format import read_case
from tests.law.households import random_case

MONTHS = (date(2023, 3, 1), date(2024, 2, 1), date(2025, 10, 1), date(2026, 6, 1), date(2026, 7, 1), date(2026, 11, 1))
OTHER = ("alg1", "rente", "private_rente", "elterngeld", "kapitalertraege", "sonstiges")
OF_A_CHILD = ("unterhalt", "unterhaltsvorschuss")
NOVEMBER = date(2026, 11, 1)
seeds = st.integers(0, 10**9)
Case = dict[str, Any]


def compute(case: Case, month: date) -> MonthResult | None:
    """The result, or None for facts that contradict each other."""
    try:
        return calculate_case(read_case(case), month)
    except FactsRefused:
        return None


def cents(text: str) -> int:
    whole, _, rest = text.partition(".")
    return int(whole) * 100 + int(rest.ljust(2, "0"))


def with_more(person: Case, fields: tuple[str, ...], more: int) -> Case:
    raised = {field: cents(person.get(field, "0")) + more for field in fields}
    return person | {field: f"{amount // 100}.{amount % 100:02d}" for field, amount in raised.items()}


@settings(max_examples=300, deadline=None)
@given(seeds, st.sampled_from(MONTHS))
def test_sums_and_signs_of_any_household(seed: int, month: date) -> None:
    """Σ persons = total, nothing is negative, nobody gets more than the need and nobody outside gets anything."""
    result = compute(random_case(Random(seed), month), month)
    if result is None:
        return
    people = result.personen
    assert result.summe == sum(p.anspruch for p in people)
    assert result.sofortzuschlag == sum(p.sofortzuschlag for p in people)
    for p in people:
        parts = (p.regelbedarf, p.mehrbedarf, p.kdu, p.einkommen, p.einkommen_zugeteilt, p.anspruch, p.sofortzuschlag)
        assert min(parts) >= 0
        assert p.bedarf == p.regelbedarf + p.mehrbedarf + p.kdu
        assert p.anspruch <= p.bedarf
        assert p.in_bg or p.anspruch == 0


@settings(max_examples=400, deadline=None)
@given(seeds, st.sampled_from(MONTHS), st.one_of(st.integers(1, 200), st.integers(1, 60_000)), st.data())
def test_more_income_never_raises_what_a_household_gets(seed: int, month: date, more: int, data: st.DataObject) -> None:
    """The sum never rises, with or without the Sofortzuschlag, and no person's claim by more than the odd cent.

    The cent: shares of a pool are divided by largest remainders. Left out are the exceptions below: wages of somebody
    who proves expenses, and gross without net.
    """
    case = random_case(Random(seed), month)
    person = data.draw(st.sampled_from([p for p in case["personen"] if p["rolle"] != "haushaltsmitglied"]))
    kinds = [(field,) for field in (OF_A_CHILD if person["rolle"] == "kind" else OTHER)]
    if not person.get("absetzungen"):
        kinds += [("brutto", "netto"), ("gewinn",)]
    richer = with_more(person, data.draw(st.sampled_from(kinds)), more)
    before = compute(case, month)
    after = compute(case | {"personen": [richer if p is person else p for p in case["personen"]]}, month)
    if before is None or after is None:
        return
    assert after.summe <= before.summe
    assert after.summe + after.sofortzuschlag <= before.summe + before.sofortzuschlag
    for poorer, other in zip(before.personen, after.personen, strict=True):
        assert other.anspruch <= poorer.anspruch + 1


@settings(max_examples=200, deadline=None)
@given(seeds, st.sampled_from(MONTHS), st.data())
def test_parts_of_a_month_add_up_to_the_whole(seed: int, month: date, data: st.DataObject) -> None:
    """§ 41 Abs. 1 S. 3: before and from a day, each rounded once, so at most a cent apart; the 31st adds nothing.

    Birthdays, births and months of 28 to 31 days are among them. The Sofortzuschlag is paid whole in each part.
    """
    case = random_case(Random(seed), month)
    case["personen"] = [{key: value for key, value in p.items() if key != "von"} for p in case["personen"]]
    day = data.draw(st.integers(2, monthrange(month.year, month.month)[1]))
    whole = compute(case, month)
    before = compute(case | {"bis": month.replace(day=day - 1).isoformat()}, month)
    after = compute(case | {"von": month.replace(day=day).isoformat()}, month)
    if whole is None:
        return
    assert before is not None and after is not None
    for full, one, two in zip(whole.personen, before.personen, after.personen, strict=True):
        assert abs(one.anspruch + two.anspruch - full.anspruch) <= 1


def _single(**facts: Any) -> int:
    person = {"id": "a", "rolle": "antragsteller", "geburtsdatum": "1985-05-05", **facts}
    result = compute({"id": "x", "wohnung": {"anerkannt": "430.00"}, "personen": [person]}, NOVEMBER)
    assert result is not None
    return result.summe


def _wages(gross: str, net: str, costs: str = "0") -> dict[str, Any]:
    return {"brutto": gross, "netto": net, "absetzungen": [{"art": "fahrtkosten", "betrag": costs}]}


def _back_payment(amount: str) -> dict[str, Any]:
    return {"nachzahlung": {"art": "sonstiges", "betrag": amount, "zufluss": "2026-11-10"}}


@pytest.mark.parametrize(
    ("less", "more", "claims"),
    [
        # § 11b Abs. 2 S. 2: proven costs count only above 400 euro gross: 400 − 100 − 60, then 400.01 − 230 − 60.00
        (_wages("400.00", "400.00", "200"), _wages("400.01", "400.01", "200"), (75300, 88299)),
        # § 11b Abs. 3: the allowance follows gross earnings: 500 − 100 − 80, then 500 − 100 − 84 − 24
        (_wages("500.00", "500.00"), _wages("600.00", "500.00"), (67300, 70100)),
        # § 11 Abs. 3: a back payment that would end the claim counts in six parts: 1,022.99 − 30, then 170.50 − 30
        (_back_payment("1022.99"), _back_payment("1023.00"), (1, 85250)),
    ],
    ids=["§ 11b Abs. 2 S. 2", "§ 11b Abs. 3", "§ 11 Abs. 3"],
)
def test_where_the_statute_lets_more_money_raise_a_claim(
    less: dict[str, Any], more: dict[str, Any], claims: tuple[int, int]
) -> None:
    """The exceptions by name; all others are excluded by the property above."""
    assert (_single(**less), _single(**more)) == claims


def test_the_bagatelle_is_no_exception() -> None:
    """U39: 10.00 euro do not count and 10.01 count in full: the claim falls, it never rises."""
    person = {"id": "a", "rolle": "antragsteller", "geburtsdatum": "1985-05-05"}
    child = {"id": "k", "rolle": "kind", "geburtsdatum": "2015-05-05"}
    sums = []
    for amount in ("10.00", "10.01"):
        result = compute({"id": "x", "personen": [person, child | {"unterhalt": amount}]}, NOVEMBER)
        assert result is not None
        sums.append(result.summe)
    assert sums[1] == sums[0] - 1001


def test_a_child_that_leaves_the_bedarfsgemeinschaft_raises_nobodys_claim() -> None:
    """§ 7 Abs. 3 Nr. 4: with one cent more the child covers its need and leaves; the others keep what they had."""
    people = [
        {"id": "a", "rolle": "antragsteller", "geburtsdatum": "1985-05-05", "alg1": "430.00"},
        {"id": "k", "rolle": "kind", "geburtsdatum": "2015-05-05"},
    ]
    claims = []
    for amount in ("389.99", "390.00", "390.01"):
        result = compute({"id": "x", "personen": [people[0], people[1] | {"unterhalt": amount}]}, NOVEMBER)
        assert result is not None
        claims.append((result.personen[1].in_bg, result.summe))
    assert [member for member, _ in claims] == [True, False, False]
    assert claims[0][1] >= claims[1][1] == claims[2][1]
