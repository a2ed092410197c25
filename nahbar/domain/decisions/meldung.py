"""Meldeversäumnisse step by step. Each step is refused in a room for information and counselling, before all else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

from nahbar.domain.appointments.models import Termin
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.errors import PurposeLocked
from nahbar.domain.casefile.models import Akte, Aufgabe
from nahbar.domain.casefile.purpose import refuse_in_locked_room
from nahbar.domain.decisions.errors import (
    FirstHasNoConsequence,
    HearingFirst,
    MeldungOver,
    NoMeldetermin,
    NotInvitedInWriting,
    ReasonNeeded,
    RoleMissing,
    SaidInTime,
)
from nahbar.domain.decisions.models import Meldeversaeumnis
from nahbar.domain.decisions.policies import can_handle_meldung
from nahbar.domain.mailroom.models import Brief
from nahbar.law.sgb2.meldeversaeumnis import kann_mindern
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.platform.audit import actions as audit
from nahbar.platform.letters.words import numeric_day
from nahbar.platform.zone import BERLIN

P = ParamSpec("P")
R = TypeVar("R")
AROUND = timedelta(minutes=15)
"""Before and after an appointment in a locked room the lock already and still holds for the file."""
DECIDE_TASK = "meldeversaeumnis_entscheiden"


def never_in_locked_room(action: Callable[P, R]) -> Callable[P, R]:
    """The purpose lock in front of an action: whoever acts in a locked room is refused before anything is read.

    tests/house holds that every action of this module carries it.
    """

    @wraps(action)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        acting = kwargs["acting"]
        assert isinstance(acting, Actor)
        refuse_in_locked_room(acting)
        if not can_handle_meldung(acting):
            raise RoleMissing()
        return action(*args, **kwargs)

    guarded.never_in_locked_room = True  # type: ignore[attr-defined]  # read by the house test
    return guarded


def refuse_during_counselling(akte: Akte) -> None:
    """Raise PurposeLocked while an appointment of this file takes place in a locked room, whatever desk somebody names.

    Somebody who forgot to say where she works today is still in that room.
    """
    now = clock.now()
    running = (
        Termin.objects.filter(akte=akte, beginn__lte=now + AROUND, ende__gte=now - AROUND)
        .exclude(zweckbindung="")
        .exclude(stand=Termin.Stand.ABGESAGT)
        .select_related("ort")
        .first()
    )
    if running is not None:
        raise PurposeLocked(running.ort.name)


@transaction.atomic
@never_in_locked_room
def start(*, acting: Actor, termin: Termin, belehrung: str) -> Meldeversaeumnis:
    """Record that somebody did not come to a Meldetermin; a second time gives the same record.

    Raises PurposeLocked (also for an appointment that was held in a locked room), NoMeldetermin, SaidInTime,
    NotInvitedInWriting, RoleMissing.
    """
    row = Termin.objects.select_for_update(of=("self",)).select_related("ort", "akte", "person").get(id=termin.id)
    if row.zweckbindung:
        raise PurposeLocked(row.ort.name)
    if row.vor_beginn:
        raise SaidInTime(numeric_day(_day(row)))
    if not row.meldetermin or row.akte is None or row.person is None or row.stand != Termin.Stand.VERSAEUMT:
        raise NoMeldetermin()
    refuse_during_counselling(row.akte)
    known: Meldeversaeumnis | None = Meldeversaeumnis.objects.filter(termin=row).first()
    if known is not None:
        return known
    if len(belehrung.strip()) < 8:
        raise NotInvitedInWriting()
    excused = Meldeversaeumnis.Ausgang.WICHTIGER_GRUND
    before = Meldeversaeumnis.objects.filter(person=row.person).exclude(ausgang=excused)
    vorgang = casefile.open_vorgang(
        acting=acting, akte=row.akte, art="meldeversaeumnis", titel=f"Versäumter Termin am {numeric_day(_day(row))}"
    )
    made: Meldeversaeumnis = Meldeversaeumnis.objects.create(
        akte=row.akte,
        vorgang=vorgang,
        person=row.person,
        termin=row,
        nummer=before.count() + 1,
        belehrung=belehrung.strip()[:300],
        genannter_grund=row.grund,
        created_by=Account.objects.get(id=acting.account_id),
        created_at=clock.now(),
    )
    casefile.add_eintrag(
        acting=acting,
        akte=row.akte,
        vorgang=vorgang,
        art="meldeversaeumnis_festgehalten",
        text=f"Versäumter Termin am {numeric_day(_day(row))} festgehalten. Eine Anhörung kommt, bevor etwas folgt.",
    )
    casefile.add_aufgabe(
        acting=acting,
        akte=row.akte,
        vorgang=vorgang,
        art=DECIDE_TASK,
        titel=f"Versäumter Termin am {numeric_day(_day(row))}: anhören und entscheiden",
        frist=clock.today() + timedelta(days=7),
        pool=Role.FALLMANAGEMENT.value,
        dringlichkeit=Aufgabe.Dringlichkeit.NORMAL,
    )
    audit.record("meldeversaeumnis_started", acting=acting, object_type="meldeversaeumnis", object_id=made.id)
    return made


@transaction.atomic
@never_in_locked_room
def hear(*, acting: Actor, meldung: Meldeversaeumnis, brief: Brief, until: date) -> Meldeversaeumnis:
    """Keep the letter of the hearing (§ 24 SGB X) and its last day. Raises PurposeLocked, MeldungOver."""
    row = _open(meldung)
    row.anhoerung, row.anhoerung_bis, row.stand = brief, until, Meldeversaeumnis.Stand.ANGEHOERT
    row.save(update_fields=["anhoerung", "anhoerung_bis", "stand"])
    audit.record("meldeversaeumnis_heard", acting=acting, object_type="meldeversaeumnis", object_id=row.id)
    return row


@transaction.atomic
@never_in_locked_room
def note_aeusserung(*, acting: Actor, meldung: Meldeversaeumnis, text: str) -> Meldeversaeumnis:
    """Write down what the person said about it, in her words. Raises PurposeLocked, MeldungOver, ReasonNeeded."""
    row = _open(meldung)
    if not text.strip():
        raise ReasonNeeded()
    row.aeusserung = text.strip()[:4000]
    row.save(update_fields=["aeusserung"])
    audit.record("meldeversaeumnis_answered", acting=acting, object_type="meldeversaeumnis", object_id=row.id)
    return row


@transaction.atomic
@never_in_locked_room
def decide(*, acting: Actor, meldung: Meldeversaeumnis, ausgang: str, begruendung: str) -> Meldeversaeumnis:
    """End it without a consequence for the money, with the reason.

    Raises PurposeLocked, MeldungOver, ReasonNeeded, and FirstHasNoConsequence where `erstes` is chosen for a repeated
    one. A repeated one is decided after the hearing only (§ 24 SGB X): HearingFirst.
    """
    row = _open(meldung)
    chosen = Meldeversaeumnis.Ausgang(ausgang)
    if len(begruendung.strip()) < 10:
        raise ReasonNeeded()
    mindert = kann_mindern(row.nummer, _day(row.termin))
    if chosen is Meldeversaeumnis.Ausgang.ERSTES and mindert:
        raise FirstHasNoConsequence(row.nummer)
    if mindert and chosen is not Meldeversaeumnis.Ausgang.WICHTIGER_GRUND and row.anhoerung is None:
        raise HearingFirst()
    row.ausgang, row.begruendung = chosen, begruendung.strip()[:4000]
    row.stand, row.entschieden_at = Meldeversaeumnis.Stand.ENTSCHIEDEN, clock.now()
    row.entschieden_by = Account.objects.get(id=acting.account_id)
    row.save(update_fields=["ausgang", "begruendung", "stand", "entschieden_at", "entschieden_by"])
    casefile.finish_aufgaben(acting=acting, vorgang=row.vorgang, art=DECIDE_TASK)
    casefile.add_eintrag(
        acting=acting,
        akte=row.akte,
        vorgang=row.vorgang,
        art="meldeversaeumnis_entschieden",
        text=f"Versäumter Termin am {numeric_day(_day(row.termin))}: {chosen.label}. Am Geld ändert sich nichts.",
    )
    audit.record(
        "meldeversaeumnis_decided",
        acting=acting,
        object_type="meldeversaeumnis",
        object_id=row.id,
        details={"ausgang": chosen.value},
    )
    return row


def _open(meldung: Meldeversaeumnis) -> Meldeversaeumnis:
    row: Meldeversaeumnis = (
        Meldeversaeumnis.objects.select_for_update(of=("self",))
        .select_related("akte", "vorgang", "person", "termin__ort")
        .get(id=meldung.id)
    )
    refuse_during_counselling(row.akte)
    if row.stand == Meldeversaeumnis.Stand.ENTSCHIEDEN:
        raise MeldungOver()
    return row


def _day(termin: Termin) -> date:
    return termin.beginn.astimezone(BERLIN).date()
