"""Read a scanned letter page by page: codes first, then words; each page is kept for good before the next (F12)."""

from __future__ import annotations

from uuid import UUID

from PIL import Image

from nahbar.domain.mailroom import batches
from nahbar.domain.mailroom.batches import PageRead
from nahbar.domain.mailroom.incoming import Scandokument, Scanseite
from nahbar.domain.mailroom.scan_queries import pages_of, scan_by_id
from nahbar.platform import failpoints, reading
from nahbar.platform.accounts.roles import MACHINE
from nahbar.platform.intake.images import to_small_jpeg
from nahbar.platform.intake.model import Limits
from nahbar.platform.jobs.queue import enqueue, job
from nahbar.platform.vault.actions import read_file, store_file
from nahbar.procedures.assign_scan import JOB as ASSIGN

JOB = "read_scan"
_LIMITS = Limits()


@job(JOB, priority=-10)  # two seconds a page: payments and letters go first
def read_next_page(scan: str) -> None:
    """One page in one transaction, then the job for the next; run again it goes on where it stood."""
    row = scan_by_id(UUID(scan))
    if row.stand != Scandokument.Stand.NEU:
        return
    pages = pages_of(row)
    waiting = next((page for page in pages if page.gelesen_at is None), None)
    if waiting is None:
        _finish(row, pages)
        return
    batches.note_page(acting=MACHINE, seite=waiting, read=read_page(batches.picture_of(waiting)))
    failpoints.hit("read_scan.before_commit")
    enqueue(JOB, scan=row.id)


def read_page(data: bytes) -> PageRead:
    """Codes, words, picture for the screen and view copy; what cannot be read is left for a person's eyes."""
    try:
        picture = reading.open_picture(data)
    except reading.UnreadablePicture:
        return PageRead("", (), None, None)
    codes = reading.read_codes(picture)
    page = reading.clean(picture)
    try:
        words = reading.read_words(page)
    except reading.ReadingError:
        words = reading.Words("", (), b"")
    return PageRead(
        text=words.text,
        codes=codes,
        bild=store_file(_screen(page.grey), "image/jpeg"),
        blatt=store_file(reading.page_pdf(page, words), "application/pdf"),
    )


def _screen(picture: Image.Image) -> bytes:
    return to_small_jpeg(picture, _LIMITS.preview_edge, _LIMITS.preview_bytes)


def _finish(scan: Scandokument, pages: list[Scanseite]) -> None:
    sheets = [read_file(page.blatt) for page in pages if page.blatt is not None]
    ansicht = store_file(reading.joined(sheets), "application/pdf") if sheets else None
    if batches.finish_reading(acting=MACHINE, scan=scan, ansicht=ansicht):
        enqueue(ASSIGN, scan=scan.id)
