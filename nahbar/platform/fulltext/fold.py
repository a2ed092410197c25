"""One spelling for many: ä = ae = a, ß = ss, no diacritics, lower case; what is no letter or digit parts words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "n"}
)
_WORD = re.compile(r"[^\W_]+")
_GROUPS = re.compile(r"\b[A-Z]{0,3}\d[\dA-Z]*(?:[ ./-]\d[\dA-Z]*)+\b")
_PAIR = re.compile(r"([aou])e")
LONGEST = 60
"""Letters of a word that are kept; longer ones are no words."""


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """The folded word: `Öztürk`, `Oeztuerk` and `OZTURK` are one, and so are `Straße` and `STRASSE`."""
    lower = word.lower().translate(_LETTERS)
    if not lower.isascii():
        lower = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
    return _PAIR.sub(r"\1", lower)[:LONGEST]


def folded(text: str) -> list[str]:
    """The folded words in their order."""
    return [fold(word) for word in _WORD.findall(text)]


def tokens(text: str) -> set[str]:
    """The folded words of a text; numbers that are written in groups (`DE12 3456`, `2026-000417`) also as one."""
    words = {fold(word) for word in _WORD.findall(text)}
    words |= {fold("".join(_WORD.findall(group))) for group in _GROUPS.findall(text)}
    return words - {""}


def found_in(text: str, words: Collection[str]) -> Iterator[tuple[int, int]]:
    """Places (start, end) of the words of a text whose folded form is one of `words`, in order."""
    known = words if isinstance(words, (set, frozenset)) else set(words)
    for match in _WORD.finditer(text):
        if fold(match.group()) in known:
            yield match.span()
