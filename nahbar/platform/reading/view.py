"""The view copy of a scanned page: small (fax compression, or a grey picture where there is one), words findable."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image
from scipy import ndimage

from nahbar.platform.intake.build import save
from nahbar.platform.reading.model import Page, Words

GOAL = 60_000
"""Bytes of a page of text: quick at 2 Mbit/s."""
_INK = (0.0005, 0.35)
"""Share of black on a page of text."""
_SPECK = 12
"""Pixels at 300 dpi: smaller spots are dust."""
_ROWS_PER_STRIP, _STRIP_OFFSETS, _STRIP_SIZES = 278, 273, 279
_POINTS = 72.0


def page_pdf(page: Page, words: Words) -> bytes:
    """One page as PDF: black and white where that is smaller than `GOAL`, else a small grey picture."""
    ink = _bilevel(page)
    picture = _fax(ink) if _INK[0] < ink.mean() < _INK[1] else None
    with pikepdf.new() as pdf:
        stream = _fax_stream(pdf, picture, page) if picture and len(picture) <= GOAL else _grey_stream(pdf, page)
        width, height = (side * _POINTS / page.dpi for side in page.grey.size)
        leaf = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, round(width, 2), round(height, 2)]),
            Resources=Dictionary(XObject=Dictionary(Bild=stream)),
            Contents=pdf.make_stream(f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /Bild Do Q".encode()),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(leaf)))
        if words.layer:
            _lay_words(pdf, words.layer)
        return save(pdf)


def joined(parts: Sequence[bytes]) -> bytes:
    """One PDF of several."""
    with pikepdf.new() as pdf:
        for part in parts:
            with pikepdf.open(io.BytesIO(part)) as source:
                pdf.pages.extend(source.pages)
        pdf.Root.Lang = pikepdf.String("de-DE")
        return save(pdf)


def _bilevel(page: Page) -> np.ndarray:
    """True where there is ink; the threshold parts paper and ink best (Otsu), dust is left out."""
    grey = np.asarray(page.grey)
    counts = np.bincount(grey.ravel(), minlength=256).astype(np.float64)
    weight, total = counts.cumsum(), counts.sum()
    mass = (counts * np.arange(256)).cumsum()
    with np.errstate(divide="ignore", invalid="ignore"):
        between = (mass[-1] * weight / total - mass) ** 2 / (weight * (total - weight))
    if np.isnan(between).all():
        return np.zeros(grey.shape, dtype=bool)  # one shade all over: an empty sheet
    ink: np.ndarray = grey <= int(np.nanargmax(between))
    spots, _ = ndimage.label(ink, structure=np.ones((3, 3), dtype=np.uint8))
    sizes = np.bincount(spots.ravel())
    small = sizes < _SPECK
    small[0] = False
    ink[small[spots]] = False
    return ink


def _fax(ink: np.ndarray) -> bytes:
    """CCITT group 4 in one strip; the encoder writes ink as 1."""
    out = io.BytesIO()
    image = Image.fromarray(~ink)
    image.save(out, "TIFF", compression="group4", tiffinfo={_ROWS_PER_STRIP: image.height})
    with Image.open(out) as written:
        tags = written.tag_v2  # type: ignore[attr-defined]  # of TIFF pictures only
        offsets, sizes = tags[_STRIP_OFFSETS], tags[_STRIP_SIZES]
    if len(offsets) != 1:
        raise ValueError("the encoder made several strips")
    return out.getvalue()[offsets[0] : offsets[0] + sizes[0]]


def _fax_stream(pdf: Pdf, data: bytes, page: Page) -> pikepdf.Object:
    width, height = page.grey.size
    parameters = Dictionary(K=-1, Columns=width, Rows=height, BlackIs1=True)
    return pdf.make_stream(
        data, Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height, ColorSpace=Name.DeviceGray,
        BitsPerComponent=1, Filter=Name.CCITTFaxDecode, DecodeParms=parameters,
    )  # fmt: skip


def _grey_stream(pdf: Pdf, page: Page) -> pikepdf.Object:
    small = page.grey.copy()
    small.thumbnail((1754, 1754), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "JPEG", quality=35, optimize=True)
    return pdf.make_stream(
        out.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=small.width, Height=small.height,
        ColorSpace=Name.DeviceGray, BitsPerComponent=8, Filter=Name.DCTDecode,
    )  # fmt: skip


def _lay_words(pdf: Pdf, layer: bytes) -> None:
    """Invisible words under the picture, so that they can be found and read aloud."""
    target = pdf.pages[0]
    with pikepdf.open(io.BytesIO(layer)) as words:
        target.add_underlay(words.pages[0], pikepdf.Rectangle(*(float(side) for side in target.mediabox)))
