"""The doors, each with its rows of the persona table and its pages for pictures.

A door module holds `ROWS` (who may see which address, as in tests/personas.py), `NO_PAGES` (addresses without a
picture) and `places(there)` (its pages for `scripts/shots` and the tests of looks).
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import Any

MODULES = tuple(import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
ROWS: list[tuple[str | frozenset[str], str]] = [row for module in MODULES for row in module.ROWS]
NO_PAGES: frozenset[str] = frozenset().union(*(module.NO_PAGES for module in MODULES))


def places(there: Any) -> list[Any]:
    """All pages of all doors; `there` are the visitors (tests/journeys/places.py)."""
    return [place for module in MODULES for place in module.places(there)]
