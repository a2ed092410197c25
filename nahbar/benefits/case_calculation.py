"""Which law computes a case of the public format."""

from __future__ import annotations

from datetime import date

from nahbar.benefits.base import FactsRefused, MonthResult
from nahbar.benefits.case_checks import error
from nahbar.benefits.case_format import Case
from nahbar.benefits.case_sgb2 import NICHT_ABGEDECKT
from nahbar.benefits.grundsicherungsgeld.calculation import calculate_case as grundsicherungsgeld

LAWS = ("auto", "sgb2", "sgb12-3", "sgb12-4")
"""What may be asked for; `auto` leaves the choice to the facts."""


def calculate_case(case: Case, month: date, *, law: str = "auto", explain: bool = False) -> MonthResult:
    """Compute one month; raises FactsRefused (also for a law that is not covered yet) and UnknownParameter."""
    if law.startswith("sgb12"):
        text = "Leistungen nach dem SGB XII werden noch nicht berechnet."
        raise FactsRefused([error("benefit", NICHT_ABGEDECKT, text)])
    return grundsicherungsgeld(case, month, explain=explain)
