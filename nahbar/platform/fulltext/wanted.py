"""What somebody typed into the search: words, and words in a row."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nahbar.platform.fulltext.fold import fold

_PART = re.compile(r'["„“«»]([^"„“«»]+)["„“«»]|([^\s"„“«»]+)')
_WORD = re.compile(r"[^\W_]+")
MOST = 8
"""Words of one search."""
FILLERS = frozenset(
    {
        "der", "die", "das", "und", "oder", "ein", "eine", "einen", "dem", "den", "des", "zu", "zum", "zur", "im", "in",
        "an", "am", "auf", "von", "vom", "fur", "mit", "bei", "ist", "sind",
    }
)  # fmt: skip
"""Words that stand everywhere: they count only where nothing else was typed."""


@dataclass(frozen=True)
class Wanted:
    """The folded words; `rows` are those that must stand one after the other."""

    words: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words)


def wanted(typed: str) -> Wanted:
    """Words and quoted rows of what was typed; small words count only where nothing else was typed."""
    words: list[str] = []
    rows: list[tuple[str, ...]] = []
    for match in _PART.finditer(typed[:200]):
        parts = tuple(fold(word) for word in _WORD.findall(match.group(1) or match.group(2)))
        if match.group(1) and len(parts) > 1:
            rows.append(parts)
        elif not match.group(1) and len(parts) > 1 and any(part[0].isdigit() for part in parts):
            parts = (fold("".join(parts)),)  # a number in groups
        words += [part for part in parts if part not in words]
    meant = [word for word in words if word not in FILLERS and (len(word) > 1 or word.isdigit())]
    return Wanted(tuple((meant or words)[:MOST]), tuple(rows))
