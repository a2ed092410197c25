"""Hostile files, all made here: what people with bad intentions, or broken programs, send to an office.

`BAD` marks every payload that must not reach a viewer. Each case says which answers are right: codes of refusals, or
`OPEN` where the file is taken and shown without what is bad in it.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, PngImagePlugin

from tests.platform import intake_samples as samples

BAD = b"BOESE-NUTZLAST"
OPEN = "offen"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class Case:
    """One hostile file; `answers` are the codes of refusals that are right, or OPEN."""

    key: str
    name: str
    make: Callable[[], bytes]
    answers: tuple[str, ...]


def changed_pdf(change: Callable[[pikepdf.Pdf], None], pages: int = 1, **save: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(samples.pdf(pages))) as made:
        change(made)
        made.save(out, **save)  # type: ignore[arg-type]  # options of the writer differ
    return out.getvalue()


def _script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{BAD.decode()}')"))


def _open_action(made: pikepdf.Pdf) -> None:
    made.Root.OpenAction = _script()


def _names_script(made: pikepdf.Pdf) -> None:
    made.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), made.make_indirect(_script())])))


def _launch(made: pikepdf.Pdf) -> None:
    run = Dictionary(S=Name.Launch, Win=Dictionary(F=String("cmd.exe"), P=String(BAD.decode())))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 600, 800]), A=run)
    made.pages[0].obj.Annots = Array([link])
    made.pages[0].obj.AA = Dictionary(O=run)


def _attached(made: pikepdf.Pdf) -> None:
    made.attachments["rechnung.exe"] = b"MZ" + BAD
    other = samples.armed_pdf()
    made.attachments["noch-eins.pdf"] = other


def _xfa(made: pikepdf.Pdf) -> None:
    made.Root.AcroForm = Dictionary(
        Fields=Array([]), XFA=Array([String("template"), made.make_stream(b"<script>" + BAD + b"</script>")])
    )


def _xfa_only(made: pikepdf.Pdf) -> None:
    _xfa(made)
    made.Root.NeedsRendering = True


def _rich_media(made: pikepdf.Pdf) -> None:
    film = Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=Array([0, 0, 9, 9]), RichMediaContent=String(BAD))
    made.pages[0].obj.Annots = Array([made.make_indirect(film)])


def _printer_program(made: pikepdf.Pdf) -> None:
    program = made.make_stream(b"(" + BAD + b") run", Type=Name.XObject, Subtype=Name.PS)
    made.pages[0].obj.Resources.XObject = Dictionary(P=program)


def _outside_stream(made: pikepdf.Pdf) -> None:
    away = made.make_stream(b"x", F=String(f"\\\\falle\\{BAD.decode()}"), FFilter=Name.FlateDecode)
    made.pages[0].obj.Resources.XObject = Dictionary(P=away)


def stuffed_page(made: pikepdf.Pdf) -> None:
    """Content that unpacks to 120 million bytes of drawing."""
    made.pages[0].obj.Contents = pikepdf.Stream(made, zlib.compress(b"0 0 500 500 re f " * 7_000_000, 9))
    made.pages[0].obj.Contents.Filter = Name.FlateDecode


def _picture_bomb(made: pikepdf.Pdf) -> None:
    picture = made.make_stream(
        zlib.compress(bytes(2_000_000), 9), Type=Name.XObject, Subtype=Name.Image, Width=60_000, Height=60_000,
        ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=Name.FlateDecode,
    )  # fmt: skip
    made.pages[0].obj.Resources.XObject = Dictionary(P=picture)
    made.pages[0].obj.Contents = made.make_stream(b"q 500 0 0 500 0 0 cm /P Do Q")


def _paint_itself(made: pikepdf.Pdf) -> None:
    """Forms that draw each other for ever, and a hundred times each."""
    forms = [made.make_stream(b"/A Do /B Do " * 100, Type=Name.XObject, Subtype=Name.Form) for _ in range(2)]
    for form in forms:
        form.BBox = Array([0, 0, 500, 500])
        form.Resources = Dictionary(XObject=Dictionary(A=forms[0], B=forms[1]))
    made.pages[0].obj.Resources.XObject = Dictionary(A=forms[0])
    made.pages[0].obj.Contents = made.make_stream(b"/A Do")


def _page_size(width: float) -> Callable[[pikepdf.Pdf], None]:
    def change(made: pikepdf.Pdf) -> None:
        made.pages[0].obj.MediaBox = Array([0, 0, width, 842])

    return change


def _loop_of_pages(made: pikepdf.Pdf) -> None:
    made.Root.Pages.Kids = Array([made.Root.Pages, made.pages[0].obj])


def _raw_pdf(*objects: bytes, trailer: bytes = b"<</Root 1 0 R/Size 9>>") -> bytes:
    """A PDF written by hand, objects from 1, with a right table of places."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer\n" + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % start


