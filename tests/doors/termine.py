"""Pages of appointments: who may see them, and what they look like."""

from __future__ import annotations

from typing import Any

DESKS = frozenset({"frontdesk", "leistung", "fallmanagement", "teamlead"})
SET_UP = frozenset({"teamlead", "operator"})

ROWS: list[tuple[str | frozenset[str], str]] = [
    (
        "public",
        "portal: termin termin_angebote termin_zeiten termin_bestaetigen termin_seite termin_verschieben"
        " termin_absagen termin_kalender",
    ),
    (DESKS, "workplace: termine termin_neu termin termin_verschieben termin_absagen termin_ergebnis"),
    (DESKS | {"planner"}, "workplace: besuche"),
    (SET_UP, "workplace: orte ort_neu ort angebot_neu angebot angebot_zeiten angebot_einsatz schliesstage"),
]
NO_PAGES: frozenset[str] = frozenset(
    {
        "portal:termin_kalender", "workplace:termin_verschieben", "workplace:termin_absagen",
        "workplace:termin_ergebnis", "workplace:angebot_zeiten", "workplace:angebot_einsatz",
        "workplace:schliesstage",
    }
)  # fmt: skip


def places(there: Any) -> list[Any]:
    """None yet."""
    return []
