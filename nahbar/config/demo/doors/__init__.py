"""What visitors find behind each door, made through the house's own procedures as of today."""

from __future__ import annotations

from nahbar.config.demo.counter import Counter
from nahbar.config.demo.doors import (
    appointments,
    cards,
    conversations,
    knowledge,
    lobby,
    mailroom,
    planning,
    purpose,
    rollout,
)

ORDER = (rollout, appointments, purpose, conversations, mailroom, lobby, planning, knowledge, cards)


def fill(counter: Counter) -> None:
    """All doors, in the order in which they need each other."""
    for door in ORDER:
        door.fill(counter)
