"""The parts of which a letter's text is made: paragraphs, lists, tables, boxes, as data for the templates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Block = dict[str, Any]


def paragraph(text: str, *, strong: bool = False) -> Block:
    """One paragraph."""
    return {"art": "absatz", "text": text, "fett": strong}


def heading(text: str, level: int = 2) -> Block:
    """A heading below the letter's title (level 1); levels must not be skipped (PDF/UA)."""
    return {"art": "titel", "text": text, "stufe": level}


def points(items: Sequence[str], *, numbered: bool = False) -> Block:
    """A list."""
    return {"art": "liste", "punkte": list(items), "nummern": numbered}


def box(title: str, lines: Sequence[str]) -> Block:
    """A framed remark."""
    return {"art": "kasten", "titel": title, "zeilen": list(lines)}


def lead(text: str) -> Block:
    """The one sentence that everybody must read."""
    return {"art": "leitsatz", "text": text}


def column(title: str, *, number: bool = False, width: int = 1) -> dict[str, Any]:
    """A column of a table: text takes `width` shares of the line (0: as narrow as it is), numbers stand right."""
    return {"titel": title, "art": "zahl" if number else "text", "breite": width}


def table(
    columns: Sequence[dict[str, Any]],
    rows: Sequence[Sequence[str]],
    *,
    total: Sequence[str] = (),
    title: str = "",
    together: bool = False,
) -> Block:
    """A table whose header is repeated on each page; `together` keeps a short one on one page.

    Raises ValueError if a row has not one cell per column.
    """
    for row in [*rows, *([total] if total else [])]:
        if len(row) != len(columns):
            raise ValueError(f"a row has {len(row)} cells, the table {len(columns)} columns")
    return {
        "art": "tafel",
        "titel": title,
        "spalten": list(columns),
        "zeilen": [list(row) for row in rows],
        "summe": list(total),
        "zusammen": together,
    }


def facts_table(
    rows: Sequence[tuple[str, str]], *, title: str = "", head: tuple[str, str] = ("Frage", "Angabe")
) -> Block:
    """A table of two columns: what was asked, what was said."""
    return table([column("Frage"), column("Ihre Angabe")], rows, title=title)
