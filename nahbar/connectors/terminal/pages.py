"""Scanned pages made ready for the way to the office: written anew, without metadata, at most 1.5 MB."""

from __future__ import annotations

import io

from PIL import Image, ImageStat

LARGEST = 1_500_000
_MOST_PIXELS = 60_000_000
_BLANK = 2.0
"""Spread of grey values below which a page has nothing on it; a single line of text gives about 4."""


class NoPicture(ValueError):
    """The scanner delivered something that is no JPEG of a page."""


def fit(jpeg: bytes) -> bytes:
    """The page as JPEG of at most LARGEST bytes: first the quality gives way, then the size; raises NoPicture."""
    page = _open(jpeg)
    while True:
        for quality in (80, 65, 50):
            out = io.BytesIO()
            page.save(out, "JPEG", quality=quality, optimize=True)
            if out.tell() <= LARGEST:
                return out.getvalue()
        page = page.resize((page.width * 4 // 5, page.height * 4 // 5), Image.Resampling.LANCZOS)


def is_blank(jpeg: bytes) -> bool:
    """Whether the glass was empty: nothing but one grey; raises NoPicture."""
    page = _open(jpeg).convert("L")
    page.thumbnail((400, 400))
    return float(ImageStat.Stat(page).stddev[0]) < _BLANK


def _open(jpeg: bytes) -> Image.Image:
    try:
        opened = Image.open(io.BytesIO(jpeg), formats=("JPEG",))
        if opened.width * opened.height > _MOST_PIXELS:
            raise NoPicture("zu groß")
        return opened.convert("L" if opened.mode == "L" else "RGB")
    except (OSError, SyntaxError, Image.DecompressionBombError) as wrong:
        raise NoPicture(str(wrong)) from wrong
