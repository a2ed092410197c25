"""What the letter fonts can show; anything else is named, not dropped: a letter must never fail on an emoji."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

RANGES = Path(__file__).with_name("fonts") / "coverage.json"
"""Code points that both weights have, as pairs of first and last."""


@cache
def _unshowable() -> re.Pattern[str]:
    ranges: list[list[int]] = json.loads(RANGES.read_text(encoding="utf-8"))
    shown = "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)
    return re.compile(f"[^\\n{shown}]+")


def showable(text: str) -> str:
    """The text with every run of characters that no font has replaced by what it was, e.g. `[Zeichen U+1F600]`."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    return _unshowable().sub(_name, plain)


def _name(match: re.Match[str]) -> str:
    run = [char for char in match[0] if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Mn")]
    if not run:
        return ""
    if len(run) == 1:
        return f"[Zeichen U+{ord(run[0]):04X}]"
    return f"[{len(run)} Zeichen in einer Schrift, die hier nicht gedruckt werden kann]"


def showable_data(value: Any) -> Any:
    """The same for every string inside lists and mappings."""
    if isinstance(value, str):
        return showable(value)
    if isinstance(value, dict):
        return {key: showable_data(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [showable_data(item) for item in value]
    return value
