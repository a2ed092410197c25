"""Pages of towns: who may see them, and what they look like."""

from __future__ import annotations

from typing import Any

ROWS: list[tuple[str | frozenset[str], str]] = [
    ("public", "portal: town"),
    (frozenset({"operator", "teamlead"}), "workplace: gemeinden gemeinde briefkopf briefkopf_sample"),
    (frozenset({"operator"}), "workplace: gemeinde_step gemeinde_gate gemeinde_feature briefkopf_restore"),
    (frozenset({"postroom", "leistung", "teamlead"}), "workplace: forward forward_document"),
]
NO_PAGES: frozenset[str] = frozenset(
    {
        "workplace:gemeinde_step", "workplace:gemeinde_gate", "workplace:gemeinde_feature",
        "workplace:briefkopf_restore", "workplace:briefkopf_sample", "workplace:forward_document",
    }
)  # fmt: skip


def places(there: Any) -> list[Any]:
    """None yet."""
    return []
