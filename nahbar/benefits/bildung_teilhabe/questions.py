"""The questions about one child, and the same with the paragraphs of the SGB XII."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from nahbar.questionnaire.forms import Form, load_forms
from nahbar.questionnaire.load import load_versions
from nahbar.questionnaire.model import Page, Question, Questionnaire

VERSIONS: tuple[Questionnaire, ...] = load_versions(Path(__file__).with_name("versions"))
QUESTIONNAIRE: Questionnaire = VERSIONS[-1]
SAME = (("SGB II § 28", "SGB XII § 34"), ("SGB II § 30", "SGB XII § 34b"))
"""What the SGB XII says in the same words at another place."""
WAGE = "ausbildungslohn"


def in_sgb12(norm: str) -> str:
    """The paragraph of the SGB XII that says the same."""
    for here, there in SAME:
        norm = norm.replace(here, there)
    return norm


def _question(question: Question) -> Question:
    return replace(question, norm=in_sgb12(question.norm))


def _page(page: Page) -> Page:
    return replace(page, questions=tuple(_question(question) for question in page.questions))


def as_sgb12(questionnaire: Questionnaire) -> Questionnaire:
    """The same questions for a child whose family gets money by the SGB XII."""
    kept = (page for page in questionnaire.pages if page.key != WAGE)  # § 34 SGB XII does not ask for it
    return replace(questionnaire, pages=tuple(_page(page) for page in kept))


@cache
def forms() -> tuple[Form, ...]:
    """The paper form that the questions fill."""
    return load_forms(Path(__file__).with_name("forms.yaml"), "bildung_teilhabe")