_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"


def _same_page_often() -> bytes:
    kids = b"3 0 R " * 200_000
    return _raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 200000/Kids[" + kids + b"]>>", _PAGE)


def _lied_count() -> bytes:
    return _raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 2000000000/Kids[3 0 R]>>", _PAGE)


def _deep(open_: bytes, close: bytes, depth: int) -> bytes:
    catalog = b"<</Type/Catalog/Pages 2 0 R/Tief " + open_ * depth + close * depth + b">>"
    return _raw_pdf(catalog, b"<</Type/Pages/Count 1/Kids[3 0 R]>>", _PAGE)


def _wrong_places() -> bytes:
    good = samples.pdf(2, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    start = good.rindex(b"startxref")
    return good[:start].replace(b"0000000", b"0009999") + b"startxref\n999999999\n%%EOF"


def _table_loop() -> bytes:
    good = _raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", _PAGE)
    start = good.rindex(b"xref\n0 ")
    return good.replace(b"/Size 9", b"/Size 4/Prev %d" % start)


def _object_stream_bomb() -> bytes:
    body = zlib.compress(b"9 0 " + b" " * 270_000_000, 9)
    packed = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n" % len(body) + body + b"\nendstream"
    return _raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", _PAGE, packed).replace(
        b"/Root 1 0 R", b"/Root 9 0 R"
    )


def _filter_tower() -> bytes:
    """A stream packed thirty times over: every unpacking makes it longer."""
    body, layers = bytes(10_000_000), 6
    for _ in range(layers):
        body = zlib.compress(body, 9)
    names = b"/FlateDecode" * (layers + 30)
    content = b"<</Length %d/Filter[%s]>>\nstream\n" % (len(body), names) + body + b"\nendstream"
    page = _PAGE.replace(b">>", b"/Contents 4 0 R>>")
    return _raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page, content)


def _cut() -> bytes:
    armed = samples.armed_pdf()
    return armed[: len(armed) * 2 // 3]


def _zip_bomb() -> bytes:
    inner = samples.zipped(a=bytes(20_000_000))
    for _ in range(3):
        inner = samples.zipped(**{f"{n}_dot_zip": inner for n in range(10)})
    return inner


def _zip_of_many_names() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("a", b"")
    good = out.getvalue()
    start = good.index(b"PK\x01\x02")
    end = good.index(b"PK\x05\x06")
    entry, count = good[start:end], 60_000
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(entry) * count, start, 0)
    return good[:start] + entry * count + tail


def _office(folder: str, program: bool) -> bytes:
    files = {"[Content_Types]_dot_xml": b"<Types/>", f"{folder}__document_dot_xml": b"<w/>"}
    if program:
        files[f"{folder}__vbaProject_dot_bin"] = b"\xd0\xcf\x11\xe0" + BAD
    return samples.zipped(**files)


def _jpeg() -> bytes:
    return samples.jpeg(samples.sheet(600, 800, 10))


def _jpeg_with_page() -> bytes:
    """A photo whose comment is a page with a script: some browsers of old would show it."""
    return samples.jpeg(samples.sheet(600, 800, 10), comment=b"<html><script>" + BAD + b"</script></html>")


