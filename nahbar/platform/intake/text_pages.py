"""Plain text drawn onto pages, so that a message without paper can be looked at and filed like a letter."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from nahbar.platform import letters

_FONT = Path(letters.__file__).with_name("fonts") / "NotoSans-Regular.ttf"
_SIZE = (1654, 2339)
_MARGIN, _PITCH, _POINTS = 150, 44, 32
MOST_PAGES = 10


def text_pages(text: str) -> list[bytes]:
    """JPEG pages on A4 at 200 dpi; what goes beyond `MOST_PAGES` is left out and said so on the last one."""
    font = ImageFont.truetype(str(_FONT), _POINTS)
    room = (_SIZE[1] - 2 * _MARGIN) // _PITCH
    lines = list(_lines(text, font, _SIZE[0] - 2 * _MARGIN, room * MOST_PAGES + 1))
    if len(lines) > room * MOST_PAGES:
        lines = [*lines[: room * MOST_PAGES - 1], "[Der Text geht weiter; er liegt ganz im Original.]"]
    return [_page(lines[start : start + room], font) for start in range(0, max(len(lines), 1), room)]


def _lines(text: str, font: ImageFont.FreeTypeFont, width: int, most: int) -> Iterator[str]:
    count = 0
    for paragraph in text.splitlines():
        line = ""
        for word in paragraph.split():
            for piece in (word[start : start + 60] for start in range(0, len(word), 60)):
                longer = f"{line} {piece}".strip()
                if line and font.getlength(longer) > width:
                    yield line
                    count, line = count + 1, piece
                else:
                    line = longer
                if count > most:
                    return
        yield line
        count += 1
        if count > most:
            return


def _page(lines: list[str], font: ImageFont.FreeTypeFont) -> bytes:
    page = Image.new("L", _SIZE, 255)
    draw = ImageDraw.Draw(page)
    for number, line in enumerate(lines):
        draw.text((_MARGIN, _MARGIN + number * _PITCH), line, font=font, fill=20)
    out = io.BytesIO()
    page.save(out, "JPEG", quality=80, dpi=(200, 200))
    return out.getvalue()
