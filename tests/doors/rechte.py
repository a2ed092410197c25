"""Pages of people's rights: is a receipt genuine."""

from __future__ import annotations

from typing import Any

ROWS: list[tuple[str | frozenset[str], str]] = [("public", "portal: beleg")]
NO_PAGES: frozenset[str] = frozenset()


def places(there: Any) -> list[Any]:
    """The page of the check, and its no."""
    from tests.journeys.places import Place

    return [
        Place("portal:beleg", "/beleg"),
        Place("portal:beleg", "/beleg", label="portal-beleg-nein", click="Prüfen", fill=(("nummer", "A-2026-000001"),)),
    ]
