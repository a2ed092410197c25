"""Pages of towns: who may see them, and what they look like."""

from __future__ import annotations

from typing import Any

ROWS: list[tuple[str | frozenset[str], str]] = [
    ("public", "portal: town"),
    (frozenset({"operator", "teamlead"}), "workplace: gemeinden gemeinde briefkopf briefkopf_sample"),
    (frozenset({"operator"}), "workplace: gemeinde_step gemeinde_gate gemeinde_feature briefkopf_restore"),
    (frozenset({"postroom", "leistung", "teamlead"}), "workplace: forward forward_document"),
]
NO_PAGES: frozenset[str] = frozenset(
    {
        "workplace:gemeinde_step", "workplace:gemeinde_gate", "workplace:gemeinde_feature",
        "workplace:briefkopf_restore", "workplace:briefkopf_sample", "workplace:forward_document",
        "workplace:forward",
    }
)  # fmt: skip


def places(there: Any) -> list[Any]:
    """The list, a town with its gates, its letterhead; the citizen's page of towns."""
    from tests.journeys.places import Place

    def id_of(name: str) -> str:
        return next(
            (str(row[0]) for row in there.town.sql("select id from tenancy_gemeinde where name = %s", name)), ""
        )

    live, paper = id_of("Rhede"), id_of("Bocholt")
    found = [
        Place("portal:town", "/ihre-stadt"),
        Place("portal:town", "/ihre-stadt?plz=46414", label="portal-town-online"),
        Place("portal:town", "/ihre-stadt?plz=99999", label="portal-town-fehler"),
        Place("workplace:gemeinden", "/arbeit/gemeinden", "betrieb"),
        Place("workplace:gemeinde", f"/arbeit/gemeinden/{live}", "betrieb"),
        Place("workplace:briefkopf", f"/arbeit/gemeinden/{live}/briefkopf", "betrieb"),
    ]
    if paper:
        found += [
            Place("portal:town", "/ihre-stadt?plz=46395", label="portal-town-papier"),
            Place("workplace:gemeinde", f"/arbeit/gemeinden/{paper}", "betrieb", "workplace-gemeinde-gesperrt",
                  click="Stand ändern"),
        ]  # fmt: skip
    return found
