"""Dwelling and assets: for whom the two laws differ, and the facts in GETTSIM's reading."""

from __future__ import annotations

from datetime import date

from gettsim_facts import (
    Case,
    Person,
    adults,
    amount,
    cents,
    children,
    children_inside,
)

RENT_PER_QM, QM_FIRST, QM_MORE, QM_OWNED, QM_OWNED_MORE = 1000, 45, 15, 140, 20
MORE_THAN_ANYBODY_NEEDS = "9000000.00"


def had_benefit_before(case: Case, month: date) -> bool:
    """What GETTSIM calls benefit in the year before: the first benefit month is twelve months ago or more."""
    begin = date.fromisoformat(case["leistungsbeginn"])
    return (month.year - begin.year) * 12 + month.month - begin.month >= 12


def national_rent(case: Case) -> int:
    """Recognised warm rent by one national rule: 10 euro a square metre of 45 and 15 for each further person."""
    home, heads = case["wohnung"], len(case["personen"])
    warm, area = cents(home["bruttokaltmiete"]) + cents(home["heizkosten"]), int(home["flaeche_qm"])
    most = QM_FIRST + QM_MORE * (heads - 1)
    if home.get("eigentum"):
        most = QM_OWNED + QM_OWNED_MORE * max(0, heads - 4)
    return min(warm * min(area, most) // area, RENT_PER_QM * min(area, most))


def rent_is_limited(case: Case, month: date) -> bool:
    home = case["wohnung"]
    if "anerkannt" in home:
        return False
    rent = cents(home["bruttokaltmiete"])
    here = "angemessen_bruttokalt" in home and rent > cents(home["angemessen_bruttokalt"])
    return had_benefit_before(case, month) and (here or national_rent(case) < rent + cents(home["heizkosten"]))


def local_limit(case: Case, month: date) -> bool:
    return rent_is_limited(case, month) and not before_2023(case, month)


def national_limit(case: Case, month: date) -> None:
    case["wohnung"] = {"anerkannt": amount(national_rent(case))}


def group(case: Case, month: date) -> list[Person]:
    """Parents and those children who need more than they have."""
    return adults(case) + children_inside(case, month)


def assets(case: Case, month: date) -> int:
    return sum(cents(p.get("vermoegen")) for p in group(case, month))


def free(case: Case, month: date) -> int:
    """GETTSIM's allowance until June 2026: 15,000 euro each; in the first year 40,000 for the first person."""
    return 1500000 * len(group(case, month)) + (0 if had_benefit_before(case, month) else 2500000)


def assets_matter(case: Case, month: date) -> bool:
    alone = any(cents(p.get("vermoegen")) > 1500000 for p in children(case, month))
    return assets(case, month) > free(case, month) or alone


def all_or_nothing(case: Case, month: date) -> None:
    too_much = assets(case, month) > free(case, month)
    for person in case["personen"]:
        person.pop("vermoegen", None)
    if too_much:
        adults(case)[0]["vermoegen"] = MORE_THAN_ANYBODY_NEEDS


def before_2023(case: Case, month: date) -> bool:
    """Benefit months until 2022 do not count for the Karenzzeiten: until the end of 2023 nobody is beyond them."""
    return month < date(2024, 1, 1) and had_benefit_before(case, month)


def karenz_anew(case: Case, month: date) -> bool:
    return before_2023(case, month) and rent_is_limited(case, month)
