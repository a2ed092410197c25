"""One month of facts by a chapter of the SGB XII, and how far its values reach."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from nahbar.benefits.base import Facts, MonthResult
from nahbar.benefits.case_calculation import calculate_case
from nahbar.benefits.case_format import read_case
from nahbar.benefits.parameters import parameters
from nahbar.law.calendar import erster

OTHER_LAWS = ("WoGG", "BKGG", "EStG")
"""Laws whose values do not make a month unknown; those of the SGB II count, others of the household may live by it."""


def calculate(
    facts: Facts, month: date, law: str, *, explain: bool = False, values_of: date | None = None
) -> MonthResult:
    """Compute the month; keys that begin with `_` are ignored; `law` as in `case_calculation.LAWS`.

    A period that begins inside the month counts from that day (§ 27a Abs. 3 S. 3 SGB XII). Raises as `Calculate`.
    """
    month = erster(month)
    given = {"id": "fall"} | _public(facts)
    begin = str(given.get("bewilligungszeitraum_beginn", ""))
    if "von" not in given and begin[:7] == month.isoformat()[:7] and not begin.endswith("-01"):
        given["von"] = begin
    return calculate_case(read_case(given), month, law=law, explain=explain, values_of=values_of)


def last_known_month() -> date:
    """The first of the last month for which every parameter is known."""
    return erster(parameters().last_known_day(ohne=OTHER_LAWS))


def _public(value: Any) -> Any:
    """The facts without the keys that begin with `_`, at any depth."""
    if isinstance(value, Mapping):
        return {key: _public(item) for key, item in value.items() if not str(key).startswith("_")}
    if isinstance(value, list | tuple):
        return [_public(item) for item in value]
    return value
