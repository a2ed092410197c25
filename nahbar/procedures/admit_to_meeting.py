"""Admit to a video meeting: staff look at who waits and let in the one they recognise."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from nahbar.domain.appointments.models import Termin
from nahbar.domain.conversations import meetings
from nahbar.domain.conversations.errors import GespraechUnknown, NotYourConversation
from nahbar.domain.conversations.meeting_queries import treffen_of
from nahbar.platform.accounts.roles import Actor
from nahbar.procedures.enter_meeting import may_host


@transaction.atomic
def admit_to_meeting(*, acting: Actor, termin: Termin, teilnahme_id: UUID, let_in: bool = True) -> None:
    """Let one person in, or not; refused ones stay out. Raises NotYourConversation, GespraechUnknown, MeetingClosed."""
    if not may_host(acting, termin):
        raise NotYourConversation
    treffen = treffen_of(termin.id)
    if treffen is None:
        raise GespraechUnknown
    if let_in:
        meetings.admit(acting=acting, treffen=treffen, teilnahme_id=teilnahme_id)
    else:
        meetings.refuse(acting=acting, treffen=treffen, teilnahme_id=teilnahme_id)
