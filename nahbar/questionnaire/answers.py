"""Writing into answers: every function gives new answers and leaves the old ones as they were."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from nahbar.questionnaire.flow import UnknownPage, items
from nahbar.questionnaire.model import COUNTER, DONE, UNKNOWN, Answers, PageRef, Questionnaire
from nahbar.questionnaire.parse import GROUP, MORE

FIRST_ITEM = 2
"""Items are numbered from 2 (`p2`): number 1 is the person who applies."""


class GroupFull(ValueError):
    """The group holds as many items as it may; the text is a sentence for the person."""


def apply(questionnaire: Questionnaire, answers: Answers, ref: PageRef, values: Mapping[str, Any]) -> Answers:
    """The answers with one page's values (as `parse_page` gives them); «weiß ich nicht» and a value exclude each other.

    On an overview «yes» adds an item and «no» closes the group. Raises UnknownPage for an item that is gone.
    """
    if GROUP in values:
        group = str(values[GROUP])
        return add_item(questionnaire, answers, group)[0] if values[MORE] else close_group(answers, group)
    new = copy.deepcopy(answers)
    group = questionnaire.page(ref.page).group
    prefix = f"{group}.{ref.item}." if group else ""
    scope: dict[str, Any] = new
    if group:
        found = [item for item in items(new, group) if item["id"] == ref.item]
        if not found:
            raise UnknownPage(ref)
        scope = found[0]
    unknown = set(new.get(UNKNOWN, ()))
    for key in values.get(UNKNOWN, ()):
        scope.pop(key, None)
        unknown.add(prefix + key)
    for key, value in values.items():
        if key != UNKNOWN:
            scope[key] = value
            unknown.discard(prefix + key)
    _put_list(new, UNKNOWN, unknown)
    return new


def add_item(questionnaire: Questionnaire, answers: Answers, group: str) -> tuple[Answers, str]:
    """The answers with one more empty item, and its id; ids are never used twice. Raises GroupFull."""
    shape = questionnaire.group(group)
    new = copy.deepcopy(answers)
    members = new.setdefault(group, [])
    if len(members) >= shape.max_items:
        raise GroupFull(f"Hier passen höchstens {shape.max_items} Einträge. Rufen Sie uns bitte an.")
    counters = new.setdefault(COUNTER, {})
    counters[group] = max(counters.get(group, FIRST_ITEM - 1) + 1, FIRST_ITEM)
    item_id = f"{group[0]}{counters[group]}"
    members.append({"id": item_id})
    _put_list(new, DONE, set(new.get(DONE, ())) - {group})
    return new, item_id


def remove_item(answers: Answers, group: str, item_id: str) -> Answers:
    """The answers without this item and everything said about it; unknown ids change nothing."""
    new = copy.deepcopy(answers)
    if group in new:
        new[group] = [item for item in new[group] if item["id"] != item_id]
    prefix = f"{group}.{item_id}."
    _put_list(new, UNKNOWN, {path for path in new.get(UNKNOWN, ()) if not path.startswith(prefix)})
    return new


def close_group(answers: Answers, group: str) -> Answers:
    """The answers with this group declared complete: nobody else is to be added."""
    new = copy.deepcopy(answers)
    _put_list(new, DONE, set(new.get(DONE, ())) | {group})
    return new


def _put_list(answers: Answers, key: str, paths: set[str]) -> None:
    if paths:
        answers[key] = sorted(paths)
    else:
        answers.pop(key, None)
