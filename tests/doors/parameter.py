"""Pages of parameter sets: who may see them, and what they look like."""

from __future__ import annotations

from typing import Any

ROWS: list[tuple[str | frozenset[str], str]] = [
    (
        frozenset({"operator", "teamlead"}),
        "workplace: parameter parameter_satz parameter_datei parameter_vorlage parameter_pruefen parameter_verwerfen",
    ),
    (frozenset({"operator"}), "workplace: parameter_laden parameter_nachrechnen parameter_in_kraft"),
]
NO_PAGES: frozenset[str] = frozenset(
    {
        "workplace:parameter_datei", "workplace:parameter_vorlage", "workplace:parameter_pruefen",
        "workplace:parameter_verwerfen", "workplace:parameter_laden", "workplace:parameter_nachrechnen",
        "workplace:parameter_in_kraft", "workplace:parameter_satz",
    }
)  # fmt: skip


def places(there: Any) -> list[Any]:
    """The list with the form to load a file, as the operator and as the team lead see it."""
    from tests.journeys.places import Place

    return [
        Place("workplace:parameter", "/arbeit/parameter", "betrieb"),
        Place("workplace:parameter", "/arbeit/parameter", "wolter", "workplace-parameter-teamleitung"),
    ]
