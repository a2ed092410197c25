"""From answers to the fields of an official PDF: what is certain is placed, everything else is named for the hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from nahbar.questionnaire.forms import Form, FormField
from nahbar.questionnaire.model import Answers, Question, Questionnaire
from nahbar.questionnaire.summary import value_text

AS_TEXT = frozenset(("text", "textarea", "name", "plz", "phone", "integer"))
YES, NO = "0", "1"
"""Export values of the official forms."""


@dataclass(frozen=True)
class Paper:
    """Values by the name of the PDF's field, and what is left for the hand: label and reason in German."""

    values: Mapping[str, str]
    by_hand: tuple[tuple[str, str], ...]


def matching_form(forms: Sequence[Form], names: Iterable[str]) -> Form | None:
    """The form of which the most fields are in a PDF with these names; None if there is none at all."""
    known = frozenset(names)
    best = max(forms, key=lambda form: _shared(form, known), default=None)
    return best if best is not None and _shared(best, known) else None


def on_paper(form: Form, questionnaire: Questionnaire, answers: Answers) -> Paper:
    """What of these answers goes into which field of this form; the answers are those that count (`effective`)."""
    questions = {q.key: q for page in questionnaire.pages if not page.group for q in page.questions}
    values: dict[str, str] = {}
    by_hand = []
    for one in form.fields:
        if not one.pdf:
            by_hand.append((one.label, "der Name des Feldes im PDF ist nicht bekannt"))
        elif one.kind != "asked":
            by_hand.append((one.label, one.answer))
        elif one.answer not in questions:
            by_hand.append((one.label, "kann mehrfach vorkommen"))
        elif (value := answers.get(one.answer)) in (None, []):
            by_hand.append((one.label, "keine Antwort"))
        elif found := _values(one, questions[one.answer], value):
            values.update(found)
        else:
            by_hand.append((one.label, f"Antwort: {value_text(questions[one.answer], value)}"))
    return Paper(values, tuple(by_hand))


def _shared(form: Form, known: frozenset[str]) -> int:
    return sum(name in known for one in form.fields for name in one.pdf)


def _values(one: FormField, question: Question, value: Any) -> dict[str, str]:
    if one.marks:
        chosen = [one.marks[key] for key in (value if isinstance(value, list) else [value]) if key in one.marks]
        return {name: mark for marks in chosen or [one.marks.get("", {})] for name, mark in marks.items()}
    if len(one.pdf) != 1:
        return {}
    if question.kind == "bool":
        return {one.pdf[0]: YES if value else NO}
    if question.kind == "date":
        return {one.pdf[0]: f"{date.fromisoformat(value):%d.%m.%Y}"}
    if question.kind == "iban":
        return {one.pdf[0]: value}  # without gaps: the field counts its letters
    return {one.pdf[0]: value_text(question, value)} if question.kind in AS_TEXT else {}