def _jpeg_bomb() -> bytes:
    plain = _jpeg()
    frame = plain.index(b"\xff\xc0")
    return plain[: frame + 5] + struct.pack(">HH", 65_500, 65_500) + plain[frame + 9 :]


def _tiff(entries: dict[int, tuple[int, int]], next_one: int = 0) -> bytes:
    body = struct.pack("<H", len(entries))
    for tag, (kind, value) in sorted(entries.items()):
        body += struct.pack("<HHLL", tag, kind, 1, value)
    return b"II*\0" + struct.pack("<L", 8) + body + struct.pack("<L", next_one)


def _tiff_bomb() -> bytes:
    return _tiff({256: (4, 4_000_000), 257: (4, 4_000_000), 258: (3, 1), 259: (3, 1), 262: (3, 1), 273: (4, 8),
                  278: (4, 4_000_000), 279: (4, 100)})  # fmt: skip


def _tiff_loop() -> bytes:
    """A directory that names itself as the next page."""
    return _tiff({256: (4, 10), 257: (4, 10), 258: (3, 8), 259: (3, 1), 262: (3, 1), 273: (4, 8), 278: (4, 10),
                  279: (4, 100)}, next_one=8)  # fmt: skip


def _tiff_pages() -> bytes:
    out, page = io.BytesIO(), Image.new("1", (16, 16))
    page.save(out, "TIFF", save_all=True, append_images=[page] * 400)
    return out.getvalue()


def _heic_bomb() -> bytes:
    good = samples.heic(samples.sheet(128, 128, 2))
    place = good.index(b"ispe") + 8
    return good[:place] + struct.pack(">II", 60_000, 60_000) + good[place + 8 :]


def _png_text_bomb() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Kommentar", (BAD * 3_000_000).decode(), zip=True)
    return samples.as_bytes(samples.sheet(300, 400, 5), "PNG", pnginfo=info)


def _png_profile_bomb() -> bytes:
    return samples.as_bytes(samples.sheet(300, 400, 5), "PNG", icc_profile=bytes(40_000_000))


def _gif_frames() -> bytes:
    frames = [Image.new("P", (8, 8), n % 250) for n in range(300)]
    return samples.as_bytes(frames[0], "GIF", save_all=True, append_images=frames[1:])


def _gif_screen() -> bytes:
    small = samples.as_bytes(Image.new("P", (8, 8)), "GIF")
    return small[:6] + struct.pack("<HH", 65_535, 65_535) + small[10:]


def _webp_bomb() -> bytes:
    size = (16_000 - 1).to_bytes(3, "little")
    head = b"VP8X" + struct.pack("<L", 10) + bytes(4) + size + size
    return b"RIFF" + struct.pack("<L", len(head) + 4) + b"WEBP" + head


def _bmp_bomb() -> bytes:
    return b"BM" + struct.pack("<LHHLLllHHLLllLL", 100, 0, 0, 54, 40, 2**30, 2**30, 1, 24, 0, 0, 0, 0, 0, 0)


def nested_mail(depth: int) -> bytes:
    """An archive in an e-mail in an e-mail, and so on."""
    mail = (
        b"From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: application/zip\r\n"
        b'Content-Disposition: attachment; filename="a.zip"\r\n\r\nPK\x03\x04' + BAD
    )
    for number in range(depth):
        mail = (
            b"From: a@example.org\r\nMIME-Version: 1.0\r\n"
            b"Content-Type: multipart/mixed; boundary=grenze%d.\r\n\r\n--grenze%d.\r\n"
            b"Content-Type: message/rfc822\r\n\r\n%s\r\n--grenze%d.--\r\n"
        ) % (number, number, mail, number)
    return mail


def _emf() -> bytes:
    return struct.pack("<LL", 1, 88) + bytes(32) + b" EMF" + bytes(60) + BAD


ARMED = (OPEN,)
BROKEN = ("beschaedigt", "nicht_darstellbar", "zu_verschachtelt", "zu_aufwendig", "zu_viele_seiten")
MENDED = (*BROKEN, OPEN)
"""qpdf mends what can be mended; both answers are right, a hanging worker is not."""

