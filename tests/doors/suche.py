"""Pages of search, protected files, and who looked."""

from __future__ import annotations

from typing import Any

ROWS: list[tuple[str | frozenset[str], str]] = [
    (frozenset({"teamlead"}), "workplace: geschuetzt geschuetzt_tat"),
]
NO_PAGES: frozenset[str] = frozenset({"workplace:geschuetzt_tat"})


def places(there: Any) -> list[Any]:
    """The list with its form."""
    from tests.journeys.places import Place

    return [Place("workplace:geschuetzt", "/arbeit/geschuetzt", "wolter")]
