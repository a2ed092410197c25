"""The receipt for papers: what arrived, when, how many pages; template `quittung`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nahbar.platform.letters import words
from nahbar.platform.letters.model import Letter, qr_svg


@dataclass(frozen=True)
class Arrival:
    """Receipt for papers that belong to an application."""

    letter: Letter
    number: str
    """Of this delivery: a person can read it out on the telephone."""
    received_at: datetime
    place: str
    """Where the papers were given in, e.g. `Terminal Eingang`."""
    papers: tuple[tuple[str, int, str], ...]
    """Title, pages, SHA-256 in hex."""
    missing: tuple[str, ...]
    """Titles of what is still open."""
    url: str
    """What the QR code opens; without personal data."""

    def as_data(self) -> dict[str, Any]:
        """The data of the template."""
        return {
            **self.letter.as_data("Eingangsbestätigung"),
            "nummer": self.number,
            "eingang": words.moment(self.received_at),
            "ort": self.place,
            "papiere": [
                {
                    "titel": title,
                    "seiten": "1 Seite" if pages == 1 else f"{pages} Seiten",
                    "pruefwert": words.grouped(digest),
                }
                for title, pages, digest in self.papers
            ],
            "fehlt": list(self.missing),
            "qr": qr_svg(self.url),
        }
