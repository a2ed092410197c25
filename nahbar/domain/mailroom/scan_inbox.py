"""The port `scan_inbox`: what people want to know of the way between office and scan provider."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class RefusedDelivery:
    """A delivery that was put aside, and the sentence that the provider got."""

    name: str
    at: datetime
    reason: str


class ScanInbox(Protocol):
    """What the connector answers (nahbar.connectors.scan_provider.inbox.WatchedFolder)."""

    def refused(self, traeger: str) -> list[RefusedDelivery]:
        """Deliveries in quarantine, newest first; `traeger` is the short name."""
