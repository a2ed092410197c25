"""An objection on paper: written by the person to the office, or taken down at the counter (§ 84 Abs. 1 SGG)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from nahbar.platform.letters import words
from nahbar.platform.letters.model import Letter


def paragraphs(text: str) -> list[str]:
    """The words of a person as paragraphs; none for blank lines."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


@dataclass(frozen=True)
class WrittenObjection:
    """The letter that the person signs and sends; head is she, address is the office. Template `widerspruch`."""

    letter: Letter
    against: date
    """Date of the Bescheid."""
    text: str
    declared_at: datetime
    """When she said so in the portal."""
    deadline: date | None

    def as_data(self) -> dict[str, Any]:
        """The data of the template."""
        until = words.weekday(self.deadline) if self.deadline else ""
        return {
            **self.letter.as_data("Widerspruch"),
            "saetze": [
                f"ich lege Widerspruch ein gegen den Bescheid vom {words.day(self.against)}.",
            ],
            "gruende": paragraphs(self.text),
            "danach": [
                f"Das habe ich Ihnen am {words.moment(self.declared_at)} schon im Portal mitgeteilt."
                " Bitte bestätigen Sie mir den Eingang.",
            ],
            "orte": [["Ort, Datum", "Unterschrift"]],
            "hinweis": f"Dieses Schreiben muss mit Unterschrift bis {until}, 24 Uhr, im Amt sein." if until else "",
        }


@dataclass(frozen=True)
class Niederschrift:
    """What somebody at the counter took down, read out and had signed. Template `widerspruch`."""

    letter: Letter
    person: str
    against: date
    text: str
    taken_at: datetime
    by: str
    """Name of the member of staff."""
    seen: str = ""
    """Filled in once the signature was seen: who saw it."""

    def as_data(self) -> dict[str, Any]:
        """The data of the template."""
        return {
            **self.letter.as_data("Niederschrift über einen Widerspruch"),
            "saetze": [
                f"{self.person} erscheint am {words.moment(self.taken_at)} und erklärt: Ich lege Widerspruch ein gegen"
                f" den Bescheid vom {words.day(self.against)}.",
            ],
            "gruende": paragraphs(self.text),
            "danach": ["Vorgelesen, genehmigt und unterschrieben.", *([self.seen] if self.seen else [])],
            "orte": [["Unterschrift der Person", f"Aufgenommen von {self.by}"]],
            "hinweis": "",
        }


@dataclass(frozen=True)
class PlainAnswer:
    """A letter of paragraphs, lists and tables; template `antwort`."""

    letter: Letter
    title: str
    blocks: Sequence[dict[str, Any]]
    name: str
    role: str = ""

    def as_data(self) -> dict[str, Any]:
        """The data of the template."""
        return {
            **self.letter.as_data(self.title),
            "bloecke": list(self.blocks),
            "verantwortlich": self.name,
            "funktion": self.role,
            "automatisch": not self.name,
        }
