"""Our law beside GETTSIM, person by person, on random households; run by scripts/compare-gettsim.

Every difference above two cents must be explained by predicates on the facts (gettsim_predicates.py): our calculation
of the case in GETTSIM's reading has to give GETTSIM's amounts for every person. Exit status 1 when one is unmatched.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from gettsim_draw import Drawn, cases, draw
from gettsim_facts import Case, adults, cents, children, members
from gettsim_income import shortfall_of_adults
from gettsim_inputs import OUTPUTS, inputs
from gettsim_means import MORE_THAN_ANYBODY_NEEDS
from gettsim_peer import call, environment
from gettsim_predicates import PREDICATES, Predicate, applying, restated

from nahbar.benefits.base import FactsRefused, MonthResult
from nahbar.benefits.case_calculation import calculate_case
from nahbar.benefits.case_format import read_case

MONTHS = ("2023-03", "2024-03", "2025-05")
TOLERANCE = 2.0
ARGUED_FROM = 0.05
INSIDE, BELOW_ZERO = "sofortzuschlag", "mindestens_null"
Amounts = dict[str, tuple[bool, int]]
"""By person: whether it belongs to the Bedarfsgemeinschaft, and its cents."""


@dataclass
class Month:
    """What one month gave."""

    households: int = 0
    groups: int = 0
    persons: int = 0
    same: int = 0
    explained: Counter[str] = field(default_factory=Counter)
    together: Counter[str] = field(default_factory=Counter)
    refused: list[dict[str, Any]] = field(default_factory=list)
    unmatched: list[dict[str, Any]] = field(default_factory=list)
    worst_same: float = 0.0

    def share(self, number: int) -> float:
        """A part of all Bedarfsgemeinschaften."""
        return number / max(1, self.groups)

    def report(self) -> dict[str, Any]:
        """As JSON; `combinations` says which predicates explain a Bedarfsgemeinschaft together."""
        return {
            "households": self.households, "bedarfsgemeinschaften": self.groups, "persons": self.persons,
            "same": self.same, "same_share": round(self.share(self.same), 4),
            "largest_difference_of_same_cents": round(self.worst_same, 2),
            "explained": self.groups - self.same - len(self.unmatched) - len(self.refused),
            "predicates": {
                p.key: {"norm": p.norm, "what": p.what, "number": self.explained[p.key],
                        "share": round(self.share(self.explained[p.key]), 4)}
                for p in PREDICATES
            },
            "combinations": dict(self.together.most_common()),
            "refused_count": len(self.refused), "refused": self.refused[:20],
            "unmatched_count": len(self.unmatched), "unmatched": self.unmatched[:20],
        }  # fmt: skip


def _calculated(case: Case, month: date) -> MonthResult:
    people = [{key: value for key, value in p.items() if not key.startswith("_")} for p in case["personen"]]
    return calculate_case(read_case(case | {"personen": people}), month, law="sgb2")


def ours(case: Case, month: date, *, inside: bool) -> Amounts:
    """Our amounts for everybody; with the Sofortzuschlag unless it stands inside the need already."""
    result = _calculated(case, month)
    return {p.id: (p.in_bg, p.anspruch + (0 if inside else p.sofortzuschlag)) for p in result.personen}


def reading(case: Case, month: date, predicates: tuple[Predicate, ...]) -> Amounts:
    """Our calculation of the case in GETTSIM's reading at these places."""
    keys = {p.key for p in predicates}
    again = restated(case, month, predicates)
    missing = shortfall_of_adults(again, month) if BELOW_ZERO in keys else 0
    if not missing:
        return ours(again, month, inside=INSIDE in keys)
    return _with_pool_reduced(again, month, missing, inside=INSIDE in keys)


def _with_pool_reduced(case: Case, month: date, missing: int, *, inside: bool) -> Amounts:
    """The claims once more from needs and own incomes, with so much less to spread; assets leave no claim at all."""
    result = _calculated(case, month)
    grown = {p["id"] for p in adults(case)}
    beside = {p.id: 0 if inside else p.sofortzuschlag for p in result.personen}
    open_needs = {p.id: p.bedarf - (0 if p.id in grown else p.einkommen) for p in result.personen if p.in_bg}
    pool = sum(p.einkommen for p in result.personen if p.id in grown) - missing
    left = max(0, sum(open_needs.values()) - pool)
    rich = any(cents(p.get("vermoegen")) == cents(MORE_THAN_ANYBODY_NEEDS) for p in case["personen"])
    share = 0 if rich or not left else left / sum(open_needs.values())
    return {p.id: (p.in_bg, round(open_needs.get(p.id, 0) * share) + beside[p.id]) for p in result.personen}


def differences(amounts: Amounts, theirs: dict[str, float]) -> float:
    """The largest difference of a person in cents."""
    return max(abs(amounts[key][1] - cents) for key, cents in theirs.items())


def fewest(
    case: Case, month: date, predicates: tuple[Predicate, ...], theirs: dict[str, float]
) -> tuple[Predicate, ...]:
    """Leave out what the explanation does not need, from the last to the first."""
    needed = predicates
    for predicate in reversed(predicates):
        fewer = tuple(p for p in needed if p is not predicate)
        if differences(reading(case, month, fewer), theirs) <= TOLERANCE:
            needed = fewer
    return needed


