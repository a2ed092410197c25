"""The applied norms of a month as the Berechnungsbogen prints them: step, paragraph, what was put in, result."""

from __future__ import annotations

import re
from datetime import date

from nahbar.law.begriffe import german, input_label, is_number, parameter_label, step_label
from nahbar.law.explain import Step, Value, walk
from nahbar.platform.letters import words

_STUFE = re.compile(r"regelbedarfsstufe_(\d)")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MEHRBEDARF = re.compile(r"SGB II § (21 Abs\. [2-7]|23 Nr\. 4)(\D|$)")


def stufe(steps: tuple[Step, ...], person: str) -> str:
    """`Regelbedarfsstufe 5`, or `Regelbedarfsstufe 5 und 4` in the month of a birthday; empty without a trace."""
    found = [
        match[1]
        for step in walk(steps)
        if step.person == person and step.name.startswith("regelbedarf")
        for used in step.parameter
        if (match := _STUFE.fullmatch(used.name))
    ]
    return f"Regelbedarfsstufe {words.enumeration(list(dict.fromkeys(found)))}" if found else ""


def mehrbedarfe(steps: tuple[Step, ...], person: str, total: int) -> list[tuple[str, str, int]]:
    """Label, paragraph and amount of each Mehrbedarf; empty if they do not add up to the total."""
    found = [
        (step_label(step.name), german(step.norm), step.ergebnis)
        for step in walk(steps)
        if step.person == person and _MEHRBEDARF.match(step.norm) and isinstance(step.ergebnis, int) and step.ergebnis
    ]
    return found if sum(cents for _, _, cents in found) == total else []


def inputs(step: Step) -> str:
    """What was put in: amounts, numbers, days, and the parameters with their source."""
    given = []
    for key, value in step.eingaben.items():
        if value is None or value == "" or value is False:
            continue
        in_cents = step.einheit == "cent" and not is_number(key)
        given.append(f"{input_label(key)}: {plain_value(value, in_cents=in_cents)}")
    used = [f"{parameter_label(p.name)}: {p.wert.replace('.', ',')} ({p.quelle})" for p in step.parameter]
    return "; ".join([*given, *used])


def result(step: Step) -> str:
    """What came out."""
    return plain_value(step.ergebnis, in_cents=step.einheit == "cent")


def plain_value(value: Value, *, in_cents: bool) -> str:
    """A value of the trace for readers."""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, int):
        return words.amount(value) if in_cents else str(value)
    text = str(value)
    return words.numeric_day(date.fromisoformat(text)) if _ISO_DAY.fullmatch(text) else text
