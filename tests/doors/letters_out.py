"""Pages of letters for the print provider: who may see them, and what they look like."""

from __future__ import annotations

from typing import Any

LETTERS = frozenset({"postroom", "leistung", "teamlead"})

ROWS: list[tuple[str | frozenset[str], str]] = [
    (
        LETTERS,
        "workplace: print_batches prepare_print print_batch send_print discard_print take_back_print settle_receipt",
    ),
]
NO_PAGES: frozenset[str] = frozenset(
    {
        "workplace:prepare_print", "workplace:send_print", "workplace:discard_print", "workplace:take_back_print",
        "workplace:settle_receipt",
    }
)  # fmt: skip


def places(there: Any) -> list[Any]:
    """The list of batches, and one batch."""
    from tests.journeys.places import Place

    batch = there.town.sql("select id from mailroom_druckstapel order by created_at limit 1")
    found = [Place("workplace:print_batches", "/arbeit/post/druck/", "post")]
    if batch:
        found.append(Place("workplace:print_batch", f"/arbeit/post/druck/{batch[0][0]}", "post"))
    return found
