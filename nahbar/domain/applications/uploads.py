"""Files that people send: kept with their time whether accepted or refused, never doubled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from nahbar.domain.applications.errors import UploadKept
from nahbar.domain.applications.models import Antrag, Nachweis, Upload
from nahbar.domain.applications.papers import note_completeness
from nahbar.domain.casefile.models import Dokument
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.vault.actions import delete_file
from nahbar.platform.vault.models import StoredFile


@dataclass(frozen=True)
class StoredUpload:
    """An accepted file in the vault: as it came, as it is shown, one picture a page."""

    original: StoredFile
    ansicht: StoredFile
    vorschau: Sequence[StoredFile]
    seiten: int
    hinweis: str = ""


def kilobytes(stored: StoredUpload) -> int:
    """What the vault keeps of it altogether."""
    return sum(file.size for file in (stored.original, stored.ansicht, *stored.vorschau)) // 1000


def counts_as_sent(nachweis: Nachweis) -> None:
    """A file has come: the paper no longer is missing."""
    if nachweis.stand in (Nachweis.Stand.FEHLT, Nachweis.Stand.UNBRAUCHBAR, Nachweis.Stand.ENTFAELLT):
        nachweis.stand = Nachweis.Stand.GESENDET
        nachweis.save(update_fields=["stand"])


def same_upload(nachweis: Nachweis, sha256: str) -> Upload | None:
    """The upload of the same content to the same paper, if there is one (double click, resent form)."""
    found: Upload | None = Upload.objects.filter(nachweis=nachweis, sha256=sha256, angenommen=True).first()
    return found


def same_content(upload: Upload) -> Upload | None:
    """The earliest other accepted file with the same content in this application, at another paper (U22)."""
    rows = Upload.objects.select_related("nachweis").filter(
        antrag_id=upload.antrag_id, sha256=upload.sha256, angenommen=True
    )
    found: Upload | None = rows.exclude(id=upload.id).first() if upload.sha256 else None
    return found


@transaction.atomic
def record_accepted(
    *,
    acting: Actor,
    antrag: Antrag,
    nachweis: Nachweis,
    dateiname: str,
    sha256: str,
    stored: StoredUpload,
    at: datetime | None = None,
) -> Upload:
    """Note an accepted file; the paper counts as sent. `at` is its arrival, where that was before now (letters)."""
    upload: Upload = Upload.objects.create(
        antrag=antrag,
        nachweis=nachweis,
        dateiname=dateiname[:160],
        at=at or clock.now(),
        angenommen=True,
        hinweis=stored.hinweis[:400],
        sha256=sha256,
        original=stored.original,
        ansicht=stored.ansicht,
        seiten=stored.seiten,
        vorschau=[str(picture.id) for picture in stored.vorschau],
    )
    counts_as_sent(nachweis)
    audit.record(
        "upload_accepted",
        acting=acting,
        object_type="antrag",
        object_id=antrag.id,
        details={"nachweis": nachweis.key, "seiten": stored.seiten, "kb": kilobytes(stored)},
    )
    note_completeness(antrag)
    return upload


@transaction.atomic
def record_refused(
    *, acting: Actor, antrag: Antrag, nachweis: Nachweis, dateiname: str, sha256: str, grund: str
) -> Upload:
    """Note a file that cannot be taken, with its reason; the time of the attempt counts (§ 36a Abs. 3 SGB I)."""
    upload: Upload = Upload.objects.create(
        antrag=antrag,
        nachweis=nachweis,
        dateiname=dateiname[:160],
        at=clock.now(),
        angenommen=False,
        grund=grund[:400],
        sha256=sha256,
    )
    audit.record(
        "upload_refused", acting=acting, object_type="antrag", object_id=antrag.id, details={"nachweis": nachweis.key}
    )
    return upload


def can_be_removed(upload: Upload) -> bool:
    """Whether its sender may take it back: not after it became a document, nor while it waits after submission."""
    waits = upload.wartet_seit is not None and upload.antrag.stand != Antrag.Stand.GESICHERT
    return upload.dokument_id is None and not waits


@transaction.atomic
def remove_upload(*, acting: Actor, upload: Upload) -> None:
    """Take back a file before it became a document; raises UploadKept afterwards."""
    if not can_be_removed(upload):
        raise UploadKept
    nachweis, held = upload.nachweis, upload.original if upload.wartet_seit else None
    upload.delete()
    if held is not None:
        delete_file(held)
    left = Upload.objects.filter(nachweis=nachweis, angenommen=True).exists()
    if nachweis is not None and nachweis.stand == Nachweis.Stand.GESENDET and not left:
        nachweis.stand = Nachweis.Stand.FEHLT
        nachweis.save(update_fields=["stand"])
    audit.record("upload_removed", acting=acting, object_type="antrag", object_id=upload.antrag_id)


@transaction.atomic
def link_dokument(*, acting: Actor, upload: Upload, dokument: Dokument) -> Upload:
    """Note the document that this upload became."""
    upload.dokument = dokument
    upload.save(update_fields=["dokument"])
    audit.record("upload_filed", acting=acting, object_type="antrag", object_id=upload.antrag_id)
    return upload


@transaction.atomic
def drop_misfiled(*, acting: Actor, dokument: Dokument) -> None:
    """A document lay in the wrong file: it no longer counts as a paper there. The document itself is the file's."""
    for upload in Upload.objects.filter(dokument=dokument).select_related("nachweis"):
        nachweis = upload.nachweis
        upload.delete()
        left = Upload.objects.filter(nachweis=nachweis, angenommen=True).exists()
        if nachweis is not None and nachweis.stand == Nachweis.Stand.GESENDET and not left:
            nachweis.stand = Nachweis.Stand.FEHLT
            nachweis.save(update_fields=["stand"])
        audit.record("upload_misfiled", acting=acting, object_type="antrag", object_id=upload.antrag_id)
