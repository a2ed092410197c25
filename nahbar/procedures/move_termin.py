"""Move an appointment: the old time is free and the new one taken in the same moment (C13)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nahbar.domain.appointments import actions as appointments
from nahbar.domain.appointments.errors import NotAllowed
from nahbar.domain.appointments.models import Termin
from nahbar.domain.appointments.policies import can_book_for_others, holds
from nahbar.domain.casefile import actions as casefile
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.letters.words import moment
from nahbar.procedures.book_termin import is_own_akte, tell_unless_own, where_and_when


def require_hold(acting: Actor, termin: Termin, code: str) -> None:
    """The desks, whoever knows the code, and the citizen of the file; raises NotAllowed."""
    if can_book_for_others(acting) or holds(termin, code):
        return
    if termin.akte is None or not is_own_akte(acting, termin.akte):
        raise NotAllowed


@transaction.atomic
def move_termin(*, acting: Actor, termin: Termin, beginn: datetime, code: str = "") -> Termin:
    """Take another time of the same offer; without a file whoever asks shows the code.

    Raises NotAllowed, NotOpen, Begun, NoSlot, SlotTaken; then the old time stays.
    """
    require_hold(acting, termin, code)
    before = termin.beginn
    moved = appointments.move_termin(acting=acting, termin=termin, beginn=beginn)
    if moved.akte is not None:
        casefile.add_eintrag(
            acting=acting,
            akte=moved.akte,
            vorgang=None,
            art="termin_verschoben",
            text=f"Termin verschoben von {moment(before)} auf {where_and_when(moved)}. Code {moved.code}.",
        )
        tell_unless_own(acting, moved.akte)
    return moved
