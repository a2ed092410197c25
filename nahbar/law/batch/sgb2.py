"""A month of many Bedarfsgemeinschaften at once: columns of facts in, columns of amounts out, by the SGB II.

One row of the person columns is one person; persons of a household stand together. What only few cases have (back
payments, reductions) is not computed here: those households go through `nahbar.law.sgb2.monat.monat` one by one.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import MISSING, dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numba import njit

from nahbar.law.batch import days
from nahbar.law.batch.transcribe import INNER, Transcript, day_of, number
from nahbar.law.parameter import Parameters
from nahbar.law.sgb2 import bedarfsgemeinschaft, monat
from nahbar.law.sgb2.sachverhalt import Person, Sachverhalt, Wohnung

Columns = Mapping[str, np.ndarray]

ONE_BY_ONE = ("nachzahlung", "minderungen")
"""Facts of a person that are calculated case by case."""
RESULTS = ("regelbedarf", "mehrbedarf", "kdu", "bedarf", "einkommen", "einkommen_zugeteilt", "anspruch",
           "sofortzuschlag", "in_bg")  # fmt: skip
CHUNK = 8_192
"""Households that are laid out as records at a time: few enough for the processor's cache."""
MOST_PERSONS = 60
"""Parents are bits of one number."""

_DAYS = {"geburtsdatum", "schwanger_et", "von", "bis", "kostensenkung_ab", "leistungsbeginn", "bewilligung_beginn"}
_SMALL = {"nr", "rolle", "kindergeld_empfaenger", "erwerbsfaehig", "alleinerziehend", "ausbildung"}

_DRIVER = """
Recht = namedtuple("Recht", ("monat", "bewilligung_beginn", "werte"))

{inner}
def household(i, monat, alle_werte, personen, anfang, wohnungen, beginne, ergebnisse, vergleich, haushalte):
    a, b = anfang[i], anfang[i + 1]
    for nr in range(b - a):
        personen[a + nr].nr = nr
    recht = Recht(monat, beginne[i].bewilligung_beginn, alle_werte[0])
    leute = personen[a:b]
    h = Haushalt(recht, leute, ergebnisse[a:b], wohnungen[i], beginne[i].leistungsbeginn,
                 {schnitte}(recht, leute), -1, False)
    haushalte[i].vermoegen = {rechnen}(h, vergleich[a:b])
    haushalte[i].erwerbsfaehig = {erwerbsfaehig}(h)

@njit(nogil=True, error_model="numpy", cache={cache})
def run(monat, alle_werte, personen, anfang, wohnungen, beginne, ergebnisse, vergleich, haushalte):
    for i in range(anfang.size - 1):
        household(i, monat, alle_werte, personen, anfang, wohnungen, beginne, ergebnisse, vergleich, haushalte)
"""


@dataclass(frozen=True)
class Stock:
    """Households as columns; cents as whole numbers, days as datetime64 or as 20261123.

    `sizes[i]` persons of household i stand one after the other in `persons` (fields of `Person` except `id` and `nr`);
    `dwellings` has a row for each household (fields of `Wohnung`). A missing column has the field's default.
    `begin` and `first_benefit` are the start of the Bewilligungszeitraum and the first month with benefit.
    """

    sizes: np.ndarray
    persons: Columns
    dwellings: Columns
    begin: np.ndarray
    first_benefit: np.ndarray

    def __len__(self) -> int:
        return len(self.sizes)


@dataclass(frozen=True)
class Kernel:
    """The compiled law: its module, and which parameters it reads at which place."""

    module: ModuleType
    transcript: Transcript
    entries: tuple[str, ...]
    source: str


