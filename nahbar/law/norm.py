"""Norms: small functions that carry their citation, answer by the law of their date, and leave a trace."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import wraps
from inspect import signature
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from nahbar.law.calendar import NIE
from nahbar.law.citation import Citation
from nahbar.law.explain import Step, Value, current
from nahbar.law.rechtsstand import Rechtsstand

P = ParamSpec("P")
R = TypeVar("R", bound="Value | date | dict[str, int]")


class Stichtag(Enum):
    """The date that chooses between wordings."""

    MONAT = "monat"
    BEWILLIGUNG = "bewilligung_beginn"


class WordingError(Exception):
    """Wordings of one norm leave a gap, overlap, or answer to different names."""


class UnknownWording(Exception):
    """No wording of this norm is known for the date."""


@dataclass(frozen=True)
class NormInfo:
    """What the engine knows about a norm; `name` is its public name, `key` the function that holds this wording."""

    key: str
    name: str
    module: str
    citation: Citation
    einheit: str
    ab: date | None
    bis: date | None
    stichtag: Stichtag


NORMS: dict[str, NormInfo] = {}
"""Every norm that was imported, by `module.function (citation)`."""


def norm(
    zitat: str,
    *,
    einheit: str = "cent",
    name: str | None = None,
    ab: date | None = None,
    bis: date | None = None,
    stichtag: Stichtag = Stichtag.MONAT,
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function a norm: its citation is checked at import, its call leaves a step inside `explain()`.

    A parameter called `person` names the person (an id, or anything with an `id`); whole numbers, words, yes/no and
    dates among the arguments become the inputs of the step. A norm that returns a mapping of ids to amounts leaves
    one child step per person. Raises MalformedCitation.
    """
    citation = Citation.parse(zitat)

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        public = name or function.__name__
        info = NormInfo(
            f"{function.__module__}.{function.__qualname__} ({zitat})",
            public,
            function.__module__,
            citation,
            einheit,
            ab,
            bis,
            stichtag,
        )
        names = tuple(signature(function).parameters)
        text = str(citation)

        @wraps(function)
        def applied(*args: P.args, **kwargs: P.kwargs) -> R:
            parent = current.get()
            if parent is None:
                return function(*args, **kwargs)
            given: dict[str, Any] = dict(zip(names, args, strict=False))
            given.update(kwargs)
            step = Step(text, public, _person(given.get("person")), None, einheit, _inputs(given))
            token = current.set(step)
            try:
                result = function(*args, **kwargs)
            finally:
                current.reset(token)
            if isinstance(result, dict):
                step.ergebnis = sum(result.values())
                step.kinder.extend(_per_person(step, given, result))
            else:
                step.ergebnis = result.isoformat() if isinstance(result, date) else cast(Value, result)
            parent.kinder.append(step)
            return result

        NORMS[info.key] = info
        applied.norm_info = info  # type: ignore[attr-defined]  # read back by wordings()
        return applied

    return decorate


def wordings(
    first: Callable[Concatenate[Rechtsstand, P], R], *others: Callable[Concatenate[Rechtsstand, P], R]
) -> Callable[Concatenate[Rechtsstand, P], R]:
    """Join the dated wordings of one norm; raises WordingError at import, UnknownWording when called."""
    functions = (first, *others)
    infos: list[NormInfo] = [function.norm_info for function in functions]  # type: ignore[attr-defined]  # set by norm()
    if len({(info.name, info.stichtag) for info in infos}) != 1:
        raise WordingError(f"{[info.key for info in infos]} differ in name or stichtag")
    for before, after in zip(infos, infos[1:], strict=False):
        if before.bis is None or after.ab is None or before.bis + timedelta(days=1) != after.ab:
            raise WordingError(f"{before.key} and {after.key} do not follow one another")
    attribute = infos[0].stichtag.value

    @wraps(first)
    def choose(recht: Rechtsstand, /, *args: P.args, **kwargs: P.kwargs) -> R:
        day: date = getattr(recht, attribute)
        for info, function in zip(infos, functions, strict=True):
            if (info.ab is None or info.ab <= day) and (info.bis is None or day <= info.bis):
                return function(recht, *args, **kwargs)
        raise UnknownWording(f"{infos[0].name}: keine Fassung für {day.isoformat()}")

    choose.wordings = functions  # type: ignore[attr-defined]  # read by the batch, which compiles every wording
    return choose


def scalar_only(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a law function that is never compiled over columns: cases that need it are calculated one by one."""
    function.scalar_only = True  # type: ignore[attr-defined]  # read by the batch
    return function


def _person(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return str(getattr(value, "id"))  # noqa: B009  # any object with an id is a person here


def _inputs(given: Mapping[str, Any]) -> dict[str, Value]:
    inputs: dict[str, Value] = {}
    for key, value in given.items():
        if key == "person":
            continue
        if isinstance(value, Enum):
            inputs[key] = value.name.lower()
        elif value is None or isinstance(value, int | str):
            inputs[key] = value
        elif isinstance(value, date):
            inputs[key] = None if value == NIE else value.isoformat()
    return inputs


def _per_person(step: Step, given: Mapping[str, Any], result: Mapping[str, int]) -> list[Step]:
    mappings = {key: value for key, value in given.items() if isinstance(value, Mapping)}
    return [
        Step(
            step.norm, step.name, person, amount, step.einheit,
            step.eingaben | {key: value.get(person) for key, value in mappings.items()}, list(step.parameter),
        )
        for person, amount in result.items()
    ]  # fmt: skip
