"""Pages of cards, check-in and the waiting room: who may see them, and what they look like."""

from __future__ import annotations

from typing import Any

DESK = frozenset({"frontdesk", "leistung", "teamlead"})
WAITING = DESK | {"fallmanagement"}
ROWS: list[tuple[str | frozenset[str], str]] = [
    (frozenset({"citizen"}), "portal: card card_code card_print card_issue card_block"),
    ("public", "portal: display display_state"),
    ("public", "kiosk: check_in check_in_frame check_in_number checked_in"),
    (DESK, "workplace: check_in desk_card"),
    (WAITING, "workplace: waiting draw_ticket call_next presence move_ticket visitor_fetched"),
]
NO_PAGES: frozenset[str] = frozenset(
    {
        "kiosk:check_in_frame", "kiosk:check_in_number", "kiosk:checked_in",
        "portal:card_code", "portal:card_issue", "portal:display_state",
        "workplace:draw_ticket",
        "workplace:call_next", "workplace:presence", "workplace:move_ticket", "workplace:visitor_fetched",
    }
)  # fmt: skip


def places(there: Any) -> list[Any]:
    """None yet."""
    return []
