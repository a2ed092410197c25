"""What travels between office and scan provider, without tables: a batch, its letters and pages, papers that stay."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta

KEPT = timedelta(weeks=8)
"""From the scan until a paper may be destroyed (F07)."""


@dataclass(frozen=True)
class PageIn:
    """One picture of the batch: its name in the package and the sum that the provider wrote down."""

    file: str
    sha256: str


@dataclass(frozen=True)
class LetterIn:
    """One letter of the batch."""

    key: str
    pages: tuple[PageIn, ...]
    scanned_by: str
    checked_by: str
    device: str = ""
    code: str = ""
    aktenzeichen: str = ""
    beside: tuple[PageIn, ...] = ()
    """Files that are kept with the pictures but are none: the message as it came."""


@dataclass(frozen=True)
class BatchIn:
    """A batch as the provider describes it."""

    number: str
    provider: str
    arrived_at: datetime
    scanned_on: date
    letters: tuple[LetterIn, ...]
    way: str = "scan"
    """`scan`, or without any paper `email` or `fax`."""

    @property
    def images(self) -> int:
        """Pictures of all letters."""
        return sum(len(letter.pages) for letter in self.letters)

    @property
    def content(self) -> str:
        """A sum over letters and pictures, the same however the batch is packed."""
        lines = [f"{letter.key} {page.sha256}" for letter in self.letters for page in letter.pages]
        return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


@dataclass(frozen=True)
class HeldPaper:
    """A paper that the provider must not destroy; `bring` if the office wants it."""

    batch: str
    letter: str
    bring: bool
