"""Questions of a questionnaire as fields of the design system, and posted fields back to what the engine reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from nahbar.questionnaire import engine
from nahbar.questionnaire.model import Answers, PageRef, Question, Questionnaire
from nahbar.surfaces.ui.fields import Choice, Field, FormPage

KINDS = {
    "text": "text",
    "name": "name",
    "date": "date",
    "amount": "amount",
    "integer": "integer",
    "bool": "bool",
    "choice": "choice",
    "choices": "choices",
    "iban": "iban",
    "plz": "text",
    "phone": "phone",
    "rvnr": "code",
    "textarea": "textarea",
}
WIDTHS = {"plz": 5, "integer": 6, "amount": 10, "rvnr": 20}
AUTOCOMPLETE = {
    "vorname": "given-name",
    "nachname": "family-name",
    "plz": "postal-code",
    "ort": "address-level2",
    "telefon": "tel",
}
"""For the applicant's own pages only: other people's names must not be filled in from the browser."""


def posted(data: QueryDict) -> dict[str, list[str]]:
    """The posted fields under the names that `parse_page` reads (`geburtsdatum__tag` is `geburtsdatum_tag`)."""
    return {name.replace("__", "_"): data.getlist(name) for name in data}


def _filled(field: Field, question: Question, raw: Mapping[str, Sequence[str]]) -> Field:
    values = tuple(raw.get(question.key, ()))
    if question.kind == "date":
        parts = [(raw.get(f"{question.key}_{part}") or [""])[0] for part in ("tag", "monat", "jahr")]
        return replace(field, values=tuple(parts))
    if question.kind == "choices":
        return replace(field, values=values)
    return replace(field, value=values[0] if values else "")


def field_of(
    question: Question, raw: Mapping[str, Sequence[str]], error: str, *, alone: bool, own: bool, why: bool
) -> Field:
    """One question as a field with what was typed or stored; `alone` makes its words the page's heading."""
    name = f"{question.key}_unbekannt"
    field = Field(
        name=question.key,
        label=question.label,
        kind=KINDS[question.kind],
        hint=question.hint,
        error=error,
        options=tuple(Choice(option.key, option.label, option.hint) for option in question.options),
        required=question.required,
        unknown=bool(raw.get(name)) if question.unknown_allowed else None,
        unknown_name=name,
        why=question.why if why else "",
        norm=question.norm,
        help=question.help,
        autocomplete=AUTOCOMPLETE.get(question.key, "off") if own else "off",
        width=WIDTHS.get(question.kind, 0),
        heading=alone,
    )
    return _filled(field, question, raw)


def question_page(
    questionnaire: Questionnaire,
    answers: Answers,
    ref: PageRef,
    raw: Mapping[str, Sequence[str]],
    errors: Sequence[engine.FieldError] = (),
) -> FormPage:
    """One page of the questionnaire as a form; a reason that several questions share is shown once, at the last."""
    page = questionnaire.page(ref.page)
    title = engine.page_title(questionnaire, answers, ref)
    place = engine.progress(questionnaire, answers, ref)
    wrong = {error.field: error.text for error in errors}
    if page.overview:
        fields = [_overview_field(questionnaire, page.overview, title, raw, wrong)]
    else:
        questions = engine.visible_questions(questionnaire, answers, ref)
        fields = []
        for number, question in enumerate(questions):
            alone = len(questions) == 1 and question.label == title
            shared = any(later.why == question.why for later in questions[number + 1 :])
            own = not page.group
            shown = field_of(question, raw, wrong.get(question.key, ""), alone=alone, own=own, why=not shared)
            if alone and page.intro:
                # the question is the heading, and what is said about it comes below
                shown = replace(shown, hint=" ".join(part for part in (page.intro, shown.hint) if part))
            fields.append(shown)
    return FormPage(
        title=title,
        fields=tuple(replace(field, picture=page.picture) if field.heading else field for field in fields),
        picture=page.picture,
        intro="" if any(field.heading for field in fields) else page.intro,
        section=place.section,
        number=place.number,
        of=place.total,
        primary=_("Speichern und weiter"),
        later=_("Später weitermachen"),
    )


def _overview_field(
    questionnaire: Questionnaire, group: str, title: str, raw: Mapping[str, Sequence[str]], wrong: Mapping[str, str]
) -> Field:
    shape = questionnaire.group(group)
    name = f"{group}_weiter"
    return Field(
        name=name,
        label=title,
        kind="bool",
        value=(raw.get(name) or [""])[0],
        error=wrong.get(name, ""),
        why=shape.why,
        norm=shape.norm,
        heading=True,
    )
