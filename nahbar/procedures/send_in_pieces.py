"""Take a file that comes in pieces over a line that breaks: nothing is lost, nothing is doubled (U45).

The sender may tell everything twice: the beginning (same key or same content: the same sending), a piece (its offset no
longer fits), the end (the upload is there already). Only a whole file whose hash is right is judged.
"""

from __future__ import annotations

import hashlib
from uuid import UUID, uuid4

from django.db import transaction

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications import queries, sendungen
from nahbar.domain.applications.errors import AntragUnknown
from nahbar.domain.applications.models import Antrag, Upload
from nahbar.domain.applications.papers import OTHER
from nahbar.domain.applications.policies import can_change_answers
from nahbar.domain.applications.room import FULL, no_room
from nahbar.domain.applications.sendung_models import Sendung
from nahbar.domain.applications.sendungen import MOST_OPEN, Announced
from nahbar.domain.applications.uploads import same_upload
from nahbar.domain.applications.vertretung_policies import UNTERLAGEN
from nahbar.platform import clock
from nahbar.platform.accounts.roles import MACHINE, Actor
from nahbar.platform.intake import Accepted, Limits, Refused
from nahbar.platform.intake.names import clean_name
from nahbar.platform.intake.reasons import too_large
from nahbar.platform.jobs.rounds import every_minute
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.platform.vault.actions import store_file
from nahbar.procedures.add_upload import add_upload, add_uploads, judged, note_refused

MOST_BYTES = Limits().max_bytes


class OffsetConflict(Exception):
    """The piece does not begin where the last one ended; `angekommen` says where to go on."""

    def __init__(self, angekommen: int) -> None:
        super().__init__("Dieser Teil der Datei schließt nicht an.")
        self.angekommen = angekommen


class SendingExpired(Exception):
    """Too long ago: the pieces are deleted, the file must be sent from its beginning."""

    def __init__(self) -> None:
        super().__init__("Das ist zu lange her. Bitte senden Sie die Datei noch einmal von vorn.")


@transaction.atomic
def begin_sending(*, acting: Actor, antrag: Antrag, announced: Announced) -> Sendung:
    """The sending of this file, new or already known; what cannot be taken is refused and noted before its first byte.

    The same content that lies with this paper already is known at once: not a byte must be sent.
    """
    if not can_change_answers(acting, antrag, UNTERLAGEN):
        raise AntragUnknown
    current = applications.lock(antrag)
    known = sendungen.begun(current, announced)
    if known is not None and (known.upload_id or known.verfaellt_at > clock.now()):
        return known
    if known is not None:
        sendungen.drop_sendung(acting=acting, sendung=known)
    if announced.nachweis_key == OTHER:
        applications.other_paper(acting=acting, antrag=current)
    nachweis = queries.nachweis_by_key(current, announced.nachweis_key)
    sendung = sendungen.begin_sendung(acting=acting, antrag=current, announced=announced)
    already = same_upload(nachweis, announced.sha256) if announced.sha256 else None
    if already is not None:
        return sendungen.finish(acting=acting, sendung=sendung, upload=already)
    if reason := _no_room(current, announced):
        refused = Refused(
            "kein_platz", reason, "", clean_name(announced.dateiname), announced.sha256, announced.groesse
        )
        upload = note_refused(acting, current, nachweis, refused)
        return sendungen.finish(acting=acting, sendung=sendung, upload=upload)
    return sendung


def _no_room(antrag: Antrag, announced: Announced) -> str:
    if announced.groesse > MOST_BYTES:
        return too_large(announced.groesse, MOST_BYTES)
    count, size = sendungen.open_bytes(antrag)
    return FULL if count > MOST_OPEN else no_room(antrag, size)


