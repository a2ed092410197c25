"""Contradictions that show before fields are read, so that they are told together with unreadable ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

ANERKANNT = "Anerkannte Kosten und tatsächliche Kosten können nicht zusammen angegeben werden."
NETTO_FEHLT = "Zum Bruttolohn fehlt der ausgezahlte Nettolohn."
BRUTTO_FEHLT = "Zum Nettolohn fehlt der Bruttolohn."
DOPPELT = "Diese Kennung kommt mehrfach vor."


def contradictions_of_shape(raw: object) -> Iterator[tuple[str, str, str]]:
    """Path, code and sentence of each contradiction that needs no value: halves, alternatives and doubled ids."""
    if not isinstance(raw, Mapping):
        return
    yield from _dwelling(raw.get("wohnung"))
    people = raw.get("personen")
    seen: set[str] = set()
    for index, person in enumerate(people if isinstance(people, list | tuple) else ()):
        if not isinstance(person, Mapping):
            continue
        yield from _person(f"personen[{index}]", person, seen)


def _dwelling(dwelling: Any) -> Iterator[tuple[str, str, str]]:
    if isinstance(dwelling, Mapping) and "anerkannt" in dwelling:
        for name in ("bruttokaltmiete", "heizkosten"):
            if name in dwelling:
                yield f"wohnung.{name}", "widerspruch", ANERKANNT


def _person(at: str, person: Mapping[Any, Any], seen: set[str]) -> Iterator[tuple[str, str, str]]:
    if "brutto" in person and "netto" not in person:
        yield f"{at}.netto", "fehlt", NETTO_FEHLT
    if "netto" in person and "brutto" not in person:
        yield f"{at}.brutto", "fehlt", BRUTTO_FEHLT
    key = person.get("id")
    if isinstance(key, str) and key.strip():
        if key in seen:
            yield f"{at}.id", "doppelt", DOPPELT
        seen.add(key)
