"""Reading conversations: one thread, the inbox of the office, what is new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from nahbar.domain.casefile.models import Akte
from nahbar.domain.conversations.errors import GespraechUnknown
from nahbar.domain.conversations.models import Gespraech, Nachricht
from nahbar.domain.people.names import search_key
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import Actor, Role

__all__ = ["Gespraech", "Nachricht"]


@dataclass(frozen=True)
class Line:
    """One message with what the page says about it."""

    nachricht: Nachricht
    answered: bool
    """A request: its paper has come."""


@dataclass(frozen=True)
class InboxRow:
    """One thread in the list of the office."""

    id: UUID
    akte_id: UUID
    aktenzeichen: str
    name: str
    owner_id: UUID | None
    owner: str
    waiting: bool
    wartet_seit: datetime | None
    unread: int
    late: int
    """Papers that came after their day and are not read yet."""
    last_at: datetime
    last_text: str
    last_from: str


def gespraech_of(akte: Akte) -> Gespraech | None:
    """The thread of a file; None before its first message."""
    found: Gespraech | None = Gespraech.objects.select_related("owner", "vorgang", "akte").filter(akte=akte).first()
    return found


def gespraech_by_id(gespraech_id: UUID) -> Gespraech:
    """The thread of this id with file, person and owner; raises GespraechUnknown."""
    found: Gespraech | None = (
        Gespraech.objects.select_related("akte__person", "vorgang", "owner").filter(id=gespraech_id).first()
    )
    if found is None:
        raise GespraechUnknown
    return found


def thread(gespraech: Gespraech | None) -> list[Line]:
    """All messages, oldest first."""
    if gespraech is None:
        return []
    rows = list(Nachricht.objects.filter(gespraech=gespraech).select_related("dokument", "antwort_auf"))
    done = {row.antwort_auf_id for row in rows if row.antwort_auf_id and row.dokument_id}
    return [Line(row, row.id in done) for row in rows]


def request_by_id(gespraech: Gespraech, nachricht_id: UUID) -> Nachricht:
    """One request of this thread for a paper; raises GespraechUnknown."""
    found: Nachricht | None = (
        Nachricht.objects.select_related("vorgang")
        .filter(gespraech=gespraech, id=nachricht_id, art=Nachricht.Art.BITTE)
        .first()
    )
    if found is None:
        raise GespraechUnknown
    return found


def unread_for_citizen(akte: Akte) -> int:
    """Messages of the office that the citizen has not read."""
    rows = Nachricht.objects.filter(gespraech__akte=akte, gelesen_at=None).exclude(von=Nachricht.Von.BUERGER)
    return int(rows.count())


def version(gespraech: Gespraech | None) -> str:
    """Changes whenever the thread shows something else: its last message, and what was read."""
    if gespraech is None:
        return "0"
    rows = Nachricht.objects.filter(gespraech=gespraech)
    seen = rows.aggregate(nr=Max("nr"), read=Count("gelesen_at"))
    return f"{gespraech.id.hex}-{seen['nr'] or 0}-{seen['read']}"


def _listed(actor: Actor, who: str, text: str) -> QuerySet[Gespraech]:
    rows: QuerySet[Gespraech] = Gespraech.objects.select_related("akte__person", "owner")
    if who == "ich":
        rows = rows.filter(owner_id=actor.account_id)
    elif who == "amt":
        rows = rows.filter(owner=None)
    elif who == "wartet":
        rows = rows.filter(stand=Gespraech.Stand.WARTET)
    for part in search_key(text).split():
        rows = rows.filter(Q(akte__person__search_key__contains=part) | Q(akte__aktenzeichen__contains=part))
    return rows


def inbox(actor: Actor, *, who: str = "", text: str = "", limit: int = 200) -> list[InboxRow]:
    """Threads of the office, those that wait first and longest; `who`: `ich`, `amt`, `wartet`, or all."""
    new = Q(nachrichten__von=Nachricht.Von.BUERGER, nachrichten__gelesen_at=None)
    rows = list(
        _listed(actor, who, text)
        .annotate(
            neu=Count("nachrichten", filter=new),
            spaet=Count("nachrichten", filter=new & Q(nachrichten__nach_frist=True)),
        )
        .order_by("wartet_seit", "-letzte_at")[:limit]
    )
    newest = Nachricht.objects.filter(gespraech__in=rows).exclude(von=Nachricht.Von.PROGRAMM)
    newest = newest.order_by("gespraech_id", "-nr").distinct("gespraech_id")
    last: dict[UUID, Nachricht] = {row.gespraech_id: row for row in newest}
    listed = [_row(row, last.get(row.id)) for row in rows]
    return sorted(listed, key=lambda row: (not row.waiting, not row.unread))


def _row(row: Gespraech, last: Nachricht | None) -> InboxRow:
    words = last.text or (last.dokument_id and "Foto oder Datei") or "" if last else ""
    return InboxRow(
        id=row.id,
        akte_id=row.akte_id,
        aktenzeichen=row.akte.aktenzeichen,
        name=str(row.akte.person),
        owner_id=row.owner_id,
        owner=row.owner.name if row.owner else "",
        waiting=row.stand == Gespraech.Stand.WARTET,
        wartet_seit=row.wartet_seit,
        unread=getattr(row, "neu", 0),
        late=getattr(row, "spaet", 0),
        last_at=row.letzte_at,
        last_text=str(words),
        last_from=last.absender if last else "",
    )


def colleagues(actor: Actor) -> Sequence[Account]:
    """To whom a thread can be handed on, by name."""
    wanted = {Role.LEISTUNG.value, Role.FALLMANAGEMENT.value, Role.TEAMLEAD.value}
    staff = Account.objects.filter(kind=Account.Kind.STAFF, is_active=True).order_by("name")
    return [account for account in staff if wanted & set(account.roles) and account.id != actor.account_id]
