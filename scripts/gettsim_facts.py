"""Facts of a case of the public format, as the predicates ask for them: ages, roles, income, needs in whole cents."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

Case = dict[str, Any]
Person = dict[str, Any]
SOFORTZUSCHLAG = {2023: 2000, 2024: 2000, 2025: 2500, 2026: 2500}
REGELBEDARF = {2023: (50200, 40200, 42000, 34800, 31800)}
"""Regelbedarfsstufen 1, 3, 4, 5, 6; since 2024 the next row. Only for the question whether a child covers its need."""
REGELBEDARF_SINCE_2024 = (56300, 45100, 47100, 39000, 35700)
OTHER_INCOME = (
    "rente", "private_rente", "alg1", "elterngeld", "kapitalertraege", "sonstiges", "unterhalt",
    "unterhaltsvorschuss", "kindergeld",
)  # fmt: skip
FLAT = 10000


def cents(value: Any) -> int:
    """Cents of an amount of the public format; a missing one is 0."""
    euro, _, rest = str(value or "0").partition(".")
    return int(euro) * 100 + int(rest.ljust(2, "0"))


def amount(value: int) -> str:
    """The amount as the public format writes it."""
    return f"{value // 100}.{value % 100:02d}"


def add(person: Person, field: str, value: int) -> None:
    """Put cents on top of a field."""
    person[field] = amount(cents(person.get(field)) + value)


def birth(person: Person) -> date:
    return date.fromisoformat(person["geburtsdatum"])


def years(person: Person, day: date) -> int:
    """Completed years on this day; born later: -1."""
    born = birth(person)
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def after(month: date) -> date:
    """The first of the following month."""
    return (month + timedelta(days=31)).replace(day=1)


def gross(person: Person) -> int:
    return cents(person.get("brutto")) + cents(person.get("gewinn"))


def earned(person: Person) -> int:
    return cents(person.get("netto")) + cents(person.get("gewinn"))


def other(person: Person) -> int:
    return sum(cents(person.get(name)) for name in OTHER_INCOME)


def adults(case: Case) -> list[Person]:
    return [p for p in case["personen"] if p["rolle"] in ("antragsteller", "partner")]


def parents_of_others(case: Case) -> set[str]:
    return {parent for p in case["personen"] for parent in p.get("elternteile", ())}


def children(case: Case, month: date) -> list[Person]:
    """Children who can belong to the Bedarfsgemeinschaft: under 25 on the first and without a child of their own."""
    own = parents_of_others(case)
    return [p for p in case["personen"] if p["rolle"] == "kind" and years(p, month) < 25 and p["id"] not in own]


def members(case: Case, month: date) -> list[Person]:
    """Everybody who can belong to the Bedarfsgemeinschaft."""
    return adults(case) + children(case, month)


def allowance(month: date, gross_cents: int, with_child: bool) -> int:
    """The flat 100 euro and § 11b Abs. 3 in the version of the month; exact to the cent of each part."""
    steps = ((10000, 100000, 20), (100000, 150000 if with_child else 120000, 10))
    if month >= date(2023, 7, 1):
        steps = ((10000, 52000, 20), (52000, 100000, 30), steps[1])
    parts = (max(0, min(gross_cents, top) - low) * rate for low, top, rate in steps)
    return min(gross_cents, FLAT) + sum((2 * part + 100) // 200 for part in parts)


def counted(person: Person, month: date, with_child: bool) -> int:
    """A person's income as GETTSIM counts it: net earnings less the allowance of § 11b, and everything else whole."""
    return max(0, earned(person) - allowance(month, gross(person), with_child)) + other(person)


def step(person: Person, month: date) -> int:
    """The Regelbedarf of a child of this age."""
    row = REGELBEDARF.get(month.year, REGELBEDARF_SINCE_2024)
    age = years(person, month)
    return row[4 if age < 6 else 3 if age < 14 else 2 if age < 18 else 1]


def rent_share(case: Case, heads: int = 1) -> int:
    """The part of so many heads of the dwelling, as recognised after the readings so far."""
    home = case["wohnung"]
    warm = cents(home.get("anerkannt")) + cents(home.get("bruttokaltmiete")) + cents(home.get("heizkosten"))
    return (2 * warm * heads + len(case["personen"])) // (2 * len(case["personen"]))


def covers_own_need(case: Case, person: Person, month: date) -> bool:
    """Whether a child can live on its own income in GETTSIM's reading: its caller splits it off (§ 7 Abs. 3)."""
    need = step(person, month) + SOFORTZUSCHLAG[month.year] + rent_share(case)
    return counted(person, month, False) >= need


def children_inside(case: Case, month: date) -> list[Person]:
    return [p for p in children(case, month) if not covers_own_need(case, p, month)]
