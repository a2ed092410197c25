"""Names of DIN 91379 in the Latin character set of SEPA (EPC217-08)."""

from __future__ import annotations

import re
import unicodedata

_ALLOWED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-?:().,'+ ")
_SPECIAL = {
    "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS",
    "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ə": "e", "Ə": "E", "ŋ": "n", "Ŋ": "N", "ĸ": "k",
    "ı": "i", "œ": "oe", "Œ": "OE", "ŉ": "n", "&": "+", "_": "-", "@": "(at)",
}  # fmt: skip
_NAMED = re.compile(r"^LATIN (SMALL|CAPITAL) (?:LETTER|LIGATURE) ([A-Z]{1,2})(?: WITH .+)?$")
_DASHES = "‐‑‒–—−"
_QUOTES = "’‘ʼʹʻ`´"


def to_sepa(text: str) -> str:
    """The text in the characters that every bank accepts; German umlauts as ae, oe, ue, ss, others by base letter.

    A character without Latin counterpart becomes a full stop, so that the length of a foreign name stays visible.
    Leading and doubled slashes are removed, which the scheme forbids.
    """
    out = "".join(_letter(char) for char in unicodedata.normalize("NFC", text))
    out = re.sub(r"/{2,}", "/", re.sub(r"\s+", " ", out)).strip(" /")
    return out


def _letter(char: str) -> str:
    if char in _ALLOWED:
        return char
    if char in _SPECIAL:
        return _SPECIAL[char]
    if char in _DASHES:
        return "-"
    if char in _QUOTES:
        return "'"
    if char.isspace():
        return " "
    if unicodedata.combining(char):
        return ""
    decomposed = unicodedata.normalize("NFKD", char)
    if decomposed != char:
        return "".join(_letter(part) for part in decomposed)
    named = _NAMED.match(unicodedata.name(char, ""))
    if named:
        return named[2] if named[1] == "CAPITAL" else named[2].lower()
    return "."
