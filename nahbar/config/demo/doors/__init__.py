"""What visitors find behind each door, made through the house's own procedures as of today."""

from __future__ import annotations

from nahbar.config.demo.counter import Counter
from nahbar.config.demo.doors import (
    applying,
    appointments,
    cards,
    conversations,
    guarded,
    knowledge,
    letters_out,
    lobby,
    mailroom,
    notices,
    planning,
    purpose,
    rollout,
)

ORDER = (
    rollout, appointments, purpose, conversations, notices, mailroom, letters_out, lobby, planning, knowledge, cards,
    applying, guarded,
)  # fmt: skip


def fill(counter: Counter) -> None:
    """All doors, in the order in which they need each other."""
    for door in ORDER:
        door.fill(counter)
