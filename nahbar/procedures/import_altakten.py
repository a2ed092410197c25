"""Take the paper stock: packages of the scan provider, read beside daily work, filed by their number (F05, J12).

Taken as every batch is (whole or not at all, once, paper in the ledger); read with the lowest priority of all; filed
without a task for the desk, which has not asked for a hundred thousand of them.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Akte, Dokument, Vorgang
from nahbar.domain.mailroom import altakten, batches
from nahbar.domain.mailroom.altakten_models import Altakte
from nahbar.domain.mailroom.batches import Fetch, Taken
from nahbar.domain.mailroom.incoming import Scandokument
from nahbar.domain.mailroom.scan_queries import pages_of, scan_by_id
from nahbar.domain.mailroom.scan_shapes import BatchIn
from nahbar.platform import failpoints, reading
from nahbar.platform.accounts.roles import MACHINE, Actor
from nahbar.platform.jobs.queue import enqueue, job
from nahbar.platform.vault.actions import read_file, store_file
from nahbar.procedures.read_scan import read_page

JOB = "read_altakte"
KIND = "altakte"


@transaction.atomic
def import_altakten(*, acting: Actor, datei: str, batch: BatchIn, fetch: Fetch) -> Taken:
    """One package; known from before, nothing is done. Raises BatchRefused."""
    taken = batches.take_batch(acting=acting, batch=batch, fetch=fetch)
    if not taken.known:
        altakten.note_package(acting=acting, datei=datei, stapel=taken.stapel)
        for scan in Scandokument.objects.filter(stapel=taken.stapel).order_by("kennung"):
            enqueue(JOB, scan=scan.id)
    failpoints.hit("import_altakten.before_commit")
    return taken


@job(JOB, priority=-20)  # below the post of today, which is at -10
def read_altakte(scan: str) -> None:
    """One page in one transaction, then the job for the next; at the end the letter is filed."""
    row = scan_by_id(UUID(scan))
    if row.stand != Scandokument.Stand.NEU:
        return
    pages = pages_of(row)
    waiting = next((page for page in pages if page.gelesen_at is None), None)
    if waiting is not None:
        batches.note_page(acting=MACHINE, seite=waiting, read=read_page(batches.picture_of(waiting)))
        enqueue(JOB, scan=row.id)
        return
    sheets = [read_file(page.blatt) for page in pages if page.blatt is not None]
    ansicht = store_file(reading.joined(sheets), "application/pdf") if sheets else None
    batches.finish_reading(acting=MACHINE, scan=row, ansicht=ansicht)
    file_altakte(acting=MACHINE, scan=scan_by_id(row.id))


@transaction.atomic
def file_altakte(*, acting: Actor, scan: Scandokument) -> Dokument | None:
    """Into the file of its number, in a matter of its own; without such a file it waits for a person."""
    row = batches.lock(scan)
    if row.stand != Scandokument.Stand.GELESEN:
        return None
    akte = Akte.objects.filter(aktenzeichen=row.aktenzeichen).first() if row.aktenzeichen else None
    if akte is None or row.ansicht is None:
        why = "Keine Seite ist lesbar." if akte is not None else "Zu diesem Aktenzeichen gibt es keine Akte."
        batches.leave_open(acting=acting, scan=row, vorschlag=akte, sicherheit=0, hinweis=f"Altakte: {why}")
        return None
    vorgang = Vorgang.objects.filter(akte=akte, art=KIND).first() or casefile.open_vorgang(
        acting=acting, akte=akte, art=KIND, titel="Altakte (Papier)"
    )
    dokument = casefile.add_dokument(
        acting=acting, akte=akte, vorgang=vorgang, titel=f"Altakte {row.kennung}", art=KIND,
        richtung=Dokument.Richtung.EINGANG, kanal="scan", received_at=row.stapel.eingegangen_at, original=row.original,
        ansicht=row.ansicht, seiten=row.seiten, fuer_buerger=False,
        vorschau=[page.bild for page in pages_of(row) if page.bild is not None],
    )  # fmt: skip
    batches.mark_assigned(
        acting=acting, scan=row, dokument=dokument, vorgang=vorgang, weg=Scandokument.Weg.ZEICHEN
    )
    Altakte.objects.filter(aktenzeichen=row.aktenzeichen).update(akte=akte)
    casefile.add_eintrag(
        acting=acting, akte=akte, vorgang=vorgang, art="altakte_uebernommen", fuer_buerger=False,
        text=f"Aus der Papierakte übernommen: {row.kennung}, {row.seiten} Seiten",
    )  # fmt: skip
    return dokument
