"""Names as lists sort them and as people search them: computed here, since collations differ between servers."""

from __future__ import annotations

import unicodedata

_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ə": "e",
        "ŋ": "n", "ħ": "h", "ŧ": "t", "ĸ": "k", "ƶ": "z",
    }
)  # fmt: skip


def _plain(text: str) -> str:
    """Lower case without diacritics; ä becomes a (DIN 5007 variant 1), what is no letter or digit a blank."""
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    kept = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join(kept.split())


def sort_key(vorname: str, nachname: str) -> str:
    """The key by which lists are sorted: surname, then first name, as in DIN 5007 variant 1."""
    return f"{_plain(nachname)}, {_plain(vorname)}"[:250]


def search_key(text: str) -> str:
    """The folded name for finding: ä = ae = a, ß = ss, without diacritics."""
    folded = _plain(text)
    for pair in ("ae", "oe", "ue"):
        folded = folded.replace(pair, pair[0])
    return folded[:250]
