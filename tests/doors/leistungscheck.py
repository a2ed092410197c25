"""The benefits check: open to everybody, one address."""

from __future__ import annotations

from typing import Any

ROWS: list[tuple[str | frozenset[str], str]] = [("public", "portal: benefits_check")]
NO_PAGES: frozenset[str] = frozenset()


def places(there: Any) -> list[Any]:
    """The first page, and what it says to somebody who leaves it empty."""
    from tests.journeys.places import Place

    return [
        Place("portal:benefits_check", "/leistungscheck"),
        Place("portal:benefits_check", "/leistungscheck", label="portal-benefits_check-fehler", click="Weiter"),
    ]
