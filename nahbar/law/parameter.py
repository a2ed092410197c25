"""Parameters: dated values with a source, read from YAML and checked before anybody calculates with them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from nahbar.law.citation import Citation, MalformedCitation
from nahbar.law.explain import UsedParameter

ANTEIL = 10_000
"""Shares are whole ten-thousandths: 0.36 is 3600."""

_DECIMALS = {"euro": 2, "anteil": 4, "anzahl": 0}
_NUMBER = re.compile(r"(?P<whole>\d+)(?:\.(?P<fraction>\d+))?")


class ParameterError(Exception):
    """A parameter file breaks its schema: a gap, an overlap, a missing source, an unreadable value."""


class UnknownParameter(Exception):
    """No value is known for this day; `name`, `label` and `day` say which."""

    def __init__(self, name: str, label: str, day: date) -> None:
        super().__init__(f"Der Wert »{label}« ({name}) ist für {day:%m/%Y} nicht bekannt.")
        self.name, self.label, self.day = name, label, day


@dataclass(frozen=True)
class Entry:
    """One dated value; `value` is in cents, ten-thousandths or pieces, `text` as it stands in the file."""

    ab: date
    bis: date | None
    value: int
    text: str
    quelle: str
    used: UsedParameter


@dataclass(frozen=True)
class Parameter:
    """A named value over time; `norm` is the place in the law that uses it."""

    name: str
    label: str
    einheit: str
    norm: str
    entries: tuple[Entry, ...]

    def at(self, day: date) -> Entry:
        """The entry that holds on this day; raises UnknownParameter."""
        for entry in self.entries:
            if entry.ab <= day and (entry.bis is None or day <= entry.bis):
                return entry
        raise UnknownParameter(self.name, self.label, day)


class Parameters:
    """All parameters of a body of law."""

    def __init__(self, parameters: Iterable[Parameter]) -> None:
        self._by_name: dict[str, Parameter] = {}
        self._found: dict[tuple[str, date], Entry] = {}
        for parameter in parameters:
            if parameter.name in self._by_name:
                raise ParameterError(f"{parameter.name}: doubled")
            self._by_name[parameter.name] = parameter

    def __iter__(self) -> Iterator[Parameter]:
        return iter(self._by_name.values())

    def at(self, name: str, day: date) -> Entry:
        """The entry of this name on this day; raises UnknownParameter."""
        key = (name, day)
        entry = self._found.get(key)
        if entry is None:
            if name not in self._by_name:
                raise UnknownParameter(name, name, day)
            entry = self._found[key] = self._by_name[name].at(day)
        return entry

    def get(self, name: str) -> Parameter | None:
        """The parameter of this name over all its time; None if no such name is known."""
        return self._by_name.get(name)

    def last_known_day(self, *, ohne: Collection[str] = ()) -> date:
        """The last day for which every parameter has a value; `date.max` when all are open-ended.

        `ohne` names laws that do not count, e.g. `WoGG`: their values may come later or earlier.
        """
        ends = [p.entries[-1].bis for p in self._by_name.values() if p.norm.split(" §")[0] not in ohne]
        return min((end for end in ends if end is not None), default=date.max)


def load(directory: Path) -> Parameters:
    """Read and check all `*.yaml` of a directory; raises ParameterError naming file and entry."""
    found: list[Parameter] = []
    for path in sorted(directory.glob("*.yaml")):
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        if not isinstance(content, dict):
            raise ParameterError(f"{path.name}: not a mapping")
        found += [_parameter(f"{path.name}: {name}", name, raw) for name, raw in content.items()]
    return Parameters(found)


@cache
def statutory() -> Parameters:
    """The parameters of the law itself, from `nahbar/law/parameters`."""
    return load(Path(__file__).with_name("parameters"))


def _parameter(where: str, name: str, raw: Mapping[str, Any]) -> Parameter:
    _keys(where, raw, required={"name", "einheit", "norm", "werte"}, optional=set())
    if raw["einheit"] not in (*_DECIMALS, "text"):
        raise ParameterError(f"{where}: unknown einheit {raw['einheit']!r}")
    try:
        Citation.parse(raw["norm"])
    except MalformedCitation as error:
        raise ParameterError(f"{where}: {error}") from None
    if not isinstance(raw["werte"], list) or not raw["werte"]:
        raise ParameterError(f"{where}: no values")
    entries = [_entry(where, name, raw["einheit"], value) for value in raw["werte"]]
    for before, after in zip(entries, entries[1:], strict=False):
        if before.bis is None or before.bis + timedelta(days=1) != after.ab:
            kind = "overlap" if before.bis is None or before.bis >= after.ab else "gap"
            raise ParameterError(f"{where}: {kind} before {after.ab}")
    return Parameter(name, raw["name"], raw["einheit"], raw["norm"], tuple(entries))


def _entry(where: str, name: str, einheit: str, raw: Mapping[str, Any]) -> Entry:
    _keys(where, raw, required={"ab", "wert", "quelle"}, optional={"bis", "hinweis"})
    ab, bis, text, quelle = raw["ab"], raw.get("bis"), raw["wert"], raw["quelle"]
    if type(ab) is not date or (bis is not None and type(bis) is not date) or (bis is not None and bis < ab):
        raise ParameterError(f"{where}: dates of the entry from {ab}")
    if not isinstance(quelle, str) or not quelle.strip():
        raise ParameterError(f"{where}: no source for {ab}")
    if not isinstance(text, str):
        raise ParameterError(f"{where}: the value from {ab} is not written as a string")
    return Entry(ab, bis, _value(where, einheit, text), text, quelle, UsedParameter(name, text, quelle))


def _value(where: str, einheit: str, text: str) -> int:
    try:
        return value_of(einheit, text)
    except ParameterError as error:
        raise ParameterError(f"{where}: {error}") from None


def value_of(einheit: str, text: str) -> int:
    """The whole number behind a value as it is written: cents, ten-thousandths or pieces; 0 for a word.

    Raises ParameterError.
    """
    if einheit == "text":
        return 0
    match, decimals = _NUMBER.fullmatch(text), _DECIMALS[einheit]
    fraction = (match["fraction"] or "") if match else ""
    if match is None or len(fraction) > decimals:
        raise ParameterError(f"{text!r} is not a value in {einheit}")
    return int(match["whole"] + fraction.ljust(decimals, "0"))


def _keys(where: str, raw: object, *, required: set[str], optional: set[str]) -> None:
    if not isinstance(raw, dict):
        raise ParameterError(f"{where}: not a mapping")
    if missing := required - raw.keys():
        raise ParameterError(f"{where}: missing {', '.join(sorted(missing))}")
    if unknown := raw.keys() - required - optional:
        raise ParameterError(f"{where}: unknown {', '.join(sorted(map(str, unknown)))}")
