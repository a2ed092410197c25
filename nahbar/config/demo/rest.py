"""The rest of a declaration: answers to everything that is still open, as somebody without peculiarities gives them."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

from nahbar.questionnaire.engine import first_open_page, reachable_pages, visible_questions
from nahbar.questionnaire.flow import item_of
from nahbar.questionnaire.model import DONE, KEY_DATE, UNKNOWN, Answers, Question, Questionnaire

ROUNDS = 20
USUAL: dict[str, Any] = {
    "arbeitgeber": "Bäckerei Sommer",
    "arbeitsweg": "frei",
    "bisher": ["familie"],
    "elternteil": "bekannt",
    "eltern_wo": "niemand",
    "ex_kontakt": "geklaert",
    "getrennt_seit": "2023-07-15",
    "rv_nummer": "65 010180 M 006",
}
_OF_KIND: dict[str, Any] = {"bool": False, "amount": "0.00", "integer": 0, "date": "2024-01-01"}


def with_the_rest(questionnaire: Questionnaire, answers: Answers, day: date) -> Answers:
    """The answers with every open question answered; what was answered stays as it was. `day` is the application's."""
    full = copy.deepcopy(answers)
    full.setdefault(KEY_DATE, day.isoformat())
    for _ in range(ROUNDS):
        if first_open_page(questionnaire, full) is None:
            break
        for ref in reachable_pages(questionnaire, full):
            page = questionnaire.page(ref.page)
            if page.overview:
                full[DONE] = sorted({*full.get(DONE, ()), page.overview})
                continue
            scope = item_of(questionnaire, full, ref)
            prefix = f"{page.group}.{ref.item}." if page.group else ""
            for question in visible_questions(questionnaire, full, ref):
                if prefix + question.key not in full.get(UNKNOWN, ()):
                    (full if scope is None else scope).setdefault(question.key, _usual(question))
    return full


def _usual(question: Question) -> Any:
    if not question.required:
        return None
    if question.key in USUAL:
        return USUAL[question.key]
    keys = [option.key for option in question.options]
    if question.kind == "choices":
        return ["keine" if "keine" in keys else keys[0]]
    return keys[0] if keys else _OF_KIND.get(question.kind, "Musterstadt")
