"""Ages, family and needs: for whom the two laws differ, and the facts in GETTSIM's reading."""

from __future__ import annotations

from datetime import date

from gettsim_facts import (
    REGELBEDARF,
    REGELBEDARF_SINCE_2024,
    SOFORTZUSCHLAG,
    Case,
    Person,
    add,
    adults,
    after,
    amount,
    birth,
    cents,
    children,
    counted,
    members,
    parents_of_others,
    rent_share,
    step,
    years,
)

STEPS = (6, 7, 14, 15, 16, 18, 25)


def changes_inside(person: Person, month: date) -> bool:
    born = birth(person)
    if born.day == 1 and born != month or born.month != month.month:
        return False
    return month.year - born.year in STEPS or month < born


def birthday(case: Case, month: date) -> bool:
    return any(changes_inside(p, month) for p in members(case, month))


def age_of_the_first(case: Case, month: date) -> None:
    following = after(month)
    for person in members(case, month):
        if changes_inside(person, month):
            born = birth(person)
            moved = following.replace(year=following.year - month.year + born.year)
            person["geburtsdatum"] = (month if born > month else moved).isoformat()


def young_partner(case: Case, month: date) -> bool:
    return len(adults(case)) == 2 and any(years(p, month) < 18 for p in adults(case))


def partners_of_age(case: Case, month: date) -> None:
    for person in adults(case):
        if years(person, month) < 18:
            person["geburtsdatum"] = month.replace(year=month.year - 18).isoformat()


def has_children(case: Case, month: date) -> bool:
    return bool(children(case, month))


def sofortzuschlag_in_need(case: Case, month: date) -> None:
    for person in children(case, month):
        add(person, "mehrbedarf_unabweisbar", SOFORTZUSCHLAG[month.year])


def unable_with_g(case: Case, month: date) -> bool:
    return any(p.get("merkzeichen_g") and p.get("erwerbsfaehig") is False for p in members(case, month))


def without_g(case: Case, month: date) -> None:
    for person in case["personen"]:
        person.pop("merkzeichen_g", None)


def young_parents(case: Case, month: date) -> list[Person]:
    own = parents_of_others(case)
    return [p for p in case["personen"] if p["rolle"] == "kind" and p["id"] in own]


def unable_parent(case: Case, month: date) -> bool:
    return any(p.get("erwerbsfaehig") is False and years(p, month) < 25 for p in young_parents(case, month))


def own_household(case: Case, month: date) -> None:
    for person in young_parents(case, month):
        person.pop("erwerbsfaehig", None)
        person.pop("merkzeichen_g", None)


def child_with_child(case: Case, month: date) -> bool:
    young = young_parents(case, month)
    return any(cents(p.get("kindergeld")) for p in young) or any("_kindergeld_der_eltern" in p for p in adults(case))


def kindergeld_as_needed(case: Case, month: date) -> None:
    """What the young parent and its child do not need of the Kindergeld goes to the recipient."""
    row = REGELBEDARF.get(month.year, REGELBEDARF_SINCE_2024)
    for person in young_parents(case, month):
        paid = cents(person.get("kindergeld"))
        babies = [p for p in case["personen"] if person["id"] in p.get("elternteile", ())]
        need = row[0] + rent_share(case, 1 + len(babies))
        need += sum(step(p, month) + SOFORTZUSCHLAG[month.year] for p in babies)
        missing = max(0, need - counted(person | {"kindergeld": "0"}, month, True))
        person["kindergeld"] = amount(max(0, paid - missing))
    for person in adults(case):
        add(person, "sonstiges", cents(person.pop("_kindergeld_der_eltern", None)))
