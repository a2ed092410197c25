"""Answers for eyes that do not need a protected address (U11): page, copy, list and export ask here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nahbar.domain.applications.models import Antrag

HIDDEN = frozenset(
    {"strasse", "hausnummer", "plz", "ort", "aufenthaltsort", "wohnhaft_bei", "telefon", "vermieter_name"}
)
"""Questions whose answer says where somebody is, or how to find out."""
WORD = "geschützt"


def is_protected(antrag: Antrag) -> bool:
    """True while the address of the applicant is hidden; also for a draft that follows in her line."""
    person = antrag.person or (antrag.stamm.person if antrag.stamm is not None else None)
    return person is not None and bool(person.anschrift_geheim)


def for_eyes(antrag: Antrag, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as they may be shown: a word in place of each that tells where she is."""
    if not is_protected(antrag):
        return dict(answers)
    return {key: WORD if key in HIDDEN and value else value for key, value in answers.items()}


def for_form(antrag: Antrag, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a form is filled with: nothing where the address would stand, so that only a new one is typed."""
    if not is_protected(antrag):
        return dict(values)
    return {key: value for key, value in values.items() if key.split("__")[0] not in HIDDEN}


def shown_value(antrag: Antrag, key: str, value: str) -> str:
    """One answer in words as it may be shown."""
    return WORD if value and key in HIDDEN and is_protected(antrag) else value
