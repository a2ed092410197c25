"""Conditions: small trees of data, evaluated on the server, never code.

    {eq: [path, value]}   {in: [path, [values]]}   {has: [path, option]}   {gt: [path, number]}   {lt: [path, number]}
    {aged: [path, years]} {younger: [path, years]} {answered: path}    {unknown: path}    {exceeds: [path, path]}
    {and: [...]}  {or: [...]}  {not: tree}
    {count: {group: personen, where: tree, min: 1, max: 3}}

A path is a question's key, or `item.key` for the item of the group that is being asked (in `where`: the item counted).
Ages count on the day of the application (`_stichtag`); `aged: [geburtsdatum, 15]` holds from the 15th birthday on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from nahbar.questionnaire.model import KEY_DATE, UNKNOWN, Answers

Item = Mapping[str, Any]
COMPARISONS = frozenset(("eq", "in", "has", "gt", "lt", "aged", "younger"))
AGES = frozenset(("aged", "younger"))
PATHS = frozenset(("answered", "unknown"))
PAIRS = frozenset(("exceeds",))
LISTS = frozenset(("and", "or"))


class ConditionError(ValueError):
    """A condition that cannot be read; the text names the place."""


def holds(tree: Any, answers: Answers, item: Item | None = None, group: str = "") -> bool:
    """Whether the condition holds; None always holds, a missing answer makes every comparison false."""
    if tree is None:
        return True
    op, arg = _split(tree)
    if op == "and":
        return all(holds(part, answers, item, group) for part in arg)
    if op == "or":
        return any(holds(part, answers, item, group) for part in arg)
    if op == "not":
        return not holds(arg, answers, item, group)
    if op == "count":
        members = answers.get(arg["group"]) or []
        number = sum(1 for member in members if holds(arg.get("where"), answers, member, arg["group"]))
        return bool(arg.get("min", 0) <= number <= arg.get("max", number))
    if op == "answered":
        return _value(arg, answers, item) is not None
    if op == "unknown":
        return _unknown_path(arg, item, group) in answers.get(UNKNOWN, ())
    if op in PAIRS:
        return _compare("gt", _value(arg[0], answers, item), _value(arg[1], answers, item))
    if op in AGES:
        return _compare_age(op, _value(arg[0], answers, item), arg[1], answers.get(KEY_DATE))
    return _compare(op, _value(arg[0], answers, item), arg[1])


def paths(tree: Any) -> Iterator[str]:
    """All paths a condition reads; inside `where` of a count they are written `group.key`."""
    if tree is None:
        return
    op, arg = _split(tree)
    if op in LISTS:
        for part in arg:
            yield from paths(part)
    elif op == "not":
        yield from paths(arg)
    elif op == "count":
        yield arg["group"]
        for path in paths(arg.get("where")):
            yield f"{arg['group']}.{path.removeprefix('item.')}" if path.startswith("item.") else path
    elif op in PAIRS:
        yield from arg
    else:
        yield arg if op in PATHS else arg[0]


def validate(tree: Any, where: str) -> None:
    """Raise ConditionError naming the place when the tree is not a condition."""
    if tree is None:
        return
    if not isinstance(tree, dict) or len(tree) != 1:
        raise ConditionError(f"{where}: a condition has exactly one operator")
    op, arg = _split(tree)
    here = f"{where}.{op}"
    if op in COMPARISONS:
        if not (isinstance(arg, list) and len(arg) == 2 and isinstance(arg[0], str)):
            raise ConditionError(f"{here}: expects [path, value]")
        if op == "in" and not isinstance(arg[1], list):
            raise ConditionError(f"{here}: expects [path, [values]]")
        if op in AGES and not (isinstance(arg[1], int) and 0 < arg[1] < 120):
            raise ConditionError(f"{here}: expects [path, years]")
    elif op in PATHS:
        if not isinstance(arg, str):
            raise ConditionError(f"{here}: expects a path")
    elif op in PAIRS:
        if not (isinstance(arg, list) and len(arg) == 2 and all(isinstance(path, str) for path in arg)):
            raise ConditionError(f"{here}: expects [path, path]")
    elif op in LISTS:
        if not isinstance(arg, list) or not arg:
            raise ConditionError(f"{here}: expects a list of conditions")
        for number, part in enumerate(arg):
            validate(part, f"{here}[{number}]")
    elif op == "not":
        validate(arg, here)
    elif op == "count":
        if not isinstance(arg, dict) or "group" not in arg or not arg.keys() <= {"group", "where", "min", "max"}:
            raise ConditionError(f"{here}: expects group and where, min, max")
        validate(arg.get("where"), f"{here}.where")
    else:
        raise ConditionError(f"{here}: unknown operator")


def _split(tree: Any) -> tuple[str, Any]:
    ((op, arg),) = tree.items()
    return op, arg


def _value(path: str, answers: Answers, item: Item | None) -> Any:
    if path.startswith("item."):
        return None if item is None else item.get(path.removeprefix("item."))
    return answers.get(path)


def _unknown_path(path: str, item: Item | None, group: str) -> str:
    if path.startswith("item.") and item is not None:
        return f"{group}.{item['id']}.{path.removeprefix('item.')}"
    return path


def _compare_age(op: str, born: Any, years: int, key_date: Any) -> bool:
    """Both false without a date of birth or without the day; birthdays on 29 February fall on 1 March (§ 188 BGB)."""
    if not isinstance(born, str) or not isinstance(key_date, str):
        return False
    birthday = f"{int(born[:4]) + years:04d}{born[4:]}"  # ISO dates compare as texts, also a 29 February that is none
    return (birthday <= key_date) == (op == "aged")


def _compare(op: str, value: Any, other: Any) -> bool:
    if value is None:
        return False
    if op == "eq":
        return bool(value == other)
    if op == "in":
        return value in other
    if op == "has":
        return isinstance(value, list) and other in value
    try:
        left, right = Decimal(str(value)), Decimal(str(other))
    except InvalidOperation:
        return False
    return left > right if op == "gt" else left < right
