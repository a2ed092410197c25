"""Pages of the start page for visitors: who may see them, and what they look like."""

from __future__ import annotations

from typing import Any

ROWS: list[tuple[str | frozenset[str], str]] = [("public", "demo: visitors visit")]
NO_PAGES: frozenset[str] = frozenset({"demo:visit"})


def places(there: Any) -> list[Any]:
    """The page with all doors."""
    from tests.journeys.places import Place

    return [Place("demo:visitors", "/vorfuehrung")]
