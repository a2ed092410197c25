"""Video meetings: waiting room, admission, lines between two browsers, hanging up, forgetting.

The lines themselves leave no audit entries: they are deleted as soon as they are fetched, and say nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from nahbar.domain.casefile.models import Akte
from nahbar.domain.conversations.errors import MeetingClosed, NotAdmitted, SignalRefused
from nahbar.domain.conversations.models import Signal, Teilnahme, Treffen
from nahbar.domain.conversations.policies import FORGOTTEN_AFTER, is_open, is_there
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit

Rolle = Teilnahme.Rolle
Stand = Teilnahme.Stand
MOST_WAITING = 5
MOST_LINES = 60
"""Lines of one exchange; two browsers need about twenty altogether."""
LONGEST_LINE = 40_000
"""Letters; the description of a call has about six thousand."""


@dataclass(frozen=True)
class Visitor:
    """Who comes to a meeting: `key` is the hash of what the browser's session holds."""

    rolle: str
    name: str
    key: str
    account_id: UUID | None = None


@transaction.atomic
def open_treffen(*, acting: Actor, akte: Akte | None, termin: UUID, beginn: datetime, ende: datetime) -> Treffen:
    """The meeting of an appointment, at the time that it has now."""
    row: Treffen
    row, made = Treffen.objects.get_or_create(termin=termin, defaults={"akte": akte, "beginn": beginn, "ende": ende})
    if made:
        audit.record("treffen_opened", acting=acting, object_type="treffen", object_id=row.id)
    if (row.beginn, row.ende) != (beginn, ende):
        row.beginn, row.ende, row.beendet_at, row.minuten, row.verbunden_at = beginn, ende, None, None, None
        row.save(update_fields=["beginn", "ende", "beendet_at", "minuten", "verbunden_at"])
    return row


def _locked(treffen: Treffen) -> Treffen:
    row: Treffen = Treffen.objects.select_for_update(of=("self",)).get(id=treffen.id)
    return row


@transaction.atomic
def enter(*, acting: Actor, treffen: Treffen, visitor: Visitor) -> Teilnahme:
    """Take a seat: guests in the waiting room, the office in the meeting; the same browser comes back to its own.

    Whoever was let in and lost the network is in again; whoever hung up waits anew. Raises MeetingClosed.
    """
    room = _locked(treffen)
    now = clock.now()
    if not is_open(room, now):
        raise MeetingClosed("Dieses Videogespräch ist gerade nicht offen.")
    known: Teilnahme | None = Teilnahme.objects.filter(treffen=room, besucher=visitor.key).first()
    others = [one for one in Teilnahme.objects.filter(treffen=room) if one != known and is_there(one, now)]
    if visitor.rolle == Rolle.AMT and any(one.rolle == Rolle.AMT for one in others):
        raise MeetingClosed("Eine Kollegin oder ein Kollege führt dieses Gespräch gerade.")
    if visitor.rolle == Rolle.GAST and sum(one.rolle == Rolle.GAST for one in others) >= MOST_WAITING:
        raise MeetingClosed("Im Warteraum ist gerade kein Platz. Rufen Sie uns an.")
    if known is None:
        known = Teilnahme(treffen=room, besucher=visitor.key, rolle=visitor.rolle, wartet_seit=now)
        known.stand = Stand.WARTET
    if visitor.rolle == Rolle.AMT:
        known.stand = Stand.DRIN
    elif known.stand == Stand.WEG:
        known.stand, known.wartet_seit = Stand.WARTET, now
    known.name, known.account_id, known.gesehen_at = visitor.name[:120], visitor.account_id, now
    known.save()
    audit.record("treffen_entered", acting=acting, object_type="treffen", object_id=room.id)
    return known


@transaction.atomic
def admit(*, acting: Actor, treffen: Treffen, teilnahme_id: UUID) -> Teilnahme:
    """Let one person in; raises MeetingClosed if somebody else is in, or nobody of this id waits."""
    room = _locked(treffen)
    now = clock.now()
    guests = list(Teilnahme.objects.filter(treffen=room, rolle=Rolle.GAST))
    found: Teilnahme | None = next((one for one in guests if one.id == teilnahme_id and one.stand != Stand.WEG), None)
    if found is None:
        raise MeetingClosed("Diese Person ist nicht mehr im Warteraum.")
    if any(one.id != found.id and one.stand == Stand.DRIN and is_there(one, now) for one in guests):
        raise MeetingClosed("Es ist schon jemand im Gespräch. Beenden Sie es zuerst.")
    found.stand = Stand.DRIN
    found.save(update_fields=["stand"])
    audit.record("treffen_admitted", acting=acting, object_type="treffen", object_id=room.id)
    return found


