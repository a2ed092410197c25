"""Open what a letter asks for, with the code on it: narrow, slowed down against guessing, the same answer for all."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from nahbar.domain.applications import briefcodes
from nahbar.domain.applications.briefcodes import Briefcode
from nahbar.domain.applications.vertretung_policies import UNTERLAGEN
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Akte
from nahbar.domain.decisions.errors import RoleMissing
from nahbar.platform.accounts import throttle
from nahbar.platform.accounts.roles import Actor, Befugnis, Role
from nahbar.platform.audit import actions as audit
from nahbar.platform.ids import normal_code
from nahbar.platform.letters import words

BLOCKERS = (Role.LEISTUNG, Role.TEAMLEAD, Role.FRONTDESK)


class LetterCodeRefused(Exception):
    """The code opens nothing: unknown, expired, blocked or done with; nobody learns which."""

    def __init__(self, wait_seconds: int) -> None:
        super().__init__("Mit diesem Code geht es hier nicht weiter.")
        self.wait_seconds = wait_seconds


def holder(row: Briefcode) -> Actor:
    """Whoever holds the letter: may send what it asks for to this application, and read nothing of it."""
    narrow = Befugnis(row.antrag_id, row.id, "brief", "", frozenset({UNTERLAGEN}))
    return Actor("letter", str(row.id), frozenset({Role.CITIZEN}), befugnisse=(narrow,))


def open_letter(*, acting: Actor, code: str) -> Briefcode:
    """The code of a letter, noted as used; raises LetterCodeRefused, at once while the visitor has to wait.

    The first use is a line in the file, so that the person sees it.
    """
    target = f"brief:{normal_code(code) or 'unlesbar'}"
    if wait := throttle.seconds_to_wait(target):
        raise LetterCodeRefused(wait)
    row = briefcodes.briefcode_of(code)
    if row is None or briefcodes.ended_by(row):
        raise LetterCodeRefused(_note_failure(acting, target, row))
    throttle.note_success(target)
    first = row.zuerst_at is None
    opened = briefcodes.note_opened(acting=acting, briefcode=row)
    if first and row.antrag.akte is not None:
        casefile.add_eintrag(
            acting=holder(row), akte=row.antrag.akte, vorgang=row.antrag.vorgang, art="briefcode_genutzt",
            text=f"Der Code aus dem Brief vom {words.day(briefcodes.day_of(row))} wurde benutzt.",
        )  # fmt: skip
    return opened


def _note_failure(acting: Actor, target: str, row: Briefcode | None) -> int:
    throttle.note_failure(target)
    if row is not None:
        audit.record("letter_code_refused", acting=acting, object_type="antrag", object_id=row.antrag_id)
    return throttle.seconds_to_wait(target)


def still_open(briefcode_id: UUID) -> Briefcode | None:
    """What a browser opened before, as long as the code opens anything; looked up anew at each request."""
    row = briefcodes.briefcode_by_id(briefcode_id)
    return row if row is not None and not briefcodes.ended_by(row) else None


@transaction.atomic
def block_letter_code(*, acting: Actor, briefcode: Briefcode) -> Briefcode:
    """The office blocks the code of a letter: at once, also for whoever has its page open. Raises RoleMissing."""
    if not acting.has(*BLOCKERS):
        raise RoleMissing()
    again = briefcode.gesperrt_at is not None
    blocked = briefcodes.block(acting=acting, briefcode=briefcode)
    akte: Akte | None = blocked.antrag.akte
    if akte is not None and not again:
        casefile.add_eintrag(
            acting=acting, akte=akte, vorgang=blocked.antrag.vorgang, art="briefcode_gesperrt",
            text=f"Der Code aus dem Brief vom {words.day(briefcodes.day_of(blocked))} ist gesperrt.",
        )  # fmt: skip
    return blocked
