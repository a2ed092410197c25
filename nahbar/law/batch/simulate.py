"""What another month or other values would change for a stock of households: per household, and summed up by group.

Sums and counts of whole numbers only, so that parts of a stock can be counted anywhere and added up to the same table.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np

from nahbar.law.batch.sgb2 import Stock, calculate
from nahbar.law.batch.transcribe import number
from nahbar.law.parameter import Parameters
from nahbar.law.sgb2.bedarfsgemeinschaft import AUSZUG
from nahbar.law.sgb2.berechnung import MONATSTAGE
from nahbar.law.sgb2.sachverhalt import Rolle

MEASURES = (
    "haushalte", "gewinner", "verlierer", "gleich", "beginnt", "endet", "vorher", "nachher", "vorher_unterkunft",
    "nachher_unterkunft", "mehr", "weniger",
)  # fmt: skip
"""Counts of households, then cents a month; `mehr` and `weniger` are the sums of all rises and of all falls."""
AT_A_TIME = 50_000
"""Households of a batch: memory stays the same however many follow."""
HIGHEST = 5_000
"""Changes are counted in steps of one euro (rounded) up to this many; what lies beyond counts as this."""
SIZES = ("1 Person", "2 Personen", "3 Personen", "4 Personen", "5 und mehr Personen")
_CHILDREN = ("1 Kind", "2 Kinder", "3 und mehr Kinder")
TYPES = (
    "Alleinstehend", *(f"Alleinerziehend, {many}" for many in _CHILDREN),
    "Paar ohne Kinder", *(f"Paar, {many}" for many in _CHILDREN),
)  # fmt: skip
EARNINGS = ("ohne Erwerbseinkommen", "mit Erwerbseinkommen")
ALL, TYPE, SIZE, WORK, PLACE = "Alle", "Haushaltstyp", "Größe", "Erwerbseinkommen", "Gemeinde"
FEATURES = (ALL, TYPE, SIZE, WORK, PLACE)
UNKNOWN_PLACE = "ohne Angabe"

_ONE_AT_A_TIME = threading.Lock()
"""The compiled law uses all cores by itself and is not entered twice at once in one process."""


@dataclass(frozen=True)
class State:
    """A law state: the month that is calculated, and its values."""

    month: date
    parameters: Parameters


@dataclass(frozen=True)
class Batch:
    """Some households of a stock, with the Gemeinde of each where it is known; `alone` were left out on the way."""

    stock: Stock
    places: np.ndarray | None = None
    alone: int = 0


@dataclass(frozen=True)
class Amounts:
    """Cents of each household in the month: everything, and what of it is for the dwelling (§ 19 Abs. 3 S. 2)."""

    total: np.ndarray
    dwelling: np.ndarray


@dataclass
class Group:
    """One line of the table: its measures, and how many households have a change of so many euro."""

    sums: np.ndarray = field(default_factory=lambda: np.zeros(len(MEASURES), np.int64))
    changes: Counter[int] = field(default_factory=Counter)

    def __getitem__(self, measure: str) -> int:
        return int(self.sums[MEASURES.index(measure)])

    def quantile(self, percent: int) -> int | None:
        """The change in euro that so many of a hundred changed households do not exceed; None where nobody changes."""
        rank = (self.changes.total() * percent + 99) // 100
        for step in sorted(self.changes):
            rank -= self.changes[step]
            if rank <= 0:
                return step
        return None


@dataclass
class Tally:
    """The table: groups by feature and name, and how many households were left out."""

    groups: dict[tuple[str, str], Group] = field(default_factory=dict)
    alone: int = 0

    def add(self, other: Tally) -> None:
        """Take in another part of the stock."""
        self.alone += other.alone
        for key, group in other.groups.items():
            mine = self.groups.setdefault(key, Group())
            mine.sums += group.sums
            mine.changes.update(group.changes)

    def rows(self) -> Iterator[tuple[str, str, Group]]:
        """The groups with households, in the order in which people read them; no places where none is known."""
        no_place = not any(feature == PLACE and name != UNKNOWN_PLACE for feature, name in self.groups)
        known = [ALL, *TYPES, *SIZES, *EARNINGS]
        order = {name: index for index, name in enumerate(known)}
        for feature, name in sorted(
            self.groups, key=lambda key: (FEATURES.index(key[0]), order.get(key[1], len(known)), key[1])
        ):
            if self.groups[feature, name]["haushalte"] and not (no_place and feature == PLACE):
                yield feature, name, self.groups[feature, name]


def compare(stock: Stock, before: State, after: State, cache_in: Path | None = None) -> tuple[Amounts, Amounts]:
    """What each household gets in the one state and in the other; raises as `calculate`."""
    return _amounts(stock, before, cache_in), _amounts(stock, after, cache_in)


def tally(batches: Iterable[Batch], before: State, after: State, cache_in: Path | None = None) -> Tally:
    """Both states of all these households, summed up; holds one batch at a time."""
    found = Tally()
    for batch in batches:
        found.add(tally_one(batch, before, after, cache_in))
    return found


def tally_one(batch: Batch, before: State, after: State, cache_in: Path | None = None) -> Tally:
    """Both states of one batch, summed up."""
    found = Tally(alone=batch.alone)
    if not len(batch.stock):
        return found
    one, two = compare(batch.stock, before, after, cache_in)
    change = two.total - one.total
    measures = np.stack(
        (
            np.ones(len(change), np.int64), change > 0, change < 0, change == 0,
            (one.total == 0) & (two.total > 0), (one.total > 0) & (two.total == 0),
            one.total, two.total, one.dwelling, two.dwelling, np.maximum(change, 0), np.maximum(-change, 0),
        ),
        axis=1,
    )  # fmt: skip
    steps = np.clip((np.abs(change) + 50) // 100 * np.sign(change), -HIGHEST, HIGHEST)
    for feature, names, codes in _features(batch, before.month):
        sums = np.zeros((len(names), len(MEASURES)), np.int64)
        np.add.at(sums, codes, measures)
        groups = [Group(row) for row in sums]
        moved = change != 0
        keys, counts = np.unique(codes[moved] * (4 * HIGHEST) + steps[moved] + HIGHEST, return_counts=True)
        for key, count in zip(keys.tolist(), counts.tolist(), strict=True):
            groups[key // (4 * HIGHEST)].changes[key % (4 * HIGHEST) - HIGHEST] = count
        found.groups |= {(feature, name): group for name, group in zip(names, groups, strict=True)}
    return found


def _amounts(stock: Stock, state: State, cache_in: Path | None) -> Amounts:
    names = ("anspruch", "sofortzuschlag", "kdu", "tage")
    with _ONE_AT_A_TIME:
        found = calculate(stock, state.month, state.parameters, results=names, cache_in=cache_in)
    dwelling = np.minimum(found["anspruch"], found["kdu"].astype(np.int64) * found["tage"] // MONATSTAGE)
    return Amounts(_of_household(stock, found["anspruch"] + found["sofortzuschlag"]), _of_household(stock, dwelling))


def _of_household(stock: Stock, column: np.ndarray) -> np.ndarray:
    """The sum over the persons of each household."""
    starts = np.cumsum(stock.sizes) - stock.sizes
    return np.asarray(np.add.reduceat(column.astype(np.int64), starts)) if len(stock) else np.zeros(0, np.int64)


def _features(batch: Batch, month: date) -> Iterator[tuple[str, Sequence[str], np.ndarray]]:
    """Each feature with its group names and the group of each household."""
    stock, persons = batch.stock, batch.stock.persons
    rows = int(stock.sizes.sum())
    rolle = _column(persons, "rolle", rows)
    child = (rolle == Rolle.KIND) & _under(persons["geburtsdatum"], AUSZUG, month)
    partner = rolle == Rolle.PARTNER
    member = child | partner | (rolle == Rolle.ANTRAGSTELLER)
    earns = member & (_column(persons, "brutto", rows) + _column(persons, "gewinn", rows) > 0)
    children = np.minimum(_of_household(stock, child), len(_CHILDREN))
    couple = np.minimum(_of_household(stock, partner), 1)
    yield ALL, (ALL,), np.zeros(len(stock), np.int64)
    yield TYPE, TYPES, couple * (len(_CHILDREN) + 1) + children
    yield SIZE, SIZES, np.clip(_of_household(stock, member), 1, len(SIZES)) - 1
    yield WORK, EARNINGS, np.minimum(_of_household(stock, earns), 1)
    if batch.places is not None:
        names, codes = np.unique(batch.places.astype(str), return_inverse=True)
        yield PLACE, [str(name) or UNKNOWN_PLACE for name in names], codes


def _column(persons: Mapping[str, np.ndarray], name: str, rows: int) -> np.ndarray:
    return persons[name].astype(np.int64) if name in persons else np.zeros(rows, np.int64)


def _under(births: np.ndarray, years: int, month: date) -> np.ndarray:
    """Whether the persons have not completed so many years on the first of the month."""
    day = date(month.year - years, month.month, 1)
    return np.asarray(births > (np.datetime64(day, "D") if births.dtype.kind == "M" else number(day)))
