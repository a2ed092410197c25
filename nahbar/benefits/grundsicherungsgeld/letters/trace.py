"""The applied norms of a month as the Berechnungsbogen prints them: step, paragraph, what was put in, result."""

from __future__ import annotations

import re

from nahbar.benefits.calculation_sheet import Line
from nahbar.law.begriffe import german, step_label
from nahbar.law.explain import Step, walk
from nahbar.platform.letters import words

_STUFE = re.compile(r"regelbedarfsstufe_(\d)")
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


def inputs(line: Line) -> str:
    """What was put in: amounts, numbers, days, and the parameters with their source."""
    given = [f"{given.label}: {given.value}" for given in line.inputs]
    used = [f"{source.label}: {source.value} ({source.published})" for source in line.sources]
    return "; ".join([*given, *used])