CASES = (
    Case("zip-bomb", "alles.zip", _zip_bomb, ("archiv",)),
    Case("zip-of-many-names", "alles.zip", _zip_of_many_names, ("archiv",)),
    Case("iso", "cd.iso", lambda: bytes(32769) + b"CD001" + bytes(99), ("archiv",)),
    Case("deb", "a.deb", lambda: b"!<arch>\ndebian-binary" + bytes(50), ("archiv",)),
    Case("macro-docx", "brief.docx", lambda: _office("word", True), ("office",)),
    Case("macro-xlsm", "liste.xlsm", lambda: _office("xl", True), ("office",)),
    Case("macro-doc-named-pdf", "brief.pdf", lambda: OLE + bytes(600) + BAD, ("office",)),
    Case("outlook-msg", "mail.msg", lambda: OLE + bytes(4096) + BAD, ("office",)),
    Case("svg", "bild.svg", lambda: b"<svg xmlns='x' onload='" + BAD + b"'/>", ("text",)),
    Case("svg-named-png", "bild.png", lambda: b"<?xml version='1.0'?><svg onload='" + BAD + b"'/>", ("text",)),
    Case("emf", "bild.emf", _emf, ("unbekannt",)),
    Case("webassembly", "a.wasm", lambda: b"\0asm\1\0\0\0" + BAD, ("programm",)),
    Case("empty", "leer.pdf", lambda: b"", ("leer",)),
    Case("one-byte", "a.pdf", lambda: b"%", ("unbekannt", "text")),
    Case("mail-in-mail-50-deep", "mail.eml", lambda: nested_mail(50), ("email",)),
    Case("mail-in-mail-400-deep", "mail.eml", lambda: nested_mail(400), ("email",)),
    Case("pdf-open-action", "a.pdf", lambda: changed_pdf(_open_action), ARMED),
    Case("pdf-named-script", "a.pdf", lambda: changed_pdf(_names_script), ARMED),
    Case("pdf-launch", "a.pdf", lambda: changed_pdf(_launch), ARMED),
    Case("pdf-attachments", "a.pdf", lambda: changed_pdf(_attached), ARMED),
    Case("pdf-xfa-beside-pages", "a.pdf", lambda: changed_pdf(_xfa), ARMED),
    Case("pdf-xfa-only", "a.pdf", lambda: changed_pdf(_xfa_only), ("formular_ohne_seiten",)),
    Case("pdf-rich-media", "a.pdf", lambda: changed_pdf(_rich_media), ARMED),
    Case("pdf-printer-program", "a.pdf", lambda: changed_pdf(_printer_program), ARMED),
    Case("pdf-stream-outside", "a.pdf", lambda: changed_pdf(_outside_stream), ARMED),
    Case("pdf-every-trick", "a.pdf", samples.armed_pdf, ARMED),
    Case("pdf-tricks-in-object-streams", "a.pdf",
         lambda: changed_pdf(_open_action, object_stream_mode=pikepdf.ObjectStreamMode.generate), ARMED),
    Case("pdf-tricks-behind-owner-password", "a.pdf",
         lambda: changed_pdf(_launch, encryption=pikepdf.Encryption(owner="a", user="")), ARMED),
    Case("pdf-password", "a.pdf", lambda: changed_pdf(_launch, encryption=pikepdf.Encryption(owner="a", user="b")),
         ("passwort",)),
    Case("pdf-stuffed-page", "a.pdf", lambda: changed_pdf(stuffed_page), MENDED),
    Case("pdf-picture-bomb", "a.pdf", lambda: changed_pdf(_picture_bomb), MENDED),
    Case("pdf-paints-itself", "a.pdf", lambda: changed_pdf(_paint_itself), MENDED),
    Case("pdf-page-of-a-kilometre", "a.pdf", lambda: changed_pdf(_page_size(2_800_000)), MENDED),
    Case("pdf-page-beyond-numbers", "a.pdf", lambda: changed_pdf(_page_size(1e30)), MENDED),
    Case("pdf-page-without-width", "a.pdf", lambda: changed_pdf(_page_size(0)), MENDED),
    Case("pdf-page-tree-loop", "a.pdf", lambda: changed_pdf(_loop_of_pages), MENDED),
    Case("pdf-101-pages", "a.pdf", lambda: samples.pdf(101), ("zu_viele_seiten",)),
    Case("pdf-one-page-200000-times", "a.pdf", _same_page_often, ("zu_viele_seiten", *BROKEN)),
    Case("pdf-count-that-lies", "a.pdf", _lied_count, MENDED),
    Case("pdf-deep-arrays", "a.pdf", lambda: _deep(b"[", b"]", 50_000), MENDED),
    Case("pdf-deep-dictionaries", "a.pdf", lambda: _deep(b"<</A ", b">>", 50_000), MENDED),
    Case("pdf-wrong-places", "a.pdf", _wrong_places, MENDED),
    Case("pdf-table-loop", "a.pdf", _table_loop, MENDED),
    Case("pdf-object-stream-bomb", "a.pdf", _object_stream_bomb, MENDED),
    Case("pdf-filter-tower", "a.pdf", _filter_tower, MENDED),
    Case("pdf-cut", "a.pdf", _cut, MENDED),
    Case("gif-and-docx", "a.gif", lambda: samples.as_bytes(samples.sheet(60, 80, 2), "GIF") + _office("word", True),
         ("mehrdeutig",)),
    Case("pdf-and-zip", "a.pdf", lambda: samples.pdf() + samples.zipped(a=BAD), ("mehrdeutig",)),
    Case("jpeg-and-pdf", "a.jpg", lambda: _jpeg() + samples.armed_pdf(), ("mehrdeutig",)),
    Case("html-and-jpeg", "a.jpg", lambda: b"<html><script>" + BAD + b"</script>" + _jpeg(), ("text", "unbekannt")),
    Case("jpeg-with-html-inside", "a.jpg", _jpeg_with_page, (OPEN,)),
    Case("html-and-pdf", "a.pdf", lambda: b"<html><script>" + BAD + b"</script>" + samples.pdf(), ("unbekannt",)),
    Case("png-bomb", "a.png", samples.png_bomb, ("zu_viele_pixel",)),
    Case("jpeg-bomb", "a.jpg", _jpeg_bomb, ("zu_viele_pixel",)),
    Case("tiff-bomb", "a.tif", _tiff_bomb, ("zu_viele_pixel", "beschaedigt")),
    Case("tiff-loop", "a.tif", _tiff_loop, MENDED),
    Case("tiff-401-pages", "a.tif", _tiff_pages, ("zu_viele_seiten",)),
    Case("heic-bomb", "a.heic", _heic_bomb, ("zu_viele_pixel", "beschaedigt")),
    Case("webp-bomb", "a.webp", _webp_bomb, ("zu_viele_pixel", "beschaedigt")),
    Case("bmp-bomb", "a.bmp", _bmp_bomb, ("zu_viele_pixel", "beschaedigt")),
    Case("gif-screen-bomb", "a.gif", _gif_screen, ("zu_viele_pixel", "beschaedigt")),
    Case("gif-300-frames", "a.gif", _gif_frames, (OPEN,)),
    Case("png-text-bomb", "a.png", _png_text_bomb, MENDED),
    Case("png-profile-bomb", "a.png", _png_profile_bomb, MENDED),
)  # fmt: skip

NAMES = (
    "../../../etc/passwd",
    "..\\..\\windows\\system32\\drivers\\etc\\hosts",
    "/dev/sda",
    "lohn\u202efdp.exe",
    "\u2066rechnung\u2069.pdf",
    "🏠📄👨‍👩‍👧.jpg",
    "ä" * 300 + ".pdf",
    "a\0.pdf\0.exe",
    "zeile\r\nX-Kopf: böse.pdf",
    "CON.pdf",
    "....",
    "",
    "\u200b\u200d",
    "<script>alert(1)</script>.pdf",
    "a" * 100_000,
)
