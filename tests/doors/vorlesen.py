"""Questions read aloud: open to everybody, a file and no page."""

from __future__ import annotations

from typing import Any

ROWS: list[tuple[str | frozenset[str], str]] = [("public", "portal: listen")]
NO_PAGES: frozenset[str] = frozenset({"portal:listen"})


def places(there: Any) -> list[Any]:
    """None: it is heard, not seen."""
    return []
