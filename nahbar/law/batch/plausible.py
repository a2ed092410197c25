"""A stock that was read from somewhere: what cannot be is refused with a sentence that names the household.

The compiled law trusts its columns: a place outside the household would be read from foreign memory.
"""

from __future__ import annotations

from datetime import date

import numpy as np

from nahbar.law.batch.sgb2 import MOST_PERSONS, Stock
from nahbar.law.sgb2.sachverhalt import NICHT_ANGEGEBEN, Angabe, Ausbildung, Rolle

MOST_CENTS = 100_000_000
"""One million euro a month, or of assets."""
_CODES = {"rolle": (0, max(Rolle)), "ausbildung": (0, max(Ausbildung)), "erwerbsfaehig": (min(Angabe), max(Angabe)),
          "alleinerziehend": (min(Angabe), max(Angabe))}  # fmt: skip
_MAY_BE_OPEN = ("anerkannt", "angemessen_bruttokalt")
_PLACES = ("eltern", "kindergeld_empfaenger")
_EARLIEST = np.datetime64("1900-01-01", "D")
_LATEST = np.datetime64(date(2100, 12, 31), "D")
_NEVER = np.datetime64(date.max, "D")


class StockUnusable(Exception):
    """A stock that cannot be calculated; the text is a German sentence for the person who gave it."""


def check_size(sizes: np.ndarray) -> None:
    """Refuse household sizes that cannot be."""
    if len(sizes) and (sizes.min() < 1 or sizes.max() > MOST_PERSONS):
        raise StockUnusable(f"»personen«: Ein Haushalt hat 1 bis {MOST_PERSONS} Personen.")


def check_sizes(numbers: np.ndarray, sizes: np.ndarray, of_persons: np.ndarray) -> None:
    """Refuse persons who do not stand at their household, in its order and number."""
    wrong = np.flatnonzero(of_persons != np.repeat(numbers, sizes))
    if len(wrong):
        household = np.repeat(numbers, sizes)[wrong[0]]
        raise StockUnusable(
            f"Haushalt {household}: Die Personen stehen nicht in der Reihenfolge der Haushalte, oder ihre Zahl stimmt "
            f"nicht; hier steht eine Person des Haushalts {of_persons[wrong[0]]}."
        )


def check(numbers: np.ndarray, stock: Stock) -> None:
    """Refuse values that cannot be; columns are those of Parquet, days as datetime64."""
    of_person = np.repeat(numbers, stock.sizes)
    size = np.repeat(stock.sizes, stock.sizes)
    for columns, household in ((stock.persons, of_person), (stock.dwellings, numbers)):
        for name, column in columns.items():
            if column.dtype.kind == "M":
                _refuse(name, household, _outside(column, name == "geburtsdatum"))
            elif column.dtype.kind != "b" and name not in _PLACES:
                low, high = _CODES.get(name, (NICHT_ANGEGEBEN if name in _MAY_BE_OPEN else 0, MOST_CENTS))
                _refuse(name, household, (column < low) | (column > high))
    for name, column in (("bewilligung_beginn", stock.begin), ("leistungsbeginn", stock.first_benefit)):
        _refuse(name, numbers, _outside(column, True))
    persons = stock.persons
    if "kindergeld_empfaenger" in persons:
        recipient = persons["kindergeld_empfaenger"]
        _refuse("kindergeld_empfaenger", of_person, (recipient < 0) | (recipient >= size))
    if "eltern" in persons:
        _refuse("eltern", of_person, (persons["eltern"] >> size) != 0)
    starts = np.cumsum(stock.sizes) - stock.sizes
    for role, least, text in ((Rolle.ANTRAGSTELLER, 1, "genau eine Antragstellerin oder einen Antragsteller"),
                              (Rolle.PARTNER, 0, "höchstens eine Partnerin oder einen Partner")):  # fmt: skip
        many = np.add.reduceat((persons["rolle"] == role).astype(np.int64), starts) if len(starts) else starts
        wrong = np.flatnonzero((many < least) | (many > 1))
        if len(wrong):
            raise StockUnusable(f"Haushalt {numbers[wrong[0]]}: Ein Haushalt hat {text}, hier {many[wrong[0]]}.")


def _outside(days: np.ndarray, needed: bool) -> np.ndarray:
    wrong = (days < _EARLIEST) | (days > _LATEST)
    return np.asarray(wrong if needed else wrong & (days != _NEVER))


def _refuse(name: str, household: np.ndarray, wrong: np.ndarray) -> None:
    found = np.flatnonzero(wrong)
    if len(found):
        raise StockUnusable(f"Haushalt {household[found[0]]}: Der Wert in »{name}« kann nicht sein.")
