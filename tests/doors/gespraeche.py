"""Pages of messages and video: who may see them, and what they look like."""

from __future__ import annotations

from typing import Any

CITIZEN = frozenset({"citizen"})
ANSWERERS = frozenset({"leistung", "fallmanagement", "teamlead"})
ROWS: list[tuple[str | frozenset[str], str]] = [
    (CITIZEN, "portal: messages messages_open messages_part cannot_come new_time"),
    ("public", "portal: meeting meeting_enter meeting_exchange meeting_leave"),
    (
        ANSWERERS,
        "workplace: conversations conversation conversation_of conversation_open conversation_part conversation_read"
        " conversation_answer conversation_ask conversation_settle conversation_hand_on conversation_text"
        " meeting meeting_enter meeting_exchange meeting_admit meeting_refuse meeting_end",
    ),
]
NO_PAGES: frozenset[str] = frozenset(
    {
        "portal:messages_open", "portal:messages_part", "workplace:conversation_of", "workplace:conversation_open",
        "workplace:conversation_part", "workplace:conversation_read", "workplace:conversation_answer",
        "workplace:conversation_ask", "workplace:conversation_settle", "workplace:conversation_hand_on",
        "workplace:conversation_text", "portal:meeting_enter", "portal:meeting_exchange", "portal:meeting_leave",
        "workplace:meeting_enter", "workplace:meeting_exchange", "workplace:meeting_admit", "workplace:meeting_refuse",
        "workplace:meeting_end",
    }
)  # fmt: skip


def places(there: Any) -> list[Any]:
    """The thread as people meet it."""
    from tests.journeys.places import Place

    sent = there.antrag["abgeschickt"]
    return [
        Place("portal:messages", f"{sent}nachrichten", "abgeschickt", label="portal-messages-leer"),
    ]
