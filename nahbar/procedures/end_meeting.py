"""End a video meeting: one line in the file, how long it took; who was there is forgotten after a day."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from nahbar.domain.appointments.models import Termin
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.conversations import meetings
from nahbar.domain.conversations.errors import GespraechUnknown, NotYourConversation
from nahbar.domain.conversations.meeting_queries import left_open, treffen_of
from nahbar.domain.conversations.models import Treffen
from nahbar.platform.accounts.roles import MACHINE, Actor
from nahbar.platform.jobs.rounds import every_minute
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.procedures.enter_meeting import may_host


@transaction.atomic
def end_meeting(*, acting: Actor, termin: Termin) -> None:
    """Hang up for both and write one line. Raises NotYourConversation, GespraechUnknown."""
    if not may_host(acting, termin):
        raise NotYourConversation
    treffen = treffen_of(termin.id)
    if treffen is None:
        raise GespraechUnknown
    _close(acting, treffen)


def _close(acting: Actor, treffen: Treffen) -> None:
    if treffen.beendet_at is not None:
        return
    room = meetings.end(acting=acting, treffen=treffen)
    if room.akte is not None and room.minuten is not None:
        word = "Minute" if room.minuten == 1 else "Minuten"
        casefile.add_eintrag(
            acting=acting,
            akte=room.akte,
            vorgang=None,
            art="videogespraech",
            text=f"Videogespräch {room.minuten} {word}",
        )


@every_minute("close_meetings")
def close_meetings(traeger_id: UUID) -> None:
    """End what nobody ended, an hour after its time, and forget who was there a day later."""
    with traeger_scope(traeger_id):
        for treffen in left_open():
            _close(MACHINE, treffen)
        meetings.forget(acting=MACHINE)
