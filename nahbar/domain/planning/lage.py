"""The state of all areas in a year, protected: the one source of page, map, table, download, plan and paper.

Published view: minimum, complements, audit. Internal view (planning only, leaves the house nowhere): only what is small
itself is hidden, and no sums are given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import ceil

from shapely.geometry import shape

from nahbar.domain.planning import queries
from nahbar.domain.planning.disclosure import WHOLE, Geschuetzt, Zelle, protect_groups, too_small
from nahbar.domain.planning.hotspots import Schwerpunkt, schwerpunkte
from nahbar.domain.planning.models import Kennzahl, Planungsraum
from nahbar.domain.planning.need import Bedarf, need, rising

Figures = dict[tuple[str, int, str], tuple[int, int]]
"""Area id, year, group → count and base."""
Tables = tuple[tuple[str, tuple[tuple[str, str, int, int], ...]], ...]
"""Group → cells (area id, region, count, base); hashable."""
PRIORITY_SHARE = 0.2


@dataclass(frozen=True)
class Wert:
    """Count and share of a group in an area and year as they may be shown; None: hidden or unknown."""

    zaehler: int | None = None
    nenner: int | None = None
    verborgen: bool = False

    @property
    def anteil(self) -> float | None:
        """Share in percent from the protected count, one decimal."""
        return round(100 * self.zaehler / self.nenner, 1) if self.zaehler is not None and self.nenner else None


NICHTS = Wert()


@dataclass(frozen=True)
class Zeile:
    """One area."""

    raum: Planungsraum
    werte: Mapping[tuple[int, str], Wert]
    klein: bool
    """So few that nothing at all is told about it, not even how many live there."""
    steigt: bool = False
    bedarf: Bedarf | None = None
    gi: Schwerpunkt | None = None
    vorrang: bool = False

    def wert(self, jahr: int, gruppe: str) -> Wert:
        """The value of a year and group."""
        return self.werte.get((jahr, gruppe), NICHTS)

    @property
    def einwohner(self) -> int | None:
        """Inhabitants; None where nothing is told."""
        return None if self.klein else int(self.raum.einwohner)


@dataclass(frozen=True)
class Lage:
    """All areas in a year, sums by region and over all."""

    jahr: int
    gruppe: str
    jahre: list[int]
    intern: bool
    mindestzahl: int
    gewichte: Mapping[str, int]
    zeilen: list[Zeile]
    summen: Mapping[str, int | None] = field(default_factory=dict)
    """Region → sum of the group in the year; WHOLE → of all."""

    @property
    def gesamt(self) -> int | None:
        """The sum over all areas."""
        return self.summen.get(WHOLE)

    def personen(self) -> dict[str, float]:
        """Area id → people as shown; what is hidden in a sum is shared out by inhabitants. From shown figures only."""
        shown = {str(z.raum.id): z.wert(self.jahr, self.gruppe).zaehler for z in self.zeilen}
        result = {key: float(value) for key, value in shown.items() if value is not None}
        rest_regions: list[Zeile] = []
        rest = float(self.gesamt or 0)
        regions: dict[str, list[Zeile]] = {}
        for row in self.zeilen:
            regions.setdefault(row.raum.gebiet, []).append(row)
        for region, rows in regions.items():
            hidden = [z for z in rows if shown[str(z.raum.id)] is None]
            known = sum(shown[str(z.raum.id)] or 0 for z in rows)
            whole = self.summen.get(region)
            rest -= known if whole is None else whole
            if whole is None:
                rest_regions += hidden
            else:
                result |= _shared(hidden, whole - known)
        return result | _shared(rest_regions, max(rest, 0.0))


def _shared(rows: Sequence[Zeile], people: float) -> dict[str, float]:
    total = sum(z.raum.einwohner for z in rows) or 1
    return {str(z.raum.id): people * z.raum.einwohner / total for z in rows}


def lage(jahr: int | None = None, gruppe: str = Kennzahl.Gruppe.ALLE, *, intern: bool = False) -> Lage:
    """The state of the newest key system; an unknown year gives the newest. Raises NoAreas."""
    werk = queries.schluesselwerk()
    years = queries.jahre(werk)
    year = jahr if jahr in years else years[-1]
    minimum, weights = queries.regeln()
    rooms = queries.raeume(werk)
    figures: Figures = {
        (str(k.raum_id), k.jahr, k.gruppe): (k.zaehler, k.nenner) for k in queries.kennzahlen(werk)
    }  # fmt: skip
    small = frozenset(
        key
        for (key, _, group), (n, of) in figures.items()
        if group == Kennzahl.Gruppe.ALLE and too_small(n, of, minimum)
    )  # small in one year: told about in none, or two years side by side would tell it
    tables = {y: _protected(rooms, figures, y, minimum, small) for y in years}
    rows = [_row(room, figures, tables, small, intern) for room in rooms]
    if gruppe not in tables[year]:
        gruppe = Kennzahl.Gruppe.ALLE
    judged = _judged(rows, years, year, gruppe, weights)
    sums = {} if intern else dict(tables[year][gruppe].summen)
    return Lage(year, gruppe, years, intern, minimum, weights, judged, sums)


def _protected(
    rooms: Sequence[Planungsraum], figures: Figures, year: int, minimum: int, small: frozenset[str]
) -> Mapping[str, Geschuetzt]:  # fmt: skip
    tables = []
    for group in Kennzahl.Gruppe.values:
        cells = tuple(
            (str(room.id), room.gebiet, *figures[str(room.id), year, group])
            for room in rooms
            if (str(room.id), year, group) in figures
        )
        if cells:
            tables.append((group, cells))
    return _protect_once(tuple(tables), minimum, small)


@lru_cache(maxsize=64)
def _protect_once(tables: Tables, minimum: int, small: frozenset[str]) -> dict[str, Geschuetzt]:
    # the audit takes its time, and the same figures always give the same answer
    return protect_groups(
        {group: {key: Zelle(region, n, of) for key, region, n, of in cells} for group, cells in tables},
        minimum,
        also=small,
    )


def _row(
    room: Planungsraum,
    figures: Figures,
    tables: Mapping[int, Mapping[str, Geschuetzt]],
    few: frozenset[str],
    intern: bool,
) -> Zeile:
    key = str(room.id)
    values: dict[tuple[int, str], Wert] = {}
    small = key in few
    for year, groups in tables.items():
        for group, shown in groups.items():
            if (key, year, group) not in figures:
                continue
            count, base = figures[key, year, group]
            hidden = small or (key in shown.klein if intern else shown.zellen[key] is None)
            values[year, group] = Wert(verborgen=True) if hidden else Wert(count, base)
    return Zeile(room, values, small)


def _judged(
    rows: Sequence[Zeile], years: Sequence[int], year: int, group: str, weights: Mapping[str, int]
) -> list[Zeile]:
    until = [y for y in years if y <= year]
    components = [_components(row, until, year) for row in rows]
    needs = need(components, weights)
    hot = schwerpunkte([row.wert(year, group).anteil for row in rows], [shape(row.raum.geometrie) for row in rows])
    order = sorted((n.index for n in needs if n is not None), reverse=True)
    cut = order[ceil(len(order) * PRIORITY_SHARE) - 1] if order else 0.0
    judged = []
    for row, judged_need, gi in zip(rows, needs, hot, strict=True):
        up = rising([row.wert(y, Kennzahl.Gruppe.KINDER).anteil for y in until])
        first = judged_need is not None and (judged_need.index >= cut or bool(gi and gi.hot) or up)
        judged.append(Zeile(row.raum, row.werte, row.klein, up, judged_need, gi, first))
    return judged


def _components(row: Zeile, until: Sequence[int], year: int) -> dict[str, float | None]:
    everybody = row.wert(year, Kennzahl.Gruppe.ALLE)
    children = [row.wert(y, Kennzahl.Gruppe.KINDER).anteil for y in until[-4:]]
    known = [rate for rate in children if rate is not None]
    return {
        "anteil": everybody.anteil,
        "zahl": float(everybody.zaehler) if everybody.zaehler is not None else None,
        "kinder": children[-1] if children else None,
        "jugend": row.wert(year, Kennzahl.Gruppe.JUGEND).anteil,
        "entwicklung": known[-1] - known[0] if len(known) == len(children) and len(known) > 1 else None,
    }
