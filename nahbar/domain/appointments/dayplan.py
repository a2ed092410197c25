"""The day of a place as a grid: times down, caseworkers across."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from nahbar.domain.appointments import queries, slots
from nahbar.domain.appointments.models import Angebot, Ort, Ressource, Termin
from nahbar.platform import clock


@dataclass(frozen=True)
class Zelle:
    """One caseworker at one time: an appointment, free (then `angebot`), running, or nothing offered."""

    termin: Termin | None = None
    angebot: Angebot | None = None
    laeuft: bool = False


@dataclass(frozen=True)
class Tagesplan:
    """Columns and rows of the grid; what has no caseworker stands in `andere`, what was cancelled in `abgesagt`."""

    spalten: list[Ressource]
    zeilen: list[tuple[datetime, list[Zelle]]]
    andere: list[Termin]
    abgesagt: list[Termin]


def _people(angebot: Angebot) -> list[Ressource]:
    return [row for row in queries.ressourcen(angebot) if row.art == Ressource.Art.PERSON and row.aktiv]


def tagesplan(ort: Ort, day: date) -> Tagesplan:
    """The grid of one local day at one place."""
    termine = queries.termine_of_day(ort.id, day)
    abgesagt = [row for row in termine if row.stand == Termin.Stand.ABGESAGT]
    live = [row for row in termine if row.stand != Termin.Stand.ABGESAGT]
    columns: dict[UUID, Ressource] = {}
    cells: dict[tuple[datetime, UUID], Zelle] = {}
    andere: list[Termin] = []
    for row in live:
        people = [b.ressource for b in row.belegungen.all() if b.ressource.art == Ressource.Art.PERSON]
        if not people:
            andere.append(row)
        for one in people[-1:]:
            columns[one.id] = one
            cells[row.beginn, one.id] = Zelle(termin=row)
    now = clock.now()
    for angebot in queries.angebote(ort):
        team = _people(angebot)
        columns.update({one.id: one for one in team})
        grid = [] if angebot.art == Angebot.Art.OFFEN else list(slots.grid(angebot, day, 1))
        busy = slots.taken(team, grid[0].beginn, grid[-1].ende) if grid and team else {}
        for slot in grid:
            for one in team:
                if (slot.beginn, one.id) in cells:
                    continue
                taken = any(begin < slot.ende and slot.beginn < end for begin, end in busy.get(one.id, ()))
                offered = angebot if slot.beginn > now and not taken else None
                cells[slot.beginn, one.id] = Zelle(angebot=offered, laeuft=taken)
    heads = sorted(columns.values(), key=lambda one: one.name)
    times = sorted({moment for moment, _one in cells})
    rows = [(moment, [cells.get((moment, one.id), Zelle()) for one in heads]) for moment in times]
    return Tagesplan(heads, rows, andere, abgesagt)
