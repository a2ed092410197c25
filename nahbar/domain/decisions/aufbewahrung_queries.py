"""From when something may go, what stops it, and what is on the lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Max, Q

from nahbar.domain.applications.models import Antrag
from nahbar.domain.casefile.models import Akte, Dokument
from nahbar.domain.decisions.aufbewahrung_errors import VorschlagUnknown
from nahbar.domain.decisions.aufbewahrung_models import (
    Aufbewahrungsregel,
    Aufbewahrungssperre,
    Loeschprotokoll,
    Loeschvorschlag,
)
from nahbar.domain.decisions.aufbewahrung_plan import END, FILE, KLASSEN, NOTICE, RECOVERY, Klasse
from nahbar.domain.decisions.models import Entscheidung, Erstattungspruefung
from nahbar.domain.decisions.rechte_models import Datenschutzantrag
from nahbar.domain.decisions.widerspruch_queries import open_objections
from nahbar.domain.mailroom.ledger import GONE
from nahbar.domain.mailroom.models import Brief, Original
from nahbar.platform import clock
from nahbar.platform.zone import BERLIN

__all__ = ["Aufbewahrungsregel", "Aufbewahrungssperre", "Loeschprotokoll", "Loeschvorschlag"]

OPEN_STANDS = (Antrag.Stand.EINGEGANGEN, Antrag.Stand.VORGELEGT)


@dataclass(frozen=True)
class Period:
    """How long a class is kept at this office."""

    klasse: Klasse
    jahre: int
    quelle: str
    eigene: bool
    """The office's own rule, confirmed by two."""


@dataclass(frozen=True)
class Due:
    """Something whose period is over."""

    akte: Akte
    dokument: Dokument | None
    klasse: Klasse
    loeschbar_ab: date


def periods() -> Sequence[Period]:
    """Each class with the period that holds today."""
    own: dict[str, Aufbewahrungsregel] = {}
    for row in Aufbewahrungsregel.objects.filter(bestaetigt_at__isnull=False).order_by("bestaetigt_at"):
        own[row.klasse] = row
    return [
        Period(k, own[k.key].jahre, own[k.key].quelle, True) if k.key in own else Period(k, k.years, k.source, False)
        for k in KLASSEN.values()
    ]


def period(key: str) -> Period:
    """The period of one class."""
    return next(one for one in periods() if one.klasse.key == key)


def after_years(day: date, years: int) -> date:
    """The first day on which a period of whole years that began with the end of `day` is over."""
    try:
        end = day.replace(year=day.year + years)
    except ValueError:  # 29 February
        end = date(day.year + years, 3, 1)
    return end + timedelta(days=1)


def events(akte: Akte) -> Mapping[str, date | None]:
    """The latest of each event that a period can begin with."""
    granted = Entscheidung.objects.filter(
        akte=akte, stand=Entscheidung.Stand.FREIGEGEBEN, art=Entscheidung.Art.BEWILLIGUNG
    )
    looked = Erstattungspruefung.objects.filter(akte=akte).aggregate(last=Max("geprueft_at"))["last"]
    return {
        END: granted.aggregate(last=Max("bis"))["last"],
        NOTICE: Brief.objects.filter(akte=akte).aggregate(last=Max("bekanntgabe_am"))["last"],
        RECOVERY: looked.astimezone(BERLIN).date() if looked else None,
    }


def begins(akte: Akte, klasse: Klasse) -> date:
    """The day with whose end the period of a whole file begins; without any event: the last paper that came."""
    known = events(akte)
    found = [day for key in klasse.begins if (day := known[key]) is not None]
    if found:
        return max(found)
    last = Dokument.objects.filter(akte=akte).aggregate(last=Max("received_at"))["last"] or akte.created_at
    came: date = last.astimezone(BERLIN).date()
    return came


def deletable_from(akte: Akte) -> date:
    """»Löschbar ab« of a whole file: its own period."""
    one = period(FILE)
    return after_years(begins(akte, one.klasse), one.jahre)


