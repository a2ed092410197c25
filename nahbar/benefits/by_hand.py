"""What a benefit says that is not calculated month by month: there are no facts, and a person looks at it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from nahbar.benefits.base import Check, Facts, FactsRefused, MonthResult
from nahbar.questionnaire.model import Answers

NOT_BY_MONTH = {
    "pfad": "formular",
    "code": "nicht_abgedeckt",
    "text": "Das wird von Hand geprüft. Eine Monatsrechnung gibt es dafür nicht.",
}


def no_facts(answers: Answers, month: date) -> Facts:
    """There are no facts of a month; raises FactsRefused."""
    raise FactsRefused([NOT_BY_MONTH])


def no_calculation(facts: Facts, month: date, *, explain: bool = False, values_of: date | None = None) -> MonthResult:
    """Nothing is calculated by the month; raises FactsRefused."""
    raise FactsRefused([NOT_BY_MONTH])


def no_checks(answers: Answers, facts: Facts, months: Sequence[MonthResult]) -> tuple[Check, ...]:
    """None: a person looks at it."""
    return ()


def a_year(answers: Answers, month: date) -> int:
    """As the period of what it stands beside, a year at most."""
    return 12


def same_day(asked: date) -> date:
    """The day of the request itself."""
    return asked
