"""Files that wait for the virus check: kept encrypted with their arrival, shown to nobody, looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from nahbar.domain.applications.models import Antrag, Nachweis, Upload
from nahbar.domain.applications.papers import note_completeness
from nahbar.domain.applications.uploads import StoredUpload, counts_as_sent, kilobytes
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.vault.actions import delete_file
from nahbar.platform.vault.models import StoredFile

MOST_AT_ONCE = 60
"""Files of one round: the next minute goes on."""


def held_upload(nachweis: Nachweis, sha256: str) -> Upload | None:
    """The file of the same content that waits at this paper already (double click, sent again)."""
    found: Upload | None = Upload.objects.filter(nachweis=nachweis, sha256=sha256, wartet_seit__isnull=False).first()
    return found


def held_ids() -> Sequence[UUID]:
    """What waits, oldest first."""
    rows = Upload.objects.filter(wartet_seit__isnull=False).order_by("wartet_seit", "id")
    return list(rows.values_list("id", flat=True)[:MOST_AT_ONCE])


def held_count() -> tuple[int, datetime | None]:
    """How many files wait, and since when the oldest does."""
    rows = Upload.objects.filter(wartet_seit__isnull=False).order_by("wartet_seit")
    first = rows.first()
    return rows.count(), first.wartet_seit if first else None


def lock_held(upload_id: UUID) -> Upload | None:
    """The waiting file for this transaction; None if it no longer waits."""
    found: Upload | None = (
        Upload.objects.select_for_update(of=("self",))
        .select_related("antrag", "nachweis", "original")
        .filter(id=upload_id, wartet_seit__isnull=False)
        .first()
    )
    return found


@transaction.atomic
def hold_upload(
    *, acting: Actor, antrag: Antrag, nachweis: Nachweis, dateiname: str, sha256: str, original: StoredFile, grund: str
) -> Upload:
    """Keep a file that nobody could check yet; its arrival counts from now, whatever the check says."""
    now = clock.now()
    upload: Upload = Upload.objects.create(
        antrag=antrag, nachweis=nachweis, dateiname=dateiname[:160], at=now, wartet_seit=now, angenommen=False,
        grund=grund[:400], sha256=sha256, original=original,
    )  # fmt: skip
    audit.record(
        "upload_held", acting=acting, object_type="antrag", object_id=antrag.id,
        details={"nachweis": nachweis.key, "kb": original.size // 1000},
    )  # fmt: skip
    return upload


@transaction.atomic
def release_upload(*, acting: Actor, upload: Upload, stored: StoredUpload) -> Upload:
    """The check is done, the file is accepted as of its arrival; the paper counts as sent."""
    before = upload.original
    upload.angenommen, upload.wartet_seit, upload.grund = True, None, ""
    upload.original, upload.ansicht, upload.seiten = stored.original, stored.ansicht, stored.seiten
    upload.vorschau = [str(picture.id) for picture in stored.vorschau]
    upload.hinweis = stored.hinweis[:400]
    upload.save()
    if before is not None:
        delete_file(before)
    if upload.nachweis is not None:
        counts_as_sent(upload.nachweis)
    audit.record(
        "upload_released", acting=acting, object_type="antrag", object_id=upload.antrag_id,
        details={"kb": kilobytes(stored)},
    )  # fmt: skip
    note_completeness(upload.antrag)
    return upload


@transaction.atomic
def refuse_held(*, acting: Actor, upload: Upload, grund: str) -> Upload:
    """The check found something: the file goes, the reason and the time of the attempt stay (§ 36a Abs. 3 SGB I)."""
    before = upload.original
    upload.wartet_seit, upload.grund, upload.original = None, grund[:400], None
    upload.save()
    if before is not None:
        delete_file(before)
    audit.record("upload_refused", acting=acting, object_type="antrag", object_id=upload.antrag_id)
    return upload


@transaction.atomic
def drop_held(*, acting: Actor, upload: Upload) -> None:
    """The same file was accepted in the meantime: nothing is kept twice."""
    before = upload.original
    upload.delete()
    if before is not None:
        delete_file(before)
    audit.record("upload_removed", acting=acting, object_type="antrag", object_id=upload.antrag_id)
