"""Pages: an application handed over to the other benefit."""

from __future__ import annotations

from typing import Any

ROWS: list[tuple[str | frozenset[str], str]] = [(frozenset({"leistung", "teamlead"}), "workplace: hand_over")]
NO_PAGES: frozenset[str] = frozenset()


def places(there: Any) -> list[Any]:
    """The page at the desk."""
    from tests.journeys.places import Place, id_of

    return [Place("workplace:hand_over", f"/arbeit/antrag/{id_of(there.antrag['abgeschickt'])}/abgeben", "berg")]
