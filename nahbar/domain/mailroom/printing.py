"""What the house hands to a print provider and what it hears back, as data; a connector carries both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True)
class PrintEnclosure:
    """A paper that goes into the same envelope, behind the letter, in this order."""

    pdf: bytes
    pages: int


@dataclass(frozen=True)
class PrintLetter:
    """One letter as the provider sees it: an id, a PDF/A, how it is to be printed; no case number."""

    id: UUID
    read: Callable[[], bytes]
    """Gives the PDF/A when its turn comes: thousands of letters do not fit into memory."""
    sha256: str
    pages: int
    duplex: bool
    colour: bool
    service: str
    """`standard`, `einwurf` or `uebergabe` (Einschreiben)."""
    cost_centre: str
    latest: date
    enclosures: tuple[PrintEnclosure, ...] = ()

    @property
    def sheets(self) -> int:
        """Sheets of paper, enclosures included; each begins on a sheet of its own."""
        parts = (self.pages, *(part.pages for part in self.enclosures))
        return sum((pages + 1) // 2 if self.duplex else pages for pages in parts)


@dataclass(frozen=True)
class PrintBatch:
    """One batch; with the same content the same bytes."""

    id: UUID
    number: str
    traeger: str
    """Short name; also the name of its folder."""
    created_at: datetime
    letters: tuple[PrintLetter, ...]


@dataclass(frozen=True)
class Recall:
    """The house wants one letter back."""

    letter: UUID
    sha256: str
    batch: UUID
    asked_at: datetime


@dataclass(frozen=True)
class ReceiptLine:
    """What the provider says about one letter: `angenommen`, `abgelehnt`, `gedruckt`, `aufgegeben` or `zurueck`."""

    letter: UUID
    batch: UUID
    sha256: str
    state: str
    day: date
    reason: str = ""


@dataclass(frozen=True)
class ReceiptFile:
    """A receipt as it lay in the inbox; `problem` if it cannot be read."""

    name: str
    sha256: str
    lines: tuple[ReceiptLine, ...] = ()
    problem: str = ""


class BatchRefused(ValueError):
    """The format cannot carry this batch; the message says why."""


class PrintProvider(Protocol):
    """The way to the provider and back; plugged into the port `print_provider`. Each Träger has folders of its own."""

    def put_batch(self, batch: PrintBatch) -> str:
        """Lay a batch out for collection, whole or not at all, and give its SHA-256; raises BatchRefused.

        Again with the same content it changes nothing.
        """
        ...

    def put_recall(self, traeger: str, recall: Recall) -> None:
        """Lay out the wish to have a letter back; again it changes nothing."""
        ...

    def waiting(self, traeger: str) -> Sequence[str]:
        """Names of receipts that wait, oldest first."""
        ...

    def read(self, traeger: str, name: str) -> ReceiptFile | None:
        """One receipt; None if it is gone meanwhile."""
        ...

    def put_away(self, traeger: str, name: str, *, quarantine: bool) -> None:
        """Move a receipt out of the inbox; again it changes nothing."""
        ...
