"""Where the SGB II and GETTSIM's reading of it differ: conditions on the facts of a household, each named after its §.

A predicate says of which households it speaks (`applies`, on the facts alone, never on a difference) and restates the
case so that our own calculation gives GETTSIM's reading (`reading`). So a difference is not only allowed: it is
explained to the cent, or it stays unmatched. Cases are those of the public format; the order below is the order in
which readings are laid over one another.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date

import gettsim_income as income
import gettsim_means as means
import gettsim_needs as needs
from gettsim_facts import Case


@dataclass(frozen=True)
class Predicate:
    """A place where the two laws part: its key, its §, what differs, for whom, and the facts in GETTSIM's reading."""

    key: str
    norm: str
    what: str
    applies: Callable[[Case, date], bool]
    reading: Callable[[Case, date], None]


PREDICATES = (
    Predicate(
        "geburtstag", "SGB II § 41 Abs. 1",
        "birthdays and births cut the month by days; GETTSIM takes the age of the first for all of it",
        needs.birthday, needs.age_of_the_first,
    ),
    Predicate(
        "junger_partner", "SGB II § 20 Abs. 2",
        "a partner who is a minor: Regelbedarfsstufe 1 and 4; GETTSIM takes twice 2",
        needs.young_partner, needs.partners_of_age,
    ),
    Predicate(
        "sofortzuschlag", "SGB II § 72",
        "the Sofortzuschlag stands beside the claim; GETTSIM adds it to the child's need, so that income covers it too",
        needs.has_children, needs.sofortzuschlag_in_need,
    ),
    Predicate(
        "merkzeichen_g", "SGB II § 23 Nr. 4",
        "17 percent for persons unable to work with Merkzeichen G; not in GETTSIM",
        needs.unable_with_g, needs.without_g,
    ),
    Predicate(
        "karenz_2023", "SGB II § 65 Abs. 3",
        "benefit months until 2022 do not count for the Karenzzeiten; GETTSIM knows only whether there was benefit",
        means.karenz_anew, means.national_limit,
    ),
    Predicate(
        "angemessenheit", "SGB II § 22 Abs. 1",
        "local limits and six months for lowering the costs; GETTSIM: 10 euro a square metre, warm, everywhere at once",
        means.local_limit, means.national_limit,
    ),
    Predicate(
        "vermoegen", "SGB II § 12",
        "assets above the allowance cover the need as far as they go; GETTSIM: no claim from the first cent",
        means.assets_matter, means.all_or_nothing,
    ),
    Predicate(
        "nicht_erwerbsfaehig", "SGB II § 7 Abs. 3 Nr. 4",
        "a child with a child that is unable to work stays with its parents; GETTSIM does not know who can work",
        needs.unable_parent, needs.own_household,
    ),
    Predicate(
        "kind_mit_kind", "SGB II § 11 Abs. 1 S. 5",
        "Kindergeld for a child with a child is income of who receives it; GETTSIM counts it for the child",
        needs.child_with_child, needs.kindergeld_as_needed,
    ),
    Predicate(
        "erwerb_ohne_erwerbsfaehigkeit", "SGB II § 11b Abs. 3",
        "the flat sum and the allowance are for members able to work; GETTSIM does not know who is",
        income.unable_with_work, income.as_if_able,
    ),
    Predicate(
        "kapital", "Bürgergeld-V § 1 Abs. 1 Nr. 3",
        "capital income up to 100 euro a year does not count; GETTSIM counts it",
        income.has_capital, income.capital_counts,
    ),
    Predicate(
        "grundrente", "SGB II § 11b Abs. 2a",
        "allowance with 33 years of Grundrentenzeiten; GETTSIM has it only in the SGB XII",
        income.long_pension, income.no_long_pension,
    ),
    Predicate(
        "ausgaben", "SGB II § 11b Abs. 2 S. 2",
        "proven expenses above the flat 100 euro; GETTSIM knows only the flat sum",
        income.has_costs, income.no_costs,
    ),
    Predicate(
        "ausbildung", "SGB II § 11b Abs. 2b",
        "in training under 25 the Geringfügigkeitsgrenze is free; not in GETTSIM",
        income.in_training, income.no_training,
    ),
    Predicate(
        "unter_15", "Bürgergeld-V § 1 Abs. 1 Nr. 9",
        "earnings under 15: 100 euro free and no § 11b Abs. 3; GETTSIM gives the allowance",
        income.young_worker, income.as_if_15,
    ),
    Predicate(
        "mit_minderjaehrigem", "SGB II § 11b Abs. 3 S. 3",
        "1,500 euro for those who live with a minor child; GETTSIM counts the earning child itself as one",
        income.minor_beside, income.as_they_see_it,
    ),
    Predicate(
        "mindestens_null", "SGB II § 11b Abs. 1 S. 1",
        "allowances come off earnings at most to 0; GETTSIM lets them reduce other income or raise the claim",
        income.below_zero, income.negative_earnings,
    ),
    Predicate(
        "bagatelle", "Bürgergeld-V § 1 Abs. 1 Nr. 1",
        "income up to 10 euro does not count; GETTSIM counts it",
        income.trifle, income.trifle_counts,
    ),
    Predicate(
        "versicherungspauschale", "Bürgergeld-V § 6 Abs. 1 Nr. 1",
        "30 euro off income that is not from work, for persons of age; GETTSIM takes nothing off",
        income.lump_sum, income.no_lump_sum,
    ),
)  # fmt: skip


def applying(case: Case, month: date) -> tuple[Predicate, ...]:
    """The predicates that speak of this household, in their order; a reading can bring in the next one."""
    so_far, out = deepcopy(case), []
    for predicate in PREDICATES:
        if predicate.applies(so_far, month):
            out.append(predicate)
            predicate.reading(so_far, month)
    return tuple(out)


def restated(case: Case, month: date, predicates: tuple[Predicate, ...]) -> Case:
    """The case in GETTSIM's reading at these places."""
    out = deepcopy(case)
    for predicate in predicates:
        predicate.reading(out, month)
    return out
