"""Which rooms: p-median with rules, solved to a proven gap by HiGHS; a fast heuristic starts it and is compared.

Form: radius formulation (Elloumi 2010): one column a room, and for each area a step for each different way that says
"no open room is nearer than this"; far fewer columns than one for each pair.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import numpy as np

from nahbar.domain.planning import heuristic
from nahbar.domain.planning.errors import NoPlan
from nahbar.domain.planning.milp import INF, Program

SOLVER = f"HiGHS {version('highspy')}"
PROVEN = 1e-7


@dataclass(frozen=True)
class Regel:
    """At least `mindestens` of these rooms (column numbers); `text` says why when there are none."""

    orte: tuple[int, ...]
    text: str
    mindestens: int = 1


@dataclass(frozen=True)
class Loesung:
    """The chosen rooms (column numbers, ascending), what they cost, and how sure that is."""

    orte: tuple[int, ...]
    zielwert: float
    schranke: float
    schnell: float
    """What greedy and interchange alone reached; infinite where rules forbid their choice."""
    status: str
    sekunden: float

    @property
    def luecke(self) -> float:
        """Share of the value that could at most still be gained; 0 is proven best."""
        return max(0.0, (self.zielwert - self.schranke) / self.zielwert) if self.zielwert > 0 else 0.0


def p_median(
    way: Any, weights: Any, p: int, regeln: Sequence[Regel] = (), *, fest: Any = None, seconds: float = 60.0
) -> Loesung:
    """Choose `p` of the columns of `way` (minutes, areas × rooms) so that Σ weight · way to the nearest is least.

    `fest`: minutes to the nearest place that is there anyhow. Raises NoPlan where rules cannot be kept.
    """
    begun = time.monotonic()
    way, weights = np.asarray(way, float), np.asarray(weights, float)
    if not 1 <= p <= way.shape[1]:
        raise NoPlan(f"Es gibt {way.shape[1]} mögliche Räume. Wählen Sie eine Zahl zwischen 1 und {way.shape[1]}.")
    for regel in regeln:
        if len(regel.orte) < regel.mindestens:
            raise NoPlan(f"{regel.text} Dafür gibt es keinen passenden Raum. Nehmen Sie die Bedingung heraus.")
    if fest is not None:
        way = np.minimum(way, np.asarray(fest, float)[:, None])
    cost = way * weights[:, None]
    quick = heuristic.search(cost, p)
    reached = heuristic.value(cost, quick)
    low, reduced = heuristic.bound(cost, p, reached, quick)
    kept = all(len(set(regel.orte) & set(quick)) >= regel.mindestens for regel in regeln)
    if kept and reached - low <= PROVEN * max(reached, 1.0):
        return _solution(quick, reached, low, reached, "bound", begun)
    if not regeln:
        columns = np.union1d(heuristic.needed_rooms(reduced, p, low, reached), quick)
    else:
        columns = np.arange(way.shape[1])
    report, rooms = _exact(cost, p, columns, regeln, quick if kept else None, seconds)
    if rooms is None and not kept:
        raise NoPlan(
            f"Mit {p} Räumen lassen sich nicht alle Bedingungen erfüllen. Nehmen Sie mehr Räume oder eine Bedingung"
            " heraus."
        )
    best = quick if rooms is None or (kept and reached <= heuristic.value(cost, rooms)) else rooms
    proven = max(low, report.bound) if np.isfinite(report.bound) else low
    return _solution(best, heuristic.value(cost, best), proven, reached if kept else INF, report.status, begun)


def _solution(
    rooms: Sequence[int], reached: float, low: float, quick: float, status: str, begun: float
) -> Loesung:  # fmt: skip
    return Loesung(
        tuple(sorted(int(r) for r in rooms)), reached, min(low, reached), quick, status, time.monotonic() - begun
    )


def _exact(
    cost: Any, p: int, columns: Any, regeln: Sequence[Regel], start: Sequence[int] | None, seconds: float
) -> tuple[Any, list[int] | None]:
    """The radius formulation over these rooms."""
    part = cost[:, columns]
    program = Program()
    rooms = [program.column(integer=True) for _ in columns]
    program.row(rooms, [1.0] * len(rooms), p, p)
    place = {int(column): room for column, room in zip(columns, rooms, strict=True)}
    for regel in regeln:
        program.row([place[o] for o in regel.orte], [1.0] * len(regel.orte), regel.mindestens)
    limit = np.sort(part, axis=1)[:, len(columns) - p]  # p rooms cannot all be farther than this
    opened = set(start or ())
    values = [1.0 if int(column) in opened else 0.0 for column in columns]
    constant = 0.0
    for i, row in enumerate(part):
        steps = np.unique(row[row <= limit[i]])
        constant += float(steps[0])
        before: int | None = None
        covered = False
        for t in range(len(steps) - 1):
            here = [rooms[j] for j in np.nonzero(row == steps[t])[0]]
            far = program.column(float(steps[t + 1] - steps[t]))
            covered = covered or any(values[j] for j in here)
            values.append(0.0 if covered else 1.0)
            columns_, signs = [far, *here], [1.0] * (len(here) + 1)
            if before is not None:
                columns_, signs = [*columns_, before], [*signs, -1.0]
            program.row(columns_, signs, 1.0 if before is None else 0.0)
            before = far
    report = program.solve(seconds, values if start is not None else None)
    shifted = type(report)(
        report.x, report.objective + constant, report.bound + constant, report.optimal, report.status
    )
    if report.x is None:
        return shifted, None
    return shifted, [int(column) for column, room in place.items() if report.x[room] > 0.5]
