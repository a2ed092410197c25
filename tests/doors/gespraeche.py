"""Pages of messages and video: who may see them, and what they look like."""

from __future__ import annotations

from typing import Any

CITIZEN = frozenset({"citizen"})
ANSWERERS = frozenset({"leistung", "fallmanagement", "teamlead"})
ROWS: list[tuple[str | frozenset[str], str]] = [
    (CITIZEN, "portal: messages messages_open messages_part"),
]
NO_PAGES: frozenset[str] = frozenset({"portal:messages_open", "portal:messages_part"})


def places(there: Any) -> list[Any]:
    """The thread as people meet it."""
    from tests.journeys.places import Place

    sent = there.antrag["abgeschickt"]
    return [
        Place("portal:messages", f"{sent}nachrichten", "abgeschickt", label="portal-messages-leer"),
    ]
