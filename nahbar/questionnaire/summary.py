"""Answers as people read them: the review page, titles with names, values for the fields of a form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from nahbar.questionnaire.conditions import Item
from nahbar.questionnaire.flow import answer_path, asked, effective, item_of, items, offered, reachable_pages
from nahbar.questionnaire.model import UNKNOWN, Answers, Page, PageRef, Question, Questionnaire

UNKNOWN_TEXT = "Das weiß ich nicht"
EMPTY_TEXT = "keine Angabe"
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class SummaryRow:
    """One answer in words, with the page where it can be changed."""

    label: str
    value_text: str
    page_ref: PageRef
    key: str = ""
    unknown: bool = False


@dataclass(frozen=True)
class SummarySection:
    """A part of the declaration; for items of a group `item` is the id and `title` the person's name."""

    title: str
    rows: tuple[SummaryRow, ...]
    section: str = ""
    item: str = ""


@dataclass(frozen=True)
class OpenUnknown:
    """A fact that the person did not know: path, question and where to answer it."""

    path: str
    label: str
    page_ref: PageRef


def summary(questionnaire: Questionnaire, answers: Answers) -> list[SummarySection]:
    """The whole declaration in the order of the pages; only what counts, each answer once."""
    counted = effective(questionnaire, answers)
    rows: dict[tuple[str, str], list[SummaryRow]] = {}
    for ref in reachable_pages(questionnaire, answers):
        page = questionnaire.page(ref.page)
        if page.overview:
            shape = questionnaire.group(page.overview)
            names = ", ".join(title for _, title in item_titles(questionnaire, counted, shape.key))
            row = SummaryRow(shape.title, names, ref) if names else SummaryRow(shape.add_question, "Nein", ref)
            rows.setdefault((page.section, ""), []).append(row)
            continue
        for question in _visible(page, counted, item_of(questionnaire, counted, ref)):
            path = answer_path(page, ref.item, question.key)
            unknown = path in counted.get(UNKNOWN, ())
            text = (
                UNKNOWN_TEXT
                if unknown
                else value_text(question, stored_value(questionnaire, counted, ref, question.key))
            )
            row = SummaryRow(question.label, text, ref, question.key, unknown)
            rows.setdefault((page.section, ref.item), []).append(row)
    return [
        SummarySection(_item_title(questionnaire, counted, listed[0].page_ref) or section, tuple(listed), section, item)
        for (section, item), listed in rows.items()
    ]


def open_unknowns(questionnaire: Questionnaire, answers: Answers) -> list[OpenUnknown]:
    """What was answered with «Das weiß ich nicht» and still counts, in the order of the pages."""
    counted = effective(questionnaire, answers)
    found = []
    for ref in reachable_pages(questionnaire, answers):
        page = questionnaire.page(ref.page)
        for question in _visible(page, counted, item_of(questionnaire, counted, ref)):
            path = answer_path(page, ref.item, question.key)
            if path in counted.get(UNKNOWN, ()):
                name = _item_title(questionnaire, counted, ref)
                found.append(OpenUnknown(path, f"{name}: {question.label}" if name else question.label, ref))
    return found


def page_title(questionnaire: Questionnaire, answers: Answers, ref: PageRef) -> str:
    """The page's title with the person's name in it; an overview with items asks for another one."""
    page = questionnaire.page(ref.page)
    if page.overview and items(answers, page.overview):
        shape = questionnaire.group(page.overview)
        return shape.add_more_question or shape.add_question
    return fill(page.title, item_of(questionnaire, answers, ref))


def item_titles(questionnaire: Questionnaire, answers: Answers, group: str) -> list[tuple[str, str]]:
    """Id and name of each item of the group, in the order of entry."""
    template = questionnaire.group(group).item_title
    return [(item["id"], fill(template, item)) for item in items(answers, group)]


def visible_questions(questionnaire: Questionnaire, answers: Answers, ref: PageRef) -> list[Question]:
    """The page's questions as they are asked now: conditions applied, names filled in, options that are offered."""
    counted = effective(questionnaire, answers)
    return _visible(questionnaire.page(ref.page), counted, item_of(questionnaire, counted, ref))


