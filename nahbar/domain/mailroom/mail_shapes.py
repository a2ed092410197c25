"""What comes by e-mail, without tables: one message as the mailbox gave it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

EMAIL, FAX = "email", "fax"


@dataclass(frozen=True)
class MailFile:
    """A file that was attached."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class MailIn:
    """One message; what its sender wrote into it is a claim, only `arrived_at` is ours."""

    key: str
    """SHA-256 over Message-ID and content: the same message comes once, however often it is delivered."""
    arrived_at: datetime
    """When our mailbox took it: this day counts."""
    sender: str
    """Address to answer to; empty if there is none."""
    sender_shown: str
    subject: str
    text: str
    files: tuple[MailFile, ...]
    raw: bytes = field(repr=False)
    way: str = EMAIL
    """EMAIL, or FAX: from the office's own fax gateway."""
    answerable: bool = False
    """False for machines, lists, bounces and gateways: two machines must never answer each other."""
