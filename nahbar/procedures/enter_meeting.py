"""Enter a video meeting: the citizen of the appointment waits, its adviser is in; nobody else gets so far (A03)."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.appointments.models import Ressource, Termin
from nahbar.domain.appointments.queries import mit_wem
from nahbar.domain.conversations import meetings
from nahbar.domain.conversations.errors import MeetingClosed, NotYourConversation
from nahbar.domain.conversations.models import Teilnahme
from nahbar.domain.conversations.policies import CLOSES_AFTER, OPENS_BEFORE, can_answer
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.platform.letters.words import moment


def may_host(actor: Actor, termin: Termin) -> bool:
    """The adviser of the appointment; where none is named any caseworker; the team lead always."""
    if not can_answer(actor):
        return False
    named = {one.account_id for one in mit_wem(termin) if one.art == Ressource.Art.PERSON and one.account_id}
    return actor.has(Role.TEAMLEAD) or not named or actor.account_id in named


def why_closed(termin: Termin) -> str:
    """Why nobody can enter now, as a sentence with the way out; empty while the meeting is open."""
    now = clock.now()
    if termin.art != Termin.Art.VIDEO:
        return "Dieser Termin ist kein Videogespräch."
    if termin.stand in (Termin.Stand.ABGESAGT, Termin.Stand.VERSAEUMT):
        return f"Dieser Termin ist {termin.get_stand_display()}. Vereinbaren Sie einen neuen, oder rufen Sie uns an."
    if now < termin.beginn - OPENS_BEFORE:
        opens = moment(termin.beginn - OPENS_BEFORE)
        return f"Der Warteraum öffnet 15 Minuten vor dem Termin: {opens}."
    if now > termin.ende + CLOSES_AFTER:
        return "Dieser Termin ist vorbei. Vereinbaren Sie einen neuen, oder rufen Sie uns an."
    return ""


@transaction.atomic
def enter_meeting(*, acting: Actor, termin: Termin, key: str, as_host: bool, own: bool = False) -> Teilnahme:
    """Take a seat; `key` is the browser's, `own` says that the citizen comes from the own case, not by the code.

    Raises MeetingClosed, NotYourConversation.
    """
    if as_host and not may_host(acting, termin):
        raise NotYourConversation
    if sentence := why_closed(termin):
        raise MeetingClosed(sentence)
    treffen = meetings.open_treffen(
        acting=acting, akte=termin.akte, termin=termin.id, beginn=termin.beginn, ende=termin.ende
    )
    if treffen.beendet_at is not None:
        raise MeetingClosed("Dieses Videogespräch ist beendet. Brauchen Sie noch etwas, schreiben Sie uns.")
    if as_host:
        visitor = meetings.Visitor(Teilnahme.Rolle.AMT, acting.name, key, acting.account_id)
    else:
        name = termin.fuer if own else f"Gast mit Termincode (erwartet: {termin.fuer})"
        visitor = meetings.Visitor(Teilnahme.Rolle.GAST, name, key)
    return meetings.enter(acting=acting, treffen=treffen, visitor=visitor)