def calculate(
    stock: Stock,
    month: date,
    parameters: Parameters,
    *,
    results: Sequence[str] = RESULTS,
    values_of: date | None = None,
    cache_in: Path | None = None,
) -> dict[str, np.ndarray]:
    """The chosen results of every person in cents (int32), in the order of the rows; `in_bg` is a column of bools.

    Raises UnknownParameter for a month whose values are not known, and ValueError naming a column that cannot be.
    `cache_in` keeps the compiled code on disk for the next process.
    """
    kernel = compiled(cache_in)
    _check(stock)
    werte = _values(kernel, stock, month, parameters, values_of or month)
    anfang = np.zeros(len(stock) + 1, np.int64)
    np.cumsum(stock.sizes, out=anfang[1:])
    out = {name: np.empty(anfang[-1], np.bool_ if name == "in_bg" else np.int32) for name in results}
    people, flats = _days(stock.persons), _days(stock.dwellings)
    begins = _days({"bewilligung_beginn": stock.begin, "leistungsbeginn": stock.first_benefit})

    def work(starts: Sequence[int]) -> None:
        """One thread's chunks, on a desk of its own; the compiled law and numpy let the others run meanwhile."""
        desk = _Desk(stock.sizes)
        for first in starts:
            last = min(first + CHUNK, len(stock))
            a, b = int(anfang[first]), int(anfang[last])
            desk.lay(people, flats, begins, slice(a, b), slice(first, last))
            kernel.module.run(
                number(month), werte, desk.personen[: b - a], anfang[first : last + 1] - a,
                desk.wohnungen[: last - first], desk.beginne[: last - first], desk.ergebnisse[: b - a],
                desk.vergleich[: b - a], desk.haushalte[: last - first],
            )  # fmt: skip
            for name, column in out.items():
                column[a:b] = desk.ergebnisse[name][: b - a]

    chunks = range(0, len(stock), CHUNK)
    threads = min(len(chunks), len(os.sched_getaffinity(0)))
    if threads <= 1:
        work(chunks)
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(work, [chunks[nr::threads] for nr in range(threads)]))
    return out


class _Desk:
    """Room for the records of one chunk, used again for each: memory stays the same however many households follow."""

    def __init__(self, sizes: np.ndarray) -> None:
        households = min(CHUNK, len(sizes))
        persons = max((int(sizes[at : at + CHUNK].sum()) for at in range(0, len(sizes), CHUNK)), default=0)
        self.personen, self.wohnungen = np.empty(persons, PERSON), np.empty(households, DWELLING)
        self.ergebnisse, self.vergleich = np.zeros(persons, RESULT), np.zeros(persons, RESULT)
        self.beginne, self.haushalte = np.zeros(households, BEGIN), np.zeros(households, HOUSEHOLD)
        # whole blocks of defaults: copying one is a single move, filling row by row is not
        self._persons = np.repeat(_defaults(PERSON, Person), persons)
        self._dwellings = np.repeat(_defaults(DWELLING, Wohnung), households)

    def lay(self, people: Columns, flats: Columns, begins: Columns, rows: slice, households: slice) -> None:
        """Put the columns of these persons and households on the desk, defaults where there is no column."""
        for records, template, columns, part in (
            (self.personen, self._persons, people, rows),
            (self.wohnungen, self._dwellings, flats, households),
            (self.beginne, self.beginne, begins, households),
        ):
            used = records[: part.stop - part.start]
            used.view(np.uint8)[:] = template[: len(used)].view(np.uint8)
            for name, column in columns.items():
                used[name] = column[part]


def stock_of(cases: Sequence[tuple[Sachverhalt, date]]) -> tuple[Stock, np.ndarray]:
    """Single cases, each with the start of its Bewilligungszeitraum, as columns; and the places of those left out.

    Left out are households with facts that are calculated case by case (`ONE_BY_ONE`).
    """
    alone = np.array([any(p.nachzahlung or p.minderungen for p in sv.personen) for sv, _ in cases], np.bool_)
    kept = [case for case, left_out in zip(cases, alone, strict=True) if not left_out]
    people = [person for sv, _ in kept for person in sv.personen]
    stock = Stock(
        np.array([len(sv.personen) for sv, _ in kept], np.int64),
        {name: _column(name, [getattr(p, name) for p in people], PERSON) for name in _given(PERSON)},
        {name: _column(name, [getattr(sv.wohnung, name) for sv, _ in kept], DWELLING) for name in _given(DWELLING)},
        np.array([number(begin) for _, begin in kept], np.int32),
        np.array([number(sv.leistungsbeginn) for sv, _ in kept], np.int32),
    )
    return stock, np.flatnonzero(alone)


def _given(dtype: np.dtype[Any]) -> list[str]:
    return [name for name in dtype.names or () if name not in ("nr", *ONE_BY_ONE)]


def _column(name: str, values: list[Any], dtype: np.dtype[Any]) -> np.ndarray:
    plain = [number(value) for value in values] if name in _DAYS else values
    return np.array(plain, dtype[name])


