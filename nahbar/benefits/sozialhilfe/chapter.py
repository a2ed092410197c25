"""A chapter of the SGB XII as the house sees it: what chapters 3 and 4 share as benefits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from nahbar.benefits.base import Benefit, Check, EvidenceNeed, Facts, MonthResult, RefusalReason
from nahbar.benefits.choice import Situation
from nahbar.benefits.sozialhilfe import calculation
from nahbar.benefits.sozialhilfe.estimate import ESTIMATE_LINES
from nahbar.benefits.sozialhilfe.letters import Words, grant_letter
from nahbar.benefits.sozialhilfe.papers import papers_of
from nahbar.benefits.sozialhilfe.period import period_months
from nahbar.benefits.sozialhilfe.refusals import COMMON
from nahbar.questionnaire.model import Answers, Questionnaire


def chapter(
    key: str,
    *,
    name: str,
    law: str,
    words: Words,
    questionnaire: Questionnaire,
    facts_from_answers: Callable[[Answers, date], Facts],
    evidence: Callable[[Answers, date], tuple[EvidenceNeed, ...]],
    checks: Callable[[Answers, Facts, Sequence[MonthResult]], tuple[Check, ...]],
    effect_from: Callable[[date], date],
    effect_text: str,
    effect_norm: str,
    suits: Callable[[Situation, date], bool],
    known_from: Callable[[Situation, date], Answers],
    refusal_reasons: tuple[RefusalReason, ...],
) -> Benefit:
    """The benefit of one chapter; `law` as in `case_calculation.LAWS`, `refusal_reasons` beside the common ones."""

    def public_name(day: date) -> str:
        return name

    def calculate(facts: Facts, month: date, *, explain: bool = False, values_of: date | None = None) -> MonthResult:
        return calculation.calculate(facts, month, law, explain=explain, values_of=values_of)

    return Benefit(
        key=key,
        norm="SGB XII",
        public_name=public_name,
        traeger_kinds=frozenset(("zkt", "sozialamt")),
        questionnaire=questionnaire,
        facts_from_answers=facts_from_answers,
        evidence=evidence,
        calculate=calculate,
        effect_from=effect_from,
        effect_text=effect_text,
        effect_norm=effect_norm,
        period_months=lambda answers, month: period_months(questionnaire, answers),
        checks=checks,
        refusal_reasons=(*COMMON, *refusal_reasons),
        estimate_lines=ESTIMATE_LINES,
        grant_letter=grant_letter(words),
        papers_of=papers_of,
        last_known_month=calculation.last_known_month,
        suits=suits,
        known_from=known_from,
        rules=law,
    )
