"""A letter with its own code: everybody with the letter; the pages behind it are looked at in its journey."""

from __future__ import annotations

from typing import Any

ROWS: list[tuple[str | frozenset[str], str]] = [
    (
        "public",
        "portal: letter_code letter_wanted letter_paper letter_begin letter_piece letter_receipt letter_close",
    ),
    (frozenset({"leistung", "teamlead", "frontdesk"}), "workplace: block_letter_code"),
]
NO_PAGES: frozenset[str] = frozenset(
    {
        "portal:letter_wanted", "portal:letter_paper", "portal:letter_begin", "portal:letter_piece",
        "portal:letter_receipt", "portal:letter_close", "workplace:block_letter_code",
    }
)  # fmt: skip


def places(there: Any) -> list[Any]:
    """The page on which the code is typed."""
    from tests.journeys.places import Place

    return [
        Place("portal:letter_code", "/brief"),
        Place("portal:letter_code", "/brief", label="portal-brief-fehler", click="Weitermachen"),
    ]
