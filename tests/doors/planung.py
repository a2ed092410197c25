"""Pages of the map: who may see them, and what they look like."""

from __future__ import annotations

from typing import Any

PLANS = frozenset({"planner", "teamlead"})
ROWS: list[tuple[str | frozenset[str], str]] = [
    (
        PLANS,
        "workplace: planung planung_tabelle planung_karte planung_raum planung_vorschlaege planung_vorschlag"
        " planung_uebernehmen planung_vorlagen planung_vorlage planung_vorlage_erstellen planung_vorlage_erledigt"
        " planung_vorlage_pdf",
    ),
    (frozenset({"planner"}), "workplace: planung_regeln"),
]
NO_PAGES: frozenset[str] = frozenset(
    {
        "workplace:planung_tabelle", "workplace:planung_karte", "workplace:planung_uebernehmen",
        "workplace:planung_regeln", "workplace:planung_vorlage_erstellen", "workplace:planung_vorlage_erledigt",
        "workplace:planung_vorlage_pdf",
    }
)  # fmt: skip


def places(there: Any) -> list[Any]:
    """None yet."""
    return []
