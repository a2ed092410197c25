"""Writing appointments: booked, moved, cancelled, kept or missed. Places and offers are written in `places.py`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from nahbar.domain.appointments import queries, slots
from nahbar.domain.appointments.errors import (
    Begun,
    LockedRoom,
    NameMissing,
    NoSlot,
    NotOpen,
    NotYet,
    OpenOffer,
    SlotTaken,
)
from nahbar.domain.appointments.models import Angebot, Belegung, Ressource, Termin
from nahbar.domain.casefile.models import Akte
from nahbar.domain.people.models import Person
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.ids import new_code, uuid7
from nahbar.platform.tenancy.scope import current_traeger_id


def _lock(mode: str) -> None:
    """Bookings run side by side (`shared`); a move waits for them and runs alone: it gives and takes at once."""
    function = {"shared": "pg_advisory_xact_lock_shared", "alone": "pg_advisory_xact_lock"}[mode]
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}(hashtextextended(%s, 3))", [f"termine:{current_traeger_id()}"])


def _claim(termin: Termin, needed: Sequence[Sequence[Ressource]]) -> None:
    """Take one resource of each kind; raises SlotTaken, and then the caller's savepoint takes back all of it.

    INSERT … ON CONFLICT DO NOTHING, kinds in one order for everybody: a plain insert lets two that want the same time
    wait for each other, which stalls a herd for half a minute. The database, not the look beforehand, decides.
    """
    if not needed or not all(needed):
        raise NoSlot
    every = [resource for pool in needed for resource in pool]
    busy = slots.taken(every, termin.beginn, termin.ende)
    for pool in needed:
        for resource in pool:
            if resource.id in busy:
                continue
            row = Belegung(
                traeger_id=termin.traeger_id,
                ressource=resource,
                termin_id=termin.id,
                during=(termin.beginn, termin.ende),
            )
            Belegung.objects.bulk_create([row], ignore_conflicts=True)
            if Belegung.objects.filter(id=row.id).exists():
                break
        else:
            raise SlotTaken


def _free_code() -> str:
    code = new_code()
    while Termin.objects.filter(code=code).exists():
        code = new_code()
    return code


@transaction.atomic
def create_termin(
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
    herkunft: str = "",
    prefer: str = "",
) -> Termin:
    """Book a time of an offer, all its resources or none.

    `beginn` is one of the offer's times; staff are not bound to its notice and window. `prefer` is the account whose
    resource is tried first. Raises OpenOffer, NameMissing, LockedRoom, NoSlot, SlotTaken.
    """
    if angebot.art == Angebot.Art.OFFEN:
        raise OpenOffer
    if person is None and akte is not None:
        person = akte.person
    if person is None and not name.strip():
        raise NameMissing
    if meldetermin and angebot.ort.nur_beratung:
        raise LockedRoom(angebot.ort.name)
    slot = queries.slot_at(angebot, beginn, staff=acting.is_staff)
    if slot is None:
        raise NoSlot
    _lock("shared")
    termin = Termin(
        id=uuid7(),
        traeger_id=current_traeger_id(),
        code=_free_code(),
        angebot=angebot,
        ort=angebot.ort,
        zweckbindung=angebot.ort.zweckbindung,
        akte=akte,
        person=person,
        name=name.strip()[:160],
        beginn=slot.beginn,
        ende=slot.ende,
        art=art or (Termin.Art.VIDEO if angebot.art == Angebot.Art.VIDEO else Termin.Art.VOR_ORT),
        anlass=" ".join(anlass.split())[:200],
        sprache=sprache[:40],
        unterstuetzung=" ".join(unterstuetzung.split())[:200],
        meldetermin=meldetermin,
        herkunft=herkunft,
        created_at=clock.now(),
    )
    _claim(termin, _preferred(slots.pools(angebot, sprache), prefer))
    termin.save(force_insert=True)
    audit.record(
        "termin_booked",
        acting=acting,
        object_type="termin",
        object_id=termin.id,
        details={"angebot": str(angebot.id), "meldetermin": meldetermin},
    )
    return termin


def _preferred(needed: list[list[Ressource]], first: str | set[object]) -> list[list[Ressource]]:
    """The wanted caseworker (account), or the resources held so far (ids), at the head of their kinds."""

    def later(resource: Ressource) -> bool:
        return resource.id not in first if isinstance(first, set) else str(resource.account_id) != first

    return [sorted(pool, key=later) for pool in needed]


def locked(termin: Termin) -> Termin:
    """The row as it is now, locked until the transaction ends."""
    found = Termin.objects.select_for_update(of=("self",)).select_related(
        "angebot__traeger", "angebot__ort__gemeinde", "ort", "akte__person", "person"
    )
    row: Termin = found.get(id=termin.id)
    return row


@transaction.atomic
def move_termin(*, acting: Actor, termin: Termin, beginn: datetime) -> Termin:
    """Give the old time free and take another of the same offer, in one transaction; whoever advises stays if possible.

    The duration is that of the offer today. Raises NotOpen, Begun, NoSlot, SlotTaken; then the old time stays.
    """
    row = locked(termin)
    if row.stand != Termin.Stand.GEBUCHT:
        raise NotOpen(row.get_stand_display())
    if row.beginn <= clock.now():
        raise Begun
    slot = queries.slot_at(row.angebot, beginn, staff=acting.is_staff)
    if slot is None:
        raise NoSlot
    _lock("alone")
    old = {held.ressource_id for held in Belegung.objects.filter(termin=row, aktiv=True)}
    Belegung.objects.filter(termin=row, aktiv=True).update(aktiv=False)
    row.beginn, row.ende = slot.beginn, slot.ende
    _claim(row, _preferred(slots.pools(row.angebot, row.sprache), old))
    row.sequence += 1
    row.eingecheckt_at = None
    row.save(update_fields=["beginn", "ende", "sequence", "eingecheckt_at"])
    audit.record("termin_moved", acting=acting, object_type="termin", object_id=row.id)
    return row


@transaction.atomic
def cancel_termin(*, acting: Actor, termin: Termin, grund: str = "", seite: str = "") -> Termin:
    """Note that one side does not come; the time is free at once.

    Said before the beginning, nothing was missed. Said by the citizen's side at the beginning or later it counts as
    missed with its reason kept; the office's own cancelling never counts against anybody. `seite`: `buerger` or `amt`;
    empty: that of whoever acts. A missed appointment takes a reason once. Raises NotOpen.
    """
    row = locked(termin)
    side = Termin.Seite(seite or (Termin.Seite.AMT if acting.is_staff else Termin.Seite.BUERGER))
    late_word = row.stand == Termin.Stand.VERSAEUMT and row.vor_beginn is None and side == Termin.Seite.BUERGER
    if row.stand != Termin.Stand.GEBUCHT and not late_word:
        raise NotOpen(row.get_stand_display())
    now = clock.now()
    row.vor_beginn = now < row.beginn
    missed = not row.vor_beginn and side == Termin.Seite.BUERGER
    row.stand = Termin.Stand.VERSAEUMT if missed else Termin.Stand.ABGESAGT
    row.abgesagt_at, row.abgesagt_von, row.herkunft = now, side, ""
    row.grund = " ".join(grund.split())[:300]
    row.sequence += 1
    row.save()
    Belegung.objects.filter(termin=row, aktiv=True).update(aktiv=False)
    audit.record(
        "termin_cancelled",
        acting=acting,
        object_type="termin",
        object_id=row.id,
        details={"vor_beginn": row.vor_beginn, "seite": side.value},
    )
    return row


@transaction.atomic
def note_outcome(*, acting: Actor, termin: Termin, kam: bool) -> Termin:
    """Note that the person came, or did not; may be corrected. Raises NotYet before the beginning, NotOpen."""
    row = locked(termin)
    if row.stand == Termin.Stand.ABGESAGT:
        raise NotOpen(row.get_stand_display())
    if clock.now() < row.beginn:
        raise NotYet
    row.stand = Termin.Stand.WAHRGENOMMEN if kam else Termin.Stand.VERSAEUMT
    row.herkunft = ""
    row.save(update_fields=["stand", "herkunft"])
    audit.record("termin_outcome", acting=acting, object_type="termin", object_id=row.id, details={"stand": row.stand})
    return row


@transaction.atomic
def check_in(*, acting: Actor, termin: Termin) -> Termin:
    """Note that the person is in the house; the first time counts. Raises NotOpen."""
    row = locked(termin)
    if row.stand != Termin.Stand.GEBUCHT:
        raise NotOpen(row.get_stand_display())
    if row.eingecheckt_at is None:
        row.eingecheckt_at = clock.now()
        row.save(update_fields=["eingecheckt_at"])
        audit.record("termin_checked_in", acting=acting, object_type="termin", object_id=row.id)
    return row


@transaction.atomic
def forget_guests(*, acting: Actor, ended_before: datetime) -> int:
    """Empty what is personal in appointments without a file that ended before this moment; gives their number.

    Time, place and outcome stay: they are figures.
    """
    found = Termin.objects.filter(akte=None, person=None, ende__lt=ended_before).exclude(
        name="", anlass="", unterstuetzung="", grund="", sprache="", herkunft=""
    )
    count = int(found.update(name="", anlass="", unterstuetzung="", grund="", sprache="", herkunft=""))
    if count:
        audit.record("termine_forgotten", acting=acting, object_type="termin", object_id="-", details={"anzahl": count})
    return count
