"""Cleaning a scanned page: even paper, no specks, straight lines. Numbers and pictures only."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter
from scipy import ndimage

from nahbar.platform.intake.images import read_pages
from nahbar.platform.intake.model import Limits, Unfit
from nahbar.platform.intake.sniff import sniff
from nahbar.platform.reading.model import DPI, LONG_EDGE, Page, UnreadablePicture

_LIMITS = Limits(max_pages=1, long_edge=LONG_EDGE)
_PAPER = 245
_A4_LONG_INCHES = 11.69
_MIN_DPI = 200
"""Below, letters are too small for the recognition: the page is drawn twice as large."""
_STEPS = ((5.0, 1.0), (1.0, 0.25), (0.25, 0.05))
"""Search for the angle: width and step in degrees."""
_SPECKS = 0.002
"""Share of lonely dark or bright pixels from which the (slow) median is worth its time."""


def open_picture(data: bytes) -> Image.Image:
    """The first page as an upright grey picture, decoded anew; raises UnreadablePicture."""
    try:
        sniffed = sniff(data)
        if not sniffed.media_type.startswith("image/"):
            raise UnreadablePicture
        return next(read_pages(data, sniffed, _LIMITS)).convert("L")
    except Unfit as unfit:
        raise UnreadablePicture from unfit


def clean(picture: Image.Image) -> Page:
    """Divide by the paper's own brightness, take away specks, turn straight, blur lightly."""
    dpi = max(72, round(max(picture.size) / _A4_LONG_INCHES))
    if dpi < _MIN_DPI:
        picture, dpi = picture.resize((picture.width * 2, picture.height * 2), Image.Resampling.BICUBIC), dpi * 2
    flat = _flatten(picture)
    if _specks(flat) > _SPECKS:
        flat = flat.filter(ImageFilter.MedianFilter(3))
    angle = _skew(flat)
    if abs(angle) > 0.1:
        flat = flat.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=_PAPER)
    return Page(flat.filter(ImageFilter.GaussianBlur(0.8 * dpi / DPI)), dpi, angle)


def _flatten(picture: Image.Image) -> Image.Image:
    """Light falls unevenly on a page: what is locally brightest is paper."""
    small = np.asarray(picture.reduce(8), dtype=np.uint8)
    paper = ndimage.median_filter(ndimage.maximum_filter(small, size=5), size=9)
    background = Image.fromarray(np.maximum(paper, 60)).resize(picture.size, Image.Resampling.BILINEAR)
    table = np.asarray(picture, dtype=np.uint16) * _PAPER
    flat: np.ndarray = np.minimum(table // np.maximum(np.asarray(background, dtype=np.uint16), 1), 255)
    return Image.fromarray(flat.astype(np.uint8))


def _specks(picture: Image.Image) -> float:
    """Share of pixels that differ much from all their neighbours, looked for in the middle of the page."""
    width, height = picture.size
    part = np.asarray(picture.crop((width // 4, height // 4, width // 2, height // 2)), dtype=np.int16)
    if min(part.shape) < 3:
        return 0.0
    return float((np.abs(part - ndimage.median_filter(part, size=3)) > 90).mean())


def _skew(picture: Image.Image) -> float:
    """The angle in degrees at which rows of text and gaps between them differ most."""
    small = picture.reduce(4)
    grey = np.asarray(small, dtype=np.float32)
    dark = (grey < ndimage.uniform_filter(grey, 31) - 15).astype(np.uint8) * 255
    ink = Image.fromarray(dark)
    best = 0.0
    for reach, step in _STEPS:
        tries = np.arange(best - reach, best + reach + 1e-6, step)
        best = float(max(tries, key=lambda angle: _rows(ink, float(angle))))
    return best


def _rows(ink: Image.Image, angle: float) -> float:
    rows = np.asarray(ink.rotate(angle, resample=Image.Resampling.NEAREST), dtype=np.uint8).sum(axis=1, dtype=np.int64)
    return float((np.diff(rows).astype(np.float64) ** 2).sum())
