"""Static checks of a definition: what a reader of the YAML could overlook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import islice, product
from typing import Any

from nahbar.questionnaire.conditions import AGES, COMPARISONS, PATHS, paths
from nahbar.questionnaire.flow import asked, items, reachable_pages
from nahbar.questionnaire.model import KEY_DATE, UNKNOWN, Answers, Page, Question, Questionnaire

MAX_COMBINATIONS = 20_000
DAY = "2026-11-23"
"""The day of the application in tried answers."""
NOT_KNOWN = object()


def check(questionnaire: Questionnaire) -> list[str]:
    """Sentences about everything that is wrong; an empty list is the promise that the tests hold."""
    return [*check_shape(questionnaire), *_unreachable(questionnaire)]


def check_shape(questionnaire: Questionnaire) -> list[str]:
    """What can be said of a whole definition without trying answers."""
    return [*quick_check(questionnaire), *_groups(questionnaire)]


def unknown_paths(questionnaire: Questionnaire, tree: Any) -> list[str]:
    """What a condition beside the pages reads and no page asks."""
    known = {_path(page, q) for page in questionnaire.pages for q in page.questions}
    known |= {group.key for group in questionnaire.groups}
    return [path for path in _full_paths(tree, "") if path not in known]


def quick_check(questionnaire: Questionnaire) -> list[str]:
    """What can be said without trying answers: doubles, conditions, missing words."""
    return [*_doubles(questionnaire), *_conditions(questionnaire), *_questions(questionnaire)]


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
    known = {_path(page, q) for page in questionnaire.pages for q in page.questions}
    for page in questionnaire.pages:
        for question in page.questions:
            path = _path(page, question)
            for name in ("label", "why", "norm"):
                if not getattr(question, name).strip():
                    yield f"{path}: {name} is missing"
            for doubt in question.doubts:
                for one in _full_paths(doubt.when, page.group):
                    if one not in known:
                        yield f"{path}: a doubt asks for {one}, which is no question"
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
    place = {_path(p, q): (p, q) for p in questionnaire.pages for q in p.questions}
    for page in questionnaire.pages:
        for question in page.questions:
            needed = _needed(place, page, question)
            # pages that the question does not depend on cannot close the way to it
            hosts = {id(page)} | {id(place[path][0]) for path in needed & place.keys()}
            small = replace(questionnaire, pages=tuple(p for p in questionnaire.pages if id(p) in hosts))
            if not any(_shows(small, page, question, a) for a in _candidates(questionnaire, place, needed)):
                yield f"{_path(page, question)}: no answers lead here"


def _shows(questionnaire: Questionnaire, page: Page, question: Question, answers: Answers) -> bool:
    for ref in reachable_pages(questionnaire, answers):
        if ref.page == page.key:
            item = next((i for i in items(answers, page.group) if i["id"] == ref.item), None) if page.group else None
            if question in asked(page, answers, item):
                return True
    return False


Place = dict[str, tuple[Page, Question]]


def _needed(place: Place, page: Page, question: Question) -> set[str]:
    """The paths of everything the question depends on, itself included."""
    needed: set[str] = set()
    todo = {_path(page, question)}
    while todo:
        path = todo.pop()
        needed.add(path)
        if path in place:
            for tree in _own_trees(*place[path]):
                todo |= set(_full_paths(tree, place[path][0].group)) - needed
    return needed


def _candidates(questionnaire: Questionnaire, place: Place, needed: set[str]) -> Iterator[Answers]:
    """Answers to everything that is needed, in all combinations of telling values; two items a group."""
    groups = {p for p in needed if p in {g.key for g in questionnaire.groups}}
    groups |= {place[p][0].group for p in needed if p in place and place[p][0].group}
    named = _named(place, needed)
    slots: list[tuple[str, str, str, list[Any]]] = []
    for path in sorted(needed & place.keys()):
        host, shape = place[path]
        values = _telling_values(shape, named.get(path, []))
        for item in ("2", "3") if host.group else ("",):
            slots.append((host.group, item, shape.key, values))
    for combination in islice(product(*(slot[3] for slot in slots)), MAX_COMBINATIONS):
        answers: Answers = {group: [{"id": group[0] + n} for n in "23"] for group in groups}
        answers[KEY_DATE] = DAY
        for (group, item, key, _), value in zip(slots, combination, strict=True):
            if value is NOT_KNOWN:
                path = f"{group}.{group[0]}{item}.{key}" if group else key
                answers.setdefault(UNKNOWN, []).append(path)
            elif not group:
                answers[key] = value
            else:
                answers[group][int(item) - 2][key] = value
        yield answers
    yield {}


def _named(place: Place, needed: set[str]) -> dict[str, list[tuple[str, Any]]]:
    """For each path the operators and values that conditions on the way compare it with."""
    found: dict[str, list[tuple[str, Any]]] = {}
    for path in needed & place.keys():
        for tree in _own_trees(*place[path]):
            for op, about, value in _comparisons(tree, place[path][0].group):
                found.setdefault(about, []).append((op, value))
    return found


def _comparisons(tree: Any, group: str) -> Iterator[tuple[str, str, Any]]:
    if isinstance(tree, list):
        for part in tree:
            yield from _comparisons(part, group)
    elif isinstance(tree, dict):
        for op, arg in tree.items():
            if op == "count":
                yield from _comparisons(arg.get("where"), arg["group"])
            elif op in COMPARISONS:
                yield op, _full(arg[0], group), arg[1]
            elif op in PATHS:
                yield op, _full(arg, group), None
            else:
                yield from _comparisons(arg, group)


def _telling_values(question: Question, named: list[tuple[str, Any]]) -> list[Any]:
    """Values on both sides of every comparison, options that are named and one that is not, and «weiß ich nicht»."""
    values: list[Any]
    if question.kind == "bool":
        values = [True, False]
    elif question.options:
        told = {v for op, value in named for v in (value if op == "in" else [value]) if isinstance(v, str)}
        keys = [option.key for option in question.options]
        chosen = [k for k in keys if k in told] + [k for k in keys if k not in told][:1]
        values = [[key] for key in chosen] if question.kind == "choices" else list(chosen)
    elif question.kind == "date":
        day = date.fromisoformat(DAY)
        years = sorted({value for op, value in named if op in AGES})
        values = [day.replace(year=day.year - y + shift).isoformat() for y in years for shift in (-1, 1)] or [DAY]
    elif question.kind in ("amount", "integer"):
        bounds = sorted({int(Decimal(str(value))) for op, value in named if op in ("gt", "lt", "eq")})
        values = [str(n) for bound in bounds for n in (bound - 1, bound, bound + 1)] or ["1"]
    else:
        values = [None, "x"] if not question.required else ["x"]
    if any(op == "unknown" for op, _ in named):
        values.append(NOT_KNOWN)
    return values


def _trees(page: Page) -> Iterator[tuple[str, Any]]:
    yield f"page {page.key}", page.when
    for question in page.questions:
        yield f"question {_path(page, question)}", question.when
        for option in question.options:
            yield f"option {_path(page, question)}.{option.key}", option.when


def _own_trees(page: Page, question: Question) -> Iterator[Any]:
    yield from (page.when, question.when, *(option.when for option in question.options))


def _full_paths(tree: Any, group: str) -> Iterator[str]:
    for path in paths(tree):
        yield _full(path, group)


def _full(path: Any, group: str) -> str:
    text = str(path)
    return f"{group}.{text.removeprefix('item.')}" if text.startswith("item.") else text


def _path(page: Page, question: Question) -> str:
    return f"{page.group}.{question.key}" if page.group else question.key
