"""Numbers in recognised text, where letters and digits are mistaken for each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LOOKS_LIKE = str.maketrans({"O": "0", "o": "0", "Q": "0", "D": "0", "I": "1", "l": "1", "i": "1", "|": "1", "!": "1",
                             "Z": "2", "S": "5", "s": "5", "G": "6", "B": "8"})  # fmt: skip
_SIGN = r"[0-9OoQDIli|!ZSsGB]"
_DASH = r"\s?[-\u2010-\u2015\u2212~=]\s?"


def digit_groups(text: str, *lengths: int, letter: str = "") -> Iterator[tuple[str, bool]]:
    """Groups of digits of these lengths with a dash between, as (`2026-000417`, True if no sign was corrected).

    `letter` and a dash stand before them (`A-2026-000417`); without it no letter may. At least half of the signs must
    be real digits, so that no word is taken for a number.
    """
    pattern = _DASH.join(f"({_SIGN}{{{length}}})" for length in lengths)
    for match in re.finditer(rf"(?<![0-9A-Za-z]){pattern}(?![0-9A-Za-z])", text):
        before = re.search(rf"(?<![0-9A-Za-z])([A-Za-z]){_DASH}$", text[max(0, match.start() - 6) : match.start()])
        if (before[1].upper() if before else "") != letter:
            continue
        signs = "".join(match.groups())
        if sum(sign.isdigit() for sign in signs) * 2 < len(signs):
            continue
        yield "-".join(match.groups()).translate(_LOOKS_LIKE), signs.isdigit()
