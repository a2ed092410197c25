"""The months of a Bewilligungszeitraum, also those for which the parameters are not known yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from nahbar.benefits.base import Benefit, Facts, FactsRefused, MonthResult
from nahbar.law.calendar import erster, letzter, plus_monate


def period(benefit: Benefit, answers: Mapping[str, Any], wirkt_ab: date) -> tuple[date, date]:
    """First and last day of the period: from the day of effect, for as many months as the benefit says."""
    count = benefit.period_months(dict(answers), wirkt_ab)
    return wirkt_ab, letzter(plus_monate(erster(wirkt_ab), count - 1))


def months_between(von: date, bis: date) -> list[date]:
    """The firsts of all months that the period touches."""
    months, month = [], erster(von)
    while month <= bis:
        months.append(month)
        month = plus_monate(month, 1)
    return months


def calculate_period(benefit: Benefit, facts: Facts, von: date, bis: date) -> tuple[MonthResult, ...]:
    """Every month with its trace; raises FactsRefused.

    A month beyond the last known parameters is computed with the values of the last known month (§ 20 Abs. 1a SGB II,
    § 28a SGB XII: they stand until they are replaced) and marked by `werte_stand`; ages and birthdays are its own.
    """
    last = erster(benefit.last_known_month())
    results = []
    for month in months_between(von, bis):
        if month <= last:
            results.append(benefit.calculate(facts, month, explain=True))
        else:
            results.append(benefit.calculate(facts, month, explain=True, values_of=last))
    return tuple(results)


def values_outdated(benefit: Benefit, monate: Sequence[Mapping[str, Any]]) -> bool:
    """True if a frozen month was computed with values of an earlier one and its own are known by now."""
    last = benefit.last_known_month()
    return any(month["werte_stand"] and date.fromisoformat(month["monat"]) <= last for month in monate)


def try_period(
    benefit: Benefit, facts: Facts, von: date, bis: date
) -> tuple[tuple[MonthResult, ...], list[dict[str, str]]]:
    """The months, or none and what makes the facts unusable."""
    try:
        return calculate_period(benefit, facts, von, bis), []
    except FactsRefused as refused:
        return (), refused.errors
