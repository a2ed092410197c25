"""Bildung und Teilhabe as the house sees it: asked for beside the living costs, one child at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from nahbar.benefits.base import Benefit, Check, Facts, FactsRefused, MonthResult, Needs
from nahbar.benefits.bildung_teilhabe import needs
from nahbar.benefits.bildung_teilhabe.evidence import evidence, evidence_sgb12
from nahbar.benefits.bildung_teilhabe.questions import QUESTIONNAIRE, VERSIONS, as_sgb12
from nahbar.questionnaire.model import Answers

NAME = "Bildung und Teilhabe"
NOT_BY_MONTH = {
    "pfad": "bildung",
    "code": "nicht_abgedeckt",
    "text": "Bildung und Teilhabe wird Bedarf für Bedarf geprüft. Eine Monatsrechnung gibt es dafür nicht.",
}


def public_name(day: date) -> str:
    """The name that the law and the schools use."""
    return NAME


def effect_from(asked: date) -> date:
    """The first of the month of the request (§ 37 Abs. 2 S. 2 SGB II)."""
    return asked.replace(day=1)


def effect_from_sgb12(asked: date) -> date:
    """The day of the request (§ 34a Abs. 1, § 18 SGB XII)."""
    return asked


def period_months(answers: Answers, month: date) -> int:
    """As the period of the benefit that it stands beside, a year at most."""
    return 12


def facts_from_answers(answers: Answers, month: date) -> Facts:
    """There are no facts of a month; raises FactsRefused."""
    raise FactsRefused([NOT_BY_MONTH])


def calculate(facts: Facts, month: date, *, explain: bool = False, values_of: date | None = None) -> MonthResult:
    """Nothing is calculated by the month (`Needs.lines` says what counts); raises FactsRefused."""
    raise FactsRefused([NOT_BY_MONTH])


def checks(answers: Answers, facts: Facts, months: Sequence[MonthResult]) -> tuple[Check, ...]:
    """None: a person looks at each need."""
    return ()


BILDUNG = Benefit(
    key="bildung_teilhabe",
    norm="SGB II",
    public_name=public_name,
    traeger_kinds=frozenset(),
    questionnaire=QUESTIONNAIRE,
    earlier_questionnaires=VERSIONS[:-1],
    facts_from_answers=facts_from_answers,
    evidence=evidence,
    calculate=calculate,
    effect_from=effect_from,
    period_months=period_months,
    checks=checks,
    needs=Needs("SGB II", needs.lines, needs.person, needs.school_things),
)
BILDUNG_SGB12 = replace(
    BILDUNG,
    key="bildung_teilhabe_sgb12",
    norm="SGB XII",
    questionnaire=as_sgb12(QUESTIONNAIRE),
    earlier_questionnaires=tuple(as_sgb12(one) for one in VERSIONS[:-1]),
    evidence=evidence_sgb12,
    effect_from=effect_from_sgb12,
    needs=Needs("SGB XII", needs.lines_sgb12, needs.person, needs.school_things_sgb12),
)
