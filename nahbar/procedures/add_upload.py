"""Take a file that belongs to an application: accepted or refused with its reason, at once (§ 36a Abs. 3 SGB I)."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.db import transaction

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications import queries
from nahbar.domain.applications.errors import AntragUnknown
from nahbar.domain.applications.models import Antrag, Nachweis, Upload
from nahbar.domain.applications.policies import can_change_answers
from nahbar.domain.applications.quarantine import held_upload, hold_upload
from nahbar.domain.applications.room import no_room
from nahbar.domain.applications.uploads import StoredUpload, link_dokument, same_upload
from nahbar.domain.applications.vertretung_policies import UNTERLAGEN
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Dokument
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.platform.intake import Accepted, Quarantine, Refused
from nahbar.platform.intake.mail import Attachment, attachments
from nahbar.platform.intake.names import clean_name
from nahbar.platform.vault.actions import store_file
from nahbar.platform.vault.models import StoredFile
from nahbar.procedures.draft_decision import drafting_when_complete
from nahbar.procedures.judge_file import judged_file
from nahbar.procedures.keep_both_angaben import note_paper

NOT_CHECKED = (
    "Wir können Dateien gerade nicht auf Schadsoftware prüfen. Der Zeitpunkt Ihres Versuchs ist notiert und zählt. "
    "Senden Sie die Datei bitte in einigen Minuten noch einmal."
)
CHECK_WITHIN = timedelta(days=2)


@transaction.atomic
def add_upload(
    *,
    acting: Actor,
    antrag: Antrag,
    nachweis_key: str,
    filename: str,
    data: bytes,
    kanal: str = "portal",
    hold: bool = True,
    ours: bool = False,
) -> Upload:
    """Check, store and note one file; the same content to the same paper is kept once.

    A refused file is noted with its time and reason too. While the virus check is away the file waits, shown to
    nobody; without `hold` it is refused instead. `ours`: made here of pictures that were judged before. After
    submission an accepted one is a document at once, and the caseworker has a task.
    """
    if not can_change_answers(acting, antrag, UNTERLAGEN):
        raise AntragUnknown
    found = judged(antrag, filename, data, ours=ours)
    current = applications.lock(antrag)
    if nachweis_key == "sonstiges":
        applications.other_paper(acting=acting, antrag=current)
    nachweis = queries.nachweis_by_key(current, nachweis_key)
    if isinstance(found, Quarantine) and hold:
        return _held_back(acting, current, nachweis, found, data)
    if not isinstance(found, Accepted):
        return note_refused(acting, current, nachweis, found)
    known = same_upload(nachweis, found.sha256)
    if known is not None:
        return known
    stored = stored_copies(data, found)
    with drafting_when_complete(current):
        upload = applications.record_accepted(
            acting=acting,
            antrag=current,
            nachweis=nachweis,
            dateiname=found.clean_name,
            sha256=found.sha256,
            stored=stored,
        )
    if current.stand != Antrag.Stand.GESICHERT:
        file_at_once(acting, current, nachweis, upload, kanal)
    note_paper(acting=acting, antrag=current, upload=upload)
    return upload


@transaction.atomic
def add_uploads(
    *, acting: Actor, antrag: Antrag, nachweis_key: str, filename: str, data: bytes, kanal: str = "portal"
) -> list[Upload]:
    """Like `add_upload`; of an e-mail each attachment becomes a file, judged alone."""
    files = attachments(data) or [Attachment(filename, data)]
    return [
        add_upload(
            acting=acting, antrag=antrag, nachweis_key=nachweis_key, filename=file.filename, data=file.data, kanal=kanal
        )
        for file in files
    ]


def stored_copies(data: bytes, found: Accepted) -> StoredUpload:
    """The file in the vault: as it came, as it is shown, one picture a page."""
    return StoredUpload(
        original=store_file(data, found.media_type),
        ansicht=store_file(found.view_pdf, "application/pdf"),
        vorschau=[store_file(picture, "image/jpeg") for picture in found.previews],
        seiten=found.pages,
        hinweis=" ".join(dict.fromkeys(f"{hint.sentence} {hint.what_to_do}" for hint in found.quality)),
    )


def _held_back(acting: Actor, antrag: Antrag, nachweis: Nachweis, found: Quarantine, data: bytes) -> Upload:
    known = same_upload(nachweis, found.sha256) or held_upload(nachweis, found.sha256)
    if known is not None:
        return known
    upload = hold_upload(
        acting=acting, antrag=antrag, nachweis=nachweis, dateiname=found.clean_name, sha256=found.sha256,
        original=store_file(data, "application/octet-stream"), grund=found.sentence,
    )  # fmt: skip
    if antrag.akte is not None:
        casefile.add_eintrag(
            acting=acting, akte=antrag.akte, vorgang=antrag.vorgang, art="datei_in_pruefung",
            text=f"Datei für »{nachweis.titel}« ist angekommen und wird noch auf Schadsoftware geprüft. "
            "Der Eingang von heute zählt.",
        )  # fmt: skip
    return upload


def judged(antrag: Antrag, filename: str, data: bytes, *, ours: bool = False) -> Accepted | Refused | Quarantine:
    """What the intake says of this file; room first: what cannot be kept need not be drawn."""
    if full := no_room(antrag, len(data)):
        return Refused("kein_platz", full, "", clean_name(filename), hashlib.sha256(data).hexdigest(), len(data))
    return judged_file(filename, data, ours=ours)


def note_refused(acting: Actor, antrag: Antrag, nachweis: Nachweis, found: Refused | Quarantine) -> Upload:
    """Note a file that is not taken, with its reason and the time of the attempt (§ 36a Abs. 3 SGB I)."""
    reason = found.sentence.strip() if isinstance(found, Refused) else NOT_CHECKED
    upload = applications.record_refused(
        acting=acting,
        antrag=antrag,
        nachweis=nachweis,
        dateiname=found.clean_name,
        sha256=found.sha256,
        grund=reason,
    )
    if antrag.akte is not None:
        casefile.add_eintrag(
            acting=acting,
            akte=antrag.akte,
            vorgang=antrag.vorgang,
            art="datei_abgewiesen",
            text=f"Datei für »{nachweis.titel}« konnte nicht angenommen werden. {reason}",
        )
    return upload


def file_upload(acting: Actor, antrag: Antrag, upload: Upload, kanal: str) -> Dokument:
    """Put an accepted upload into the file as a document; it keeps the time at which it arrived."""
    assert antrag.akte is not None and antrag.vorgang is not None
    assert upload.original is not None and upload.ansicht is not None
    title = upload.nachweis.titel if upload.nachweis else "Unterlage"
    dokument = casefile.add_dokument(
        acting=acting,
        akte=antrag.akte,
        vorgang=antrag.vorgang,
        titel=f"{title}: {upload.dateiname}",
        art=(upload.nachweis.key if upload.nachweis else "unterlage").split(":")[0],
        richtung=Dokument.Richtung.EINGANG,
        kanal=kanal,
        received_at=upload.at,
        original=upload.original,
        ansicht=upload.ansicht,
        seiten=upload.seiten,
        vorschau=_pictures(upload),
    )
    link_dokument(acting=acting, upload=upload, dokument=dokument)
    return dokument


def _pictures(upload: Upload) -> list[StoredFile]:
    by_id = {str(row.id): row for row in StoredFile.objects.filter(id__in=upload.vorschau)}
    return [by_id[key] for key in upload.vorschau if key in by_id]


def file_at_once(acting: Actor, antrag: Antrag, nachweis: Nachweis, upload: Upload, kanal: str) -> None:
    """After submission: the document, its line in the timeline, and the task to look at it."""
    assert antrag.akte is not None and antrag.vorgang is not None
    file_upload(acting, antrag, upload, kanal)
    casefile.add_eintrag(
        acting=acting,
        akte=antrag.akte,
        vorgang=antrag.vorgang,
        art="unterlage_angekommen",
        text=f"Unterlage angekommen: {nachweis.titel} ({upload.dateiname})",
    )
    casefile.add_aufgabe(
        acting=acting,
        akte=antrag.akte,
        vorgang=antrag.vorgang,
        art="unterlage_pruefen",
        titel=f"Neue Unterlage: {nachweis.titel}",
        frist=clock.today() + CHECK_WITHIN,
        pool=Role.LEISTUNG.value,
    )
