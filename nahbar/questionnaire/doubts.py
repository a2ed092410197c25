"""Answers that can be right but seldom are: asked back once, and taken as they are when they are confirmed.

A question names its doubts in the YAML, e.g. side costs above the rent:

    doubts:
      - {when: {exceeds: [nebenkosten, grundmiete]}, text: "Die Nebenkosten sind höher als die Miete."}
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from nahbar.questionnaire.answers import apply
from nahbar.questionnaire.conditions import holds
from nahbar.questionnaire.flow import asked, effective, item_of
from nahbar.questionnaire.model import UNKNOWN, Answers, PageRef, Questionnaire
from nahbar.questionnaire.parse import GROUP, FieldError

CONFIRMED = "bestaetigt"
"""Name of the field that carries what was confirmed: `<key>=<value>`."""


def doubts(questionnaire: Questionnaire, answers: Answers, ref: PageRef, values: Mapping[str, Any]) -> list[FieldError]:
    """What to ask back about these values (as `parse_page` gives them): one sentence for a question at most."""
    if GROUP in values:
        return []
    page = questionnaire.page(ref.page)
    counted = effective(questionnaire, apply(questionnaire, answers, ref, values))
    item = item_of(questionnaire, counted, ref)
    found = []
    for question in asked(page, counted, item):
        if question.key in values.get(UNKNOWN, ()) or values.get(question.key) is None:
            continue
        for doubt in question.doubts:
            if holds(doubt.when, counted, item, page.group):
                found.append(FieldError(question.key, doubt.text))
                break
    return found


def unconfirmed(found: Sequence[FieldError], values: Mapping[str, Any], said: Collection[str]) -> list[FieldError]:
    """The doubts whose very value nobody has confirmed yet."""
    return [doubt for doubt in found if confirmation(doubt.field, values) not in said]


def confirmation(key: str, values: Mapping[str, Any]) -> str:
    """What the form carries so that this value is not asked about again; another value is."""
    return f"{key}={values[key]}"
