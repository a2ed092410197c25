"""Files in pieces: addresses that speak tus, without a page of their own."""

from __future__ import annotations

from typing import Any

ROWS: list[tuple[str | frozenset[str], str]] = [(frozenset({"citizen"}), "portal: upload_begin upload_piece")]
NO_PAGES: frozenset[str] = frozenset({"portal:upload_begin", "portal:upload_piece"})


def places(there: Any) -> list[Any]:
    """None yet."""
    return []
