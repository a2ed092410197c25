"""Reading files: timeline, documents, work list, accesses, search."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from nahbar.domain.casefile.aktenschutz import hidden_akten
from nahbar.domain.casefile.errors import AkteUnknown
from nahbar.domain.casefile.models import Akte, Aufgabe, Dokument, Eintrag, Zugriff
from nahbar.domain.people.names import search_key
from nahbar.domain.people.queries import parse_birthday
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.platform.zone import BERLIN

__all__ = ["Akte", "Aufgabe", "Dokument", "Eintrag", "Zugriff"]

_NUMBER = re.compile(r"^\d{4}-\d{1,6}$")


@dataclass(frozen=True)
class WorkFilters:
    """What of the work list is to be seen; empty values do not filter."""

    pool: str = ""
    owner: str = ""
    """`ich`, `frei`, or the id of an account."""
    art: str = ""
    gemeinde: UUID | None = None
    text: str = ""
    """Name or number of the file."""
    due_until: date | None = None
    postponed: bool = False
    """True: also what was put off."""


@dataclass(frozen=True)
class WorkItem:
    """One line of the work list."""

    id: UUID
    akte_id: UUID
    vorgang_id: UUID
    aktenzeichen: str
    name: str
    ort: str
    art: str
    titel: str
    dringlichkeit: int
    dringlichkeit_text: str
    entstanden_at: datetime
    alter_tage: int
    frist: date
    ueberfaellig: bool
    pool: str
    owner_id: UUID | None
    owner: str
    zurueckgestellt_bis: date | None


@dataclass(frozen=True)
class AkteHit:
    """One file that was found."""

    akte_id: UUID
    aktenzeichen: str
    name: str
    geburtsdatum: date | None
    ort: str


def akte_by_id(akte_id: UUID) -> Akte:
    """The file of this id with person and town; raises AkteUnknown."""
    akte: Akte | None = Akte.objects.select_related("person", "gemeinde").filter(id=akte_id).first()
    if akte is None:
        raise AkteUnknown
    return akte


def dokument_by_id(dokument_id: UUID) -> Dokument:
    """The document of this id with its file; raises AkteUnknown."""
    found: Dokument | None = (
        Dokument.objects.select_related("akte__person", "original", "ansicht").filter(id=dokument_id).first()
    )
    if found is None:
        raise AkteUnknown
    return found


def aufgabe_by_id(aufgabe_id: UUID) -> Aufgabe:
    """The task of this id with its file; raises AkteUnknown."""
    found: Aufgabe | None = (
        Aufgabe.objects.select_related("akte__person", "vorgang", "owner").filter(id=aufgabe_id).first()
    )
    if found is None:
        raise AkteUnknown
    return found


def timeline(akte: Akte, for_citizen: bool) -> list[Eintrag]:
    """The lines of the timeline, oldest first; a citizen does not see internal ones."""
    entries = Eintrag.objects.filter(akte=akte)
    return list(entries.filter(fuer_buerger=True) if for_citizen else entries)


def documents(akte: Akte, for_citizen: bool = False) -> list[Dokument]:
    """The documents by arrival, with their files and preview pictures."""
    found = Dokument.objects.filter(akte=akte).select_related("vorgang", "original", "ansicht")
    found = found.prefetch_related("vorschau__bild")
    return list(found.filter(fuer_buerger=True) if for_citizen else found)


def open_aufgaben(akte: Akte) -> list[Aufgabe]:
    """What is to be done in this file, most urgent first."""
    return list(Aufgabe.objects.filter(akte=akte, erledigt_at=None).select_related("owner", "vorgang"))


def work_list(actor: Actor, *, filters: WorkFilters | None = None) -> list[WorkItem]:
    """The open tasks of the actor's pools and those the actor owns; a team lead sees all. Most urgent first."""
    wanted = filters or WorkFilters()
    today = clock.today()
    tasks: QuerySet[Aufgabe] = Aufgabe.objects.filter(erledigt_at=None).select_related("akte__person", "owner")
    tasks = tasks.exclude(akte_id__in=hidden_akten(actor))
    if not actor.has(Role.TEAMLEAD):
        pools = [role.value for role in actor.roles]
        tasks = tasks.filter(Q(pool__in=pools) | Q(owner_id=actor.account_id))
    tasks = _narrow(tasks, wanted, actor, today)
    return [_work_item(task, today) for task in tasks]


def _narrow(tasks: QuerySet[Aufgabe], wanted: WorkFilters, actor: Actor, today: date) -> QuerySet[Aufgabe]:
    if not wanted.postponed:
        tasks = tasks.filter(Q(zurueckgestellt_bis=None) | Q(zurueckgestellt_bis__lte=today))
    if wanted.pool:
        tasks = tasks.filter(pool=wanted.pool)
    if wanted.art:
        tasks = tasks.filter(Q(art=wanted.art) | Q(art__startswith=f"{wanted.art}:"))
    if wanted.owner == "ich":
        tasks = tasks.filter(owner_id=actor.account_id)
    elif wanted.owner == "frei":
        tasks = tasks.filter(owner=None)
    elif wanted.owner:
        tasks = tasks.filter(owner_id=UUID(wanted.owner))
    if wanted.gemeinde:
        tasks = tasks.filter(akte__gemeinde_id=wanted.gemeinde)
    if wanted.due_until:
        tasks = tasks.filter(frist__lte=wanted.due_until)
    for part in search_key(wanted.text).split():
        tasks = tasks.filter(Q(akte__person__search_key__contains=part) | Q(akte__aktenzeichen__contains=part))
    return tasks


def _work_item(task: Aufgabe, today: date) -> WorkItem:
    return WorkItem(
        id=task.id,
        akte_id=task.akte_id,
        vorgang_id=task.vorgang_id,
        aktenzeichen=task.akte.aktenzeichen,
        name=str(task.akte.person),
        ort=task.akte.person.ort_gezeigt,
        art=task.art,
        titel=task.titel,
        dringlichkeit=task.dringlichkeit,
        dringlichkeit_text=Aufgabe.Dringlichkeit(task.dringlichkeit).label,
        entstanden_at=task.entstanden_at,
        alter_tage=(today - task.entstanden_at.astimezone(BERLIN).date()).days,
        frist=task.frist,
        ueberfaellig=task.frist < today,
        pool=task.pool,
        owner_id=task.owner_id,
        owner=task.owner.name if task.owner else "",
        zurueckgestellt_bis=task.zurueckgestellt_bis,
    )


def accesses(akte: Akte) -> list[Zugriff]:
    """Who opened the file, newest first: time, role, reason."""
    return list(Zugriff.objects.filter(akte=akte).select_related("account"))


def search_akten(text: str, limit: int = 50, *, hidden: Collection[UUID] = ()) -> list[AkteHit]:
    """Files by name in any order of its parts, date of birth, or number; without those that are `hidden` (U33)."""
    found = Akte.objects.select_related("person").exclude(id__in=hidden).order_by("person__sort_key")
    day = parse_birthday(text)
    if _NUMBER.match(text.strip()):
        year, number = text.strip().split("-")
        found = found.filter(aktenzeichen=f"{year}-{int(number):06d}")
    elif day is not None:
        found = found.filter(person__geburtsdatum=day)
    else:
        parts = search_key(text).split()
        if not parts:
            return []
        for part in parts:
            found = found.filter(person__search_key__contains=part)
    return [
        AkteHit(akte.id, akte.aktenzeichen, str(akte.person), akte.person.geburtsdatum, akte.person.ort_gezeigt)
        for akte in found[:limit]
    ]
