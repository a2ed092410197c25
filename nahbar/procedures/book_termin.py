"""Book an appointment: for oneself, without account, or by the office for a file (A01, C06)."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from nahbar.domain.applications.queries import own_antraege
from nahbar.domain.appointments import actions as appointments
from nahbar.domain.appointments import queries
from nahbar.domain.appointments.errors import NotAllowed, TooMany
from nahbar.domain.appointments.models import Angebot, Termin
from nahbar.domain.appointments.policies import can_book_for_others, can_book_online, can_invite
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Akte
from nahbar.domain.casefile.queries import open_aufgaben
from nahbar.domain.people.models import Person
from nahbar.platform.accounts import source
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.letters.words import moment
from nahbar.procedures.tell_citizen import tell_citizen

MOST_OF_FILE = 3
"""Appointments still to come of one file that citizens booked themselves or the office booked without invitation."""
MOST_OF_BROWSER = 2
MOST_OF_NETWORK = 12
"""Without a file, of one network: a library or a shelter has many honest visitors behind one address."""


def is_own_akte(acting: Actor, akte: Akte) -> bool:
    """True if this citizen has an application in the file."""
    return any(antrag.akte_id == akte.id for antrag in own_antraege(acting))


def _network() -> str:
    """Where an anonymous booking comes from, not to be read back."""
    network = source.here().network
    if not network:
        return ""
    return hmac.new(settings.SECRET_KEY.encode(), f"termin:{network}".encode(), hashlib.sha256).hexdigest()


def _limit(akte: Akte | None, herkunft: str, held: Sequence[UUID]) -> None:
    """Nobody hoards times that others need; raises TooMany."""
    if akte is not None:
        if queries.open_count(akte_id=akte.id) >= MOST_OF_FILE:
            raise TooMany(MOST_OF_FILE)
        return
    if queries.open_count(ids=list(held)) >= MOST_OF_BROWSER:
        raise TooMany(MOST_OF_BROWSER)
    if queries.open_count(herkunft=herkunft) >= MOST_OF_NETWORK:
        raise TooMany(MOST_OF_NETWORK)


def responsible(akte: Akte) -> str:
    """The account that has the most urgent open task of the file; empty if nobody has one (C06)."""
    return next((str(task.owner_id) for task in open_aufgaben(akte) if task.owner_id), "")


def tell_unless_own(acting: Actor, akte: Akte) -> None:
    """Word of the news for the citizen, unless she did it herself."""
    if not is_own_akte(acting, akte):
        tell_citizen(acting=acting, akte=akte, anlass="termin")


def where_and_when(termin: Termin) -> str:
    """`Mittwoch, 9. Dezember 2026, 10:00 Uhr, Jobcenter, Marktplatz 1, 46325 Musterstadt`."""
    if termin.art == Termin.Art.VOR_ORT:
        return f"{moment(termin.beginn)}, {termin.ort.name}, {termin.ort.anschrift}"
    return f"{moment(termin.beginn)}, {termin.get_art_display()}"


@transaction.atomic
def book_termin(
    *,
    acting: Actor,
    angebot: Angebot,
    beginn: datetime,
    akte: Akte | None = None,
    person: Person | None = None,
    name: str = "",
    art: str = "",
    anlass: str = "",
    sprache: str = "",
    unterstuetzung: str = "",
    meldetermin: bool = False,
    prefer: str = "",
    held: Sequence[UUID] = (),
) -> Termin:
    """Take the time with everything it needs, or nothing of it.

    Citizens book what is open to them, for their own file or with a name alone; `held` are the appointments that this
    browser made already. `prefer` is the account of the caseworker to try first, else whoever is responsible for the
    file. Raises NotAllowed, TooMany, NameMissing, OpenOffer, LockedRoom, NoSlot, SlotTaken.
    """
    herkunft = ""
    if not can_book_for_others(acting):
        if meldetermin or not can_book_online(angebot) or (akte is not None and not is_own_akte(acting, akte)):
            raise NotAllowed
        herkunft = _network() if akte is None else ""
        _limit(akte, herkunft, held)
    elif meldetermin and not can_invite(acting):
        raise NotAllowed
    if not prefer and akte is not None:
        prefer = responsible(akte)
    termin = appointments.create_termin(
        acting=acting,
        angebot=angebot,
        beginn=beginn,
        akte=akte,
        person=person,
        name=name,
        art=art,
        anlass=anlass,
        sprache=sprache,
        unterstuetzung=unterstuetzung,
        meldetermin=meldetermin,
        herkunft=herkunft,
        prefer=prefer,
    )
    if akte is not None:
        what = "Einladung" if meldetermin else "Termin"
        casefile.add_eintrag(
            acting=acting,
            akte=akte,
            vorgang=None,
            art="termin_gebucht",
            text=f"{what}: {angebot.titel}, {where_and_when(termin)}. Code {termin.code}.",
        )
        tell_unless_own(acting, akte)
    return termin
