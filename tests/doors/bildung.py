"""Money for school, day care and clubs: the way in, and the children of a file."""

from __future__ import annotations

from typing import Any

ROWS: list[tuple[str | frozenset[str], str]] = [
    ("public", "portal: bildung"),
    (frozenset({"citizen"}), "portal: bildung_kinder"),
]
NO_PAGES: frozenset[str] = frozenset()


def places(there: Any) -> list[Any]:
    """The way in, and the children of a decided application."""
    from tests.journeys.places import Place

    return [
        Place("portal:bildung", "/bildung"),
        Place("portal:bildung_kinder", f"{there.antrag['entschieden']}bildung", "entschieden"),
    ]