@transaction.atomic
def continue_sending(
    *, acting: Actor, antrag: Antrag, sendung: Sendung, offset: int, data: bytes, kanal: str = "portal"
) -> Sendung | None:
    """Take the piece that begins at `offset` (bytes); with the last one the whole file is judged and receipted.

    None: the whole has another hash than was said, it was damaged on its way; everything is dropped and the sender
    begins anew. Raises OffsetConflict, SendingExpired, AntragUnknown.
    """
    if not can_change_answers(acting, antrag, UNTERLAGEN):
        raise AntragUnknown
    held = sendungen.locked(sendung)
    if held.upload_id is None and held.verfaellt_at <= clock.now():
        raise SendingExpired
    if offset != held.angekommen or offset + len(data) > held.groesse:
        raise OffsetConflict(held.angekommen)
    if data:
        teil = store_file(data, "application/octet-stream")
        held = sendungen.add_teil(acting=acting, sendung=held, teil=teil)
    if not held.vollstaendig or held.upload_id is not None or held.vorschau:
        return held
    whole = sendungen.content(held)
    if held.sha256 and hashlib.sha256(whole).hexdigest() != held.sha256:
        sendungen.drop_sendung(acting=acting, sendung=held)
        return None
    _whole(acting, antrag, held, whole, kanal)
    return held


def _whole(acting: Actor, antrag: Antrag, sendung: Sendung, data: bytes, kanal: str) -> None:
    if sendung.schwaerzen:
        found = judged(antrag, sendung.dateiname, data)
        if isinstance(found, Accepted):
            pictures = [store_file(picture, "image/jpeg") for picture in found.previews]
            sendungen.hold(acting=acting, sendung=sendung, vorschau=pictures)
            return
        # what its sender wants to black out first must not wait here and go in unseen later
        _finish(acting, sendung, [_alone(acting, antrag, sendung, data, kanal, hold=False)])
        return
    hand_over(acting=acting, antrag=antrag, sendung=sendung, data=data, kanal=kanal)


@transaction.atomic
def hold_file(*, acting: Actor, antrag: Antrag, nachweis_key: str, filename: str, data: bytes) -> Sendung:
    """A whole file that comes in one go and waits to be blacked out; what cannot be taken is refused at once."""
    announced = Announced(
        schluessel=uuid4().hex,
        nachweis_key=nachweis_key,
        dateiname=clean_name(filename),
        groesse=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        schwaerzen=True,
    )
    sendung = begin_sending(acting=acting, antrag=antrag, announced=announced)
    if sendung.upload_id is not None or sendung.vollstaendig and data:
        return sendung
    rest = data[sendung.angekommen :]
    after = continue_sending(acting=acting, antrag=antrag, sendung=sendung, offset=sendung.angekommen, data=rest)
    return after or sendung


@transaction.atomic
def hand_over(
    *, acting: Actor, antrag: Antrag, sendung: Sendung, data: bytes, kanal: str = "portal"
) -> Upload:
    """Give the whole file, or what is left of it after blacking out, to the paper it belongs to."""
    # who wants to black something out gets no attachment handed over unseen: such an e-mail is refused with its reason
    if sendung.schwaerzen:
        return _finish(acting, sendung, [_alone(acting, antrag, sendung, data, kanal)])
    uploads = add_uploads(
        acting=acting, antrag=antrag, nachweis_key=sendung.nachweis_key, filename=sendung.dateiname, data=data,
        kanal=kanal,
    )  # fmt: skip
    return _finish(acting, sendung, uploads)


def _finish(acting: Actor, sendung: Sendung, uploads: list[Upload]) -> Upload:
    sendungen.finish(acting=acting, sendung=sendung, upload=uploads[0])
    for upload in uploads[1:]:
        sendungen.beside(acting=acting, sendung=sendung, upload=upload)
    return uploads[0]


def _alone(
    acting: Actor, antrag: Antrag, sendung: Sendung, data: bytes, kanal: str, *, hold: bool = True
) -> Upload:
    return add_upload(
        acting=acting, antrag=antrag, nachweis_key=sendung.nachweis_key, filename=sendung.dateiname, data=data,
        kanal=kanal, hold=hold,
    )  # fmt: skip


@transaction.atomic
def stop_sending(*, acting: Actor, antrag: Antrag, sendung: Sendung) -> None:
    """The sender takes it back before it is whole or handed over; what became an upload stays."""
    if not can_change_answers(acting, antrag, UNTERLAGEN):
        raise AntragUnknown
    held = sendungen.locked(sendung)
    if held.upload_id is None:
        sendungen.drop_sendung(acting=acting, sendung=held)


@every_minute("forget_sendungen")
def forget_round(traeger_id: UUID) -> None:
    """Delete the pieces nobody came back for; most minutes there are none."""
    with traeger_scope(traeger_id):
        sendungen.forget_expired(acting=MACHINE)
