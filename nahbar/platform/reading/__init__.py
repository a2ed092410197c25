"""Reading paper: clean the picture, find codes and words, make a small view copy. Pure functions over bytes."""

from __future__ import annotations

from nahbar.platform.reading.clean import clean, open_picture
from nahbar.platform.reading.codes import read_codes
from nahbar.platform.reading.model import (
    Page,
    ReaderMissing,
    ReadingError,
    ReadingTooSlow,
    UnreadablePicture,
    Word,
    Words,
)
from nahbar.platform.reading.numbers import digit_groups
from nahbar.platform.reading.ocr import read_words
from nahbar.platform.reading.view import joined, page_pdf

__all__ = [
    "Page",
    "ReaderMissing",
    "ReadingError",
    "ReadingTooSlow",
    "UnreadablePicture",
    "Word",
    "Words",
    "clean",
    "digit_groups",
    "joined",
    "open_picture",
    "page_pdf",
    "read_codes",
    "read_words",
]