def stored_value(questionnaire: Questionnaire, answers: Answers, ref: PageRef, key: str) -> Any:
    """The stored answer to this question of the page; None when there is none."""
    item = item_of(questionnaire, answers, ref)
    return (answers if item is None else item).get(key)


def form_fields(questionnaire: Questionnaire, answers: Answers, ref: PageRef) -> dict[str, list[str]]:
    """The stored answers as texts of the page's fields, in the shape that `parse_page` reads."""
    page = questionnaire.page(ref.page)
    fields: dict[str, list[str]] = {}
    for question in page.questions:
        key, value = question.key, stored_value(questionnaire, answers, ref, question.key)
        if answer_path(page, ref.item, key) in answers.get(UNKNOWN, ()):
            fields[f"{key}_unbekannt"] = ["ja"]
        elif value is None:
            continue
        elif question.kind == "date":
            day = date.fromisoformat(value)
            fields |= {f"{key}_tag": [str(day.day)], f"{key}_monat": [str(day.month)], f"{key}_jahr": [str(day.year)]}
        elif isinstance(value, bool):
            fields[key] = ["ja" if value else "nein"]
        elif isinstance(value, list):
            fields[key] = list(value)
        else:
            fields[key] = [value.replace(".", ",") if question.kind == "amount" else str(value)]
    return fields


def value_text(question: Question, value: Any) -> str:
    """A stored answer in German: `1.420,50 €`, `14. Mai 1995`, `Ja`, the words of the options."""
    if value is None or value == []:
        return EMPTY_TEXT
    if isinstance(value, bool):
        return "Ja" if value else "Nein"
    if question.options:
        labels = {option.key: option.label for option in question.options}
        return ", ".join(labels.get(str(key), str(key)) for key in (value if isinstance(value, list) else [value]))
    if question.kind == "amount":
        return amount_text(value)
    if question.kind == "date":
        return date_text(date.fromisoformat(value))
    if question.kind == "iban":
        return " ".join(value[n : n + 4] for n in range(0, len(value), 4))
    return str(value)


def amount_text(value: str) -> str:
    """`1.420,50 €` from the decimal string `1420.50`."""
    whole, _, cents = value.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"{sign}{int(digits):,}".replace(",", ".") + f",{cents:0<2} €"


def date_text(day: date) -> str:
    """`14. Mai 1995`."""
    return f"{day.day}. {_MONTH_NAMES[day.month - 1]} {day.year}"


_MONTH_NAMES = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip


def fill(template: str, item: Mapping[str, Any] | None) -> str:
    """The template with `{vorname}` replaced from the item; what is missing becomes «diese Person»."""
    if item is None or "{" not in template:
        return template
    filled = _PLACE.sub(lambda match: str(item.get(match[1]) or ""), template)
    if not any(item.get(name) for name in _PLACE.findall(template)):
        filled = _PLACE.sub("", template.replace("{vorname}", "diese Person")) or "diese Person"
    return " ".join(filled.split())


def _visible(page: Page, counted: Answers, item: Item | None) -> list[Question]:
    return [_fill_question(page, question, counted, item) for question in asked(page, counted, item)]


def _fill_question(page: Page, question: Question, answers: Answers, item: Item | None) -> Question:
    options = tuple(replace(o, label=fill(o.label, item)) for o in offered(question, answers, item, page.group))
    return replace(
        question,
        options=options,
        label=fill(question.label, item),
        why=fill(question.why, item),
        hint=fill(question.hint, item),
        help=fill(question.help, item),
        error=fill(question.error, item),
    )


def _item_title(questionnaire: Questionnaire, answers: Answers, ref: PageRef) -> str:
    page = questionnaire.page(ref.page)
    if not page.group:
        return ""
    return fill(questionnaire.group(page.group).item_title, item_of(questionnaire, answers, ref))
