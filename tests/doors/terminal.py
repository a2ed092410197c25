"""Pages of the terminal: who may see them, and what they look like."""

from __future__ import annotations

from typing import Any

ROWS: list[tuple[str | frozenset[str], str]] = []
NO_PAGES: frozenset[str] = frozenset()


def places(there: Any) -> list[Any]:
    """None yet."""
    return []
