"""Pages of reductions and the purpose lock: who may see them, and what they look like."""

from __future__ import annotations

from typing import Any

STAFF = frozenset(
    {"frontdesk", "postroom", "leistung", "fallmanagement", "teamlead", "cashier", "planner", "operator"}
)  # fmt: skip
HANDLE = frozenset({"leistung", "fallmanagement", "teamlead"})
ROWS: list[tuple[str | frozenset[str], str]] = [
    (STAFF, "workplace: arbeitsort"),
    (frozenset({"teamlead", "operator"}), "workplace: arbeitsort_geraet"),
    (
        HANDLE,
        "workplace: meldungen meldung meldung_festhalten meldung_anhoeren meldung_aeusserung meldung_entscheiden"
        " meldung_brief",
    ),
]
NO_PAGES: frozenset[str] = frozenset(
    {
        "workplace:arbeitsort_geraet", "workplace:meldung", "workplace:meldung_festhalten",
        "workplace:meldung_anhoeren", "workplace:meldung_aeusserung", "workplace:meldung_entscheiden",
        "workplace:meldung_brief",
    }
)  # fmt: skip


def places(there: Any) -> list[Any]:
    """Where one works, and the list of missed appointments."""
    from tests.journeys.places import Place

    return [
        Place("workplace:arbeitsort", "/arbeit/arbeitsort", "wolter"),
        Place("workplace:meldungen", "/arbeit/versaeumt", "fall"),
    ]
