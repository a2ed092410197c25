"""How long is granted in the SGB XII."""

from __future__ import annotations

from nahbar.benefits.household_facts import GROUP
from nahbar.questionnaire.flow import effective, items
from nahbar.questionnaire.model import Answers, Questionnaire

PERIOD_MONTHS = 12
PERIOD_MONTHS_PROVISIONAL = 6


def provisional(questionnaire: Questionnaire, answers: Answers) -> bool:
    """Whether income from self-employment leaves the amount open until the end (§ 44a Abs. 1 Nr. 2 SGB XII)."""
    counted = effective(questionnaire, answers)
    scopes = [counted, *items(counted, GROUP)]
    return any("selbst" in (scope.get("einkommen_arten") or ()) for scope in scopes)


def period_months(questionnaire: Questionnaire, answers: Answers) -> int:
    """Twelve months, at most six where income from self-employment makes the decision provisional (§ 44 Abs. 3).

    Chapter 3 names no period: it is granted for as long as nothing changes, here for a year at most.
    """
    return PERIOD_MONTHS_PROVISIONAL if provisional(questionnaire, answers) else PERIOD_MONTHS
