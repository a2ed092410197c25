"""Where an application stands, who is waited for, and when the decision may be expected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from nahbar.domain.applications.models import Antrag, Nachweis
from nahbar.domain.applications.papers import OPEN
from nahbar.domain.casefile.models import Eintrag
from nahbar.law.holidays import is_working_day
from nahbar.law.sgb1.verzinsung import zinsen_nach_antrag_ab
from nahbar.law.sgb1.vorschuss import vorschuss_spaetestens_ab
from nahbar.law.sgg.untaetigkeit import untaetigkeitsklage_antrag_ab
from nahbar.platform import clock
from nahbar.platform.zone import BERLIN

ENOUGH = 10
"""Fewer decisions than this say nothing about the next one."""
LOOK_BACK = timedelta(days=90)


STATES = {
    "INITIATED": "angefangen",
    "RECEIVED": "angekommen",
    "ACTION_REQUIRED": "wartet auf Sie",
    "PROCESSING": "in Prüfung",
    "COMPLETED": "entschieden",
    "WITHDRAWN": "zurückgenommen",
}
"""The six outward states in plain words."""


@dataclass(frozen=True)
class Basis:
    """The decisions of this office from which the range is taken, and why there may be none."""

    decided: int
    """How many complete applications were decided in the last 90 days."""
    late: bool = False
    """It takes longer than three of four took."""

    @property
    def enough(self) -> bool:
        """True if that says something about the next one."""
        return self.decided >= ENOUGH


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
    """From this day on an advance must be paid, asked for then or, if not yet, today (§ 42 Abs. 1 S. 2 SGB I)."""
    vorschuss_verlangt: date | None = None
    """The day on which it was asked for first; None: not yet."""
    zinsen_ab: date | None = None
    """From this day on the money bears interest: six calendar months after the complete application (§ 44 SGB I)."""
    klage_ab: date | None = None
    """From this day on the person may go to court because nobody decides (§ 88 Abs. 1 SGG)."""
    basis: Basis | None = None
    """What the expected day rests on; None once it is decided."""

    @property
    def plain_state(self) -> str:
        """The state in plain German."""
        return STATES[self.state]


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
    needed = _needed(antrag) if undecided else []
    expected, late = _expected(antrag, needed) if undecided and waiting == "amt" else (None, False)
    asked = _asked_for_advance(antrag) if undecided else None
    complete = antrag.vollstaendig_at
    return StatusView(
        state=state,
        waiting_for=waiting,
        missing=missing,
        expected=expected,
        complete_at=complete,
        vorschuss_ab=vorschuss_spaetestens_ab(asked or clock.today()) if undecided else None,
        vorschuss_verlangt=asked,
        zinsen_ab=zinsen_nach_antrag_ab(_day(complete), _day(complete)) if undecided and complete else None,
        klage_ab=untaetigkeitsklage_antrag_ab(secured) if undecided else None,
        basis=Basis(len(needed), late) if undecided else None,
    )


def _asked_for_advance(antrag: Antrag) -> date | None:
    first = Eintrag.objects.filter(vorgang=antrag.vorgang_id, art="vorschuss_beantragt").order_by("at").first()
    return _day(first.at) if first is not None else None


def _needed(antrag: Antrag) -> list[int]:
    """Working days that each decision of the last 90 days took from completeness on, sorted."""
    land = antrag.traeger.land
    now = clock.now()
    alike = Q(leistung=antrag.leistung) if antrag.kurz else ~Q(art__in=(Antrag.Art.BILDUNG, Antrag.Art.FORMULAR))
    decided = Antrag.objects.filter(
        alike, entschieden_at__gte=now - LOOK_BACK, entschieden_at__lte=now, vollstaendig_at__isnull=False
    ).values_list("vollstaendig_at", "entschieden_at")
    return sorted(working_days(_day(a), _day(b), land) for a, b in decided)


def _expected(antrag: Antrag, needed: list[int]) -> tuple[tuple[date, date] | None, bool]:
    """Completeness plus the first to the third quartile of working days, and whether it takes longer already."""
    if antrag.vollstaendig_at is None or len(needed) < ENOUGH:
        return None, False
    land = antrag.traeger.land
    start = _day(antrag.vollstaendig_at)
    first = after_working_days(start, quartile(needed, 1), land)
    last = after_working_days(start, quartile(needed, 3), land)
    if last < clock.today():
        return None, True  # longer than usual already: no promise is better than a broken one
    return (max(first, clock.today()), last), False


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
