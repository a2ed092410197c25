"""The doors, each with its rows of the persona table and its pages for pictures.

A door module holds `ROWS` (who may see which address, as in tests/personas.py), `NO_PAGES` (addresses without a
picture) and `places(there)` (its pages for `scripts/shots` and the tests of looks).
"""

from __future__ import annotations

from typing import Any

from tests.doors import (
    aenderung,
    angaben,
    app,
    besuch,
    feedback,
    gemeinden,
    gespraeche,
    hinweise,
    karten,
    leistung,
    leistungscheck,
    letters_out,
    minderung,
    oidc,
    parameter,
    planung,
    rechte,
    scans,
    terminal,
    termine,
    upload,
    vertretung,
    vorlesen,
    widerspruch,
    wissen,
)

MODULES = (
    aenderung,
    angaben,
    app,
    besuch,
    feedback,
    gemeinden,
    gespraeche,
    hinweise,
    karten,
    leistung,
    leistungscheck,
    letters_out,
    minderung,
    oidc,
    parameter,
    planung,
    rechte,
    scans,
    terminal,
    termine,
    upload,
    vertretung,
    vorlesen,
    widerspruch,
    wissen,
)
ROWS: list[tuple[str | frozenset[str], str]] = [row for module in MODULES for row in module.ROWS]
NO_PAGES: frozenset[str] = frozenset().union(*(module.NO_PAGES for module in MODULES))


def places(there: Any) -> list[Any]:
    """All pages of all doors; `there` are the visitors (tests/journeys/places.py)."""
    return [place for module in MODULES for place in module.places(there)]
