"""View copies made by us: JPEG pages as PDF/A-2b on A4, and several view copies joined to one."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import ImageCms

from nahbar.platform.intake.model import Accepted

_A4 = (595.276, 841.89)
_XMP = b"""<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True)
class JpegPage:
    """One encoded page: `grey` tells one colour channel from three."""

    jpeg: bytes
    width: int
    height: int
    grey: bool


def pages_to_pdf(pages: Sequence[JpegPage]) -> bytes:
    """PDF/A-2b with one picture per A4 page, turned to its shape and centred; same pages, same bytes."""
    with pikepdf.new() as pdf:
        for page in pages:
            _add_page(pdf, page)
        declare_pdfa(pdf)
        return save(pdf)


def join(parts: Sequence[Accepted]) -> bytes:
    """One PDF with the pages of all `parts` in their order; PDF/A-2b when every part is."""
    if not parts:
        raise ValueError("nothing to join")
    with pikepdf.new() as pdf:
        for part in parts:
            with pikepdf.open(io.BytesIO(part.view_pdf)) as source:
                pdf.pages.extend(source.pages)
        if all(part.view_is_pdfa for part in parts):
            declare_pdfa(pdf)
        return save(pdf)


def save(pdf: Pdf) -> bytes:
    """Only what is reachable from the pages is written; without date and producer, so the result is repeatable."""
    out = io.BytesIO()
    pdf.save(
        out,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
        fix_metadata_version=False,
        encryption=False,
    )
    return out.getvalue()


def _add_page(pdf: Pdf, page: JpegPage) -> None:
    long_side, short_side = max(_A4), min(_A4)
    paper = (long_side, short_side) if page.width > page.height else (short_side, long_side)
    scale = min(paper[0] / page.width, paper[1] / page.height)
    width, height = page.width * scale, page.height * scale
    picture = pdf.make_stream(
        page.jpeg,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=page.width,
        Height=page.height,
        ColorSpace=Name.DeviceGray if page.grey else Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    left, bottom = (paper[0] - width) / 2, (paper[1] - height) / 2
    draw = f"q {width:.3f} 0 0 {height:.3f} {left:.3f} {bottom:.3f} cm /Bild Do Q".encode()
    leaf = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, *(round(side, 3) for side in paper)]),
        Resources=Dictionary(XObject=Dictionary(Bild=picture)),
        Contents=pdf.make_stream(draw),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(leaf)))


def declare_pdfa(pdf: Pdf) -> None:
    """Say in the file that it is PDF/A-2b, with the profile of its colours."""
    pdf.Root.Metadata = pdf.make_stream(_XMP, Type=Name.Metadata, Subtype=Name.XML)
    profile = pdf.make_stream(_srgb(), N=3)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def _srgb() -> bytes:
    """The sRGB profile of Little CMS with a fixed date."""
    raw = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    raw[24:36] = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    return bytes(raw)
