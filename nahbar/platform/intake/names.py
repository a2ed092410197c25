"""File names as people may read and keep them: no path, no invisible characters, emoji stay."""

from __future__ import annotations

import re
import unicodedata

MAX_NAME = 120
_MAX_SUFFIX = 10
_JOINER, _EMOJI_STYLE = "\u200d", "\ufe0f"
_UNSAFE = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[1-9]|lpt[1-9])")


def clean_name(name: str) -> str:
    """The last path part of `name`, NFC, without control and invisible characters, at most 120 characters.

    What cannot be a name becomes `Datei`.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(c for i, c in enumerate(last) if _visible(c) or _joins(last, i))
    text = " ".join(_UNSAFE.sub("_", kept).split()).lstrip(". ").rstrip(". ")
    if not text.strip(_EMOJI_STYLE + _JOINER):
        return "Datei"
    stem, dot, suffix = text.rpartition(".")
    if not dot or len(suffix) > _MAX_SUFFIX:
        stem, dot, suffix = text, "", ""
    if _RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    return _shortened(stem, MAX_NAME - len(dot + suffix)) + dot + suffix


def _is_emoji(char: str) -> bool:
    return 0x1F000 <= ord(char) <= 0x1FAFF or unicodedata.category(char) == "So" or char == _EMOJI_STYLE


def _visible(char: str) -> bool:
    category = unicodedata.category(char)
    if category == "Zs":
        return True
    # newer emoji are «unassigned» in older Python versions
    return category[0] not in "CZ" or (category == "Cn" and _is_emoji(char))


def _joins(text: str, index: int) -> bool:
    """A zero-width joiner between two emoji builds one picture and stays; elsewhere it only hides."""
    around = text[index - 1 : index] + text[index + 1 : index + 2]
    return text[index] == _JOINER and len(around) == 2 and all(map(_is_emoji, around))


def _shortened(text: str, length: int) -> str:
    """At most `length` characters, never ending inside a joined emoji or before a combining mark."""
    if len(text) <= length:
        return text
    while length > 1 and (
        text[length] in (_JOINER, _EMOJI_STYLE)
        or text[length - 1] == _JOINER
        or unicodedata.combining(text[length])
        or 0x1F3FB <= ord(text[length]) <= 0x1F3FF
    ):
        length -= 1
    return text[:length].rstrip()
