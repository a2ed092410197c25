"""Invented households for trying a simulation out: the same seed gives the same ones, in any number of parts.

Roughly as families, rents and incomes are spread among recipients, by no statistics: what comes out says nothing about
any real place. Whole numbers only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from nahbar.law.batch.sgb2 import Stock
from nahbar.law.batch.simulate import AT_A_TIME, Batch
from nahbar.law.sgb2.sachverhalt import NICHT_ANGEGEBEN, Ausbildung, Rolle

Column = np.ndarray

_MONTHS = 12
_PERMILLE = 1000


@dataclass(frozen=True)
class DrawnPart:
    """Households of this number: from the first to before the last of all."""

    seed: int
    number: int
    households: int
    month: date

    def batches(self) -> Iterator[Batch]:
        """The households of this part."""
        yield Batch(draw([self.seed, self.number], self.households, self.month))


def drawn_parts(seed: int, households: int, month: date, size: int = AT_A_TIME) -> list[DrawnPart]:
    """So many households in parts of one size."""
    return [
        DrawnPart(seed, part, min(size, households - part * size), month)
        for part in range((households + size - 1) // size)
    ]


class _Dice:
    """Draws over all rows at once."""

    def __init__(self, seed: list[int]) -> None:
        self.random = np.random.default_rng(seed)

    def some(self, where: Column, permille: int) -> Column:
        """True for so many of a thousand of the rows in `where`."""
        return np.asarray(where & (self.random.integers(0, _PERMILLE, len(where)) < permille))

    def cents(self, where: Column, low: int, high: int) -> Column:
        """An amount of euro and cents between two bounds in euro for the rows in `where`, 0 elsewhere."""
        return np.asarray(np.where(where, self.random.integers(low * 100, high * 100 + 1, len(where)), 0))

    def one_of(self, permille: tuple[int, ...], rows: int) -> Column:
        """A place in the list, by its share of a thousand."""
        return np.searchsorted(np.cumsum(permille), self.random.integers(0, _PERMILLE, rows), side="right")


def draw(seed: list[int], households: int, month: date) -> Stock:
    """Households with one or two adults, children under 25, work, income, assets and a dwelling."""
    dice = _Dice(seed)
    rows = np.ones(households, np.bool_)
    pair = dice.some(rows, 260)
    of_pair = dice.one_of((330, 260, 240, 120, 50), households)
    children = np.where(pair, of_pair, dice.one_of((720, 150, 85, 33, 12), households))
    others = dice.some(rows, 50).astype(np.int64)
    sizes = 1 + pair + children + others
    of = np.repeat(np.arange(households), sizes)
    place = np.arange(len(of)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    rolle = np.full(len(of), int(Rolle.KIND))
    rolle[place == 0] = Rolle.ANTRAGSTELLER
    rolle[(place == 1) & pair[of]] = Rolle.PARTNER
    rolle[place >= (sizes - others)[of]] = Rolle.HAUSHALTSMITGLIED
    return Stock(
        sizes, _persons(dice, month, of, place, rolle, pair), _dwellings(dice, month, sizes), *_times(dice, month, rows)
    )


def _persons(dice: _Dice, month: date, of: Column, place: Column, rolle: Column, pair: Column) -> dict[str, Column]:
    rows = len(of)
    adult, child = rolle <= Rolle.PARTNER, rolle == Rolle.KIND
    grown = dice.random.integers(25 * _MONTHS, 64 * _MONTHS, rows)
    age = np.where(child, dice.random.integers(0, 25 * _MONTHS, rows), grown)
    parents = np.where(pair[of], 3, 1)
    minor, small = child & (age < 18 * _MONTHS), child & (age < 12 * _MONTHS)
    lone = minor & ~pair[of]
    mini, part, full = (dice.some(adult, share) for share in (110, 90, 70))
    gross = np.select(
        (full, part, mini),
        (dice.cents(full, 1900, 3200), dice.cents(part, 604, 1900), dice.cents(mini, 50, 603)), 0,
    )  # fmt: skip
    training = dice.some(child & (age >= 16 * _MONTHS), 250)
    wage = dice.cents(training, 650, 1150)
    gross = np.where(training, wage, gross)
    keeps = np.where(mini, 100, np.where(training, 80, dice.random.integers(68, 82, rows)))
    advance = dice.some(lone & small, 450)
    return {
        "rolle": rolle,
        "geburtsdatum": _births(dice, month, age),
        "eltern": np.where(child, parents, 0),
        "kindergeld_empfaenger": np.where(rolle == Rolle.HAUSHALTSMITGLIED, place, 0),
        "brutto": gross,
        "netto": gross * keeps // 100,
        "gewinn": dice.cents(dice.some(adult, 25), 50, 1200),
        "alg1": dice.cents(dice.some(adult & (gross == 0), 60), 250, 1200),
        "sonstiges": dice.cents(dice.some(adult, 20), 10, 300),
        "absetzungen_erwerb": dice.cents(dice.some(adult & (gross > 0), 150), 20, 250),
        "kindergeld": np.where(minor | dice.some(child, 700), 25_900, 0),
        "unterhalt": dice.cents(dice.some(lone & ~advance, 350), 60, 600),
        "unterhaltsvorschuss": np.where(advance, np.where(age < 6 * _MONTHS, 22_700, 29_900), 0),
        "ausbildung": np.where(training, int(Ausbildung.AUSBILDUNG), int(Ausbildung.KEINE)),
        "vermoegen": dice.cents(dice.some(adult, 400), 0, 9_000) + dice.cents(dice.some(adult, 40), 9_000, 45_000),
    }


def _births(dice: _Dice, month: date, age: Column) -> Column:
    """A day in the month that lies so many months before the last one."""
    first = np.datetime64(month, "M") - 1 - age
    return np.asarray(first.astype("datetime64[D]") + dice.random.integers(0, 28, len(age)))


def _dwellings(dice: _Dice, month: date, sizes: Column) -> dict[str, Column]:
    """Rents by size; for some the local limit is known, and of these some were asked to lower their costs."""
    rows = np.ones(len(sizes), np.bool_)
    more = (sizes - 1) * 11_000
    rent = dice.cents(rows, 330, 690) + more
    limit = dice.cents(rows, 420, 520) + more
    limited = dice.some(rows, 700)
    asked = dice.some(limited & (rent > limit), 400)
    back = dice.random.integers(0, 14, len(sizes))
    since = (np.datetime64(month, "M") - back).astype("datetime64[D]")
    return {
        "bruttokaltmiete": rent,
        "heizkosten": dice.cents(rows, 45, 110) + (sizes - 1) * 1_500,
        "angemessen_bruttokalt": np.where(limited, limit, NICHT_ANGEGEBEN),
        "kostensenkung_ab": np.where(asked, since, np.datetime64(date.max, "D")),
        "warmwasser_dezentral": dice.some(rows, 200),
    }


def _times(dice: _Dice, month: date, rows: Column) -> tuple[Column, Column]:
    """When the running period began and when the first benefit was paid."""
    this = np.datetime64(month, "M")
    begin = this - dice.random.integers(0, _MONTHS, len(rows))
    first = begin - np.where(dice.some(rows, 700), dice.random.integers(0, 60, len(rows)), 0)
    return begin.astype("datetime64[D]"), first.astype("datetime64[D]")
