"""Anhörung zu einem versäumten Termin (§ 24 SGB X): what is known, what could follow, how to answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from nahbar.platform.letters import words
from nahbar.platform.letters.model import Letter, Signature


@dataclass(frozen=True)
class Anhoerung:
    """A hearing about one missed appointment; template `anhoerung`."""

    letter: Letter
    missed_on: date
    place: str
    invited: str
    """How the person was invited and told of the consequences."""
    consequence: str
    """What could follow in this very case, one or two sentences."""
    deadline: date
    signature: Signature
    said: str = ""
    """What the person has said already."""

    def as_data(self) -> dict[str, Any]:
        """The data of the template."""
        return {
            **self.letter.as_data("Bitte sagen Sie uns, warum Sie nicht kommen konnten"),
            "tag": words.weekday(self.missed_on),
            "ort": self.place,
            "einladung": self.invited,
            "folge": self.consequence,
            "gesagt": self.said,
            "frist": words.weekday(self.deadline),
            **self.signature.as_data(),
        }
