"""Hints about pages and counts of use."""

from __future__ import annotations

from typing import Any

ROWS: list[tuple[str | frozenset[str], str]] = [
    ("public", "portal: feedback feedback_done"),
    (frozenset({"leistung", "teamlead", "fallmanagement"}), "workplace: hints hint_done"),
    (frozenset({"teamlead"}), "workplace: usage"),
]
NO_PAGES: frozenset[str] = frozenset({"workplace:hint_done"})


def places(there: Any) -> list[Any]:
    """The form, its error, the thanks, and what the office sees."""
    from tests.journeys.places import Place

    return [
        Place("portal:feedback", "/hinweis?seite=start&weiter=/"),
        Place("portal:feedback", "/hinweis?seite=start", label="portal-feedback-fehler", click="Hinweis senden"),
        Place("portal:feedback_done", "/hinweis/danke?weiter=/"),
        Place("workplace:hints", "/arbeit/hinweise", "wolter"),
        Place("workplace:usage", "/arbeit/nutzung", "wolter"),
    ]