def holds(akte: Akte, *, without: str = "") -> list[str]:
    """What stops a deletion now, as sentences: holds that somebody set, and what is under way.

    `without`: a kind of hold that does not count, as the restriction that the same request brought.
    """
    found = [
        f"Sperre: {row.get_art_display()}, {row.grund}." for row in sperren(akte) if row.art != without
    ]
    if open_objections(akte.id):
        found.append("Ein Widerspruch läuft.")
    if Antrag.objects.filter(akte=akte, stand__in=OPEN_STANDS).exists():
        found.append("Über einen Antrag ist noch nicht entschieden.")
    waiting = Datenschutzantrag.objects.filter(akte=akte, ausgang="")
    if waiting.exclude(art=Datenschutzantrag.Art.LOESCHUNG).exists():
        found.append("Ein Wunsch zum Datenschutz ist noch nicht beantwortet.")
    if Original.objects.filter(scan__dokument__akte=akte).exclude(ort__in=GONE).exists():
        found.append("Papier liegt noch beim Dienstleister oder im Haus.")
    return found


def sperren(akte: Akte) -> Sequence[Aufbewahrungssperre]:
    """Holds that nobody has lifted."""
    return list(Aufbewahrungssperre.objects.filter(akte=akte, aufgehoben_at=None))


def due(today: date) -> Iterator[Due]:
    """Everything whose period is over and that is not on the list: whole files first, then single documents."""
    for one in periods():
        if one.klasse.documents:
            yield from _due_documents(one, today)
        else:
            yield from _due_files(one, today)


def _due_files(one: Period, today: date) -> Iterator[Due]:
    latest = date(max(1, today.year - one.jahre), today.month, min(today.day, 28))
    candidates = Akte.objects.filter(created_at__date__lte=latest, loeschvorschlaege__isnull=True)
    for akte in candidates.iterator(chunk_size=500):
        begin = after_years(begins(akte, one.klasse), one.jahre)
        if begin <= today:
            yield Due(akte, None, one.klasse, begin)


def _due_documents(one: Period, today: date) -> Iterator[Due]:
    kinds = Q()
    for start in one.klasse.documents:
        kinds |= Q(art__startswith=start)
    rows = Dokument.objects.filter(kinds, loeschvorschlaege__isnull=True).select_related("akte")
    noted = rows.annotate(bekannt=Max("vorgang__briefe__bekanntgabe_am")).filter(bekannt__isnull=False)
    whole = set(Loeschvorschlag.objects.filter(dokument=None).values_list("akte_id", flat=True))
    for row in noted.iterator(chunk_size=500):
        begin = after_years(row.bekannt, one.jahre)
        if begin <= today and row.akte_id not in whole:
            yield Due(row.akte, row, one.klasse, begin)


def vorschlaege() -> Sequence[Loeschvorschlag]:
    """What may go, longest due first."""
    return list(
        Loeschvorschlag.objects.select_related("akte__person", "dokument", "beantragt_by", "bestaetigt_by")[:500]
    )


def vorschlag_by_id(row_id: UUID) -> Loeschvorschlag:
    """One of them; raises VorschlagUnknown."""
    found: Loeschvorschlag | None = (
        Loeschvorschlag.objects.select_related("akte__person", "dokument", "beantragt_by").filter(id=row_id).first()
    )
    if found is None:
        raise VorschlagUnknown
    return found


def protokoll() -> Sequence[Loeschprotokoll]:
    """What went, newest first."""
    return list(Loeschprotokoll.objects.select_related("beantragt_by", "bestaetigt_by")[:500])


def offene_regeln() -> Sequence[Aufbewahrungsregel]:
    """Rules that wait for the second person."""
    return list(
        Aufbewahrungsregel.objects.filter(bestaetigt_at=None, verworfen_at=None).select_related("vorgeschlagen_by")
    )


def why_kept(akte: Akte) -> str:
    """Why the period stands against an erasure today, for the person; empty if it is over (§ 84 Abs. 4 SGB X)."""
    end = events(akte)[END]
    if end is not None and end >= clock.today():
        return (
            f"Sie bekommen bis {end:%d.%m.%Y} Leistungen. Dafür braucht man die Daten"
            " (Art. 17 Abs. 1 Buchst. a, Abs. 3 Buchst. b DSGVO)."
        )
    free = deletable_from(akte)
    if free > clock.today():
        return (
            f"Die Aufbewahrungsfrist für Ihre Akte läuft bis {free - timedelta(days=1):%d.%m.%Y}. So lange tritt an die"
            " Stelle der Löschung die Einschränkung (§ 84 Abs. 4 SGB X)."
        )
    return ""
