"""Reading the way in: batches with their sums, the queue with its age, the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Case, Count, QuerySet, Sum, When

from nahbar.domain.mailroom.incoming import Original, Scandokument, Scanseite, Scanstapel
from nahbar.domain.mailroom.ledger import GONE, MUST_STAY, UNSETTLED
from nahbar.domain.mailroom.scan_errors import ScanUnknown
from nahbar.platform import clock
from nahbar.platform.letters.words import day
from nahbar.platform.zone import BERLIN

S = Scandokument.Stand
LEDGER = {"": "alle Papiere", "faellig": "diese Woche fällig", "gehalten": "angehalten", "unterwegs": "angefordert",
          "fort": "vernichtet oder zurück"}  # fmt: skip
SHOWN = 200
"""Lines of the ledger on one page."""


@dataclass(frozen=True)
class Sums:
    """Pictures of a batch, or of all: what came in is assigned, open or rejected."""

    images: int
    assigned: int
    open: int
    rejected: int
    letters: int
    by_itself: int
    """Letters assigned without hand work."""
    settled: int
    """Letters assigned at all."""

    @property
    def whole(self) -> bool:
        """True if no picture is lost or counted twice."""
        return self.images == self.assigned + self.open + self.rejected

    @property
    def share(self) -> int | None:
        """Per cent of assigned letters that needed no hand (F13); None before the first."""
        return round(100 * self.by_itself / self.settled) if self.settled else None


@dataclass(frozen=True)
class BatchRow:
    """A batch in the list."""

    stapel: Scanstapel
    sums: Sums


def scan_by_id(scan_id: UUID) -> Scandokument:
    """The letter of this id; raises ScanUnknown."""
    related = ("stapel", "original", "ansicht", "vorschlag__person", "dokument__akte__person", "papier", "vorgang")
    found: Scandokument | None = Scandokument.objects.select_related(*related).filter(id=scan_id).first()
    if found is None:
        raise ScanUnknown
    return found


def stapel_by_id(stapel_id: UUID) -> Scanstapel:
    """The batch of this id; raises ScanUnknown."""
    found: Scanstapel | None = Scanstapel.objects.filter(id=stapel_id).first()
    if found is None:
        raise ScanUnknown
    return found


def original_by_id(original_id: UUID) -> Original:
    """The paper of this id; raises ScanUnknown."""
    found: Original | None = (
        Original.objects.select_related("scan__stapel", "scan__dokument__akte__person").filter(id=original_id).first()
    )
    if found is None:
        raise ScanUnknown
    return found


def original_of(batch: str, letter: str) -> Original | None:
    """The paper under the provider's names."""
    found: Original | None = (
        Original.objects.select_related("scan__dokument__akte", "scan__vorgang")
        .filter(scan__stapel__nummer=batch, scan__kennung=letter)
        .first()
    )
    return found


def pages_of(scan: Scandokument) -> list[Scanseite]:
    """The pages in their order."""
    return list(Scanseite.objects.filter(scan=scan).select_related("bild", "blatt", "scan__original"))


def page_of(scan: Scandokument, nr: int) -> Scanseite:
    """One page, counted from 1; raises ScanUnknown."""
    found: Scanseite | None = Scanseite.objects.filter(scan=scan, nr=nr).select_related("bild").first()
    if found is None:
        raise ScanUnknown
    return found


def _sums(images: int, pages: dict[str, int], letters: Counter[tuple[str, str]]) -> Sums:
    settled = sum(count for (stand, _), count in letters.items() if stand == S.ZUGEORDNET)
    return Sums(
        images=images,
        assigned=pages.get(S.ZUGEORDNET, 0),
        open=sum(pages.get(stand, 0) for stand in UNSETTLED),
        rejected=pages.get(S.ABGELEHNT, 0),
        letters=sum(letters.values()),
        by_itself=settled - letters[S.ZUGEORDNET, Scandokument.Weg.MENSCH],
        settled=settled,
    )


def _counted(batches: Iterable[Scanstapel] | None) -> dict[UUID, tuple[dict[str, int], Counter[tuple[str, str]]]]:
    scans: QuerySet[Scandokument] = Scandokument.objects.all()
    pages: QuerySet[Scanseite] = Scanseite.objects.all()
    if batches is not None:
        ids = [one.id for one in batches]
        scans, pages = scans.filter(stapel_id__in=ids), pages.filter(scan__stapel_id__in=ids)
    found: dict[UUID, tuple[dict[str, int], Counter[tuple[str, str]]]] = {}
    for batch, stand, count in pages.order_by().values_list("scan__stapel_id", "scan__stand").annotate(n=Count("id")):
        found.setdefault(batch, ({}, Counter()))[0][stand] = count
    for batch, stand, way, count in scans.order_by().values_list("stapel_id", "stand", "weg").annotate(n=Count("id")):
        found.setdefault(batch, ({}, Counter()))[1][stand, way] = count
    return found


