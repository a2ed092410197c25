"""Pages of the terminal and of its board: who may see them, and what they look like."""

from __future__ import annotations

from typing import Any

SCREENS = (
    "home begin code frame year paper back scan page turn drop submit help still_there go end state sound setup demo"
    " screen"
)
DESK = frozenset({"frontdesk", "leistung", "teamlead"})
MACHINES = "next_order machine_page machine_end machine_print machine_screen"
ROWS: list[tuple[str | frozenset[str], str]] = [
    ("public", f"kiosk: {SCREENS}"),
    ("public", f"kiosk: {MACHINES}"),
    (DESK | {"operator"}, "workplace: terminals terminal_tiles"),
    (DESK, "workplace: terminal_help terminal_end_visit note_contact"),
    (frozenset({"operator"}), "workplace: terminal_setup terminal_change"),
]
NO_PAGES: frozenset[str] = frozenset(
    f"kiosk:{name}" for name in f"{SCREENS} {MACHINES}".split() if name not in {"home", "setup", "end", "still_there"}
)


def places(there: Any) -> list[Any]:
    """None yet."""
    return []
