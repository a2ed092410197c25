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
        # the screen of a terminal, and of a waiting room: without one there is none
        "kiosk:check_in", "portal:display",
        "kiosk:check_in_frame", "kiosk:check_in_number", "kiosk:checked_in",
        "portal:card_code", "portal:card_issue", "portal:display_state",
        "workplace:draw_ticket",
        "workplace:call_next", "workplace:presence", "workplace:move_ticket", "workplace:visitor_fetched",
    }
)  # fmt: skip


def places(there: Any) -> list[Any]:
    """With a card and without, blocking it, the counter, the waiting room and its display."""
    from tests.journeys.places import Place

    def first(query: str) -> str:
        return next((str(row[0]) for row in there.town.sql(query)), "")

    with_card, without = there.antrag["entschieden"], there.antrag["abgeschickt"]
    there.browsers["entschieden"].get(f"{with_card}karte")
    there.browsers["entschieden"].post(f"{with_card}karte/anlegen")
    akte = first("select id from casefile_akte order by created_at desc limit 1")
    ort = first("select id from appointments_ort where art = 'amt' limit 1")
    found = [
        Place("portal:card", f"{with_card}karte", "entschieden"),
        Place("portal:card", f"{without}karte", "abgeschickt", label="portal-card-keine"),
        Place("portal:card_print", f"{with_card}karte/drucken", "entschieden"),
        Place("portal:card_block", f"{with_card}karte/sperren", "entschieden"),
        Place("portal:card_block", f"{with_card}karte/sperren", "entschieden", "portal-card_block-fehler",
              click="Karte sperren"),
        Place("workplace:check_in", "/arbeit/einchecken", "empfang"),
        Place("workplace:check_in", "/arbeit/einchecken", "empfang", "workplace-check_in-unbekannt",
              click="Anmelden", fill=(("code", "7F3K-92QX"),)),
        Place("workplace:desk_card", f"/arbeit/empfang/akte/{akte}/karte", "empfang"),
        Place("workplace:waiting", "/arbeit/warten", "empfang"),
    ]  # fmt: skip
    return found + ([Place("portal:display", f"/anzeige/{ort}")] if ort else [])
