"""Files in pieces and blacking out: the page of a held file is looked at in its own journey."""

from __future__ import annotations

from typing import Any

ROWS: list[tuple[str | frozenset[str], str]] = [
    (frozenset({"citizen"}), "portal: upload_begin upload_piece redact redact_preview")
]
NO_PAGES: frozenset[str] = frozenset(
    {"portal:upload_begin", "portal:upload_piece", "portal:redact", "portal:redact_preview"}
)


def places(there: Any) -> list[Any]:
    """None yet."""
    return []
