"""Shapes of reading: a cleaned page, its words with their places, its codes."""

from __future__ import annotations

from dataclasses import dataclass, field

from PIL import Image

DPI = 300
LONG_EDGE = 3600
"""Pixels of the longer side that are read: 300 dpi on A4 and a little margin."""


class ReadingError(Exception):
    """A page cannot be read; the text says why and what to do."""


class UnreadablePicture(ReadingError):
    """The bytes are no picture that we open."""

    def __init__(self) -> None:
        super().__init__("Das Bild lässt sich nicht öffnen. Bitte lassen Sie das Blatt noch einmal scannen.")


class ReaderMissing(ReadingError):
    """Text recognition or its German language is not installed: a fault of the installation."""

    def __init__(self) -> None:
        super().__init__(
            "Die Texterkennung fehlt: Bitte richten Sie »tesseract« mit Deutsch ein "
            "(Debian-Pakete tesseract-ocr und tesseract-ocr-deu)."
        )


class ReadingTooSlow(ReadingError):
    """The page took longer than any honest page does."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"Die Texterkennung wurde nach {seconds:.0f} Sekunden abgebrochen. Bitte sehen Sie selbst nach."
        )


@dataclass(frozen=True)
class Word:
    """One word with its box in pixels of the cleaned page, and how sure the recognition is (per cent)."""

    text: str
    left: int
    top: int
    width: int
    height: int
    sure: int


@dataclass(frozen=True)
class Page:
    """A page after cleaning: flat paper, straight lines; `dpi` of its pixels, `angle` by which it was turned."""

    grey: Image.Image = field(repr=False)
    dpi: int
    angle: float


@dataclass(frozen=True)
class Words:
    """What was read: plain text in lines, the words, and a PDF page with nothing but invisible words."""

    text: str
    words: tuple[Word, ...]
    layer: bytes = field(repr=False)

    @property
    def sure(self) -> int:
        """Mean certainty in per cent; 0 for an empty page."""
        return round(sum(word.sure for word in self.words) / len(self.words)) if self.words else 0
