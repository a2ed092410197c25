"""Answer a letter with its code: the papers it asks for go the way of every other upload, nothing else goes at all."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.applications.briefcodes import Briefcode
from nahbar.domain.applications.errors import AntragUnknown
from nahbar.domain.applications.models import Upload
from nahbar.domain.applications.sendung_models import Sendung
from nahbar.domain.applications.sendungen import Announced
from nahbar.procedures.add_upload import add_uploads
from nahbar.procedures.open_letter import holder
from nahbar.procedures.request_evidence import settle_deadline
from nahbar.procedures.send_in_pieces import begin_sending, continue_sending, stop_sending

CHANNEL = "briefcode"


def _asked(briefcode: Briefcode, key: str) -> None:
    if briefcode.zweck != Briefcode.Zweck.UNTERLAGEN or key not in briefcode.nachweise:
        raise AntragUnknown


@transaction.atomic
def send_paper(*, briefcode: Briefcode, key: str, filename: str, data: bytes) -> list[Upload]:
    """One file for a paper of this letter; of an e-mail each attachment. Raises AntragUnknown for any other paper."""
    _asked(briefcode, key)
    who = holder(briefcode)
    uploads = add_uploads(
        acting=who, antrag=briefcode.antrag, nachweis_key=key, filename=filename, data=data, kanal=CHANNEL
    )
    settle_deadline(acting=who, antrag=briefcode.antrag)
    return uploads


@transaction.atomic
def begin_paper(*, briefcode: Briefcode, announced: Announced) -> Sendung:
    """A file is coming in pieces for a paper of this letter; raises AntragUnknown for any other."""
    _asked(briefcode, announced.nachweis_key)
    sendung = begin_sending(acting=holder(briefcode), antrag=briefcode.antrag, announced=announced)
    settle_deadline(acting=holder(briefcode), antrag=briefcode.antrag)
    return sendung


@transaction.atomic
def continue_paper(*, briefcode: Briefcode, sendung: Sendung, offset: int, data: bytes) -> Sendung | None:
    """The next piece; see `continue_sending`."""
    _asked(briefcode, sendung.nachweis_key)
    who = holder(briefcode)
    after = continue_sending(
        acting=who, antrag=briefcode.antrag, sendung=sendung, offset=offset, data=data, kanal=CHANNEL
    )
    settle_deadline(acting=who, antrag=briefcode.antrag)
    return after


@transaction.atomic
def stop_paper(*, briefcode: Briefcode, sendung: Sendung) -> None:
    """The sender takes a file back before it is whole."""
    _asked(briefcode, sendung.nachweis_key)
    stop_sending(acting=holder(briefcode), antrag=briefcode.antrag, sendung=sendung)
