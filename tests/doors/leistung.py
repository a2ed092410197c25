"""Choosing the benefit of a draft: one page of the citizen."""

from __future__ import annotations

from typing import Any

ROWS: list[tuple[str | frozenset[str], str]] = [(frozenset({"citizen"}), "portal: leistung")]
NO_PAGES: frozenset[str] = frozenset()


def places(there: Any) -> list[Any]:
    """Just secured, and with nothing answered."""
    from tests.journeys.places import Place

    fresh = there.antrag["frisch"]
    return [
        Place("portal:leistung", f"{fresh}hilfe", "frisch"),
        Place("portal:leistung", f"{fresh}hilfe", "frisch", label="portal-leistung-fehler", click="Weiter"),
    ]
