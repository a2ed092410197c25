"""Results in the words of the case format: decimal strings, German keys, the trace as plain objects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter

from nahbar.benefits.base import MonthResult, PersonResult
from nahbar.benefits.case_format import Case
from nahbar.law.explain import Step

_AMOUNTS = (
    "regelbedarf", "mehrbedarf", "kdu", "bedarf", "einkommen", "einkommen_zugeteilt", "anspruch", "sofortzuschlag",
)  # fmt: skip


def euro(cents: int) -> str:
    """Cents as a decimal string in euro: 132368 is `1323.68`."""
    sign, cents = ("-", -cents) if cents < 0 else ("", cents)
    return f"{sign}{cents // 100}.{cents % 100:02d}"


def schema() -> dict[str, Any]:
    """The JSON Schema of the input: a list of cases, from the types that check it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Fälle",
        **TypeAdapter(list[Case]).json_schema(),
    }


def result_object(case_id: str, result: MonthResult, *, explain: bool) -> dict[str, Any]:
    """One result; `schritte` only on request."""
    content: dict[str, Any] = {
        "id": case_id,
        "monat": f"{result.monat:%Y-%m}",
        "leistung": result.leistung,
        "rechtsstand": result.rechtsstand.isoformat(),
        "summe": euro(result.summe),
        "sofortzuschlag": euro(result.sofortzuschlag),
        "personen": [_person(person) for person in result.personen],
        "hinweise": [{"norm": hinweis.norm, "text": hinweis.text} for hinweis in result.hinweise],
    }
    if explain:
        content["schritte"] = [_step(step) for step in result.schritte]
    return content


def refusal_object(case_id: str | None, month: str, errors: Sequence[dict[str, str]]) -> dict[str, Any]:
    """One refused case."""
    return {"id": case_id, "monat": month, "error": list(errors)}


def _person(person: PersonResult) -> dict[str, Any]:
    return {"id": person.id, "in_bg": person.in_bg} | {name: euro(getattr(person, name)) for name in _AMOUNTS}


def _step(step: Step) -> dict[str, Any]:
    return {
        "norm": step.norm,
        "name": step.name,
        "person": step.person,
        "ergebnis": step.ergebnis,
        "einheit": step.einheit,
        "eingaben": step.eingaben,
        "parameter": [{"name": p.name, "wert": p.wert, "quelle": p.quelle} for p in step.parameter],
        "kinder": [_step(child) for child in step.kinder],
    }
