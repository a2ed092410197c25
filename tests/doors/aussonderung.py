"""Pages of the end of a file: what may go, periods, holds, protocol."""

from __future__ import annotations

from typing import Any

ROWS: list[tuple[str | frozenset[str], str]] = [
    (frozenset({"leistung", "teamlead"}), "workplace: aussonderung aussonderung_tat anbieteliste loeschprotokoll"),
    (frozenset({"leistung", "teamlead"}), "workplace: fristen frist_neu frist_entscheiden sperren sperre_tat"),
    (frozenset({"operator"}), "workplace: altakten"),
]
NO_PAGES: frozenset[str] = frozenset(
    {"workplace:aussonderung_tat", "workplace:anbieteliste", "workplace:loeschprotokoll", "workplace:frist_neu",
     "workplace:frist_entscheiden", "workplace:sperre_tat"}
)  # fmt: skip


def places(there: Any) -> list[Any]:
    """The list, the periods, and one file."""
    from tests.journeys.places import Place

    akte = there.town.sql("select id from casefile_akte order by id desc limit 1")[0][0]
    return [
        Place("workplace:aussonderung", "/arbeit/aussonderung", "berg"),
        Place("workplace:fristen", "/arbeit/aussonderung/fristen", "berg"),
        Place("workplace:altakten", "/arbeit/betrieb/altakten", "betrieb"),
        Place("workplace:sperren", f"/arbeit/akte/{akte}/sperren", "berg"),
    ]
