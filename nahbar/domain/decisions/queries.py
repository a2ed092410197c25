"""Reading decisions: the draft as the caseworker sees it, and what waits for release."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet, Sum

from nahbar.benefits.base import Check, MonthResult
from nahbar.domain.applications.models import Antrag
from nahbar.domain.decisions import facts as f
from nahbar.domain.decisions.checks import check_list
from nahbar.domain.decisions.errors import ConflictField, CorrectionRefused, NoDecision
from nahbar.domain.decisions.fields import kind, label, parsed, shown
from nahbar.domain.decisions.freeze import with_steps
from nahbar.domain.decisions.models import Entscheidung, Leistungszeile
from nahbar.platform.accounts.models import Account

OPEN = (Entscheidung.Stand.ENTWURF, Entscheidung.Stand.VORGELEGT, Entscheidung.Stand.ZURUECKGEGEBEN)


@dataclass(frozen=True)
class FactRow:
    """One fact of the case, where it comes from, and how to type it in anew."""

    pfad: str
    label: str
    kind: str
    """`amount`, `bool`, `date`, `integer`, `text`."""
    wert: Any
    """As in the case format."""
    text: str
    """As a person reads it."""
    quelle: str
    """`Antrag, Stand 2` or `Korrektur`."""
    korrigiert: bool = False
    vorher: str = ""
    """Corrected: what the answer says, as a person reads it."""
    grund: str = ""
    """Corrected: why."""
    wer: str = ""
    """Corrected: by whom."""


@dataclass(frozen=True)
class ChangedFact:
    """A fact that differs from the last decision, in words."""

    label: str
    vorher: str
    jetzt: str


@dataclass(frozen=True)
class DecisionView:
    """All that the desk shows about one decision; amounts in cents."""

    entscheidung: Entscheidung
    antrag: Antrag
    names: dict[str, str]
    facts: tuple[FactRow, ...]
    months: tuple[MonthResult, ...]
    """With their traces."""
    first_total: int
    """First month, Ansprüche and Sofortzuschlag of all."""
    beyond_known: tuple[date, ...]
    """Months computed with the values of the last known month."""
    checks: tuple[Check, ...]
    stale: bool
    """The answers are newer than this calculation."""
    last: Entscheidung | None
    """The last released decision in the same file."""
    differences: tuple[ChangedFact, ...]
    """Facts that differ from that one."""
    dropped: tuple[str, ...]
    """Corrections that fell away because the citizen changed the answer below them."""

    @property
    def can_present(self) -> bool:
        """True if nothing stands against presenting it."""
        return not self.stale and bool(self.months) and all(check.colour != "red" for check in self.checks)


@dataclass(frozen=True)
class ReleaseItem:
    """One line of the list «waits for a second person»."""

    entscheidung: Entscheidung
    antrag_nummer: str
    aktenzeichen: str
    person: str
    art: str
    von: date
    bis: date
    first_total: int
    vorgelegt_von: str
    vorgelegt_at: datetime | None
    stale: bool


def _all() -> QuerySet[Entscheidung]:
    found: QuerySet[Entscheidung] = Entscheidung.objects.select_related(
        "antrag__person",
        "akte__person",
        "vorgang",
        "created_by",
        "vorgelegt_by",
        "freigegeben_by",
        "bearbeitet_by",
        "brief",
    )
    return found


def decision_by_id(entscheidung_id: UUID) -> Entscheidung:
    """The decision of this id; raises NoDecision."""
    found = _all().filter(id=entscheidung_id).first()
    if found is None:
        raise NoDecision()
    return found


def open_decision(antrag: Antrag) -> Entscheidung | None:
    """The decision that is being worked on: draft, presented or returned."""
    return _all().filter(antrag=antrag, stand__in=OPEN).first()


def final_decision(antrag: Antrag) -> Entscheidung | None:
    """The released decision on this application that holds: the newest, where one changed another."""
    return _all().filter(antrag=antrag, stand=Entscheidung.Stand.FREIGEGEBEN).order_by("-freigegeben_at").first()


def lines(entscheidung: Entscheidung) -> Sequence[Leistungszeile]:
    """What each member gets month by month, once released."""
    return list(Leistungszeile.objects.filter(entscheidung=entscheidung))


def month_totals(entscheidung: Entscheidung) -> dict[date, int]:
    """Cents of each month of a released decision, Ansprüche and Sofortzuschlag."""
    rows = (
        Leistungszeile.objects.filter(entscheidung=entscheidung)
        .order_by("monat")
        .values("monat")
        .annotate(cents=Sum(F("anspruch") + F("sofortzuschlag")))
    )
    return {row["monat"]: row["cents"] for row in rows}


def decision_view(entscheidung: Entscheidung) -> DecisionView:
    """Facts with their source, months with their traces, checks, and what differs from the last decision."""
    row = decision_by_id(entscheidung.id)
    called = f.names(row.fakten)
    last = (
        _all()
        .filter(akte=row.akte, stand=Entscheidung.Stand.FREIGEGEBEN)
        .exclude(id=row.id)
        .order_by("-freigegeben_at")
        .first()
    )
    months = with_steps(row.monate, row.trace)
    found = f.differences(last.fakten, row.fakten) if last else []
    return DecisionView(
        entscheidung=row,
        antrag=row.antrag,
        names=called,
        facts=_fact_rows(row, called),
        months=months,
        first_total=row.erster_monat_summe,
        beyond_known=tuple(month.monat for month in months if month.werte_stand),
        checks=check_list(row),
        stale=row.antworten_nr != row.antrag.antworten_nr,
        last=last,
        differences=tuple(
            ChangedFact(label(d.pfad, called), shown(d.pfad, d.alt), shown(d.pfad, d.neu)) for d in found
        ),
        dropped=_dropped(row, called),
    )


def _fact_rows(row: Entscheidung, called: dict[str, str]) -> tuple[FactRow, ...]:
    korrekturen = {k["pfad"]: k for k in row.fakten.get(f.KORREKTUREN, ())}
    who = _account_names(k["von"] for k in korrekturen.values())
    plain = {**dict(f.leaves(row.fakten)), **{path: k["neu"] for path, k in korrekturen.items()}}
    rows = []
    for path, value in plain.items():
        common = (path, label(path, called), kind(path), value, shown(path, value))
        if k := korrekturen.get(path):
            rows.append(
                FactRow(*common, "Korrektur", True, shown(path, k["alt"]), k["grund"], who.get(k["von"], k["rolle"]))
            )
        else:
            rows.append(FactRow(*common, f"Antrag, Stand {row.antworten_nr}"))
    return tuple(rows)


def _account_names(ids: Any) -> dict[str, str]:
    return {str(a.id): a.name for a in Account.objects.filter(id__in={i for i in ids if i != "None"})}


def _dropped(row: Entscheidung, called: dict[str, str]) -> tuple[str, ...]:
    force = {k["pfad"] for k in row.fakten.get(f.KORREKTUREN, ())}
    told = {e["pfad"] for e in row.fakten.get(f.VERLAUF, ()) if e.get("entfallen")}
    return tuple(label(path, called) for path in sorted(told - force))


def conflict_fields(row: Entscheidung, version: int, changes: Sequence[f.FactChange]) -> tuple[ConflictField, ...]:
    """Mine and theirs, field by field, since the version that I had on the screen (U21)."""
    called = f.names(row.fakten)
    since = {e["pfad"]: e for e in row.fakten.get(f.VERLAUF, ()) if e["version"] > version}
    mine = {change.pfad: change.wert for change in changes}
    now = dict(f.leaves(row.fakten))
    fields = []
    for path in {**mine, **since}:
        value = _typed(path, mine[path]) if path in mine else None
        fields.append(
            ConflictField(
                pfad=path,
                label=label(path, called),
                mine=value,
                theirs=since[path]["neu"] if path in since else now.get(path),
                grund=since[path]["grund"] if path in since else "",
                both=path in mine and path in since,
            )
        )
    return tuple(fields)


def _typed(path: str, value: str | int | bool | None) -> str | int | bool | None:
    """What was typed in; as it is where it makes no sense, because nothing may be lost."""
    try:
        return parsed(path, value)
    except CorrectionRefused:
        return value


def release_list() -> Sequence[ReleaseItem]:
    """What waits for a second person, oldest first."""
    return [
        ReleaseItem(
            entscheidung=row,
            antrag_nummer=row.antrag.nummer,
            aktenzeichen=row.akte.aktenzeichen,
            person=str(row.akte.person),
            art=row.art_text,
            von=row.von,
            bis=row.bis,
            first_total=row.erster_monat_summe,
            vorgelegt_von=row.vorgelegt_by.name if row.vorgelegt_by else "",
            vorgelegt_at=row.vorgelegt_at,
            stale=row.antworten_nr != row.antrag.antworten_nr,
        )
        for row in _all()
        .filter(Q(antrag__stand=Antrag.Stand.VORGELEGT) | Q(ersetzt__isnull=False), stand=Entscheidung.Stand.VORGELEGT)
        .order_by("vorgelegt_at")
    ]
