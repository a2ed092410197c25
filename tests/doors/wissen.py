"""Pages of knowledge: who may see them, and what they look like."""

from __future__ import annotations

from typing import Any

DECIDERS = frozenset({"leistung", "fallmanagement", "teamlead"})
ROWS: list[tuple[str | frozenset[str], str]] = [
    ("public", "portal: articles article"),
    (
        DECIDERS,
        "workplace: wissen wissen_neu wissen_beitrag wissen_aendern wissen_frei wissen_ende wissen_anmerken "
        "wissen_antworten",
    ),
]
NO_PAGES: frozenset[str] = frozenset(
    {"workplace:wissen_frei", "workplace:wissen_ende", "workplace:wissen_anmerken", "workplace:wissen_antworten"}
)
# in a town of the tests nothing has been written yet
NO_PAGES |= {"portal:article", "workplace:wissen_beitrag", "workplace:wissen_aendern"}


def places(there: Any) -> list[Any]:
    """The lists and the form; articles and rules themselves are looked at in the journey of this door."""
    from tests.journeys.places import Place

    return [
        Place("portal:articles", "/hilfe"),
        Place("workplace:wissen", "/arbeit/wissen", "berg"),
        Place("workplace:wissen_neu", "/arbeit/wissen/neu/regel", "berg"),
    ]
