"""Videos of an office: open to everybody, files and no pages."""

from __future__ import annotations

from typing import Any

ROWS: list[tuple[str | frozenset[str], str]] = [("public", "portal: clip")]
NO_PAGES: frozenset[str] = frozenset({"portal:clip"})


def places(there: Any) -> list[Any]:
    """None: they are seen beside a question."""
    return []
