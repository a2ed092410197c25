"""Static checks of a definition: what a reader of the YAML could overlook."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice, product
from typing import Any

from nahbar.questionnaire.conditions import paths
from nahbar.questionnaire.flow import asked, items, reachable_pages
from nahbar.questionnaire.model import Answers, Page, Question, Questionnaire

MAX_COMBINATIONS = 20_000


def check(questionnaire: Questionnaire) -> list[str]:
    """Sentences about everything that is wrong; an empty list is the promise that the tests hold."""
    return [
        *_doubles(questionnaire),
        *_conditions(questionnaire),
        *_questions(questionnaire),
        *_groups(questionnaire),
        *_unreachable(questionnaire),
    ]


def _doubles(questionnaire: Questionnaire) -> Iterator[str]:
    keys = [page.key for page in questionnaire.pages]
    for key in sorted({k for k in keys if keys.count(k) > 1}):
        yield f"page {key}: the key is used twice"
    seen: dict[tuple[str, str], str] = {}
    labels: dict[tuple[str, str], str] = {}
    for page in questionnaire.pages:
        for question in page.questions:
            path = _path(page, question)
            if (page.group, question.key) in seen:
                yield f"{path}: is asked on {seen[page.group, question.key]} and on {page.key}"
            elif (page.group, question.label) in labels and question.when is None and page.when is None:
                yield f"{path}: the same words as {labels[page.group, question.label]}, a fact is asked twice"
            seen[page.group, question.key] = page.key
            labels[page.group, question.label] = path


def _conditions(questionnaire: Questionnaire) -> Iterator[str]:
    order = {page.key: n for n, page in enumerate(questionnaire.pages)}
    place = {_path(page, q): page for page in questionnaire.pages for q in page.questions}
    groups = {group.key for group in questionnaire.groups}
    for page in questionnaire.pages:
        for where, tree in _trees(page):
            for path in _full_paths(tree, page.group):
                if path in groups:
                    continue
                if path not in place:
                    yield f"{where}: there is no question {path}"
                elif place[path] is page and where.startswith("option"):
                    continue  # an option may look at its own question, in other items too: only one partner
                elif place[path] is page:
                    yield f"{where}: {path} is asked on the same page"
                elif order[place[path].key] > order[page.key] and not (page.group and place[path].group == page.group):
                    yield f"{where}: {path} is asked later"


def _questions(questionnaire: Questionnaire) -> Iterator[str]:
    for page in questionnaire.pages:
        for question in page.questions:
            path = _path(page, question)
            for name in ("label", "why", "norm"):
                if not getattr(question, name).strip():
                    yield f"{path}: {name} is missing"
            if question.required and not question.error:
                yield f"{path}: the sentence for a missing answer is missing"
            for what in ("key", "label"):
                values = [getattr(option, what) for option in question.options]
                if len(values) != len(set(values)):
                    yield f"{path}: two options have the same {what}"


def _groups(questionnaire: Questionnaire) -> Iterator[str]:
    prefixes = [group.key[0] for group in questionnaire.groups]
    if len(prefixes) != len(set(prefixes)):
        yield "groups: two groups begin with the same letter, their items would share ids"
    for group in questionnaire.groups:
        overviews = [n for n, page in enumerate(questionnaire.pages) if page.overview == group.key]
        members = [n for n, page in enumerate(questionnaire.pages) if page.group == group.key]
        if len(overviews) != 1:
            yield f"group {group.key}: needs exactly one overview"
        elif not members or max(members) > overviews[0]:
            yield f"group {group.key}: its pages stand before the overview"


def _unreachable(questionnaire: Questionnaire) -> Iterator[str]:
    for page in questionnaire.pages:
        if not page.overview:
            for question in page.questions:
                if not any(
                    _shows(questionnaire, page, question, a) for a in _candidates(questionnaire, page, question)
                ):
                    yield f"{_path(page, question)}: no answers lead here"


def _shows(questionnaire: Questionnaire, page: Page, question: Question, answers: Answers) -> bool:
    for ref in reachable_pages(questionnaire, answers):
        if ref.page == page.key:
            item = next((i for i in items(answers, page.group) if i["id"] == ref.item), None) if page.group else None
            if question in asked(page, answers, item):
                return True
    return False


def _candidates(questionnaire: Questionnaire, page: Page, question: Question) -> Iterator[Answers]:
    """Answers to everything the question depends on, in all combinations of telling values; two items a group."""
    place = {_path(p, q): (p, q) for p in questionnaire.pages for q in p.questions}
    needed: set[str] = set()
    todo = {_path(page, question)}
    while todo:
        path = todo.pop()
        needed.add(path)
        if path in place:
            host, asked_there = place[path]
            for tree in (host.when, asked_there.when, *(o.when for o in asked_there.options)):
                todo |= set(_full_paths(tree, host.group)) - needed
    groups = {p for p in needed if p in {g.key for g in questionnaire.groups}}
    groups |= {place[p][0].group for p in needed if p in place and place[p][0].group}
    slots: list[tuple[str, str, str, list[Any]]] = []
    for path in sorted(needed & place.keys()):
        host, shape = place[path]
        values = _telling_values(questionnaire, shape, path)
        for item in ("2", "3") if host.group else ("",):
            slots.append((host.group, item, shape.key, values))
    for combination in islice(product(*(slot[3] for slot in slots)), MAX_COMBINATIONS):
        answers: Answers = {group: [{"id": group[0] + n} for n in "23"] for group in groups}
        for (group, item, key, _), value in zip(slots, combination, strict=True):
            if not group:
                answers[key] = value
            else:
                answers[group][int(item) - 2][key] = value
        yield answers
    yield {}


def _telling_values(questionnaire: Questionnaire, question: Question, path: str) -> list[Any]:
    if question.kind == "bool":
        return [True, False]
    if question.kind == "choice":
        return [option.key for option in question.options]
    if question.kind == "choices":
        return [[option.key] for option in question.options]
    if question.kind in ("amount", "integer"):
        bounds = [
            b for page in questionnaire.pages for _, tree in _trees(page) for b in _bounds(tree, path, page.group)
        ]
        return [str(n) for bound in bounds for n in (bound - 1, bound + 1)] or ["1"]
    return [None, "x"] if not question.required else ["x"]


def _bounds(tree: Any, path: str, group: str) -> Iterator[int]:
    if isinstance(tree, dict):
        for op, arg in tree.items():
            if op == "count":
                yield from _bounds(arg.get("where"), path, arg["group"])
            elif op in ("gt", "lt", "eq") and _full(arg[0], group) == path and not isinstance(arg[1], bool):
                yield int(Decimal(str(arg[1])))
            else:
                yield from _bounds(arg, path, group)
    elif isinstance(tree, list):
        for part in tree:
            yield from _bounds(part, path, group)


def _trees(page: Page) -> Iterator[tuple[str, Any]]:
    yield f"page {page.key}", page.when
    for question in page.questions:
        yield f"question {_path(page, question)}", question.when
        for option in question.options:
            yield f"option {_path(page, question)}.{option.key}", option.when


def _full_paths(tree: Any, group: str) -> Iterator[str]:
    for path in paths(tree):
        yield _full(path, group)


def _full(path: Any, group: str) -> str:
    text = str(path)
    return f"{group}.{text.removeprefix('item.')}" if text.startswith("item.") else text


def _path(page: Page, question: Question) -> str:
    return f"{page.group}.{question.key}" if page.group else question.key
