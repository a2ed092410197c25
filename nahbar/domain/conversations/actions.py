"""Writes of the room: messages and video meetings."""

from __future__ import annotations

from nahbar.domain.conversations.messages import (
    Content,
    Posted,
    close_waiting,
    mark_read,
    open_gespraech,
    post,
    set_owner,
    slow_down,
)

__all__ = [
    "Content",
    "Posted",
    "close_waiting",
    "mark_read",
    "open_gespraech",
    "post",
    "set_owner",
    "slow_down",
]
