"""Hilfe zum Lebensunterhalt: one month of one case, by chapter 3 of the SGB XII."""

from __future__ import annotations

from datetime import date

from nahbar.benefits.base import MonthResult
from nahbar.benefits.case_calculation import calculate_case as calculate_by
from nahbar.benefits.case_format import Case

LAW = "sgb12-3"


def calculate_case(case: Case, month: date, *, explain: bool = False, values_of: date | None = None) -> MonthResult:
    """Compute one month; raises FactsRefused where somebody is able to work (§ 21), and UnknownParameter."""
    return calculate_by(case, month, law=LAW, explain=explain, values_of=values_of)
