"""Income: for whom the two laws differ, and the facts in GETTSIM's reading."""

from __future__ import annotations

from datetime import date, timedelta

from gettsim_facts import (
    FLAT,
    OTHER_INCOME,
    Case,
    Person,
    add,
    adults,
    after,
    allowance,
    amount,
    cents,
    children,
    children_inside,
    earned,
    gross,
    members,
    other,
    years,
)

LUMP_SUM, PROVEN_FROM, TRIFLE = 3000, 40000, 1000


def grown_without_work(case: Case, month: date) -> list[Person]:
    last = after(month) - timedelta(days=1)
    return [p for p in members(case, month) if years(p, last) >= 18 and not gross(p) and not earned(p)]


def lump_sum(case: Case, month: date) -> bool:
    receives = {p["kindergeld_empfaenger"] for p in case["personen"] if cents(p.get("kindergeld"))}
    return any(other(p) or p["id"] in receives for p in grown_without_work(case, month))


def no_lump_sum(case: Case, month: date) -> None:
    for person in grown_without_work(case, month):
        add(person, "sonstiges", LUMP_SUM)  # § 6 takes 30 euro off, once a person: so nothing is taken off


def trifling(person: Person) -> bool:
    return 0 < earned(person) + other(person) <= TRIFLE


def trifle(case: Case, month: date) -> bool:
    return any(trifling(p) and other(p) for p in members(case, month))


def trifle_counts(case: Case, month: date) -> None:
    for person in members(case, month):
        if trifling(person) and other(person):
            person.pop("erwerbsfaehig", None)
            person["brutto"] = person["netto"] = amount(FLAT)  # earnings that are wholly free


def unable_with_work(case: Case, month: date) -> bool:
    return any(p.get("erwerbsfaehig") is False and gross(p) for p in members(case, month))


def as_if_able(case: Case, month: date) -> None:
    for person in members(case, month):
        if person.get("erwerbsfaehig") is False and gross(person):
            person.pop("erwerbsfaehig")
            person.pop("merkzeichen_g", None)


def has_capital(case: Case, month: date) -> bool:
    return any(cents(p.get("kapitalertraege")) for p in members(case, month))


def capital_counts(case: Case, month: date) -> None:
    for person in members(case, month):
        add(person, "sonstiges", cents(person.pop("kapitalertraege", None)))


def has_costs(case: Case, month: date) -> bool:
    return any(p.get("absetzungen") and gross(p) > PROVEN_FROM for p in members(case, month))


def no_costs(case: Case, month: date) -> None:
    for person in case["personen"]:
        person.pop("absetzungen", None)


def trains(person: Person, month: date) -> bool:
    kind = person.get("ausbildung")
    return bool(kind) and gross(person) > FLAT and (years(person, month) < 25 or kind == "freiwilligendienst")


def in_training(case: Case, month: date) -> bool:
    return any(trains(p, month) for p in members(case, month))


def no_training(case: Case, month: date) -> None:
    for person in case["personen"]:
        person.pop("ausbildung", None)


def works_under_15(person: Person, month: date) -> bool:
    return years(person, month) < 15 and gross(person) > FLAT


def young_worker(case: Case, month: date) -> bool:
    return any(works_under_15(p, month) for p in children(case, month))


def as_if_15(case: Case, month: date) -> None:
    for person in children(case, month):
        if works_under_15(person, month):
            more = allowance(month, gross(person), True) - FLAT
            person["netto"] = amount(max(0, earned(person) - more))


def better_paid(case: Case, month: date) -> list[tuple[Person, int]]:
    """Children who earn more than 1,200 euro and whom the two laws see beside a minor child or not: by how much."""
    inside = children_inside(case, month)
    minors = [p for p in children(case, month) if years(p, month) < 18]
    out = []
    for person in children(case, month):
        here = any(p is not person for p in minors)
        there = person in inside and any(years(p, month) < 18 for p in inside)
        if here != there:
            more = allowance(month, gross(person), there) - allowance(month, gross(person), here)
            out += [(person, more)] if more else []
    return out


def minor_beside(case: Case, month: date) -> bool:
    return bool(better_paid(case, month))


def as_they_see_it(case: Case, month: date) -> None:
    for person, more in better_paid(case, month):
        person["netto"] = amount(cents(person["netto"]) - more)


def long_pension(case: Case, month: date) -> bool:
    return any(p.get("grundrentenzeiten_33") for p in members(case, month))


def no_long_pension(case: Case, month: date) -> None:
    for person in case["personen"]:
        person.pop("grundrentenzeiten_33", None)


def shortfall(person: Person, month: date, with_child: bool = True) -> int:
    """By how much the allowances of § 11b exceed the earnings; GETTSIM lets the rest reduce other income."""
    return max(0, allowance(month, gross(person), with_child) - earned(person)) if gross(person) else 0


def below_zero(case: Case, month: date) -> bool:
    return any(shortfall(p, month) for p in members(case, month))


def negative_earnings(case: Case, month: date) -> None:
    """Take a child's shortfall off its other income; without any, raise its need. Adults: `shortfall_of_adults`."""
    for person in children(case, month):
        missing = shortfall(person, month)
        for name in OTHER_INCOME:
            part = min(missing, cents(person.get(name)))
            if part:
                person[name], missing = amount(cents(person[name]) - part), missing - part
        if missing:
            add(person, "mehrbedarf_unabweisbar", missing)


def shortfall_of_adults(case: Case, month: date) -> int:
    """What GETTSIM takes off the income that is spread over the Bedarfsgemeinschaft, even below nothing."""
    return sum(shortfall(p, month) for p in adults(case))
