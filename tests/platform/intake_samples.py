"""Invented sheets and hostile files for the intake tests; everything is drawn here, nothing is a real document."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pikepdf
import pillow_heif
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw, ImageFont

RED = (200, 0, 0)
GPS_PLACE = "51.84-6.78-Rhede"


def sheet(width: int = 1512, height: int = 2016, lines: int = 40, mode: str = "RGB") -> Image.Image:
    """A sheet with print; a red bar at the top left tells which way is up."""
    image = Image.new("RGB", (width, height), (228, 224, 214))
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(height / 90)
    for number in range(lines):
        text = f"{number:02d} Überweisung Miete November 620,00 EUR an Hausverwaltung Rhede"
        draw.text((width / 8, height / 8 + number * height / 55), text, fill=(40, 40, 40), font=font)
    draw.rectangle((width // 10, height // 20, width // 3, height // 12), fill=RED)
    return image.convert(mode)


def exif(orientation: int = 1) -> Image.Exif:
    """EXIF as phones write it: orientation, maker, and the place."""
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010F] = "Telefonmarke"
    data[0x010E] = GPS_PLACE
    gps = data.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (51.0, 50.0, 24.0), "E", (6.0, 51.0, 36.0)
    return data


def as_bytes(image: Image.Image, format: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, format, **options)  # type: ignore[arg-type]  # options of the writers differ
    return out.getvalue()


def jpeg(image: Image.Image | None = None, **options: object) -> bytes:
    return as_bytes(image or sheet(), "JPEG", **{"quality": 88, **options})


def heic(image: Image.Image, orientation: int = 1) -> bytes:
    out = io.BytesIO()
    pillow_heif.from_pillow(image).save(out, quality=60, exif=exif(orientation).tobytes())
    return out.getvalue()


def png_bomb(side: int = 40_000) -> bytes:
    """A PNG of a few kilobytes whose header announces 1.6 billion pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">2I5B", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(side // 8 + 1) * 100, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def pdf(pages: int = 1, **save: object) -> bytes:
    """A PDF with a grey square and its number as text on each page."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        for number in range(pages):
            made.add_blank_page(page_size=(595, 842))
            font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
            made.pages[-1].obj.Resources = Dictionary(Font=Dictionary(F=made.make_indirect(font)))
            text = f"0.5 g 100 600 100 100 re f 0 g BT /F 24 Tf 100 500 Td (Seite {number + 1}) Tj ET"
            made.pages[-1].obj.Contents = made.make_stream(text.encode())
        made.save(out, **save)
    return out.getvalue()


def armed_pdf() -> bytes:
    """A PDF with every trick known here: scripts at all levels, launches, web links, attachments, XFA, metadata."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(2))) as made:
        script = Dictionary(S=Name.JavaScript, JS=String("app.alert('Böse')"))
        chained = Dictionary(S=Name.GoTo, D=Array([made.pages[1].obj, Name.Fit]), Next=script)
        made.attachments["rechnung.exe"] = b"MZ-Anhang"  # first, since it makes the name tree anew
        made.Root.OpenAction = made.make_indirect(script)
        made.Root.AA = Dictionary(WC=script)
        made.Root.Names.JavaScript = Dictionary(Names=Array([String("a"), script]))
        made.Root.AcroForm = Dictionary(Fields=Array([]), XFA=made.make_stream(b"<xdp:xdp>Schadform</xdp:xdp>"))
        made.Root.Anything = Dictionary(Deep=Array([Dictionary(Deeper=Dictionary(A=script, AA=Dictionary(O=script)))]))
        page = made.pages[0].obj
        page.AA = Dictionary(O=script)
        page.PieceInfo = Dictionary(App=Dictionary(Private=String("Privatsache")))

        def link(action: Dictionary) -> Dictionary:
            return Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)

        page.Annots = Array(
            [
                link(Dictionary(S=Name.Launch, F=String("cmd.exe"))),  # written directly, not as an object of its own
                made.make_indirect(link(Dictionary(S=Name.URI, URI=String("https://falle.example/")))),
                made.make_indirect(link(Dictionary(S=Name.SubmitForm, F=String("https://falle.example/post")))),
                made.make_indirect(link(chained)),
                Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9])),
            ]
        )
        made.docinfo["/Author"] = "Geheime Autorin"
        made.Root.Metadata = made.make_stream(b"<x>Geheime Autorin</x>", Type=Name.Metadata, Subtype=Name.XML)
        photo = jpeg(sheet(200, 300, 5), exif=exif())
        picture = made.make_stream(photo, Type=Name.XObject, Subtype=Name.Image, Width=200, Height=300)
        picture.ColorSpace, picture.BitsPerComponent, picture.Filter = Name.DeviceRGB, 8, Name.DCTDecode
        made.pages[1].obj.Resources.XObject = Dictionary(Foto=picture)
        made.pages[1].obj.Contents = made.make_stream(b"q 200 0 0 300 100 100 cm /Foto Do Q")
        made.save(out)
    return out.getvalue()


def laid_open(pdf_bytes: bytes) -> bytes:
    """Everything in a PDF as plain bytes, streams unpacked, so that a search finds what is hidden."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_bytes)) as opened:
        opened.save(
            out,
            qdf=True,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return out.getvalue()


def pictures_in(pdf_bytes: bytes) -> list[Image.Image]:
    """The picture of each page of a view copy."""
    with pikepdf.open(io.BytesIO(pdf_bytes)) as opened:
        found = [next(iter(page.obj.Resources.XObject.values())) for page in opened.pages]
        return [pikepdf.PdfImage(one).as_pil_image().convert("RGB") for one in found]


def is_upright(image: Image.Image) -> bool:
    """Whether the red bar of `sheet` stands at the top left of a standing sheet."""
    width, height = image.size
    red, green, blue = image.getpixel((width // 5, height // 15))  # type: ignore[misc]  # mode RGB has three
    return height > width and red > 150 and green < 80 and blue < 80
