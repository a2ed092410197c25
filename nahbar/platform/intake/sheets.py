"""Working with the sheets of view copies: turn, take out, put together, stamp; and one page drawn alone."""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence

import pikepdf
from pikepdf import Name, Pdf
from PIL import Image, ImageDraw, ImageFont

from nahbar.platform.intake import images
from nahbar.platform.intake.build import declare_pdfa, save
from nahbar.platform.intake.model import Limits
from nahbar.platform.letters.render import HERE as LETTERS

_STAMP = (720, 200)
"""Pixels of a stamp; 60 mm wide on paper."""
_STAMP_POINTS = 170.0
_MARGIN_POINTS = 14.0
_BLUE = (20, 60, 120)
_THUMB_EDGE, _THUMB_BYTES = 220, 9_000


def open_flat(pdf: bytes) -> Pdf:
    """The PDF without its form fields: a seal says nothing any more once its pages lie in another file."""
    opened = pikepdf.open(io.BytesIO(pdf))
    if "/AcroForm" in opened.Root:
        del opened.Root.AcroForm
        for page in opened.pages:
            if "/Annots" in page.obj:
                kept = [one for one in page.obj.Annots if one.get("/Subtype") != Name.Widget]
                page.obj.Annots = pikepdf.Array(kept)
    return opened


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def turned(pdf: bytes, pages: Collection[int], degrees: int) -> bytes:
    """The PDF with these pages (from 1) turned clockwise by 90, 180 or 270 degrees."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for nr in pages:
            opened.pages[nr - 1].rotate(degrees, relative=True)
        return save(opened)


def taken(pdf: bytes, pages: Sequence[int]) -> bytes:
    """A PDF of these pages (from 1) alone; what only the others needed is not in it."""
    with open_flat(pdf) as source, pikepdf.new() as made:
        for nr in pages:
            made.pages.append(source.pages[nr - 1])
        if _is_pdfa(source):
            declare_pdfa(made)
        return save(made)


def together(parts: Sequence[bytes]) -> bytes:
    """One PDF with the pages of all parts in their order."""
    with pikepdf.new() as made:
        archival = True
        for part in parts:
            with open_flat(part) as source:
                made.pages.extend(source.pages)
                archival = archival and _is_pdfa(source)
        if archival:
            declare_pdfa(made)
        return save(made)


def _is_pdfa(pdf: Pdf) -> bool:
    """Whether it is one of our own PDF/A-2b view copies: only then may a new one say so."""
    metadata = pdf.Root.get("/Metadata")
    return metadata is not None and b"pdfaid:part>2" in metadata.read_bytes() and "/StructTreeRoot" not in pdf.Root


def stamp_picture(lines: Sequence[str]) -> Image.Image:
    """A stamp with up to three lines: white, with a blue frame, readable on dark paper too."""
    picture = Image.new("RGB", _STAMP, "white")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((3, 3, _STAMP[0] - 4, _STAMP[1] - 4), outline=_BLUE, width=6)
    for number, line in enumerate(lines[:3]):
        name, size = ("NotoSans-SemiBold.ttf", 48) if number == 0 else ("NotoSans-Regular.ttf", 38)
        font = ImageFont.truetype(str(LETTERS / "fonts" / name), size)
        while font.getlength(line) > _STAMP[0] - 60 and size > 18:
            size -= 2
            font = ImageFont.truetype(str(LETTERS / "fonts" / name), size)
        pen.text((30, 18 + number * 56), line, fill=_BLUE, font=font)
    return picture


def stamped(pdf: bytes, stamp: Image.Image) -> bytes:
    """The PDF with the stamp at the upper right of its first page, as it is read."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        with pikepdf.new() as carrier:
            width, height = _STAMP_POINTS, _STAMP_POINTS * _STAMP[1] / _STAMP[0]
            page = carrier.add_blank_page(page_size=(width, height))
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Stempel=carrier.make_stream(
                images.to_jpeg(stamp, 90), Type=Name.XObject, Subtype=Name.Image, Width=_STAMP[0], Height=_STAMP[1],
                ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=Name.DCTDecode,
            )))  # fmt: skip
            page.Contents = carrier.make_stream(f"q {width} 0 0 {height:.3f} 0 0 cm /Stempel Do Q".encode())
            first = opened.pages[0]
            left, bottom, right, top = (float(edge) for edge in first.trimbox)
            turn = int(first.obj.get("/Rotate", 0)) % 360
            first.add_overlay(carrier.pages[0], _corner((left, bottom, right, top), turn, (width, height)))
        return save(opened)


def _corner(box: tuple[float, float, float, float], turn: int, size: tuple[float, float]) -> pikepdf.Rectangle:
    """Where the upper right corner of the page as it is read lies on the sheet; qpdf turns the overlay itself."""
    left, bottom, right, top = box
    width, height = size if turn in (0, 180) else (size[1], size[0])
    x = right - _MARGIN_POINTS - width if turn in (0, 270) else left + _MARGIN_POINTS
    y = top - _MARGIN_POINTS - height if turn in (0, 90) else bottom + _MARGIN_POINTS
    return pikepdf.Rectangle(x, y, x + width, y + height)


def turned_picture(jpeg: bytes, degrees: int, limits: Limits) -> bytes:
    """The preview of a page turned clockwise."""
    with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as opened:
        picture = opened.rotate(-degrees, expand=True)
    return images.to_small_jpeg(picture, limits.preview_edge, limits.preview_bytes)


def stamped_picture(jpeg: bytes, stamp: Image.Image, limits: Limits) -> bytes:
    """The preview of a first page with its stamp, in the place that `stamped` gives it."""
    with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as opened:
        picture = opened.convert("RGB")
    width = round(picture.width * _STAMP_POINTS / (842 if picture.width > picture.height else 595))
    small = stamp.resize((width, round(width * _STAMP[1] / _STAMP[0])), Image.Resampling.LANCZOS)
    margin = round(picture.width * _MARGIN_POINTS / (842 if picture.width > picture.height else 595))
    picture.paste(small, (picture.width - small.width - margin, margin))
    return images.to_small_jpeg(picture, limits.preview_edge, limits.preview_bytes)


def thumbnail(jpeg: bytes) -> bytes:
    """A small picture of a preview for the list of pages, at most 9 kB."""
    with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as opened:
        opened.draft("RGB", (_THUMB_EDGE * 2, _THUMB_EDGE * 2))
        return images.to_small_jpeg(opened.convert("RGB"), _THUMB_EDGE, _THUMB_BYTES)
