"""PDF files that people send: opened, counted, and freed of everything active, attached or telling."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
import pikepdf.settings
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from nahbar.platform.intake.build import save
from nahbar.platform.intake.jpegs import without_metadata
from nahbar.platform.intake.model import Limits, Unfit

# Process-wide on purpose: a few kilobytes of deflated zeros must not fill the memory, whoever opens them.
pikepdf.settings.set_qpdf_limits(flate_max_memory=256 << 20, run_length_max_memory=256 << 20, doc_max_warnings=5000)

_ROOT_KEYS = (
    "/OpenAction",
    "/AA",
    "/AF",
    "/Collection",
    "/Perms",
    "/Legal",
    "/URI",
    "/Requirements",
    "/SpiderInfo",
    "/Threads",
)
_NAME_TREES = ("/JavaScript", "/EmbeddedFiles", "/Renditions", "/AlternatePresentations", "/URLS", "/IDS")
# anywhere: scripts, triggers, file references, private data of programs, metadata with author, place and time
_KEYS_ANYWHERE = ("/AA", "/JS", "/AF", "/PA", "/EF", "/XFA", "/PieceInfo", "/LastModified", "/Thumb", "/OPI", "/Ref")
_ACTIVE = {
    "/JavaScript", "/Launch", "/URI", "/GoToR", "/GoToE", "/GoToDp", "/SubmitForm", "/ImportData", "/ResetForm",
    "/Rendition", "/Movie", "/Sound", "/RichMediaExecute", "/Hide", "/SetOCGState", "/Trans", "/GoTo3DView", "/Thread",
}  # fmt: skip
_JUMPS = ("/GoTo", "/Named")
_ANNOTATIONS_OUT = {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D", "/Projection"}


@dataclass(frozen=True)
class CleanPdf:
    """The view copy, its page count, and whether files were attached to the original."""

    pdf: bytes
    pages: int
    had_attachments: bool
    photographed: bool
    """Every page is one picture without any text: photos and scans, which can be blurred or dark."""


def clean(data: bytes, limits: Limits) -> CleanPdf:
    """The PDF without password restrictions, active content, attachments and metadata.

    Of all actions only jumps inside the document stay: a web link in a submitted file is an invitation to fraud.
    Form fields keep what was filled in. Raises `Unfit`: `passwort`, `beschaedigt`, `zu_viele_seiten`,
    `formular_ohne_seiten`, `zu_verschachtelt`.
    """
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            return _clean(pdf, limits)
    except pikepdf.PasswordError:
        raise Unfit("passwort") from None
    except Unfit:
        raise
    except MemoryError:
        raise Unfit("zu_aufwendig") from None
    except Exception as error:  # a hostile file may have any type at any place
        raise Unfit("beschaedigt") from error


def _clean(pdf: Pdf, limits: Limits) -> CleanPdf:
    pages = len(pdf.pages)
    if len(pdf.objects) > limits.max_objects:
        raise Unfit("zu_verschachtelt")
    if pages == 0:
        raise Unfit("beschaedigt")
    if pages > limits.max_pages:
        raise Unfit("zu_viele_seiten", pages=pages, limit=limits.max_pages)
    if str(pdf.Root.get("/NeedsRendering", False)) == "True":
        raise Unfit("formular_ohne_seiten")
    for key in _ROOT_KEYS:
        _drop(pdf.Root, key)
    names = pdf.Root.get("/Names")
    had_attachments = isinstance(names, Dictionary) and "/EmbeddedFiles" in names
    if isinstance(names, Dictionary):
        for key in _NAME_TREES:
            _drop(names, key)
    for page in pdf.pages:
        had_attachments |= _drop_annotations(page.obj)
    for number, one in enumerate(_every_dictionary(pdf)):
        if number >= limits.max_objects:
            raise Unfit("zu_verschachtelt")
        _disarm(one)
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    photographed = all(_is_picture(page) for page in pdf.pages)
    return CleanPdf(save(pdf), pages, had_attachments, photographed)


def _is_picture(page: Any) -> bool:
    resources = page.obj.get("/Resources")
    if not isinstance(resources, Dictionary) or "/Font" in resources:
        return False
    drawn = resources.get("/XObject")
    if not isinstance(drawn, Dictionary):
        return False
    return [str(drawn[key].get("/Subtype", "")) for key in drawn.keys()] == ["/Image"]  # noqa: SIM118 - pikepdf


def _every_dictionary(pdf: Pdf) -> Iterator[Any]:
    """All dictionaries and streams, also those written directly inside others: a script may sit at any depth."""
    for top in list(pdf.objects):
        stack: list[Object] = [top]
        while stack:
            one = stack.pop()
            if isinstance(one, (Dictionary, Stream)):
                yield one
                inner = [one.get(key) for key in one.keys()]  # noqa: SIM118 - pikepdf iterates values of streams
            elif isinstance(one, Array):
                inner = list(one)
            else:
                continue
            stack.extend(i for i in inner if isinstance(i, (Dictionary, Array)) and not i.is_indirect)


def _disarm(one: Any) -> None:
    if str(one.get("/S", "")) in _ACTIVE:  # an action itself: emptied, so that no reference whatever can start it
        for key in set(one.keys()) - {"/Length"}:
            del one[key]
        return
    for key in _KEYS_ANYWHERE:
        _drop(one, key)
    if str(one.get("/Type", "")) != "/Metadata":
        _drop(one, "/Metadata")
    action = one.get("/A")
    if isinstance(action, Dictionary) and "/S" in action and str(action.get("/S")) not in _JUMPS:
        _drop(one, "/A")
    if str(one.get("/S", "")) in _JUMPS:
        _drop(one, "/Next")
    if isinstance(one, Stream):
        if "/PS" in (str(one.get("/Subtype", "")), str(one.get("/Subtype2", ""))):
            one.write(b"")  # a program for PostScript printers
        for key in ("/F", "/FFilter", "/FDecodeParms"):  # content in a file outside
            _drop(one, key)
        _strip_jpeg(one)


def _drop_annotations(page: Any) -> bool:
    """Remove annotations that carry files or play something; True when a file was attached."""
    annotations = page.get("/Annots")
    if not isinstance(annotations, Array):
        return False
    kinds = [str(a.get("/Subtype", "")) if isinstance(a, Dictionary) else "" for a in annotations]
    page["/Annots"] = Array([a for a, kind in zip(annotations, kinds, strict=True) if kind not in _ANNOTATIONS_OUT])
    return "/FileAttachment" in kinds


def _strip_jpeg(stream: Stream) -> None:
    """A photo inside a PDF may still carry the place where it was taken."""
    if stream.get("/Subtype") != Name.Image or "/DCTDecode" not in str(stream.get("/Filter", "")):
        return
    if isinstance(stream.Filter, Array) and len(stream.Filter) != 1:
        return  # packed twice; poppler and the pages show no metadata of it
    raw = stream.read_raw_bytes()
    stripped = without_metadata(raw)
    if len(stripped) != len(raw):
        parms = stream.get("/DecodeParms")
        held = parms if isinstance(parms, (Dictionary, Array)) else None
        stream.write(stripped, filter=Name.DCTDecode, decode_parms=held)


def _drop(holder: Any, key: str) -> None:
    if key in holder:
        del holder[key]
