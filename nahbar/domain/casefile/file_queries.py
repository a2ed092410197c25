"""Reading the order of a file: its parts, the version that counts, links, one timeline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from nahbar.domain.casefile.errors import AkteUnknown
from nahbar.domain.casefile.models import (
    Akte,
    Dokument,
    Dokumentfassung,
    Eintrag,
    Handgriff,
    Notiz,
    Verweis,
    Vorgang,
    Wiedervorlage,
)
from nahbar.domain.casefile.plan import GENERAL, plan_title
from nahbar.platform.vault.models import StoredFile

WAYS = {
    "portal": "Portal", "scan": "Post", "post": "Post", "terminal": "Terminal", "mail": "E-Mail", "fax": "Fax",
    "schalter": "Schalter", "nachricht": "Nachricht", "uebernahme": "früheres Verfahren",
}  # fmt: skip
"""The ways on which papers come and go, in words."""


@dataclass(frozen=True)
class Ansicht:
    """What is shown of a document now."""

    datei: StoredFile
    seiten: int
    fassung: Dokumentfassung | None
    """None: as it was filed."""


@dataclass(frozen=True)
class Matter:
    """One matter with its documents, newest first."""

    vorgang: Vorgang
    documents: tuple[Dokument, ...]


@dataclass(frozen=True)
class Part:
    """One part of the file."""

    plan: str
    title: str
    matters: tuple[Matter, ...]

    @property
    def count(self) -> int:
        """How many documents lie in it."""
        return sum(len(matter.documents) for matter in self.matters)


@dataclass(frozen=True)
class Line:
    """One line of the timeline, whatever it is about."""

    at: datetime
    kind: str
    """`eintrag`, `dokument`, `notiz`, `wiedervorlage`."""
    text: str
    who: str
    internal: bool
    dokument_id: UUID | None = None


@dataclass(frozen=True)
class Arrival:
    """When a paper first came, by whichever way (U22)."""

    at: datetime
    kanal: str
    dokument: Dokument


def way(kanal: str) -> str:
    """The words for a way."""
    return WAYS.get(kanal, kanal)


def desk_documents(akte: Akte) -> list[Dokument]:
    """What lies at the desk, newest first: without those whose pages lie in another document."""
    found = Dokument.objects.filter(akte=akte, aufgeloest_at=None).select_related(
        "vorgang__teilakte", "original", "ansicht"
    )
    return list(found.order_by("-received_at", "-id"))


def structure(akte: Akte, documents: Iterable[Dokument] | None = None) -> list[Part]:
    """The file as parts and matters, in the order in which they were opened; empty matters are there too."""
    by_matter: dict[UUID, list[Dokument]] = defaultdict(list)
    for dokument in desk_documents(akte) if documents is None else documents:
        by_matter[dokument.vorgang_id].append(dokument)
    parts: dict[str, list[Matter]] = defaultdict(list)
    for vorgang in Vorgang.objects.filter(akte=akte).select_related("teilakte").order_by("created_at", "id"):
        plan = vorgang.teilakte.plan if vorgang.teilakte else GENERAL
        parts[plan].append(Matter(vorgang, tuple(by_matter[vorgang.id])))
    return [Part(plan, plan_title(plan), tuple(matters)) for plan, matters in parts.items()]


def shown_now(documents: Iterable[Dokument]) -> dict[UUID, Ansicht]:
    """For each document what is shown of it now; two queries for however many."""
    rows = {dokument.id: dokument for dokument in documents}
    views = {key: Ansicht(row.ansicht, row.seiten, None) for key, row in rows.items()}
    later = Dokumentfassung.objects.filter(dokument_id__in=rows, zeigt=True, aufgehoben_at=None).select_related("datei")
    for one in later.order_by("nr"):
        views[one.dokument_id] = Ansicht(one.datei, one.seiten, one)
    return views


def view_of(dokument: Dokument) -> Ansicht:
    """What is shown of this document now."""
    return shown_now([dokument])[dokument.id]


def picture_of(dokument: Dokument, view: Ansicht, nr: int) -> StoredFile | None:
    """The preview picture of a page; None where none was kept (letters of the office)."""
    pages = view.fassung.vorschau if view.fassung is not None else dokument.vorschau
    row = pages.select_related("bild").filter(nr=nr).first()
    return row.bild if row is not None else None


def versions(dokument: Dokument) -> list[Dokumentfassung]:
    """All later versions, newest first, undone ones too."""
    return list(Dokumentfassung.objects.filter(dokument=dokument).select_related("datei", "account").order_by("-nr"))


def hands(dokument: Dokument) -> list[Handgriff]:
    """What was done to the document, newest first."""
    return list(Handgriff.objects.filter(dokument=dokument).select_related("account", "zurueck_von"))


def links_of(dokument: Dokument) -> list[Verweis]:
    """Links that count, from and to this document."""
    both = Verweis.objects.filter(Q(von=dokument) | Q(nach=dokument), aufgehoben_at=None)
    return list(both.select_related("von", "nach", "account"))


def twins(dokument: Dokument) -> list[Dokument]:
    """The document and all its duplicates, over however many links, in order of arrival."""
    found, waiting = {dokument.id}, [dokument.id]
    while waiting:
        rows = Verweis.objects.filter(
            Q(von_id__in=waiting) | Q(nach_id__in=waiting), art=Verweis.Art.DUPLIKAT, aufgehoben_at=None
        ).values_list("von_id", "nach_id")
        waiting = list({one for pair in rows for one in pair} - found)
        found.update(waiting)
    return list(Dokument.objects.filter(id__in=found).order_by("received_at", "id"))


def arrival_of(dokument: Dokument) -> Arrival:
    """The arrival that counts: the earliest among the document and its duplicates."""
    first = twins(dokument)[0]
    return Arrival(first.received_at, first.kanal, first)


def matters(akte: Akte) -> list[Vorgang]:
    """All matters of a file, newest first."""
    return list(Vorgang.objects.filter(akte=akte).select_related("teilakte", "akte").order_by("-created_at", "-id"))


def matter_for_letters(akte_id: UUID) -> Vorgang:
    """Where a paper of this file goes if nobody says more: the newest open matter, else the newest."""
    rows = Vorgang.objects.filter(akte_id=akte_id).select_related("akte").order_by("-created_at")
    found: Vorgang | None = rows.filter(closed_at=None).first() or rows.first()
    if found is None:
        raise AkteUnknown
    return found


def hand_by_id(handgriff_id: UUID) -> Handgriff:
    """Something done to a document; raises AkteUnknown."""
    found: Handgriff | None = Handgriff.objects.select_related("dokument__akte").filter(id=handgriff_id).first()
    if found is None:
        raise AkteUnknown
    return found


def note_by_id(notiz_id: UUID) -> Notiz:
    """A note; raises AkteUnknown."""
    found: Notiz | None = Notiz.objects.select_related("akte").filter(id=notiz_id).first()
    if found is None:
        raise AkteUnknown
    return found


def resubmission_by_id(wiedervorlage_id: UUID) -> Wiedervorlage:
    """A resubmission; raises AkteUnknown."""
    found: Wiedervorlage | None = Wiedervorlage.objects.select_related("akte").filter(id=wiedervorlage_id).first()
    if found is None:
        raise AkteUnknown
    return found


def version_by_nr(dokument: Dokument, nr: int) -> StoredFile:
    """The PDF of a version; number 1 is the view copy as filed. Raises AkteUnknown."""
    if nr == 1:
        return dokument.ansicht
    found: Dokumentfassung | None = (
        Dokumentfassung.objects.select_related("datei").filter(dokument=dokument, nr=nr).first()
    )
    if found is None:
        raise AkteUnknown
    stored: StoredFile = found.datei
    return stored


def lies_in(dokument: Dokument) -> Dokument | None:
    """The document in which the pages of a dissolved one lie now."""
    rows = Handgriff.objects.filter(art="zusammenfuegen", zurueck_at=None)
    rows = rows.filter(daten__angefuegt__contains=[str(dokument.id)])
    row = rows.select_related("dokument").first()
    return row.dokument if row is not None else None


def notes_of(akte: Akte) -> list[Notiz]:
    """The notes of a file, newest first, struck ones too."""
    return list(Notiz.objects.filter(akte=akte).select_related("account", "dokument"))


def resubmissions(akte: Akte) -> list[Wiedervorlage]:
    """Days on which somebody wants to see the file again, next one first."""
    rows = Wiedervorlage.objects.filter(akte=akte, erledigt_at=None)
    return list(rows.select_related("fuer", "account", "vorgang", "aufgabe"))


def whole_timeline(akte: Akte) -> list[Line]:
    """Every entry of a file on one line of time, newest first: events, papers, notes, resubmissions."""
    lines = [
        Line(row.at, "eintrag", row.text, row.akteur, not row.fuer_buerger) for row in Eintrag.objects.filter(akte=akte)
    ]
    for doc in desk_documents(akte):
        lines.append(
            Line(doc.received_at, "dokument", doc.titel, f"{doc.get_richtung_display()}, {way(doc.kanal)}",
                 not doc.fuer_buerger, doc.id)
        )  # fmt: skip
    for note in notes_of(akte):
        if note.gestrichen_at is None:
            lines.append(Line(note.created_at, "notiz", note.text, note.account.name, True, note.dokument_id))
    for row in Wiedervorlage.objects.filter(akte=akte).select_related("account"):
        lines.append(
            Line(row.created_at, "wiedervorlage", f"Wiedervorlage am {row.am:%d.%m.%Y}: {row.grund}", row.account.name,
                 True)
        )  # fmt: skip
    return sorted(lines, key=lambda line: line.at, reverse=True)
