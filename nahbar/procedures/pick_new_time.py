"""Pick a new time after "I cannot come": three of the same offer, or by video, booked in the same place (C13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from nahbar.domain.appointments import actions as appointments
from nahbar.domain.appointments import queries
from nahbar.domain.appointments.errors import NotAllowed, NotOpen, SlotTaken
from nahbar.domain.appointments.models import Angebot, Termin
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.conversations.models import Nachricht
from nahbar.domain.conversations.queries import gespraech_of
from nahbar.platform import clock
from nahbar.platform.accounts.roles import MACHINE, Actor
from nahbar.procedures.book_termin import is_own_akte, where_and_when
from nahbar.procedures.conversation import machine_says

OFFERED = 3
DAYS_AHEAD = 42
REMEMBERED = timedelta(days=14)
"""So long new times are offered for an appointment that was given back."""


@dataclass(frozen=True)
class NewTime:
    """One time that is offered instead."""

    angebot: Angebot
    beginn: datetime
    ende: datetime
    video: bool


def new_times(termin: Termin) -> list[NewTime]:
    """The next three times of the same offer, then the next three by video where the office offers that."""
    found = _times(termin.angebot, termin.sprache)
    others = [one for one in queries.online_angebote() if one.art == Angebot.Art.VIDEO and one.id != termin.angebot_id]
    by_video = (_times(one, termin.sprache) for one in others)
    return [*found, *next((times for times in by_video if times), [])]


def _times(angebot: Angebot, sprache: str) -> list[NewTime]:
    slots = queries.free_slots(angebot, clock.today(), DAYS_AHEAD, OFFERED, sprache=sprache)
    return [NewTime(angebot, slot.beginn, slot.ende, angebot.art == Angebot.Art.VIDEO) for slot in slots]


def to_replace(akte_id: UUID) -> Termin | None:
    """The appointment that was given back last and has no successor yet."""
    rows = queries.termine_for_akte(akte_id)
    gone = [one for one in rows if one.abgesagt_at is not None and one.abgesagt_von == Termin.Seite.BUERGER]
    last = max(gone, key=lambda one: one.abgesagt_at or one.created_at, default=None)
    if last is None or last.abgesagt_at is None or last.abgesagt_at < clock.now() - REMEMBERED:
        return None
    return None if any(one.created_at >= last.abgesagt_at for one in rows) else last


@transaction.atomic
def pick_new_time(*, acting: Actor, termin: Termin, angebot_id: UUID, beginn: datetime) -> Termin:
    """Book one of the offered times in place of the one that was given back; a second click gives the same one.

    Raises NotAllowed for a foreign case, NotOpen if the old one stands or was replaced, SlotTaken.
    """
    if termin.akte is None or not is_own_akte(acting, termin.akte):
        raise NotAllowed
    old = appointments.locked(termin)
    assert old.akte is not None
    same = Termin.objects.filter(
        akte=old.akte, angebot_id=angebot_id, beginn=beginn, stand=Termin.Stand.GEBUCHT
    ).first()
    if same is not None:
        return queries.termin_by_id(same.id)
    waiting = to_replace(old.akte.id)
    if waiting is None or waiting.id != old.id:
        raise NotOpen(old.get_stand_display())
    chosen = next((one for one in new_times(old) if one.angebot.id == angebot_id and one.beginn == beginn), None)
    if chosen is None:
        raise SlotTaken
    made = appointments.create_termin(
        acting=acting,
        angebot=chosen.angebot,
        beginn=chosen.beginn,
        akte=old.akte,
        anlass=old.anlass,
        sprache=old.sprache,
        unterstuetzung=old.unterstuetzung,
    )
    text = f"Neuer Termin: {chosen.angebot.titel}, {where_and_when(made)}. Code {made.code}."
    casefile.add_eintrag(acting=acting, akte=old.akte, vorgang=None, art="termin_gebucht", text=text)
    gespraech = gespraech_of(old.akte)
    if gespraech is not None:
        machine_says(acting=MACHINE, gespraech=gespraech, art=Nachricht.Art.TERMIN, text=text, key=f"t-{made.id.hex}")
    return made