@cache
def compiled(cache_in: Path | None = None) -> Kernel:
    """Transcribe and load the law; compiled at its first call, or read from `cache_in` where it lies compiled."""
    transcript = Transcript()
    names = {
        "rechnen": transcript.add(monat.rechnen),
        "erwerbsfaehig": transcript.add(monat.jemand_erwerbsfaehig),
        "schnitte": transcript.add(bedarfsgemeinschaft.schnitte),
    }
    source = transcript.module(_DRIVER.format(cache=cache_in is not None, inner=INNER, **names))
    name = f"nahbar_law_{hashlib.sha256(source.encode()).hexdigest()[:16]}"
    if cache_in is None:
        module = ModuleType(name)
        exec(compile(source, f"<{name}>", "exec"), module.__dict__)  # noqa: S102  # our own law, read from this package
    else:
        module = _from_file(cache_in, name, source)
    return Kernel(module, transcript, tuple(names.values()), source)


def _from_file(directory: Path, name: str, source: str) -> ModuleType:
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = directory.joinpath(f"{name}.py")
    if not path.exists() or path.read_text(encoding="utf-8") != source:
        written = path.with_suffix(f".{os.getpid()}")  # two processes may begin at once
        written.write_text(source, encoding="utf-8")
        written.replace(path)
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _values(kernel: Kernel, stock: Stock, month: date, parameters: Parameters, day: date) -> np.ndarray:
    """The parameters that some wording of this month and of these periods reads; the others are read by nobody."""
    begins = _days({"begin": stock.begin})["begin"]
    between = (day_of(int(begins.min())), day_of(int(begins.max()))) if len(stock) else (month, month)
    needed = {name for entry in kernel.entries for name in kernel.transcript.reads(entry, month, between)}
    values = np.zeros(1, np.dtype([(name, "i8") for name in sorted(kernel.transcript.parameters)]))
    for name in sorted(needed):
        values[name] = parameters.at(name, day).value
    return values


def _kind(name: str, annotation: str) -> str:
    if annotation == "bool" or name in ONE_BY_ONE:
        return "?"
    if name == "eltern":
        return "i8"
    return "i1" if name in _SMALL else "i4"


def _dtype(kind: type, *left_out: str) -> np.dtype[Any]:
    return np.dtype([(f.name, _kind(f.name, str(f.type))) for f in fields(kind) if f.name not in left_out], align=True)


PERSON = _dtype(Person, "id", "nachzahlung")
DWELLING = _dtype(Wohnung)
RESULT = _dtype(bedarfsgemeinschaft.PersonenErgebnis, "id")
BEGIN = np.dtype([("bewilligung_beginn", "i4"), ("leistungsbeginn", "i4")])
HOUSEHOLD = np.dtype([("vermoegen", "i4"), ("erwerbsfaehig", "?")], align=True)


def _defaults(dtype: np.dtype[Any], kind: type) -> np.ndarray:
    """One record with the defaults of the fields."""
    record = np.zeros(1, dtype)
    for field in fields(kind):
        if field.name in (dtype.names or ()) and field.name not in ONE_BY_ONE:
            default = field.default
            record[field.name] = number(default) if isinstance(default, date) else default if default != MISSING else 0
    return record


def _days(columns: Columns) -> dict[str, np.ndarray]:
    """The columns with every day as a number like 20261123."""
    return {
        name: _numbers(column.astype("datetime64[D]").view(np.int64)) if column.dtype.kind == "M" else column
        for name, column in columns.items()
    }


_from_epoch = njit()(days.from_epoch)


@njit
def _numbers(epoch: np.ndarray) -> np.ndarray:
    out = np.empty(epoch.size, np.int32)
    for i in range(epoch.size):
        out[i] = _from_epoch(epoch[i])
    return out


def _check(stock: Stock) -> None:
    persons = int(stock.sizes.sum())
    for columns, rows, what in ((stock.persons, persons, "persons"), (stock.dwellings, len(stock), "dwellings")):
        known = (PERSON if what == "persons" else DWELLING).names or ()
        for name, column in columns.items():
            if name not in known or name in ("nr", *ONE_BY_ONE):
                raise ValueError(f"{what}: no column {name}")
            if len(column) != rows:
                raise ValueError(f"{what}: {name} has {len(column)} rows, expected {rows}")
    if len(stock) and (stock.sizes.min() < 1 or stock.sizes.max() > MOST_PERSONS):
        raise ValueError(f"sizes: a household has 1 to {MOST_PERSONS} persons")
