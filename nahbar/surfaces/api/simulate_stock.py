"""Where the households of a simulation come from: Parquet, cases of the public format, or a draw."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np

from nahbar.benefits.base import FactsRefused
from nahbar.benefits.case_format import read_case
from nahbar.benefits.case_sgb2 import facts_of
from nahbar.law.batch.parts import Part
from nahbar.law.batch.plausible import MOST_CENTS, StockUnusable
from nahbar.law.batch.sgb2 import stock_of
from nahbar.law.batch.simulate import Batch
from nahbar.law.sgb2.sachverhalt import Person, Sachverhalt, Wohnung
from nahbar.surfaces.api.calculate import UnusableInput, read_cases

INSTALL = "pip install -r requirements/batch.txt"


@dataclass(frozen=True)
class GivenPart:
    """Households that are in memory already."""

    batch: Batch

    @property
    def households(self) -> int:
        """How many are calculated."""
        return len(self.batch.stock)

    def batches(self) -> Iterator[Batch]:
        """All at once."""
        yield self.batch


def parquet() -> ModuleType:
    """The module that reads and writes Parquet; raises StockUnusable where pyarrow is missing."""
    try:
        return import_module("nahbar.law.batch.tables")
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("nahbar"):
            raise
        raise StockUnusable(f"Für Parquet fehlt das Paket {missing.name}. So kommt es dazu: {INSTALL}") from None


def parts_from_folder(folder: Path) -> Sequence[Part]:
    """The parts of a stock in Parquet; raises StockUnusable."""
    parts: Sequence[Part] = parquet().parts_of(folder)
    return parts


def part_from_cases(file: Path, months: Sequence[date], refused: Callable[[str], None]) -> GivenPart:
    """A JSON list of cases; tells each case that is refused in one of the months, with the reason."""
    try:
        with file.open(encoding="utf-8-sig") as source:
            cases = read_cases(source)
    except (OSError, UnicodeDecodeError):
        raise StockUnusable(f"{file} lässt sich nicht als Text in UTF-8 lesen.") from None
    except UnusableInput as unusable:
        raise StockUnusable(str(unusable)) from None
    rows, places = [], []
    for index, raw in enumerate(cases):
        try:
            case = read_case(raw)
            facts = [facts_of(case, month) for month in months][0]
        except FactsRefused as refusal:
            refused(f"Fall {index + 1}: {refusal.errors[0]['pfad']}: {refusal.errors[0]['text']}")
            continue
        if _largest(facts) > MOST_CENTS:
            refused(f"Fall {index + 1}: Ein Betrag ist größer als {MOST_CENTS // 100} Euro.")
            continue
        rows.append((facts, case.bewilligungszeitraum_beginn or months[0]))
        places.append(case.ort or "")
    stock, alone = stock_of(rows)
    known = np.delete(np.array(places, np.str_), alone)
    return GivenPart(Batch(stock, known if known.any() else None, len(alone)))


def _largest(facts: Sachverhalt) -> int:
    records: list[Person | Wohnung] = [*facts.personen, facts.wohnung]
    given = [getattr(one, field.name) for one in records for field in fields(one) if field.name != "eltern"]
    return max(value for value in given if isinstance(value, int))