def compare(drawn: Drawn, python: Path, note: Any) -> Month:
    """One month: our side, GETTSIM's in its process, and the explanations."""
    month, every = drawn.month, cases(drawn)
    found = Month(households=len(drawn), groups=len(every))
    first = np.searchsorted(drawn.personen["haushalt"], np.arange(len(drawn))).tolist()
    outside = np.zeros(len(drawn.personen["rolle"]), bool)
    calculated: list[tuple[Case, Amounts, Amounts, int]] = []
    for case in every:
        try:
            amounts, other = ours(case, month, inside=False), reading(case, month, applying(case, month))
        except FactsRefused as refusal:
            found.refused.append({"case": case, "because": refusal.errors})
            continue
        start = first[int(case["id"].split("/")[0][1:])]
        calculated.append((case, amounts, other, start))
        for person in children(case, month):
            outside[start + int(person["id"][1:])] = not other[person["id"]][0]
    note(f"{month:%Y-%m}: {len(every)} Bedarfsgemeinschaften in {len(drawn)} Haushalten gerechnet, jetzt GETTSIM …")
    order = {"date": month.isoformat(), "targets": list(OUTPUTS.values())}
    claims = call(python, inputs(drawn, outside), order).columns[OUTPUTS["anspruch"]] * 100
    if not np.isfinite(claims).all():
        raise ValueError("GETTSIM gave amounts that are no numbers.")
    for case, amounts, other, start in calculated:
        who = [p["id"] for p in members(case, month)]
        found.persons += len(who)
        _judge(found, case, month, amounts, other, {key: float(claims[start + int(key[1:])]) for key in who})
    return found


def _judge(
    found: Month, case: Case, month: date, amounts: Amounts, other: Amounts, theirs: dict[str, float]
) -> None:
    away = differences(amounts, theirs)
    if away <= TOLERANCE:
        found.same += 1
        found.worst_same = max(found.worst_same, away)
        return
    predicates = applying(case, month)
    if differences(other, theirs) <= TOLERANCE:
        needed = fewest(case, month, predicates, theirs)
        found.explained.update(p.key for p in needed)
        found.together[" + ".join(p.key for p in needed)] += 1
        return
    found.unmatched.append({
        "case": case,
        "ours": {key: amounts[key][1] for key in theirs},
        "theirs": {key: round(amount, 2) for key, amount in theirs.items()},
        "in their reading": {key: other[key][1] for key in theirs},
        "applying": [p.key for p in predicates],
    })  # fmt: skip


def table(months: dict[str, Month]) -> str:
    """A short table: a line a predicate, a column a month."""
    names = list(months)
    lines = [f"{'':58}" + "".join(f"{name:>10}" for name in names)]
    rows: list[tuple[str, list[str]]] = [
        ("Haushalte", [str(m.households) for m in months.values()]),
        ("Bedarfsgemeinschaften", [str(m.groups) for m in months.values()]),
        ("Personen", [str(m.persons) for m in months.values()]),
        ("gleich (2 Cent je Person)", [f"{m.share(m.same):.1%}" for m in months.values()]),
    ]
    for predicate in PREDICATES:
        shares = [m.share(m.explained[predicate.key]) for m in months.values()]
        mark = " *" if max(shares) > ARGUED_FROM else ""
        rows.append((f"{predicate.key}: {predicate.norm}{mark}", [f"{share:.2%}" for share in shares]))
    rows.append(("abgelehnt", [str(len(m.refused)) for m in months.values()]))
    rows.append(("ohne Erklärung", [str(len(m.unmatched)) for m in months.values()]))
    lines += [f"{name:58}" + "".join(f"{value:>10}" for value in values) for name, values in rows]
    return "\n".join([*lines, "* über 5 %: begründet in docs/law.md"])


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/compare-gettsim")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--households", type=int, default=10_000)
    parser.add_argument("--month", action="append", help="YYYY-MM, several times; default: 2023-03, 2024-03, 2025-05")
    parser.add_argument("--out", type=Path, help="write the whole report as JSON to this file")
    arguments = parser.parse_args()

    def note(text: str) -> None:
        print(text, file=sys.stderr, flush=True)

    found: dict[str, Month] = {}
    with environment(note) as python:
        for name in arguments.month or MONTHS:
            month = date.fromisoformat(f"{name}-01")
            found[name] = compare(draw(arguments.seed, arguments.households, month), python, note)
    report = {
        "what": "SGB II je Person neben GETTSIM", "gettsim": "1.3.1", "seed": arguments.seed,
        "tolerance_cents": TOLERANCE, "months": {name: month.report() for name, month in found.items()},
    }  # fmt: skip
    text = json.dumps(report, indent=1, ensure_ascii=False)
    if arguments.out:
        arguments.out.write_text(text + "\n", encoding="utf-8")
    else:
        print(text)
    print(table(found), file=sys.stderr)
    return 1 if any(month.unmatched or month.refused for month in found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