@transaction.atomic
def refuse(*, acting: Actor, treffen: Treffen, teilnahme_id: UUID) -> None:
    """Do not let somebody in, or send out who is in; what was on its way to them is deleted."""
    room = _locked(treffen)
    if Teilnahme.objects.filter(treffen=room, id=teilnahme_id, rolle=Rolle.GAST).update(stand=Stand.ABGELEHNT):
        Signal.objects.filter(Q(an_id=teilnahme_id) | Q(von_id=teilnahme_id)).delete()
        audit.record("treffen_refused", acting=acting, object_type="treffen", object_id=room.id)


def _checked(lines: Sequence[Any]) -> list[dict[str, Any]]:
    if len(lines) > MOST_LINES:
        raise SignalRefused
    for line in lines:
        if not isinstance(line, dict) or len(str(line)) > LONGEST_LINE:
            raise SignalRefused
    return list(lines)


@transaction.atomic
def exchange(
    *, acting: Actor, teilnahme: Teilnahme, lines: Sequence[Any] = (), seen: Sequence[str] = (), connected: bool = False
) -> list[Signal]:
    """Say that one is there, hand over lines for the other side, and fetch those that came; fetched ones are deleted.

    `seen` are the ids of the last answer, so that a lost answer loses nothing. Raises NotAdmitted, SignalRefused.
    """
    now = clock.now()
    Teilnahme.objects.filter(id=teilnahme.id).update(gesehen_at=now)
    if teilnahme.stand != Stand.DRIN:
        if lines:
            raise NotAdmitted
        return []
    Signal.objects.filter(an=teilnahme, id__in=list(seen)[: MOST_LINES * 4]).delete()
    peer = peer_of(teilnahme, now)
    if peer is None:
        return []
    fresh = [Signal(an=peer, von=teilnahme, daten=line, at=now, nr=nr) for nr, line in enumerate(_checked(lines))]
    for row in fresh:
        row.traeger_id = teilnahme.traeger_id
    Signal.objects.bulk_create(fresh)
    if connected:
        Treffen.objects.filter(id=teilnahme.treffen_id, verbunden_at=None).update(verbunden_at=now)
    return list(Signal.objects.filter(an=teilnahme, von=peer)[: MOST_LINES * 4])


def peer_of(teilnahme: Teilnahme, moment: datetime) -> Teilnahme | None:
    """The one on the other side who is let in and there."""
    rows = Teilnahme.objects.filter(treffen_id=teilnahme.treffen_id, stand=Stand.DRIN).exclude(rolle=teilnahme.rolle)
    return next((one for one in rows.order_by("-gesehen_at") if is_there(one, moment)), None)


@transaction.atomic
def leave(*, acting: Actor, teilnahme: Teilnahme) -> None:
    """Hang up."""
    Teilnahme.objects.filter(id=teilnahme.id).exclude(stand=Stand.ABGELEHNT).update(stand=Stand.WEG)
    Signal.objects.filter(Q(an=teilnahme) | Q(von=teilnahme)).delete()
    audit.record("treffen_left", acting=acting, object_type="treffen", object_id=teilnahme.treffen_id)


@transaction.atomic
def end(*, acting: Actor, treffen: Treffen) -> Treffen:
    """End the meeting for everybody; keeps how long both were connected, in whole minutes."""
    room = _locked(treffen)
    if room.beendet_at is None:
        room.beendet_at = clock.now()
        if room.verbunden_at is not None:
            last = min(room.beendet_at, _last_seen(room) or room.beendet_at)
            room.minuten = max(1, round((last - room.verbunden_at).total_seconds() / 60))
        room.save(update_fields=["beendet_at", "minuten"])
        Signal.objects.filter(an__treffen=room).delete()
        audit.record("treffen_ended", acting=acting, object_type="treffen", object_id=room.id)
    return room


def _last_seen(room: Treffen) -> datetime | None:
    """The last moment at which both sides were there."""
    rows = Teilnahme.objects.filter(treffen=room).exclude(stand=Stand.ABGELEHNT)
    ends = {rolle: [one.gesehen_at for one in rows if one.rolle == rolle] for rolle in Rolle.values}
    return min(max(ends[Rolle.GAST]), max(ends[Rolle.AMT])) if all(ends.values()) else None


@transaction.atomic
def forget(*, acting: Actor) -> int:
    """Delete who was in meetings that ended a day ago; gives the number of rows."""
    old = Teilnahme.objects.filter(treffen__beendet_at__lt=clock.now() - FORGOTTEN_AFTER)
    count = old.count()
    if count:
        old.delete()
        audit.record("treffen_forgotten", acting=acting, object_type="treffen", object_id="-", details={"rows": count})
    return int(count)
