"""Another account: the person, the message, two of the office."""

from __future__ import annotations

from typing import Any

ROWS: list[tuple[str | frozenset[str], str]] = [
    ("public", "portal: konto_stop"),
    (frozenset({"citizen"}), "portal: konto konto_mine_not"),
    (frozenset({"leistung", "teamlead"}), "workplace: konto konto_enter konto_step"),
]
NO_PAGES: frozenset[str] = frozenset(
    {"portal:konto_mine_not", "workplace:konto", "workplace:konto_enter", "workplace:konto_step"}
)


def places(there: Any) -> list[Any]:
    """The page of the account, and the one on which a stranger's change is stopped."""
    from tests.journeys.places import Place

    decided = there.antrag["entschieden"]
    return [
        Place("portal:konto", f"{decided}neues-konto", "entschieden"),
        Place("portal:konto_stop", "/konto-stopp"),
    ]