def batches(limit: int = 50) -> list[BatchRow]:
    """The batches, newest first, each with its sums."""
    rows = list(Scanstapel.objects.order_by("-eingegangen_at", "-nummer")[:limit])
    counted = _counted(rows)
    return [BatchRow(row, _sums(row.bilder, *counted.get(row.id, ({}, Counter())))) for row in rows]


def sums_of(stapel: Scanstapel) -> Sums:
    """The sums of one batch."""
    return _sums(stapel.bilder, *_counted([stapel]).get(stapel.id, ({}, Counter())))


def all_sums() -> Sums:
    """The sums of everything that ever came."""
    pages: Counter[str] = Counter()
    letters: Counter[tuple[str, str]] = Counter()
    for some, more in _counted(None).values():
        pages.update(some)
        letters.update(more)
    images = Scanstapel.objects.aggregate(alle=Sum("bilder"))["alle"] or 0
    return _sums(images, dict(pages), letters)


def letters_of(stapel: Scanstapel) -> list[Scandokument]:
    """The letters of a batch in the provider's order."""
    related = ("dokument__akte__person", "vorschlag__person", "papier", "stapel")
    return list(Scandokument.objects.filter(stapel=stapel).select_related(*related).order_by("kennung"))


@dataclass(frozen=True)
class Waiting:
    """A letter in the queue and its age in days since it reached the provider."""

    scan: Scandokument
    days: int


def queue() -> list[Waiting]:
    """What a person must look at, oldest first."""
    rows = Scandokument.objects.filter(stand=S.OFFEN).select_related("stapel", "vorschlag__person", "papier")
    today = clock.today()
    return [
        Waiting(row, (today - row.stapel.eingegangen_at.astimezone(BERLIN).date()).days)
        for row in rows.order_by("stapel__eingegangen_at", "stapel__nummer", "kennung")
    ]


def being_read() -> int:
    """How many letters the machine has yet to read."""
    return int(Scandokument.objects.filter(stand__in=(S.NEU, S.GELESEN)).count())


def next_open(after: Scandokument | None = None) -> Scandokument | None:
    """The letter that comes next in the queue; after the last one the first."""
    rows = [row.scan for row in queue()]
    if after is None:
        return rows[0] if rows else None
    here = (after.stapel.eingegangen_at, after.stapel.nummer, after.kennung)
    others = [row for row in rows if row.id != after.id]
    later = [row for row in others if (row.stapel.eingegangen_at, row.stapel.nummer, row.kennung) > here]
    return next(iter(later or others), None)


@dataclass(frozen=True)
class LedgerRow:
    """A paper in the ledger; `must_stay` with the reason in words, `due` if it may be destroyed this week."""

    original: Original
    must_stay: str
    due: bool


def ledger_rows(which: str = "") -> tuple[list[LedgerRow], int]:
    """Papers by their date of destruction, at most `SHOWN`, and how many there are; `which` is a key of LEDGER."""
    rows = Original.objects.select_related("scan__stapel", "scan__dokument__akte__person", "gehalten_von")
    week = clock.today() + timedelta(days=7)
    if which == "faellig":
        rows = rows.filter(ort=Original.Ort.DIENSTLEISTER, vernichtung_ab__lte=week).exclude(MUST_STAY)
    elif which == "gehalten":
        rows = rows.filter(MUST_STAY).exclude(ort=Original.Ort.ANGEFORDERT)
    elif which == "unterwegs":
        rows = rows.filter(ort=Original.Ort.ANGEFORDERT)
    elif which == "fort":
        rows = rows.filter(ort__in=GONE)
    gone_last = Case(When(ort__in=GONE, then=1), default=0)
    return [_ledger_row(row) for row in rows.order_by(gone_last, "vernichtung_ab", "id")[:SHOWN]], rows.count()


def _ledger_row(row: Original) -> LedgerRow:
    stays = ""
    if row.ort not in GONE:
        if row.gehalten:
            stays = row.halt_grund
        elif row.scan.stand in UNSETTLED:
            stays = "noch nicht zugeordnet"
        elif row.ort == Original.Ort.ANGEFORDERT:
            stays = "vom Amt angefordert"
    due = row.ort == Original.Ort.DIENSTLEISTER and not stays and row.vernichtung_ab <= clock.today() + timedelta(7)
    return LedgerRow(row, stays, due)


def papers_of(dokument_ids: Sequence[UUID]) -> dict[UUID, str]:
    """What the person concerned reads about the paper behind a document, by document; only where there is paper."""
    rows = Original.objects.filter(scan__dokument_id__in=dokument_ids).select_related("scan")
    return {row.scan.dokument_id: _about(row) for row in rows}


def _about(row: Original) -> str:
    if row.ort == Original.Ort.VERNICHTET and row.vernichtet_am is not None:
        return f"Original vernichtet am {day(row.vernichtet_am)}"
    if row.ort == Original.Ort.ZURUECK and row.zurueck_am is not None:
        return f"Original zurückgegeben am {day(row.zurueck_am)}"
    if row.ort == Original.Ort.ANGEFORDERT:
        return "Original ist auf dem Weg zum Amt"
    return "Original wird aufbewahrt" if row.gehalten else f"Original bis {day(row.vernichtung_ab)} rückforderbar"
