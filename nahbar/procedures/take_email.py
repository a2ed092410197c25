"""Take an e-mail that arrives anyway: its day counts, its papers go the way of all post (C17)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.db import transaction

from nahbar.domain.mailroom import mails
from nahbar.domain.mailroom.mail_shapes import EMAIL, FAX, MailIn
from nahbar.domain.mailroom.mails import Maileingang
from nahbar.domain.mailroom.scan_shapes import BatchIn, LetterIn, PageIn
from nahbar.platform import failpoints
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.intake import Accepted, Limits, Quarantine, render
from nahbar.platform.intake.names import clean_name
from nahbar.platform.intake.text_pages import text_pages
from nahbar.platform.jobs.queue import enqueue
from nahbar.platform.zone import BERLIN
from nahbar.procedures.answer_email import JOB
from nahbar.procedures.judge_file import judged_file
from nahbar.procedures.take_scan_batch import take_scan_batch

SOURCES = {EMAIL: "E-Mail-Postfach", FAX: "Fax"}
READABLE = Limits(preview_edge=2339, preview_bytes=1_500_000, render_seconds=60.0)
"""Pages of an attachment as pictures that can be read: 200 dpi on A4."""
MOST_PAGES = 200


class MailWaits(Exception):
    """The virus check gave no answer: the message stays in the mailbox, its arrival with it."""


@transaction.atomic
def take_email(*, acting: Actor, mail: MailIn) -> Maileingang:
    """One letter out of one message: its text, then the pages of what was attached; taken again it is known.

    Message and attachments lie encrypted beside the pages as they came. Raises MailWaits.
    """
    known = mails.known_mail(mail.key)
    if known is not None:
        return known
    pictures, refused = _pages(mail)
    sheets = [*text_pages(_cover(mail, refused)), *pictures]
    files = {f"{number:04d}.jpg": sheet for number, sheet in enumerate(sheets, start=1)}
    beside = {"nachricht.eml": mail.raw}
    day = mail.arrived_at.astimezone(BERLIN).date()
    source = SOURCES[mail.way]
    letter = LetterIn(
        key="1", pages=_listed(files), scanned_by=source, checked_by="ohne Papier", beside=_listed(beside)
    )
    batch = BatchIn(
        number=f"{'FAX' if mail.way == FAX else 'MAIL'}-{day.isoformat()}-{mail.key[:8]}", provider=source,
        arrived_at=mail.arrived_at, scanned_on=day, letters=(letter,), way=mail.way,
    )  # fmt: skip
    contents = {**files, **beside}
    taken = take_scan_batch(acting=acting, batch=batch, fetch=lambda page: contents[page.file])
    row = mails.note_mail(acting=acting, mail=mail, stapel=taken.stapel)
    if row.antworten:
        enqueue(JOB, mail=row.id)
    failpoints.hit("take_email.before_commit")
    return row


def _listed(files: dict[str, bytes]) -> tuple[PageIn, ...]:
    return tuple(PageIn(name, hashlib.sha256(data).hexdigest()) for name, data in files.items())


def _pages(mail: MailIn) -> tuple[list[bytes], list[str]]:
    """Pictures of all attachments that can be shown, and a line for each that cannot."""
    pictures: list[bytes] = []
    refused: list[str] = []
    for file in mail.files:
        found = judged_file(file.name, file.data)
        if isinstance(found, Quarantine):
            raise MailWaits
        if not isinstance(found, Accepted):
            refused.append(f"{found.clean_name}: {found.reason}")
        elif len(pictures) + found.pages > MOST_PAGES:
            refused.append(f"{clean_name(file.name)}: zu viele Seiten für eine Ansicht; die Datei liegt im Original.")
        else:
            pictures += render.previews(found.view_pdf, READABLE)
    return pictures, refused


def _cover(mail: MailIn, refused: Sequence[str]) -> str:
    arrived = mail.arrived_at.astimezone(BERLIN)
    lines = [
        f"{'Fax' if mail.way == FAX else 'E-Mail'}, eingegangen am {arrived:%d.%m.%Y um %H:%M} Uhr",
        f"Absender laut Nachricht (nicht geprüft): {mail.sender_shown}",
        f"Betreff: {mail.subject or 'ohne'}",
        f"Anhänge: {len(mail.files)}, davon nicht angenommen: {len(refused)}",
        *(f"– {line}" for line in refused),
        "",
        mail.text.strip(),
    ]
    return "\n".join(lines)
