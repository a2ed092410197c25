"""Which times an offer has, and which of them are free: local hours become moments here, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby

from nahbar.domain.appointments.models import Angebot, Belegung, Oeffnung, Ressource, Schliesstag
from nahbar.law.holidays import holiday_name
from nahbar.platform.zone import BERLIN

MOST_DAYS = 366
ON_DEMAND = Ressource.Art.DOLMETSCHEN


@dataclass(frozen=True)
class Slot:
    """One time that an offer has: moments in UTC."""

    beginn: datetime
    ende: datetime

    @property
    def day(self) -> date:
        """The local day."""
        return self.beginn.astimezone(BERLIN).date()

    @property
    def zeit(self) -> str:
        """The local time, `10:00`."""
        return f"{self.beginn.astimezone(BERLIN):%H:%M}"


def local_moment(day: date, at: time) -> datetime:
    """The moment of a local time; one that the spring night leaves out counts from before the change."""
    return datetime.combine(day, at, tzinfo=BERLIN).astimezone(UTC)


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """The first moment of the local day and of the next: 23, 24 or 25 hours apart."""
    return local_moment(day, time.min), local_moment(day + timedelta(days=1), time.min)


def holiday(angebot: Angebot, day: date) -> str:
    """The public holiday at the place of the offer on this day, or nothing."""
    town = angebot.ort.gemeinde
    return holiday_name(day, angebot.traeger.land, town.ags if town else None) or ""


def _closed(angebot: Angebot, first: date, last: date) -> set[date]:
    rows = Schliesstag.objects.filter(tag__range=(first, last))
    return {row.tag for row in rows if row.ort_id in (None, angebot.ort_id)}


def _opens_on(row: Oeffnung, day: date) -> bool:
    if row.weekday != day.weekday() or day < row.gueltig_von or (row.gueltig_bis and day > row.gueltig_bis):
        return False
    start = row.gueltig_von - timedelta(days=row.gueltig_von.weekday())
    return (day - start).days // 7 % row.alle_wochen == 0


def windows(angebot: Angebot, first: date, days: int) -> Iterator[tuple[date, datetime, datetime]]:
    """Day, begin and end of each opening from the first day on; holidays and closures are left out."""
    days = min(days, MOST_DAYS)
    closed = _closed(angebot, first, first + timedelta(days=days))
    rows = list(Oeffnung.objects.filter(angebot=angebot).order_by("von"))
    for offset in range(days):
        day = first + timedelta(days=offset)
        if day in closed or holiday(angebot, day):
            continue
        for row in rows:
            if _opens_on(row, day):
                begin, end = local_moment(day, row.von), local_moment(day, row.bis)
                if begin < end:
                    yield day, begin, end


def grid(angebot: Angebot, first: date, days: int) -> Iterator[Slot]:
    """All times of the offer, free or not: steps of its duration, counted in real minutes."""
    length = timedelta(minutes=angebot.dauer_min)
    last_end: datetime | None = None
    for _day, begin, end in windows(angebot, first, days):
        start = max(begin, last_end) if last_end else begin  # openings that overlap make no overlapping times
        while start + length <= end:
            yield Slot(start, start + length)
            start += length
            last_end = start


def pools(angebot: Angebot, sprache: str = "", person: str | None = None) -> list[list[Ressource]]:
    """The resources of the offer by kind, kinds in a fixed order: an appointment takes one of each.

    An interpreter only if `sprache` is one that the offer has; `person` (id of an account) narrows to that caseworker.
    """
    found = Ressource.objects.filter(einsaetze__angebot=angebot, aktiv=True).distinct().order_by("art", "id")
    grouped = {art: list(rows) for art, rows in groupby(found, key=lambda row: row.art)}
    interpreters = [row for row in grouped.pop(ON_DEMAND, []) if sprache and row.sprache == sprache]
    if interpreters:
        grouped[ON_DEMAND] = interpreters
    if person and Ressource.Art.PERSON in grouped:
        grouped[Ressource.Art.PERSON] = [r for r in grouped[Ressource.Art.PERSON] if str(r.account_id) == person]
    return [grouped[art] for art in sorted(grouped)]


def taken(
    resources: Sequence[Ressource], begin: datetime, end: datetime
) -> dict[object, list[tuple[datetime, datetime]]]:
    """What of these resources is taken between two moments: by id, with begin and end."""
    found: dict[object, list[tuple[datetime, datetime]]] = {}
    rows = Belegung.objects.filter(ressource__in=resources, aktiv=True, during__overlap=(begin, end))
    for ressource_id, during in rows.values_list("ressource_id", "during"):
        found.setdefault(ressource_id, []).append((during.lower, during.upper))
    return found


def free(slots: Sequence[Slot], needed: Sequence[Sequence[Ressource]]) -> Iterator[Slot]:
    """Those of these times for which one resource of each kind is free."""
    if not slots or not needed or not all(needed):
        return
    every = [resource for pool in needed for resource in pool]
    busy = taken(every, slots[0].beginn, slots[-1].ende)

    def is_free(resource: Ressource, slot: Slot) -> bool:
        return all(not (begin < slot.ende and slot.beginn < end) for begin, end in busy.get(resource.id, ()))

    for slot in slots:
        if all(any(is_free(resource, slot) for resource in pool) for pool in needed):
            yield slot
