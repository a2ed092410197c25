"""The way through a questionnaire: a pure function of the answers.

Pages stand in one order. The pages of a group come once for each item, then its overview, which lists the items and
asks for another one: «yes» makes an item, whose pages lie before the overview, so the way leads back to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from nahbar.questionnaire.conditions import Item, holds
from nahbar.questionnaire.model import DONE, UNKNOWN, Answers, Option, Page, PageRef, Question, Questionnaire


@dataclass(frozen=True)
class Progress:
    """Where a page stands: page `number` of `total` in its section, the section's place among all sections."""

    section: str
    number: int
    total: int
    section_number: int
    section_total: int


class UnknownPage(LookupError):
    """There is no such page, or no such item in its group."""


def effective(questionnaire: Questionnaire, answers: Answers) -> Answers:
    """The answers that count: those to pages and questions that can be reached with the others that count."""
    current = answers
    for _ in range(len(questionnaire.pages) + 1):
        kept = _keep(questionnaire, answers, current)
        if kept == current:
            break
        current = kept
    return current


def reachable_pages(questionnaire: Questionnaire, answers: Answers) -> list[PageRef]:
    """All pages that these answers lead through, in order, each once."""
    return [ref for ref, _, _ in _walk(questionnaire, effective(questionnaire, answers))]


def next_page(questionnaire: Questionnaire, answers: Answers, current: PageRef | None) -> PageRef | None:
    """The page after this one; None after the last.

    In a group: the next open page of the same item, then pages that a later answer opened for another item, then the
    overview, which lists the items. From the overview: whatever is still open in the group (the item just added).
    """
    refs = reachable_pages(questionnaire, answers)
    if current is None:
        return refs[0] if refs else None
    page = questionnaire.page(current.page)
    if page.group or page.overview:
        still_open = _open_in_group(questionnaire, answers, page.group or page.overview)
        if page.overview and still_open:
            return still_open[0]
        if page.group and current in refs:
            behind = [ref for ref in still_open if refs.index(ref) > refs.index(current)]
            before = [ref for ref in still_open if refs.index(ref) < refs.index(current)]
            if behind or (before and current not in still_open):
                return (behind or before)[0]
            refs = [ref for ref in refs if ref == current or questionnaire.page(ref.page).group != page.group]
    if current in refs:
        following = refs[refs.index(current) + 1 :]
    else:  # a page that is no longer on the way: go on at the first page behind its place
        order = [p.key for p in questionnaire.pages]
        following = [ref for ref in refs if order.index(ref.page) > order.index(current.page)]
    return following[0] if following else None


def previous_page(questionnaire: Questionnaire, answers: Answers, current: PageRef) -> PageRef | None:
    """The page before this one; None before the first."""
    refs = reachable_pages(questionnaire, answers)
    if current in refs:
        place = refs.index(current)
        return refs[place - 1] if place else None
    order = [p.key for p in questionnaire.pages]
    before = [ref for ref in refs if order.index(ref.page) < order.index(current.page)]
    return before[-1] if before else None


def first_open_page(questionnaire: Questionnaire, answers: Answers) -> PageRef | None:
    """The first page that still lacks an answer; None when the declaration is complete."""
    counted = effective(questionnaire, answers)
    for ref, page, item in _walk(questionnaire, counted):
        if not _complete(page, counted, ref, item):
            return ref
    return None


def is_complete(questionnaire: Questionnaire, answers: Answers, ref: PageRef) -> bool:
    """Whether every question of the page is answered, left empty on purpose, or «weiß ich nicht»."""
    counted = effective(questionnaire, answers)
    return _complete(questionnaire.page(ref.page), counted, ref, item_of(questionnaire, counted, ref))


def progress(questionnaire: Questionnaire, answers: Answers, ref: PageRef) -> Progress:
    """Section of the page and its number in it; raises UnknownPage for a page that is not on the way."""
    refs = reachable_pages(questionnaire, answers)
    if ref not in refs:
        raise UnknownPage(ref)
    section = questionnaire.page(ref.page).section
    sections = list(dict.fromkeys(questionnaire.page(r.page).section for r in refs))
    inside = [r for r in refs if questionnaire.page(r.page).section == section]
    return Progress(section, inside.index(ref) + 1, len(inside), sections.index(section) + 1, len(sections))


