"""What somebody stated, as a file: the citizen's own only."""

from __future__ import annotations

from typing import Any

ROWS: list[tuple[str | frozenset[str], str]] = [(frozenset({"citizen"}), "portal: angaben")]
NO_PAGES: frozenset[str] = frozenset({"portal:angaben"})


def places(there: Any) -> list[Any]:
    """None: it is a file."""
    return []
