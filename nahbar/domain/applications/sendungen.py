"""Files under way: begun once, continued from where they stopped, forgotten when nobody comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Sum

from nahbar.domain.applications.errors import AntragUnknown
from nahbar.domain.applications.models import Antrag, Upload
from nahbar.domain.applications.sendung_models import Sendung
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.vault.actions import delete_file, read_file
from nahbar.platform.vault.models import StoredFile

__all__ = ["Sendung"]

KEPT = timedelta(days=3)
"""How long a piece waits for the next one: a weekend without a line."""
HELD = timedelta(days=7)
"""How long a whole file waits for what its sender wants to black out."""
MOST_OPEN = 60


@dataclass(frozen=True)
class Announced:
    """What the sender says about a file before its first byte; `sha256` may be empty."""

    schluessel: str
    nachweis_key: str
    dateiname: str
    groesse: int
    sha256: str = ""
    schwaerzen: bool = False


def sendung_by_id(antrag: Antrag, sendung_id: UUID) -> Sendung:
    """One file under way of this application, or what became of it; raises AntragUnknown."""
    found: Sendung | None = Sendung.objects.select_related("upload").filter(antrag=antrag, id=sendung_id).first()
    if found is None:
        raise AntragUnknown
    return found


def locked(sendung: Sendung) -> Sendung:
    """The same, held until this transaction ends: two senders of one file take turns."""
    held: Sendung | None = Sendung.objects.select_for_update().filter(id=sendung.id).first()
    if held is None:
        raise AntragUnknown
    return held


def begun(antrag: Antrag, announced: Announced) -> Sendung | None:
    """The same beginning told again, or the same content still under way (chosen anew, or on another device)."""
    rows = Sendung.objects.select_related("upload").filter(antrag=antrag)
    again: Sendung | None = rows.filter(schluessel=announced.schluessel).first()
    if again is not None or not announced.sha256:
        return again
    same: Sendung | None = rows.filter(
        nachweis_key=announced.nachweis_key,
        sha256=announced.sha256,
        groesse=announced.groesse,
        schwaerzen=announced.schwaerzen,
        upload=None,
        verfaellt_at__gt=clock.now(),
    ).first()
    return same


def waiting(antrag: Antrag, nachweis_key: str) -> list[Sendung]:
    """Whole files of this paper that wait for their sender: nothing of them has been handed over."""
    rows = Sendung.objects.filter(
        antrag=antrag, nachweis_key=nachweis_key, schwaerzen=True, upload=None, angekommen=F("groesse")
    )
    return list(rows.filter(verfaellt_at__gt=clock.now()).order_by("begonnen_at", "id"))


def open_bytes(antrag: Antrag) -> tuple[int, int]:
    """How many files are under way, and how many bytes they announce together."""
    rows = Sendung.objects.filter(antrag=antrag, upload=None)
    return rows.count(), int(rows.aggregate(all=Sum("groesse"))["all"] or 0)


@transaction.atomic
def begin_sendung(*, acting: Actor, antrag: Antrag, announced: Announced) -> Sendung:
    """Write down that a file is coming."""
    now = clock.now()
    sendung: Sendung = Sendung.objects.create(
        antrag=antrag,
        nachweis_key=announced.nachweis_key[:80],
        schluessel=announced.schluessel[:64],
        dateiname=announced.dateiname[:160],
        groesse=announced.groesse,
        sha256=announced.sha256,
        schwaerzen=announced.schwaerzen,
        begonnen_at=now,
        verfaellt_at=now + KEPT,
    )
    audit.record("sending_begun", acting=acting, object_type="antrag", object_id=antrag.id)
    return sendung


@transaction.atomic
def add_teil(*, acting: Actor, sendung: Sendung, teil: StoredFile) -> Sendung:
    """The next piece is here. `sendung` is held by `locked`. The trail notes the whole file, not each piece."""
    sendung.teile = [*sendung.teile, str(teil.id)]
    sendung.angekommen += teil.size
    sendung.verfaellt_at = clock.now() + KEPT
    sendung.save(update_fields=["teile", "angekommen", "verfaellt_at"])
    return sendung


def content(sendung: Sendung) -> bytes:
    """All bytes that are here, in order."""
    return b"".join(read_file(file) for file in _files(sendung.teile))


@transaction.atomic
def hold(*, acting: Actor, sendung: Sendung, vorschau: Sequence[StoredFile]) -> Sendung:
    """Whole and readable, but its sender wants to black something out before anybody sees it."""
    sendung.vorschau = [str(picture.id) for picture in vorschau]
    sendung.verfaellt_at = clock.now() + HELD
    sendung.save(update_fields=["vorschau", "verfaellt_at"])
    audit.record("sending_held", acting=acting, object_type="antrag", object_id=sendung.antrag_id)
    return sendung


@transaction.atomic
def blackened(*, acting: Actor, sendung: Sendung) -> Sendung:
    """It goes on blacked out: its name says so, and nothing keeps the hash of what it was before."""
    stem = sendung.dateiname.rpartition(".")[0] or sendung.dateiname
    sendung.dateiname, sendung.sha256 = f"{stem[:140]} (geschwärzt).pdf", ""
    sendung.save(update_fields=["dateiname", "sha256"])
    audit.record("sending_blackened", acting=acting, object_type="antrag", object_id=sendung.antrag_id)
    return sendung


@transaction.atomic
def finish(*, acting: Actor, sendung: Sendung, upload: Upload) -> Sendung:
    """The file has become an upload, accepted or refused: the pieces go for good."""
    _delete(sendung)
    sendung.teile, sendung.vorschau, sendung.upload = [], [], upload
    sendung.angekommen = sendung.groesse
    sendung.save(update_fields=["teile", "vorschau", "upload", "angekommen"])
    audit.record("sending_finished", acting=acting, object_type="antrag", object_id=sendung.antrag_id)
    return sendung


@transaction.atomic
def beside(*, acting: Actor, sendung: Sendung, upload: Upload) -> Sendung:
    """Another upload came out of the same file: the attachments of an e-mail."""
    number = 2 + len(besides(sendung))
    row: Sendung = Sendung.objects.create(
        antrag_id=sendung.antrag_id,
        nachweis_key=sendung.nachweis_key,
        schluessel=f"{sendung.id}:{number:02d}",
        dateiname=upload.dateiname,
        groesse=0,
        begonnen_at=sendung.begonnen_at,
        verfaellt_at=sendung.verfaellt_at,
        upload=upload,
    )
    audit.record("sending_finished", acting=acting, object_type="antrag", object_id=sendung.antrag_id)
    return row


def besides(sendung: Sendung) -> list[Sendung]:
    """What else came out of the same file, in its order."""
    rows = Sendung.objects.select_related("upload").filter(
        antrag_id=sendung.antrag_id, schluessel__startswith=f"{sendung.id}:"
    )
    return list(rows.order_by("schluessel"))


@transaction.atomic
def drop_sendung(*, acting: Actor, sendung: Sendung) -> None:
    """Nothing of it stays: taken back, damaged on its way, or nobody came back for it."""
    _delete(sendung)
    audit.record("sending_dropped", acting=acting, object_type="antrag", object_id=sendung.antrag_id)
    sendung.delete()


@transaction.atomic
def forget_expired(*, acting: Actor) -> int:
    """Drop what expired; gives how many. Uploads stay."""
    rows = list(Sendung.objects.select_for_update(skip_locked=True).filter(verfaellt_at__lte=clock.now())[:500])
    for row in rows:
        drop_sendung(acting=acting, sendung=row)
    return len(rows)


def preview_of(sendung: Sendung, nr: int) -> StoredFile:
    """The picture of one page of a file that is held, counted from 1; raises AntragUnknown."""
    if not 1 <= nr <= len(sendung.vorschau):
        raise AntragUnknown
    found: StoredFile = StoredFile.objects.get(id=sendung.vorschau[nr - 1])
    return found


def _files(ids: Sequence[str]) -> list[StoredFile]:
    by_id = {str(row.id): row for row in StoredFile.objects.filter(id__in=ids)}
    return [by_id[key] for key in ids]


def _delete(sendung: Sendung) -> None:
    for file in _files([*sendung.teile, *sendung.vorschau]):
        delete_file(file)