def find_page(questionnaire: Questionnaire, answers: Answers, page: str, item: str = "") -> PageRef:
    """The reference for keys that came from outside (an address); raises UnknownPage when it is not on the way."""
    ref = PageRef(page, item)
    if ref not in reachable_pages(questionnaire, answers):
        raise UnknownPage(ref)
    return ref


def item_of(questionnaire: Questionnaire, answers: Answers, ref: PageRef) -> dict[str, Any] | None:
    """The group's item this page is about; None outside of groups; raises UnknownPage for an item that is gone."""
    group = questionnaire.page(ref.page).group
    if not group:
        return None
    for item in items(answers, group):
        if item["id"] == ref.item:
            return item
    raise UnknownPage(ref)


def items(answers: Mapping[str, Any], group: str) -> list[dict[str, Any]]:
    """The items of a group; empty when there are none."""
    return answers.get(group) or []


def asked(page: Page, answers: Answers, item: Item | None) -> list[Question]:
    """The questions of the page whose condition holds."""
    return [q for q in page.questions if holds(q.when, answers, item, page.group)]


def answer_path(page: Page, item: str, key: str) -> str:
    """The path of an answer: `heizkosten`, `personen.p2.kindergeld`."""
    return f"{page.group}.{item}.{key}" if page.group else key


def offered(question: Question, answers: Answers, item: Item | None, group: str = "") -> tuple[Option, ...]:
    """The options of the question whose condition holds."""
    return tuple(option for option in question.options if holds(option.when, answers, item, group))


def _complete(page: Page, counted: Answers, ref: PageRef, item: Item | None) -> bool:
    if page.overview:
        return page.overview in counted.get(DONE, ())
    scope: Item = counted if item is None else item
    for question in asked(page, counted, item):
        if answer_path(page, ref.item, question.key) in counted.get(UNKNOWN, ()):
            continue
        if question.key not in scope or (question.required and scope[question.key] is None):
            return False
    return True


def _open_in_group(questionnaire: Questionnaire, answers: Answers, group: str) -> list[PageRef]:
    counted = effective(questionnaire, answers)
    walked = _walk(questionnaire, counted)
    return [r for r, page, item in walked if page.group == group and not _complete(page, counted, r, item)]


def _walk(questionnaire: Questionnaire, answers: Answers) -> Iterator[tuple[PageRef, Page, Item | None]]:
    """Pages in order, those of a group together, item by item."""
    seen: set[str] = set()
    for page in questionnaire.pages:
        if not page.group:
            if holds(page.when, answers) and (page.overview or asked(page, answers, None)):
                yield PageRef(page.key), page, None
        elif page.group not in seen:
            seen.add(page.group)
            of_group = [p for p in questionnaire.pages if p.group == page.group]
            for item in items(answers, page.group):
                for one in of_group:
                    if holds(one.when, answers, item, one.group) and asked(one, answers, item):
                        yield PageRef(one.key, item["id"]), one, item


def _keep(questionnaire: Questionnaire, answers: Answers, current: Answers) -> Answers:
    kept: Answers = {k: v for k, v in answers.items() if k.startswith("_") and k != UNKNOWN}
    for group in questionnaire.groups:
        if group.key in answers:
            kept[group.key] = [{"id": item["id"]} for item in items(answers, group.key)]
    unknown: list[str] = []
    for ref, page, item in _walk(questionnaire, current):
        full: dict[str, Any] = _find(answers, page.group, ref.item) if page.group else answers
        target: dict[str, Any] = _find(kept, page.group, ref.item) if page.group else kept
        for question in asked(page, current, item):
            path = answer_path(page, ref.item, question.key)
            if path in answers.get(UNKNOWN, ()):
                unknown.append(path)
            elif question.key in full and _still_offered(question, full[question.key], current, item, page.group):
                target[question.key] = full[question.key]
    if unknown:
        kept[UNKNOWN] = unknown
    return kept


def _still_offered(question: Question, value: Any, answers: Answers, item: Item | None, group: str) -> bool:
    if not question.options or value is None:
        return True
    keys = {option.key for option in offered(question, answers, item, group)}
    return keys.issuperset(value if isinstance(value, list) else [value])


def _find(answers: Answers, group: str, item_id: str) -> dict[str, Any]:
    return next(item for item in items(answers, group) if item["id"] == item_id)
