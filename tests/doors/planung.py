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
    """The map and its table, one area, the proposal, the paper for the council; the empty page without data."""
    from tests.journeys.places import Place

    def first(table: str, order: str = "id") -> str:
        return next((str(row[0]) for row in there.town.sql(f"select id from {table} order by {order} limit 1")), "")

    area, proposal, paper = first("planning_planungsraum"), first("planning_vorschlag"), first("planning_vorlage")
    found = [
        Place("workplace:planung", "/arbeit/planung", "plan"),
        Place("workplace:planung_vorschlaege", "/arbeit/planung/vorschlag", "plan"),
        Place("workplace:planung_vorlagen", "/arbeit/planung/vorlage", "plan"),
    ]
    if area:
        found.append(Place("workplace:planung_raum", f"/arbeit/planung/raum/{area}", "plan"))
    if proposal:
        found.append(Place("workplace:planung_vorschlag", f"/arbeit/planung/vorschlag/{proposal}", "plan"))
    if paper:
        found.append(Place("workplace:planung_vorlage", f"/arbeit/planung/vorlage/{paper}", "plan"))
    return found
