"""Small numbers stay hidden, and nothing shown gives them back: minimum, complements, audit by linear programmes.

One table a year and group: areas sum to regions, regions to the whole. Hidden are counts below the minimum, counts that
leave fewer than the minimum of others (nearly everybody is known then), and as many more as the audit needs: for each
hidden cell the smallest and largest count that still fit to all that is shown lie at least `minimum` apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linprog

MINIMUM = 3
HIGHEST_MINIMUM = 10
WHOLE = "∑"
"""Key of the sum over everything."""


@dataclass(frozen=True)
class Zelle:
    """A count and its base (population of the group) in one area."""

    gebiet: str
    zaehler: int
    nenner: int


@dataclass(frozen=True)
class Geschuetzt:
    """What may be shown: area → count, region → sum, the whole; None is hidden."""

    zellen: Mapping[str, int | None]
    summen: Mapping[str, int | None]
    klein: frozenset[str]
    """Areas hidden for their own sake; other hidden ones protect these."""

    @property
    def gesamt(self) -> int | None:
        """The sum over everything."""
        return self.summen[WHOLE]


def too_small(count: int, base: int, minimum: int) -> bool:
    """True for a count that says something about few people: few who receive, or few who do not."""
    return 0 < count < minimum or (count > 0 and base - count < minimum)


def protect(cells: Mapping[str, Zelle], minimum: int = MINIMUM, *, also: Iterable[str] = ()) -> Geschuetzt:
    """Hide what must not be shown of one table, and the areas `also`. Raises ValueError for a minimum outside 3 to 10.
    """
    if not MINIMUM <= minimum <= HIGHEST_MINIMUM:
        raise ValueError(f"the minimum lies between {MINIMUM} and {HIGHEST_MINIMUM}")
    table = _Table(cells)
    small = {key for key, cell in cells.items() if too_small(cell.zaehler, cell.nenner, minimum)}
    hidden = small | set(also)
    for region, parts in table.regions.items():
        if too_small(table.values[_r(region)], sum(cells[k].nenner for k in parts), minimum):
            hidden.add(_r(region))
    if too_small(table.values[_r(WHOLE)], sum(c.nenner for c in cells.values()), minimum):
        hidden.add(_r(WHOLE))
    while pinned := table.alone(hidden) or table.pinned(hidden, minimum):
        more = table.complement(pinned, hidden)
        if more is None:  # nothing left to hide in its sums: the whole table goes
            hidden = set(table.values)
            break
        hidden.add(more)
    shown = {key: None if key in hidden else value for key, value in table.values.items()}
    return Geschuetzt(
        zellen={key: shown[key] for key in cells},
        summen={key: shown[_r(key)] for key in [*table.regions, WHOLE]},
        klein=frozenset(small),
    )


def protect_groups(
    tables: Mapping[str, Mapping[str, Zelle]], minimum: int = MINIMUM, *, also: Iterable[str] = ()
) -> dict[str, Geschuetzt]:
    """One year: group → what may be shown; the first group contains the others, the areas `also` are hidden anyhow.

    Where the number of all is hidden every part of it is hidden too; where it is shown it bounds its parts.
    """
    found: dict[str, Geschuetzt] = {}
    whole: Geschuetzt | None = None
    for name, cells in tables.items():
        if whole is None:
            found[name] = whole = protect(cells, minimum, also=set(also) & set(cells))
            continue
        shown = whole.zellen
        bounded = {
            key: Zelle(cell.gebiet, cell.zaehler, min(cell.nenner, _shown(shown, key, cell.nenner)))
            for key, cell in cells.items()
        }
        found[name] = protect(bounded, minimum, also=[key for key in cells if shown.get(key, 0) is None])
    return found


def _shown(shown: Mapping[str, int | None], key: str, otherwise: int) -> int:
    value = shown.get(key)
    return otherwise if value is None else value


def intervals(cells: Mapping[str, Zelle], shown: Geschuetzt) -> dict[str, tuple[float, float]]:
    """What somebody can compute about each hidden area from all that is shown: smallest and largest count."""
    table = _Table(cells)
    hidden = {key for key, value in shown.zellen.items() if value is None}
    hidden |= {_r(key) for key, value in shown.summen.items() if value is None}
    return {key: value for key, value in table.intervals(hidden).items() if key in cells}


def _r(region: str) -> str:
    return f"\0{region}"


class _Table:
    """All cells with their sums, and the equations between them."""

    def __init__(self, cells: Mapping[str, Zelle]) -> None:
        self.regions: dict[str, list[str]] = {}
        for key, cell in cells.items():
            self.regions.setdefault(cell.gebiet, []).append(key)
        self.values = {key: cell.zaehler for key, cell in cells.items()}
        self.limits = {key: cell.nenner for key, cell in cells.items()}
        self.sums: list[tuple[str, list[str]]] = []
        for region, parts in self.regions.items():
            self._add(_r(region), parts)
        self._add(_r(WHOLE), [_r(region) for region in self.regions])

    def _add(self, whole: str, parts: Sequence[str]) -> None:
        self.values[whole] = sum(self.values[part] for part in parts)
        self.limits[whole] = sum(self.limits[part] for part in parts)
        self.sums.append((whole, list(parts)))

    def intervals(self, hidden: set[str]) -> dict[str, tuple[float, float]]:
        """Smallest and largest value of each hidden cell that fits to the rest (bounds: 0 and the population)."""
        names = sorted(hidden)
        place = {name: i for i, name in enumerate(names)}
        rows, right = [], []
        for whole, parts in self.sums:
            if not hidden & {whole, *parts}:
                continue
            row, value = np.zeros(len(names)), 0.0
            for name, sign in [(whole, -1.0), *((part, 1.0) for part in parts)]:
                if name in place:
                    row[place[name]] = sign
                else:
                    value -= sign * self.values[name]
            rows.append(row)
            right.append(value)
        bounds = [(0, self.limits[name]) for name in names]
        found: dict[str, tuple[float, float]] = {}
        for name in names:
            aim = np.zeros(len(names))
            aim[place[name]] = 1.0
            ends = [self._end(aim * sign, rows, right, bounds) for sign in (1.0, -1.0)]
            found[name] = (ends[0], -ends[1])
        return found

    @staticmethod
    def _end(aim: Any, rows: list[Any], right: list[float], bounds: list[tuple[int, int]]) -> float:
        solved = linprog(aim, A_eq=np.array(rows) if rows else None, b_eq=right or None, bounds=bounds, method="highs")
        if solved.status != 0:
            raise ArithmeticError(f"audit without result: {solved.message}")
        return float(solved.fun)

    def alone(self, hidden: set[str]) -> list[str]:
        """Hidden cells that are the only hidden one of a sum: a subtraction gives them, no programme is needed."""
        found = []
        for whole, parts in self.sums:
            inside = hidden & {whole, *parts}
            if len(inside) == 1:
                found += list(inside)
        return found

    def pinned(self, hidden: set[str], minimum: int) -> list[str]:
        """Hidden cells whose interval is narrower than the minimum (or than all that is possible), worst first."""
        widths = {name: high - low for name, (low, high) in self.intervals(hidden).items()}
        open_ = [name for name, width in widths.items() if width < min(minimum, self.limits[name]) - 1e-6]
        return sorted(open_, key=lambda name: (widths[name], name))

    def complement(self, pinned: Sequence[str], hidden: set[str]) -> str | None:
        """The cell whose hiding costs least, of the sums that pin something: areas before regions before the whole."""
        options: set[str] = set()
        for whole, parts in self.sums:
            if {whole, *parts} & set(pinned):
                options |= {whole, *parts} - hidden
        useful = [option for option in options if self.limits[option] > 0]
        if not useful:
            open_sums = {n for whole, parts in self.sums if hidden & {whole, *parts} for n in (whole, *parts)} - hidden
            useful = [option for option in open_sums if self.limits[option] > 0]
        level = {_r(WHOLE): 2}
        return min(
            useful,
            key=lambda o: (level.get(o, 1 if o.startswith("\0") else 0), self.values[o] == 0, self.values[o], o),
            default=None,
        )
