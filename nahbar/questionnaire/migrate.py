"""Carry answers over from one version of a questionnaire to the next, by what the definitions declare."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from nahbar.questionnaire.model import UNKNOWN, Answers, Changes, Questionnaire


def carry_over(versions: Sequence[Questionnaire], answers: Answers, since: int) -> Answers:
    """The answers of version `since` as answers of the last one of `versions` (oldest first).

    Nothing is thrown away: what no version asks any more stays in the answers and does not count. Doing it twice
    changes nothing. Answers to new questions are open, unless the definition declares a default.
    """
    carried = copy.deepcopy(answers)
    for questionnaire in versions:
        if questionnaire.version > since and questionnaire.changes is not None:
            _rename(carried, questionnaire.changes)
            _values(carried, questionnaire.changes)
            _defaults(carried, questionnaire.changes)
    return carried


def news(versions: Sequence[Questionnaire], since: int) -> str:
    """One sentence about what is new after version `since`; empty if nothing is."""
    told = [q.changes.news for q in versions if q.version > since and q.changes is not None]
    return told[-1] if told else ""


def _rename(answers: Answers, changes: Changes) -> None:
    for old, new in changes.rename.items():
        for scope in _scopes(answers, old):
            key = old.rpartition(".")[2]
            if key in scope:
                value = scope.pop(key)
                scope.setdefault(new.rpartition(".")[2], value)
    if changes.rename and UNKNOWN in answers:
        answers[UNKNOWN] = sorted({_renamed(path, changes.rename) for path in answers[UNKNOWN]})


def _renamed(path: str, rename: Mapping[str, str]) -> str:
    group, _, rest = path.partition(".")
    item, _, key = rest.partition(".")
    if not key:
        return rename.get(path, path)
    new = rename.get(f"{group}.{key}")
    return f"{group}.{item}.{new.rpartition('.')[2]}" if new else path


def _values(answers: Answers, changes: Changes) -> None:
    for path, words in changes.values.items():
        key = path.rpartition(".")[2]
        for scope in _scopes(answers, path):
            if isinstance(scope.get(key), list):
                scope[key] = list(dict.fromkeys(words.get(value, value) for value in scope[key]))
            elif key in scope:
                scope[key] = words.get(scope[key], scope[key])


def _defaults(answers: Answers, changes: Changes) -> None:
    for path, value in changes.defaults.items():
        key = path.rpartition(".")[2]
        for scope in _scopes(answers, path):
            if key not in scope:
                scope[key] = copy.deepcopy(value)


def _scopes(answers: Answers, path: str) -> list[dict[str, Any]]:
    group = path.rpartition(".")[0]
    return list(answers.get(group) or ()) if group else [answers]
