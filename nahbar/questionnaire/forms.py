"""Fields of paper forms and what became of each: asked by a question, derived, or left out with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nahbar.questionnaire.load import DefinitionError, read_yaml
from nahbar.questionnaire.model import Questionnaire

KINDS = ("asked", "derived", "left_out")


@dataclass(frozen=True)
class FormField:
    """One field of a paper form in our own words."""

    id: str
    label: str
    confidence: str
    """A: read from the form itself, B: from a numbered catalogue, C: from an older edition."""
    kind: str
    """`asked`, `derived` or `left_out`."""
    answer: str
    """The key of the question (`personen.rolle`), what it follows from, or the reason."""
    number: str = ""
    pdf: tuple[str, ...] = ()
    """Names of the fields in the official PDF."""
    marks: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """For an option the PDF's fields with their export values; `""`: for an answer without any of these options."""


@dataclass(frozen=True)
class Form:
    """One paper form; `questionnaire` is the benefit whose questions fill it."""

    code: str
    title: str
    questionnaire: str
    fields: tuple[FormField, ...]
    edition: str = ""


def load_forms(path: Path, questionnaire: str) -> tuple[Form, ...]:
    """The forms of this list; raises DefinitionError naming the field that has no answer or two."""
    data = read_yaml(path)
    return tuple(_form(raw, questionnaire) for raw in data["forms"])


def wrong_fields(forms: tuple[Form, ...], questionnaires: Mapping[str, Questionnaire]) -> list[str]:
    """Fields that name a question that is not there."""
    known = {
        key: {f"{page.group}.{q.key}".lstrip(".") for page in one.pages for q in page.questions}
        for key, one in questionnaires.items()
    }
    return [
        f"{form.code}.{one.id}: there is no question {one.answer}"
        for form in forms
        for one in form.fields
        if one.kind == "asked" and one.answer not in known[form.questionnaire]
    ]


def _form(raw: Mapping[str, Any], questionnaire: str) -> Form:
    fields = tuple(_field(one, str(raw["form"]), str(raw["confidence"])) for one in raw["fields"])
    ids = [one.id for one in fields]
    if len(ids) != len(set(ids)):
        raise DefinitionError(f"{raw['form']}: a field stands twice")
    return Form(raw["form"], raw["title"], raw.get("questionnaire", questionnaire), fields, raw.get("edition", ""))


def _field(raw: Mapping[str, Any], form: str, confidence: str) -> FormField:
    given = [(kind, str(raw[kind]).strip()) for kind in KINDS if raw.get(kind)]
    if len(given) != 1:
        raise DefinitionError(f"{form}.{raw.get('id')}: expects exactly one of {', '.join(KINDS)}")
    kind, answer = given[0]
    number = str(raw.get("number", ""))
    certain = str(raw.get("confidence", confidence))
    pdf, marks = tuple(raw.get("pdf", ())), raw.get("marks", {})
    return FormField(raw["id"], raw["label"], certain, kind, answer, number, pdf, marks)
