"""A parameter set: new values on top of the statutory ones, checked before anybody calculates with them.

It says what it changes and refuses what would change the past silently. Nothing is extrapolated: a day for which
neither the law as published nor the set has a value stays unknown.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from nahbar.law.calendar import erster, letzter, plus_monate
from nahbar.law.explain import UsedParameter
from nahbar.law.parameter import Entry, Parameter, ParameterError, Parameters, value_of
from nahbar.law.parameter_file import Abschnitt, Angabe, Mangel, SatzUnbrauchbar, read_file

__all__ = [
    "Aenderung", "Mangel", "ParameterSet", "SatzUnbrauchbar", "changes", "check", "fingerprint", "merged", "read_set",
    "still_unknown", "template",
]  # fmt: skip
_ONE = timedelta(days=1)
_EINHEITEN = {"euro": "563.00", "anteil": "0.36", "anzahl": "12"}


@dataclass(frozen=True)
class ParameterSet:
    """A file that was read: its parameters in the order of the file."""

    abschnitte: tuple[Abschnitt, ...]


@dataclass(frozen=True)
class Aenderung:
    """One change of a set: a value in one span of time, before and after; texts as they stand in the files."""

    name: str
    label: str
    einheit: str
    norm: str
    ab: date
    bis: date | None
    alt: str
    """The value before; where none was known, the last one known."""
    bekannt: bool
    """False: for these days no value was known before."""
    neu: str
    quelle: str
    berichtigung: str = ""

    @property
    def gleich(self) -> bool:
        """True if the value goes on as it was."""
        return self.alt == self.neu

    def holds_in(self, month: date) -> bool:
        """True if the new value counts in this month (its first day decides, as in the calculation)."""
        return self.ab <= month and (self.bis is None or month <= self.bis)


def read_set(text: str) -> ParameterSet:
    """Read an uploaded file; raises SatzUnbrauchbar naming each line that breaks the schema."""
    return ParameterSet(read_file(text))


def check(satz: ParameterSet, base: Parameters, stand: date) -> tuple[Mangel, ...]:
    """What stands against this set on top of `base`; nothing if it may be taken.

    `stand` is today: values of this month and earlier ones that are known are changed as a `berichtigung` only.
    """
    found = [mangel for section in satz.abschnitte for mangel in _section_maengel(section, base, letzter(stand))]
    if not found and not changes(satz, base):
        found = [Mangel(0, "", "Die Datei ändert nichts: Alle Werte gelten schon so.")]
    return tuple(sorted(found, key=lambda mangel: mangel.zeile))


def merged(base: Parameters, *sets: ParameterSet) -> Parameters:
    """The parameters with these sets on top, the last one uppermost; the sets were checked before.

    Raises ParameterError where a set does not fit (unknown name, gap, overlap).
    """
    for satz in sets:
        by_name = {section.name: section for section in satz.abschnitte}
        if strange := by_name.keys() - {parameter.name for parameter in base}:
            raise ParameterError(f"unknown names: {', '.join(sorted(strange))}")
        base = Parameters(
            _laid_over(parameter, by_name[parameter.name]) if parameter.name in by_name else parameter
            for parameter in base
        )
    return base


def changes(satz: ParameterSet, base: Parameters) -> tuple[Aenderung, ...]:
    """What the set changes on top of `base`, by name and day; values that stay as they are known are left out."""
    found = []
    for section in satz.abschnitte:
        parameter = base.get(section.name)
        if parameter is not None:
            for angabe in section.werte:
                found += [one for one in _pieces(parameter, angabe) if not (one.bekannt and one.gleich)]
    return tuple(sorted(found, key=lambda one: (one.ab, one.label)))


def still_unknown(parameters: Parameters, day: date) -> tuple[str, ...]:
    """Labels of what has had a value before and has none on this day: there the old values are used on."""
    return tuple(
        parameter.label
        for parameter in parameters
        if (last := parameter.entries[-1].bis) is not None and last < day
    )


def template(base: Parameters) -> str:
    """A file to fill in: everything that ends within a year from the day on which the first values end.

    Filled in are the values so far; the sources are empty on purpose: so it is refused until somebody has looked each
    value up.
    """
    ends = [parameter.entries[-1].bis for parameter in base]
    first = min((end for end in ends if end is not None), default=None)
    if first is None:
        return "# Alle Werte gelten ohne Ende. Schreiben Sie hier nur, was sich ändert.\n"
    lines = [
        f"# Werte, die am {first:%d.%m.%Y} oder im Jahr danach enden. Vorausgefüllt ist, was bis dahin gilt:",
        "# Prüfen Sie jeden Wert am Gesetz und nennen Sie die Quelle. Ohne Quelle wird die Datei nicht übernommen.",
        "# Was noch nicht feststeht, löschen Sie. »bis« entfällt, wenn der Wert ohne Ende gilt.",
    ]
    for parameter in base:
        entry = parameter.entries[-1]
        if entry.bis is not None and entry.bis < _year_later(first):
            ab, bis = entry.bis + _ONE, _year_later(entry.bis)
            lines += [
                "", f"{parameter.name}:", f"  name: {_quoted(parameter.label)}", f"  norm: {_quoted(parameter.norm)}",
                "  werte:", f'    - {{ab: {ab}, bis: {bis}, wert: {_quoted(entry.text)}, quelle: ""}}',
            ]  # fmt: skip
    return "\n".join([*lines, ""])


def _year_later(day: date) -> date:
    return letzter(plus_monate(erster(day), 12))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def fingerprint(parameters: Parameters) -> str:
    """SHA-256 over all names, days and values: two bodies of parameters that calculate alike have the same one."""
    digest = hashlib.sha256()
    for parameter in sorted(parameters, key=lambda one: one.name):
        for entry in parameter.entries:
            digest.update(f"{parameter.name}\0{entry.ab}\0{entry.bis}\0{entry.text}\n".encode())
    return digest.hexdigest()


def _section_maengel(section: Abschnitt, base: Parameters, known_until: date) -> Iterator[Mangel]:
    parameter = base.get(section.name)
    if parameter is None:
        yield Mangel(section.zeile, section.name, "Diesen Namen kennt das Programm nicht.")
        return
    for key, own in (("name", parameter.label), ("einheit", parameter.einheit), ("norm", parameter.norm)):
        if section.beschreibung.get(key, own) != own:
            yield Mangel(section.zeile, section.name, f"»{key}« ist im Programm »{own}« und bleibt so.")
    unreadable = [mangel for angabe in section.werte for mangel in _value_maengel(section.name, parameter, angabe)]
    yield from unreadable
    ordered = sorted(section.werte, key=lambda angabe: angabe.ab)
    overlap = False
    for before, after in zip(ordered, ordered[1:], strict=False):
        if before.bis is None or before.bis >= after.ab:
            overlap = True
            yield Mangel(after.zeile, section.name, f"Für den {after.ab:%d.%m.%Y} stehen zwei Werte in der Datei.")
    if unreadable or overlap:
        return
    over = _entries(parameter, section)
    for before_entry, after_entry in zip(over, over[1:], strict=False):
        if before_entry.bis is not None and before_entry.bis + _ONE != after_entry.ab:
            line = next((a.zeile for a in ordered if a.ab == after_entry.ab), section.zeile)
            span = f"{before_entry.bis + _ONE:%d.%m.%Y} bis {after_entry.ab - _ONE:%d.%m.%Y}"
            yield Mangel(line, section.name, f"Für {span} gäbe es keinen Wert.")
    for angabe in section.werte:
        late = [p for p in _pieces(parameter, angabe) if p.bekannt and not p.gleich and p.ab <= known_until]
        if late and not angabe.berichtigung:
            yield Mangel(
                angabe.zeile, section.name,
                f"Für {late[0].ab:%m/%Y} ist der Wert »{late[0].alt}« schon bekannt, und der Monat hat begonnen. Ist er"
                " falsch, schreiben Sie zu diesem Wert »berichtigung« mit dem Grund.",
            )  # fmt: skip


def _value_maengel(name: str, parameter: Parameter, angabe: Angabe) -> Iterator[Mangel]:
    try:
        value_of(parameter.einheit, angabe.wert)
    except ParameterError:
        example = _EINHEITEN.get(parameter.einheit, "")
        yield Mangel(
            angabe.zeile, name, f"»{angabe.wert}« ist kein Wert in {parameter.einheit}. So wird er gelesen: {example}."
        )
        return
    days = parameter.einheit == "text" and all(_is_day(entry.text) for entry in parameter.entries)
    if days and not _is_day(angabe.wert):
        yield Mangel(angabe.zeile, name, f"»{angabe.wert}« ist kein Tag. So wird er gelesen: 2027-01-01.")


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _entry(name: str, einheit: str, angabe: Angabe) -> Entry:
    used = UsedParameter(name, angabe.wert, angabe.quelle)
    return Entry(angabe.ab, angabe.bis, value_of(einheit, angabe.wert), angabe.wert, angabe.quelle, used)


def _entries(parameter: Parameter, section: Abschnitt) -> list[Entry]:
    """The values over time with the section's on top.

    A value without an end that the section replaces for a time does not come back by itself, except after a
    correction of the past: what counts after the section's last day has to stand in it.
    """
    entries = list(parameter.entries)
    for angabe in section.werte:
        kept = []
        for entry in entries:
            if entry.ab < angabe.ab:
                end = angabe.ab - _ONE
                kept.append(replace(entry, bis=end if entry.bis is None else min(entry.bis, end)))
            if angabe.bis is not None and (entry.bis is None or entry.bis > angabe.bis):
                replaced = entry.ab <= angabe.bis
                if not (replaced and entry.bis is None and not angabe.berichtigung):
                    kept.append(replace(entry, ab=max(entry.ab, angabe.bis + _ONE)))
        entries = sorted([*kept, _entry(parameter.name, parameter.einheit, angabe)], key=lambda entry: entry.ab)
    return entries


def _laid_over(parameter: Parameter, section: Abschnitt) -> Parameter:
    entries = _entries(parameter, section)
    for before, after in zip(entries, entries[1:], strict=False):
        if before.bis is None or before.bis + _ONE != after.ab:
            raise ParameterError(f"{parameter.name}: gap or overlap before {after.ab}")
    return replace(parameter, entries=tuple(entries))


def _pieces(parameter: Parameter, angabe: Angabe) -> Iterator[Aenderung]:
    """The spans of a value of the file, each with what was known for it before."""

    def piece(ab: date, bis: date | None, alt: str, bekannt: bool) -> Aenderung:
        return Aenderung(
            parameter.name, parameter.label, parameter.einheit, parameter.norm, ab, bis, alt, bekannt, angabe.wert,
            angabe.quelle, angabe.berichtigung,
        )  # fmt: skip

    last, reached = "", angabe.ab
    for entry in parameter.entries:
        ends_before = entry.bis is not None and entry.bis < reached
        starts_after = angabe.bis is not None and entry.ab > angabe.bis
        if ends_before:
            last = entry.text
        elif not starts_after:
            start = max(entry.ab, reached)
            if start > reached:  # before the first known day
                yield piece(reached, start - _ONE, last, False)
            ends = [day for day in (entry.bis, angabe.bis) if day is not None]
            end = min(ends, default=None)
            yield piece(start, end, entry.text, True)
            last = entry.text
            if end is None or end == angabe.bis:
                return
            reached = end + _ONE
    yield piece(reached, angabe.bis, last, False)
