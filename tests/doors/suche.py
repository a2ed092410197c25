"""Pages of search, protected files, and who looked."""

from __future__ import annotations

from typing import Any

ROWS: list[tuple[str | frozenset[str], str]] = [
    (frozenset({"leistung", "teamlead"}), "workplace: seiten_suche seiten_grund seite"),
    (frozenset({"teamlead"}), "workplace: geschuetzt geschuetzt_tat auffaellig auffaellig_tat"),
]
NO_PAGES: frozenset[str] = frozenset(
    {"workplace:geschuetzt_tat", "workplace:auffaellig_tat", "workplace:seiten_grund", "workplace:seite"}
)


def places(there: Any) -> list[Any]:
    """The list with its form."""
    from tests.journeys.places import Place

    return [
        Place("workplace:auffaellig", "/arbeit/auffaellig", "wolter"),
        Place("workplace:geschuetzt", "/arbeit/geschuetzt", "wolter"),
        Place("workplace:seiten_suche", "/arbeit/suche/seiten", "berg"),
    ]
