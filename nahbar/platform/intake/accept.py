"""The door for files: one call decides whether a file is taken, refused with a reason, or held back."""

from __future__ import annotations

import hashlib
import io

from PIL import Image

from nahbar.platform.intake import images, pdfs, quality, reasons, render
from nahbar.platform.intake.build import JpegPage, pages_to_pdf
from nahbar.platform.intake.model import Accepted, Limits, QualityHint, Quarantine, Refused, Unfit
from nahbar.platform.intake.names import clean_name
from nahbar.platform.intake.scan import Scanner, ScannerDown, has_eicar
from nahbar.platform.intake.sniff import Sniffed, sniff

_DEFAULT = Limits()


def accept(
    filename: str, data: bytes, limits: Limits = _DEFAULT, scanner: Scanner | None = None
) -> Accepted | Refused | Quarantine:
    """Judge one uploaded file and make its view copy; never raises because of what the file contains.

    Raises `render.RendererMissing` for a PDF on a machine without poppler-utils.

    Without `scanner` only the EICAR test string is looked for. With one that gives no answer, the result is
    `Quarantine`. Cheap and certain refusals come first, so that they are told even while the scanner is down.
    """
    name, sha256 = clean_name(filename), hashlib.sha256(data).hexdigest()
    try:
        _check_size(data, limits)
        if has_eicar(data):
            raise Unfit("schadsoftware", name="EICAR-Testdatei")
        sniffed = sniff(data)
        if scanner is not None and (found := scanner.scan(data)) is not None:
            raise Unfit("schadsoftware", name=found)
        make = _from_pdf if sniffed.media_type == "application/pdf" else _from_image
        return make(data, sniffed, limits, name, sha256)
    except ScannerDown as down:
        return Quarantine(name, sha256, len(data), why=str(down))
    except Unfit as unfit:
        return _refused(unfit, name, sha256, len(data))


def refused_as_malware(filename: str, data: bytes, found: str) -> Refused:
    """The answer to a file in which the virus check found something, without opening it."""
    return _refused(
        Unfit("schadsoftware", name=found), clean_name(filename), hashlib.sha256(data).hexdigest(), len(data)
    )


def _refused(unfit: Unfit, name: str, sha256: str, size: int) -> Refused:
    reason, what_to_do = reasons.REASONS[unfit.code]
    return Refused(unfit.code, reason.format(**unfit.values), what_to_do, name, sha256, size)


def _check_size(data: bytes, limits: Limits) -> None:
    if not data:
        raise Unfit("leer")
    if len(data) > limits.max_bytes:
        size, limit = reasons.megabytes(len(data)), limits.max_bytes // 1_000_000
        raise Unfit("zu_gross", size=size, limit=limit)


def _from_image(data: bytes, sniffed: Sniffed, limits: Limits, name: str, sha256: str) -> Accepted:
    pages: list[JpegPage] = []
    previews: list[bytes] = []
    hints: list[QualityHint] = []
    for number, image in enumerate(images.read_pages(data, sniffed, limits), start=1):
        hints.extend(quality.look_at(image, number))
        jpeg = images.to_jpeg(image, limits.jpeg_quality)
        pages.append(JpegPage(jpeg, image.width, image.height, image.mode == "L"))
        previews.append(images.to_small_jpeg(image, limits.preview_edge, limits.preview_bytes))
    return Accepted(
        kind="bild",
        media_type=sniffed.media_type,
        clean_name=name,
        sha256=sha256,
        size=len(data),
        pages=len(pages),
        view_pdf=pages_to_pdf(pages),
        view_is_pdfa=True,
        previews=tuple(previews),
        quality=tuple(hints),
    )


def _from_pdf(data: bytes, sniffed: Sniffed, limits: Limits, name: str, sha256: str) -> Accepted:
    cleaned = pdfs.clean(data, limits)
    previews = render.previews(cleaned.pdf, limits)
    if not previews:
        raise Unfit("nicht_darstellbar")
    hints = [quality.hint("anhaenge_entfernt", 0)] if cleaned.had_attachments else []
    if cleaned.photographed:
        for number, picture in enumerate(previews, start=1):
            hints.extend(quality.look_at(Image.open(io.BytesIO(picture)), number))
    return Accepted(
        kind="pdf",
        media_type=sniffed.media_type,
        clean_name=name,
        sha256=sha256,
        size=len(data),
        pages=cleaned.pages,
        view_pdf=cleaned.pdf,
        view_is_pdfa=False,
        previews=previews,
        quality=tuple(hints),
    )
