"""How hard a German text is to read: the first Wiener Sachtextformel and LIX (B03).

Wiener Sachtextformel 1 (Bamberger and Vanecek, Lesen – Verstehen – Lernen – Schreiben, Wien 1984):
0.1935 MS + 0.1672 SL + 0.1297 IW - 0.0327 ES - 0.875, with MS: words of three syllables and more in per cent,
SL: words in a sentence, IW: words of more than six letters in per cent, ES: words of one syllable in per cent.
About the school year that can read the text. LIX (Björnsson 1968): words in a sentence + words of more than six
letters in per cent; under 30 like books for children, over 50 like laws. Own code: `textstat` is not locked, and a
formula of four numbers is no reason for another package.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SENTENCE = re.compile(r"[.!?:;]+(?=\s|$)|\n+")
# a day, an abbreviation or a paragraph ends no sentence
_NO_END = re.compile(
    r"\b(\d{1,2})\.(?=\s*(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|\d))"
    r"|\b(Abs|Nr|Art|bzw|ca|Str|usw|z\. ?B|d\. ?h)\."
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_DIPHTHONGS = frozenset(("ei", "ai", "au", "eu", "äu", "ie", "aa", "ee", "oo", "ey", "ay", "oi", "ui", "ou"))
_VOWELS = frozenset("aeiouyäöüáàâéèêíóôúå")
LONG_WORD = 6
"""Letters: what is longer counts as a long word in both formulas."""


@dataclass(frozen=True)
class Figures:
    """Words, sentences, and the two figures, rounded to a tenth."""

    words: int
    sentences: int
    wiener: float
    lix: float


def syllables(word: str) -> int:
    """Vowels that are spoken on their own; a number is read as two."""
    if word.isdigit():
        return 2
    letters = word.lower().replace("qu", "q")
    count = place = 0
    while place < len(letters):
        if letters[place] in _VOWELS:
            count += 1
            place += letters[place : place + 2] in _DIPHTHONGS
        place += 1
    return max(1, count)


def figures(text: str) -> Figures:
    """The figures of this text; a text without words has zeros.

    A compound that is written in parts (`Miet-Vertrag`, `Regel·bedarf`) is read in parts and so counted.
    """
    plain = _NO_END.sub(lambda found: found[0][:-1], text)
    sentences = [words for part in _SENTENCE.split(plain) if (words := _WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return Figures(0, 0, 0, 0)
    spoken = [syllables(word) for word in words]
    share = 100 / len(words)
    heavy, light = share * sum(n >= 3 for n in spoken), share * sum(n == 1 for n in spoken)
    long = share * sum(len(word) > LONG_WORD for word in words)
    length = len(words) / len(sentences)
    wiener = (1935 * heavy + 1672 * length + 1297 * long - 327 * light - 8750) / 10_000
    return Figures(len(words), len(sentences), round(wiener, 1), round(length + long, 1))
