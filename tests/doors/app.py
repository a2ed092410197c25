"""The portal as an app: manifest, service worker, the page for no connection."""

from __future__ import annotations

from typing import Any

ROWS: list[tuple[str | frozenset[str], str]] = [("public", "portal: manifest worker offline")]
NO_PAGES: frozenset[str] = frozenset({"portal:manifest", "portal:worker"})


def places(there: Any) -> list[Any]:
    """The page that a browser shows without a connection."""
    from tests.journeys.places import Place

    return [Place("portal:offline", "/offline")]
