"""Where an application stands, who is waited for, and when the decision may be expected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from nahbar.domain.applications.models import Antrag, Nachweis
from nahbar.domain.applications.papers import OPEN
from nahbar.law.holidays import is_working_day
from nahbar.law.sgb1.vorschuss import vorschuss_spaetestens_ab
from nahbar.platform import clock
from nahbar.platform.zone import BERLIN

ENOUGH = 10
"""Fewer decisions than this say nothing about the next one."""
LOOK_BACK = timedelta(days=90)


@dataclass(frozen=True)
class StatusView:
    """What the citizen is told. `state`: INITIATED, RECEIVED, ACTION_REQUIRED, PROCESSING, COMPLETED, WITHDRAWN."""

    state: str
    waiting_for: str
    """`buerger`, `amt`, or nothing when it is decided."""
    missing: tuple[Nachweis, ...]
    expected: tuple[date, date] | None
    """First and last day between which the decision may be expected; None: not enough is known."""
    complete_at: datetime | None
    vorschuss_ab: date | None
    """From this day on an advance must be paid on request (§ 42 Abs. 1 S. 2 SGB I)."""


def status_of(antrag: Antrag) -> StatusView:
    """The status of an application, from the office's own decisions of the last 90 days."""
    missing = tuple(Nachweis.objects.filter(antrag=antrag, pflicht=True, stand__in=OPEN).order_by("id"))
    stand = Antrag.Stand(antrag.stand)
    secured = antrag.gesichert_at.astimezone(BERLIN).date()
    state, waiting = {
        Antrag.Stand.GESICHERT: ("INITIATED", "buerger"),
        Antrag.Stand.EINGEGANGEN: ("ACTION_REQUIRED", "buerger") if missing else ("RECEIVED", "amt"),
        Antrag.Stand.VORGELEGT: ("PROCESSING", "amt"),
        Antrag.Stand.ENTSCHIEDEN: ("COMPLETED", ""),
        Antrag.Stand.ZURUECKGENOMMEN: ("WITHDRAWN", ""),
    }[stand]
    undecided = stand in (Antrag.Stand.EINGEGANGEN, Antrag.Stand.VORGELEGT)
    return StatusView(
        state=state,
        waiting_for=waiting,
        missing=missing,
        expected=_expected(antrag) if undecided and waiting == "amt" else None,
        complete_at=antrag.vollstaendig_at,
        vorschuss_ab=vorschuss_spaetestens_ab(secured) if undecided else None,
    )


def _expected(antrag: Antrag) -> tuple[date, date] | None:
    """Completeness plus the first to the third quartile of working days that this office needed lately."""
    if antrag.vollstaendig_at is None:
        return None
    land = antrag.traeger.land
    now = clock.now()
    decided = Antrag.objects.filter(
        entschieden_at__gte=now - LOOK_BACK, entschieden_at__lte=now, vollstaendig_at__isnull=False
    ).values_list("vollstaendig_at", "entschieden_at")
    needed = sorted(working_days(_day(a), _day(b), land) for a, b in decided)
    if len(needed) < ENOUGH:
        return None
    start = _day(antrag.vollstaendig_at)
    first = after_working_days(start, quartile(needed, 1), land)
    last = after_working_days(start, quartile(needed, 3), land)
    if last < clock.today():
        return None  # longer than usual already: no promise is better than a broken one
    return max(first, clock.today()), last


def quartile(values: list[int], which: int) -> int:
    """The nearest-rank quartile of sorted values."""
    return values[min(len(values) - 1, -(-len(values) * which // 4) - 1)]


def working_days(start: date, end: date, land: str) -> int:
    """Working days after `start` up to and with `end`."""
    days = (end - start).days
    return sum(is_working_day(start + timedelta(days=n), land) for n in range(1, days + 1))


def after_working_days(start: date, count: int, land: str) -> date:
    """The day on which `count` working days after `start` have passed."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day, land)
    return day


def _day(moment: datetime) -> date:
    return moment.astimezone(BERLIN).date()
