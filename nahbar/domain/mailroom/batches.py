"""Scan batches: taken once, read page by page, each letter assigned, left open or rejected. No picture is lost."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from nahbar.domain.casefile.models import Akte, Dokument, Vorgang
from nahbar.domain.mailroom.incoming import Original, Scandokument, Scanseite, Scanstapel
from nahbar.domain.mailroom.scan_errors import BatchRefused, NotAssigned, NotOpen, NotRead, WhyMissing
from nahbar.domain.mailroom.scan_shapes import KEPT, BatchIn, LetterIn, PageIn
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.tenancy.scope import current_traeger_id
from nahbar.platform.vault.actions import read_file, store_file
from nahbar.platform.vault.models import StoredFile

ORIGINAL_TYPE = "application/zip"
NOTE = "transfervermerk.txt"
"""Beside the pictures of a letter: who scanned and checked it, when, with what (TR-RESISCAN)."""
OPEN = (Scandokument.Stand.GELESEN, Scandokument.Stand.OFFEN)


@dataclass(frozen=True)
class Taken:
    """A batch in the house; `known` if it was here before and nothing was done."""

    stapel: Scanstapel
    known: bool


Fetch = Callable[[PageIn], bytes]
"""Gives the picture and checks its sum; raises BatchRefused."""


@transaction.atomic
def take_batch(*, acting: Actor, batch: BatchIn, fetch: Fetch) -> Taken:
    """Keep all pictures encrypted and open the ledger of their papers: the whole batch or nothing.

    The same batch again changes nothing (U22). Raises BatchRefused where the number was used for another content.
    """
    with connection.cursor() as cursor:  # two deliveries at once would both be the first
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 3))", [f"scan:{current_traeger_id()}"])
    known = Scanstapel.objects.filter(nummer=batch.number).first()
    if known is not None:
        if known.inhalt_sha256 != batch.content:
            raise BatchRefused(
                f"Die Stapelnummer {batch.number} ist schon mit anderem Inhalt angekommen. "
                "Bitte liefern Sie den Stapel unter einer neuen Nummer."
            )
        known.wiederholt += 1
        known.save(update_fields=["wiederholt"])
        audit.record("scan_batch_known", acting=acting, object_type="scanstapel", object_id=known.id)
        return Taken(known, known=True)
    stapel = Scanstapel.objects.create(
        kanal=batch.way,
        nummer=batch.number,
        inhalt_sha256=batch.content,
        dienstleister=batch.provider[:120],
        eingegangen_at=batch.arrived_at,
        gescannt_am=batch.scanned_on,
        bilder=batch.images,
        uebernommen_at=clock.now(),
    )
    for letter in batch.letters:
        _take_letter(stapel, batch, letter, fetch)
    audit.record(
        "scan_batch_taken", acting=acting, object_type="scanstapel", object_id=stapel.id,
        details={"bilder": batch.images, "schreiben": len(batch.letters)},
    )  # fmt: skip
    return Taken(stapel, known=False)


def _take_letter(stapel: Scanstapel, batch: BatchIn, letter: LetterIn, fetch: Fetch) -> None:
    scan = Scandokument.objects.create(
        stapel=stapel,
        kennung=letter.key,
        original=store_file(_packed(batch, letter, fetch), ORIGINAL_TYPE),
        seiten=len(letter.pages),
        gescannt_von=letter.scanned_by[:80],
        geprueft_von=letter.checked_by[:80],
        geraet=letter.device[:80],
        code=letter.code[:200],
        aktenzeichen=letter.aktenzeichen[:24],
    )
    for nr, page in enumerate(letter.pages, start=1):
        Scanseite.objects.create(scan=scan, nr=nr, datei=page.file[:120], sha256=page.sha256)
    if batch.way == Scanstapel.Kanal.SCAN:  # otherwise there is no paper
        Original.objects.create(scan=scan, gescannt_am=batch.scanned_on, vernichtung_ab=batch.scanned_on + KEPT)


def _packed(batch: BatchIn, letter: LetterIn, fetch: Fetch) -> bytes:
    """The pictures as they came with the note of transfer, in one file; the same letter gives the same bytes."""
    note = [
        f"Stapel {batch.number}, Schreiben {letter.key}, {batch.provider}",
        f"Eingegangen {batch.arrived_at.isoformat()}, gescannt {batch.scanned_on.isoformat()}",
        f"Gescannt von {letter.scanned_by}, geprüft von {letter.checked_by}, Gerät {letter.device or 'ohne Angabe'}",
        *(f"{page.sha256}  {page.file}" for page in (*letter.pages, *letter.beside)),
    ]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr(zipfile.ZipInfo(NOTE), "\n".join([*note, ""]))
        for nr, page in enumerate(letter.pages, start=1):
            packed.writestr(zipfile.ZipInfo(f"{nr:04d}"), fetch(page))
        for part in letter.beside:
            packed.writestr(zipfile.ZipInfo(part.file), fetch(part))
    return out.getvalue()


def picture_of(seite: Scanseite) -> bytes:
    """The picture of a page as it came."""
    with zipfile.ZipFile(io.BytesIO(read_file(seite.scan.original))) as packed:
        return packed.read(f"{seite.nr:04d}")


@dataclass(frozen=True)
class PageRead:
    """What was found on a page; the stored files belong to this transaction."""

    text: str
    codes: Sequence[str]
    bild: StoredFile | None
    blatt: StoredFile | None


@transaction.atomic
def note_page(*, acting: Actor, seite: Scanseite, read: PageRead) -> bool:
    """Keep what was read on a page; False, and nothing done, if it had been read before."""
    row: Scanseite = Scanseite.objects.select_for_update().get(id=seite.id)
    if row.gelesen_at is not None:
        return False
    row.gelesen_at, row.text, row.codes = clock.now(), read.text, list(read.codes)
    row.bild, row.blatt = read.bild, read.blatt
    row.save()
    audit.record(
        "scan_page_read", acting=acting, object_type="scandokument", object_id=row.scan_id, details={"seite": row.nr}
    )
    return True


def lock(scan: Scandokument) -> Scandokument:
    """The letter as it is now, held until this transaction ends."""
    row: Scandokument = Scandokument.objects.select_for_update(of=("self",)).select_related("stapel").get(id=scan.id)
    return row


@transaction.atomic
def finish_reading(*, acting: Actor, scan: Scandokument, ansicht: StoredFile | None) -> bool:
    """All pages are read; False if that was known."""
    row = lock(scan)
    if row.stand != Scandokument.Stand.NEU:
        return False
    row.stand, row.ansicht = Scandokument.Stand.GELESEN, ansicht
    row.save(update_fields=["stand", "ansicht"])
    audit.record("scan_read", acting=acting, object_type="scandokument", object_id=row.id)
    return True


@transaction.atomic
def leave_open(
    *, acting: Actor, scan: Scandokument, vorschlag: Akte | None, sicherheit: int, hinweis: str
) -> Scandokument:
    """Put the letter into the queue for a person, with a proposal (`sicherheit` in per cent) or the reason for none."""
    row = lock(scan)
    if row.stand != Scandokument.Stand.GELESEN:
        return row
    row.stand = Scandokument.Stand.OFFEN
    row.vorschlag, row.vorschlag_sicherheit, row.hinweis = vorschlag, sicherheit, hinweis[:300]
    row.save(update_fields=["stand", "vorschlag", "vorschlag_sicherheit", "hinweis"])
    audit.record("scan_left_open", acting=acting, object_type="scandokument", object_id=row.id)
    return row


def require_open(scan: Scandokument) -> None:
    """Raises NotRead for a letter that is being read, NotOpen for one that has been dealt with."""
    if scan.stand == Scandokument.Stand.NEU:
        raise NotRead
    if scan.stand not in OPEN:
        raise NotOpen(scan.get_stand_display())


@transaction.atomic
def mark_assigned(*, acting: Actor, scan: Scandokument, dokument: Dokument, vorgang: Vorgang, weg: str) -> Scandokument:
    """The letter lies in a file now. `scan` is held by `lock`; raises NotRead, NotOpen."""
    require_open(scan)
    scan.stand, scan.weg = Scandokument.Stand.ZUGEORDNET, Scandokument.Weg(weg)
    scan.dokument, scan.vorgang, scan.erledigt_at = dokument, vorgang, clock.now()
    scan.save(update_fields=["stand", "weg", "dokument", "vorgang", "erledigt_at"])
    audit.record(
        "scan_assigned", acting=acting, object_type="scandokument", object_id=scan.id,
        details={"akte": str(vorgang.akte_id), "weg": str(weg)},
    )  # fmt: skip
    return scan


@transaction.atomic
def mark_moved(*, acting: Actor, scan: Scandokument, vorgang: Vorgang, grund: str) -> Scandokument:
    """The letter was moved to another matter. `scan` is held by `lock`; raises NotAssigned, WhyMissing."""
    if not grund.strip():
        raise WhyMissing
    if scan.stand != Scandokument.Stand.ZUGEORDNET or scan.vorgang is None:
        raise NotAssigned
    before, scan.vorgang, scan.weg = scan.vorgang, vorgang, Scandokument.Weg.MENSCH
    scan.save(update_fields=["vorgang", "weg"])
    audit.record(
        "scan_moved", acting=acting, object_type="scandokument", object_id=scan.id,
        details={"von": str(before.akte_id), "nach": str(vorgang.akte_id), "grund": grund.strip()[:200]},
    )  # fmt: skip
    return scan


@transaction.atomic
def reject_scan(*, acting: Actor, scan: Scandokument, grund: str) -> Scandokument:
    """The letter belongs into no file; picture and paper stay as long as the ledger says.

    Raises WhyMissing, NotRead, NotOpen.
    """
    if not grund.strip():
        raise WhyMissing
    row = lock(scan)
    require_open(row)
    row.stand, row.ablehnung, row.erledigt_at = Scandokument.Stand.ABGELEHNT, grund.strip()[:200], clock.now()
    row.save(update_fields=["stand", "ablehnung", "erledigt_at"])
    audit.record("scan_rejected", acting=acting, object_type="scandokument", object_id=row.id)
    return row
