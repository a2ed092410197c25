"""Blacking out: pages become pictures, bars replace pixels, only these go on: nothing lies beneath."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PIL import Image, ImageDraw

from nahbar.platform.intake import images, pdfs, render
from nahbar.platform.intake.build import JpegPage, pages_to_pdf
from nahbar.platform.intake.model import Limits, Unfit
from nahbar.platform.intake.sniff import sniff

_EDGE = 2200
_QUALITY = 80
MOST_BARS = 2000


@dataclass(frozen=True)
class Bar:
    """A black bar: page from 1, edges as parts of width and height (0 to 1) from the upper left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float

    def __post_init__(self) -> None:
        inside = 0 <= self.left < self.right <= 1 and 0 <= self.top < self.bottom <= 1
        if self.page < 1 or not inside:
            raise ValueError("a bar lies on a page and has an area")


def blacken(data: bytes, bars: Sequence[Bar], limits: Limits | None = None) -> bytes:
    """A PDF/A of pictures with black bars, without text layer, metadata or anything else of the original.

    `data` is a picture or PDF that `accept` has taken. Raises `Unfit` when a page cannot be drawn: half a document
    would pass for the whole one.
    """
    limits = limits or Limits()
    drawn = []
    for number, page in enumerate(_pages(data, limits), start=1):
        pen = ImageDraw.Draw(page)
        for bar in bars:
            if bar.page == number:
                pen.rectangle(_pixels(bar, page.size), fill=0 if page.mode == "L" else (0, 0, 0))
        drawn.append(JpegPage(images.to_jpeg(page, _QUALITY), page.width, page.height, page.mode == "L"))
    if any(bar.page > len(drawn) for bar in bars):
        raise ValueError("a bar lies on a page that is not there")
    return pages_to_pdf(drawn)


def _pixels(bar: Bar, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Outwards to whole pixels: rather one more than one less."""
    width, height = size
    left, top = int(bar.left * width), int(bar.top * height)
    return left, top, min(width, int(bar.right * width) + 1), min(height, int(bar.bottom * height) + 1)


def _pages(data: bytes, limits: Limits) -> Iterator[Image.Image]:
    sniffed = sniff(data)
    if sniffed.media_type != "application/pdf":
        yield from images.read_pages(data, sniffed, limits)
        return
    cleaned = pdfs.clean(data, limits)
    pictures = render.previews(cleaned.pdf, replace(limits, preview_edge=_EDGE, preview_bytes=4_000_000))
    if len(pictures) != cleaned.pages:
        raise Unfit("nicht_darstellbar")
    for picture in pictures:
        yield Image.open(io.BytesIO(picture)).convert("RGB")


def bars_of(text: str) -> list[Bar]:
    """The bars of the form's field: a JSON list of [page, left, top, right, bottom]; nonsense is no bar."""
    try:
        rows = json.loads(text)
        return [Bar(int(page), *map(float, edges)) for page, *edges in rows[:MOST_BARS]]
    except (ValueError, TypeError, OverflowError, RecursionError, KeyError):
        return []
