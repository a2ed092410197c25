"""The copy of a letter without what stands in its window: a protected address is on the paper alone (U11)."""

from __future__ import annotations

import io
from typing import Any

import pikepdf

from nahbar.platform.letters.preflight import MM, WINDOW

_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_BELOW = 95.0
"""mm from the top: what the check of letters counts as the window's zone."""


def without_window(pdf: bytes) -> bytes:
    """The same letter; text that begins in the zone of the window of page 1 is taken out, not painted over."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[0]
        height = float(page.mediabox[3])
        page.Contents = document.make_stream(pikepdf.unparse_content_stream(_kept(page, height)))
        out = io.BytesIO()
        document.save(out, deterministic_id=True)
    return out.getvalue()


def _in_window(matrix: pikepdf.Matrix, height: float) -> bool:
    left, top, right, _bottom = WINDOW
    across, down = matrix.e * MM, (height - matrix.f) * MM
    return left - 1 <= across < right and top - 1 <= down < _BELOW


def _kept(page: pikepdf.Page, height: float) -> list[Any]:
    """The operators of a page without the text of the zone, nor its words for screen readers (ActualText)."""
    kept: list[Any] = []
    space, line, saved = pikepdf.Matrix(), pikepdf.Matrix(), []
    marks: list[int] = []
    leading = 0.0
    for step in pikepdf.parse_content_stream(page):
        operands, operator = list(step.operands), step.operator
        name, numbers = str(operator), [float(o) for o in operands if _number(o)]
        if name == "q":
            saved.append(space)
        elif name == "Q" and saved:
            space = saved.pop()
        elif name == "cm":
            space = pikepdf.Matrix(*numbers) @ space
        elif name == "BT":
            line = pikepdf.Matrix()
        elif name == "Tm":
            line = pikepdf.Matrix(*numbers)
        elif name in ("Td", "TD"):
            leading = -numbers[1] if name == "TD" else leading
            line = pikepdf.Matrix(1, 0, 0, 1, *numbers) @ line
        elif name == "TL":
            leading = numbers[0]
        elif name == "T*":
            line = pikepdf.Matrix(1, 0, 0, 1, 0, -leading) @ line
        elif name in ("BDC", "BMC"):
            marks.append(len(kept))
        elif name == "EMC" and marks:
            marks.pop()
        if name in _SHOWS and _in_window(line @ space, height):
            for at in marks:
                _mute(kept[at])
            continue
        kept.append((operands, operator))
    return kept


def _number(operand: Any) -> bool:
    try:
        float(operand)
    except (TypeError, ValueError):
        return False
    return True


def _mute(mark: tuple[list[Any], Any]) -> None:
    operands = mark[0]
    if len(operands) == 2 and isinstance(operands[1], pikepdf.Dictionary):
        for key in ("/ActualText", "/Alt", "/E"):
            if key in operands[1]:
                del operands[1][key]
