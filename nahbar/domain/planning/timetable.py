"""Hours for the chosen rooms: half-days of a week, within the budget, where the rooms are free and people come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nahbar.domain.planning.errors import NoPlan
from nahbar.domain.planning.milp import Program

HALVES = {"vm": (9, 12), "nm": (14, 17)}
"""Morning and afternoon with their hours."""
HOURS = 3
"""Of one half-day."""
DAYS = 5
WISHES = {("jugend", "nm"): 1.5, ("familie", "vm"): 1.5}
"""Worth of an hour at the time at which a group comes: young people in the afternoon, families in the morning."""
COLUMN = tuple[int, int, str]
"""Room, weekday, half."""


@dataclass(frozen=True)
class Raumbedarf:
    """One room: its kind, hours of counselling wanted a week by those nearest to it, their need, free half-days."""

    art: str
    stunden: float
    gewicht: float
    fenster: frozenset[tuple[int, str]]


@dataclass(frozen=True)
class Wochenplan:
    """Room number → half-days (weekday, `vm` or `nm`), in order; and the hours that stay unmet, a room each."""

    zeiten: tuple[tuple[tuple[int, str], ...], ...]
    offen: tuple[float, ...]
    status: str


def plan_week(rooms: Sequence[Raumbedarf], half_days: int, teams: int) -> Wochenplan:
    """Spread the half-days over the rooms: each room one at least, then where most need is unmet; `teams` at a time.

    A youth centre has an afternoon and a family centre a morning, where they are free. Raises NoPlan.
    """
    if half_days < len(rooms):
        raise NoPlan(f"{len(rooms)} Räume brauchen mindestens {len(rooms)} Halbtage in der Woche.")
    program = Program()
    slots: dict[COLUMN, int] = {}
    for r, room in enumerate(rooms):
        for day, half in sorted(room.fenster):
            wish = WISHES.get((room.art, half), 1.0)
            late = 0.01 * day + (0.2 if (day, half) == (4, "nm") else 0.0)
            slots[r, day, half] = program.column(-0.1 * wish + late, integer=True)
    for r, room in enumerate(rooms):
        mine = {key: column for key, column in slots.items() if key[0] == r}
        if not mine:
            raise NoPlan("Ein Raum ist in keiner Woche frei. Tragen Sie seine Zeiten ein oder nehmen Sie ihn heraus.")
        program.row(list(mine.values()), [1.0] * len(mine), 1)
        for (art, half), _ in WISHES.items():
            liked = [column for key, column in mine.items() if key[2] == half]
            if art == room.art and liked:
                program.row(liked, [1.0] * len(liked), 1)
        for day in range(DAYS):
            both = [column for key, column in mine.items() if key[1] == day]
            program.row(both, [1.0] * len(both), 0, 1)
        served = program.column(-room.gewicht, upper=max(room.stunden, 0.0))
        program.row([served, *mine.values()], [1.0, *[-float(HOURS)] * len(mine)], high=0.0)
    for day in range(DAYS):
        for half in HALVES:
            same = [column for key, column in slots.items() if key[1:] == (day, half)]
            program.row(same, [1.0] * len(same), 0, teams)
    program.row(list(slots.values()), [1.0] * len(slots), 0, half_days)
    report = program.solve(20)
    if report.x is None:
        raise NoPlan(
            "Mit diesen Halbtagen und Teams lässt sich kein Wochenplan machen. Nehmen Sie mehr Halbtage oder Teams."
        )
    times = tuple(
        tuple(
            (day, half)
            for day in range(DAYS)
            for half in HALVES
            if (r, day, half) in slots and report.x[slots[r, day, half]] > 0.5
        )
        for r in range(len(rooms))
    )
    unmet = tuple(max(0.0, room.stunden - HOURS * len(t)) for room, t in zip(rooms, times, strict=True))
    return Wochenplan(times, unmet, report.status)
