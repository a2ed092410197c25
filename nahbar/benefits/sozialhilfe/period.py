"""How long is granted in the SGB XII."""

from __future__ import annotations

from nahbar.benefits.sozialhilfe.facts import GROUP
from nahbar.questionnaire.flow import effective, items
from nahbar.questionnaire.model import Answers, Questionnaire


def provisional(questionnaire: Questionnaire, answers: Answers) -> bool:
    """Whether income from self-employment leaves the amount open until the end (§ 44a Abs. 1 Nr. 2 SGB XII)."""
    counted = effective(questionnaire, answers)
    scopes = [counted, *items(counted, GROUP)]
    return any("selbst" in (scope.get("einkommen_arten") or ()) for scope in scopes)
