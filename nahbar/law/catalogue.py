"""The words of a language for the sentences of the law: templates, amounts, days.

The German template is the message id: a catalogue maps it to the template of its language, with the same placeholders.
Law knows no catalogue but the German one; whoever shows a page brings the one of its reader.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
LRI, PDI = "\u2066", "\u2069"
"""Left-to-right isolate and its end: an amount inside a line from right to left keeps its own order."""


class Catalogue(Protocol):
    """Templates, amounts and days of one language."""

    @property
    def language(self) -> str:
        """The code for `lang=`, e.g. `ar`."""
        ...

    def template(self, german: str) -> str | None:
        """The template for this German one, or None where the catalogue lacks it."""
        ...

    def euro(self, cents: int) -> str:
        """An amount."""
        ...

    def day(self, day: date) -> str:
        """A day."""
        ...

    def apart(self, text: str) -> str:
        """A name or a norm that stays as it is, kept apart from the words around it."""
        ...


def euro(cents: int) -> str:
    """Cents as people read them: 137368 is `1.373,68 €`."""
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole:,}".replace(",", ".") + f",{rest:02d} €"


def long_day(day: date) -> str:
    """`1. Dezember 2026`."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


class German:
    """Plain German: the templates themselves."""

    language = "de"

    def template(self, german: str) -> str | None:
        """The template itself."""
        return german

    def euro(self, cents: int) -> str:
        """`1.373,68 €`."""
        return euro(cents)

    def day(self, day: date) -> str:
        """`30.11.2026`."""
        return f"{day:%d.%m.%Y}"

    def apart(self, text: str) -> str:
        """Nothing to keep apart."""
        return text


class Leicht(German):
    """Leichte Sprache: the euro as a word, whole euros without decimals, months as words."""

    def euro(self, cents: int) -> str:
        """`285 Euro`, `394,10 Euro`."""
        text = euro(cents).removesuffix(" €")
        return f"{text.removesuffix(',00')} Euro"

    def day(self, day: date) -> str:
        """`30. November 2026`."""
        return long_day(day)


@dataclass(frozen=True)
class Translation:
    """A language beside German; `find` gives None for what is not translated.

    Amounts and days stay as the page around them writes them, with western digits; where the language runs from right
    to left they are isolated, so that sign, number and € keep their order.
    """

    language: str
    find: Callable[[str], str | None]
    right_to_left: bool = False

    def template(self, german: str) -> str | None:
        """The translated template, or None."""
        return self.find(german)

    def euro(self, cents: int) -> str:
        """As in German, isolated."""
        return self.apart(GERMAN.euro(cents))

    def day(self, day: date) -> str:
        """As in German, isolated."""
        return self.apart(GERMAN.day(day))

    def apart(self, text: str) -> str:
        """In its own order where the language runs from right to left."""
        return f"{LRI}{text}{PDI}" if self.right_to_left else text


def translation(language: str, templates: Mapping[str, str], *, right_to_left: bool = False) -> Translation:
    """A catalogue from a mapping of German templates."""
    return Translation(language, templates.get, right_to_left)


GERMAN: Catalogue = German()
LEICHT: Catalogue = Leicht()
