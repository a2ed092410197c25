"""Make documents findable: words of what is shown of them, read off the picture where the PDF has none (F02)."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from nahbar.domain.casefile import seitentext
from nahbar.domain.casefile.file_queries import view_of
from nahbar.domain.casefile.queries import dokument_by_id
from nahbar.domain.casefile.seitentext import PageText
from nahbar.platform import clock, failpoints, reading
from nahbar.platform.accounts.roles import MACHINE
from nahbar.platform.intake.model import Limits
from nahbar.platform.intake.render import previews
from nahbar.platform.jobs.rounds import every_minute
from nahbar.platform.reading.pdf_words import pdf_words, placed_box
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.platform.vault.actions import read_file

REST = timedelta(minutes=2)
"""A document is left alone at first: what is split or turned right away is read once."""
AT_ONCE = 400
SECONDS = 45.0
"""Of each minute, for each Träger: the next minute goes on."""
_FEW = 3
"""Words of a page below which it is looked at as a picture."""
_SHARP = replace(Limits(), preview_edge=3500, preview_bytes=4_000_000)


@every_minute("read_pages")
def read_round(traeger_id: UUID) -> None:
    """Read what waits, each document in a transaction of its own: killed anywhere, the next round goes on."""
    until = time.monotonic() + SECONDS
    with traeger_scope(traeger_id):
        ids = seitentext.waiting(AT_ONCE, clock.now() - REST)
    for dokument_id in ids:
        if time.monotonic() > until:
            return
        with traeger_scope(traeger_id):
            read_document(dokument_id)


@transaction.atomic
def read_document(dokument_id: UUID) -> bool:
    """Read one document that waits; False: nothing to do. Run twice it leaves what running once leaves."""
    row = seitentext.claim(dokument_id)
    if row is None:
        return False
    dokument = dokument_by_id(dokument_id)
    datei = view_of(dokument).datei
    if seitentext.read_already(row, datei):
        pages = seitentext.kept_pages(dokument)
    else:
        try:
            pages = pages_of(read_file(datei))
        except reading.ReadingError:
            seitentext.note_unreadable(acting=MACHINE, row=row)
            return False
    seitentext.keep_pages(acting=MACHINE, row=row, dokument=dokument, datei=datei, pages=pages)
    failpoints.hit("read_pages.before_commit")
    return True


def pages_of(pdf: bytes) -> list[PageText]:
    """The pages of a PDF; one without words is drawn and read like a scan. Raises ReadingError."""
    placed = [PageText(page.text, page.boxes) for page in pdf_words(pdf)]
    if all(len(page.text.split()) >= _FEW for page in placed) and placed:
        return placed
    pictures = previews(pdf, _SHARP)
    read = [
        page if len(page.text.split()) >= _FEW or nr >= len(pictures) else _looked_at(pictures[nr])
        for nr, page in enumerate(placed)
    ]
    return read or [_looked_at(picture) for picture in pictures]


def _looked_at(picture: bytes) -> PageText:
    try:
        page = reading.clean(reading.open_picture(picture))
    except reading.UnreadablePicture:
        return PageText("")
    words = reading.read_words(page).words
    wide, high = page.grey.size
    boxes: list[int] = []
    kept: list[str] = []
    for word in words:
        text = "".join(word.text.split())
        if text:
            kept.append(text)
            right, bottom = word.left + word.width, word.top + word.height
            boxes += placed_box(word.left / wide, word.top / high, right / wide, bottom / high)
    return PageText(" ".join(kept), tuple(boxes))
