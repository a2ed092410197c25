"""The first application as a questionnaire; the words stand in `versions/`, the newest last."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from nahbar.questionnaire.flow import effective
from nahbar.questionnaire.forms import Form, load_forms
from nahbar.questionnaire.load import load_versions
from nahbar.questionnaire.migrate import carry_over
from nahbar.questionnaire.model import Answers, Questionnaire

VERSIONS: tuple[Questionnaire, ...] = load_versions(Path(__file__).with_name("versions"))
QUESTIONNAIRE: Questionnaire = VERSIONS[-1]


@cache
def forms() -> tuple[Form, ...]:
    """The paper forms that the questions fill, field by field."""
    return load_forms(Path(__file__).with_name("forms.yaml"), "grundsicherungsgeld")


def counted(answers: Answers) -> Answers:
    """The answers that count, of whatever version, in the words of the newest one."""
    return effective(QUESTIONNAIRE, carry_over(VERSIONS, answers, VERSIONS[0].version))
