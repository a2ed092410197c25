"""»Was wäre, wenn«: the same month with other facts, and what that changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from nahbar.benefits.base import Calculate, Facts
from nahbar.law.difference import Difference, difference

Changes = Mapping[str, Any]
"""Fields of the case by name; `wohnung` holds fields of the dwelling, `personen` fields of persons by their id. None
takes a field away."""


def what_if(
    calculate: Calculate, facts: Facts, changed: Changes, month: date, values_of: date | None = None
) -> Difference:
    """What the changes do to this month; raises as `Calculate`, KeyError for a person who is not there."""
    before = calculate(facts, month, explain=True, values_of=values_of)
    return difference(before, calculate(with_changes(facts, changed), month, explain=True, values_of=values_of))


def with_changes(facts: Facts, changed: Changes) -> Facts:
    """The facts with the changes; the given ones stay as they are."""
    after = _merged(facts, {key: value for key, value in changed.items() if key not in ("wohnung", "personen")})
    if "wohnung" in changed:
        after["wohnung"] = _merged(facts.get("wohnung", {}), changed["wohnung"])
    persons: Mapping[str, Mapping[str, Any]] = changed.get("personen", {})
    if unknown := persons.keys() - {person["id"] for person in facts["personen"]}:
        raise KeyError(f"Diese Person gibt es in dem Fall nicht: {', '.join(sorted(unknown))}")
    after["personen"] = [_merged(person, persons.get(person["id"], {})) for person in facts["personen"]]
    return after


def _merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    merged = {**old, **new}
    return {key: value for key, value in merged.items() if value is not None or key not in new}
