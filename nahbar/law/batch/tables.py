"""A stock as two Parquet tables in a folder: households.parquet and persons.parquet, read and written in pieces.

The columns are the fields of `Person` and `Wohnung` (nahbar/law/sgb2/sachverhalt.py): whole numbers (cents, numbers of
a list), yes or no, days. A column that is missing, or a value that is empty, has the field's default. Persons of a
household stand together, in the order of the households; `personen` says how many they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from nahbar.law.batch.columns import (
    ALONE,
    HOUSEHOLD_COLUMNS,
    HOUSEHOLDS,
    NUMBER,
    PERSON_COLUMNS,
    PERSONS,
    PLACE,
    SIZE,
    Column,
    check_columns,
    schema_of,
    to_numpy,
)  # fmt: skip
from nahbar.law.batch.plausible import StockUnusable, check, check_size, check_sizes
from nahbar.law.batch.sgb2 import Stock
from nahbar.law.batch.simulate import AT_A_TIME, Batch


@dataclass(frozen=True)
class ParquetPart:
    """A row group of the households of a folder, and how many persons stand before its first."""

    folder: str
    group: int
    households: int
    first_person: int

    def batches(self) -> Iterator[Batch]:
        """The households of this part; raises StockUnusable naming the household that cannot be."""
        folder = Path(self.folder)
        with pq.ParquetFile(folder.joinpath(HOUSEHOLDS)) as file, pq.ParquetFile(folder.joinpath(PERSONS)) as people:
            persons = _Persons(people, self.first_person)
            for piece in file.iter_batches(batch_size=AT_A_TIME, row_groups=[self.group]):
                table = pa.Table.from_batches([piece])
                columns = _all_of(table, HOUSEHOLDS, HOUSEHOLD_COLUMNS)
                yield _batch(columns, persons.take(int(columns[SIZE].sum())))


def parts_of(folder: Path) -> list[ParquetPart]:
    """The parts of a stock: a folder with both tables, or a folder of such folders; checks columns and sizes.

    Raises StockUnusable with a German sentence.
    """
    if folder.joinpath(HOUSEHOLDS).exists():
        return list(_row_groups(folder))
    inner = sorted(path.parent for path in folder.glob(f"*/{HOUSEHOLDS}"))
    if not inner:
        raise StockUnusable(f"In {folder} liegt keine Tabelle {HOUSEHOLDS}.")
    return [part for one in inner for part in _row_groups(one)]


def write(folder: Path, batches: Iterable[Batch]) -> int:
    """Write these households, a row group for each batch; gives their number. The folder must hold no stock yet."""
    if folder.joinpath(HOUSEHOLDS).exists() or folder.joinpath(PERSONS).exists():
        raise StockUnusable(f"In {folder} liegt schon ein Bestand.")
    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    with (
        pq.ParquetWriter(folder.joinpath(HOUSEHOLDS), schema_of(HOUSEHOLD_COLUMNS)) as households,
        pq.ParquetWriter(folder.joinpath(PERSONS), schema_of(PERSON_COLUMNS)) as persons,
    ):
        for batch in batches:
            stock, rows = batch.stock, len(batch.stock)
            numbers = np.arange(written, written + rows)
            own = {NUMBER: numbers, SIZE: stock.sizes, "bewilligung_beginn": stock.begin,
                   "leistungsbeginn": stock.first_benefit, **stock.dwellings}  # fmt: skip
            if batch.places is not None:
                own[PLACE] = batch.places
            households.write_table(_table(HOUSEHOLD_COLUMNS, own, rows))
            people = {NUMBER: np.repeat(numbers, stock.sizes), **stock.persons}
            persons.write_table(_table(PERSON_COLUMNS, people, int(stock.sizes.sum())))
            written += rows
    return written


def _row_groups(folder: Path) -> Iterator[ParquetPart]:
    check_columns(folder.joinpath(HOUSEHOLDS), HOUSEHOLD_COLUMNS)
    check_columns(folder.joinpath(PERSONS), PERSON_COLUMNS)
    before = 0
    with pq.ParquetFile(folder.joinpath(HOUSEHOLDS)) as file, pq.ParquetFile(folder.joinpath(PERSONS)) as people:
        found = []
        for group in range(file.num_row_groups):
            sizes = to_numpy(HOUSEHOLDS, file.read_row_group(group, columns=[SIZE]), SIZE, HOUSEHOLD_COLUMNS[SIZE])
            check_size(sizes)
            found.append(ParquetPart(str(folder), group, len(sizes), before))
            before += int(sizes.sum())
        if before != people.metadata.num_rows:
            raise StockUnusable(
                f"{folder}: Laut {HOUSEHOLDS} sind es {before} Personen, "
                f"in {PERSONS} stehen {people.metadata.num_rows}."
            )
    yield from found


class _Persons:
    """The rows of the persons' table from one row on, taken in order; row groups before it are not read."""

    def __init__(self, file: pq.ParquetFile, skip: int) -> None:
        sizes = [file.metadata.row_group(group).num_rows for group in range(file.num_row_groups)]
        group = 0
        while group < len(sizes) and skip >= sizes[group]:
            skip -= sizes[group]
            group += 1
        # group by group: asked for all at once, the reader would load them ahead
        self._pieces = (
            piece
            for one in range(group, len(sizes))
            for piece in file.iter_batches(batch_size=AT_A_TIME, row_groups=[one])
        )
        self._held: list[pa.RecordBatch] = []
        self._schema = file.schema_arrow
        self._take(skip)

    def _take(self, wanted: int) -> list[pa.RecordBatch]:
        while sum(len(piece) for piece in self._held) < wanted:
            self._held.append(next(self._pieces))
        out = []
        while wanted:
            piece = self._held.pop(0)
            out.append(piece.slice(0, wanted))
            if len(piece) > wanted:
                self._held.insert(0, piece.slice(wanted))
            wanted -= len(out[-1])
        return out

    def take(self, wanted: int) -> dict[str, np.ndarray]:
        """The columns of the next so many persons."""
        table = pa.Table.from_batches(self._take(wanted), self._schema)
        return _all_of(table, PERSONS, PERSON_COLUMNS)


def _all_of(table: pa.Table, file: str, known: Mapping[str, Column]) -> dict[str, np.ndarray]:
    return {name: to_numpy(file, table, name, known[name]) for name in table.column_names}


def _batch(columns: dict[str, np.ndarray], people: dict[str, np.ndarray]) -> Batch:
    """Checked, and without the households that are calculated case by case."""
    numbers, sizes = columns.pop(NUMBER), columns.pop(SIZE)
    places, alone = columns.pop(PLACE, None), columns.pop(ALONE, np.zeros(len(sizes), np.bool_))
    check_sizes(numbers, sizes, people.pop(NUMBER))
    begin, first = columns.pop("bewilligung_beginn"), columns.pop("leistungsbeginn")
    stock = Stock(sizes, people, columns, begin, first)
    check(numbers, stock)
    if alone.any():
        kept = ~alone
        of_kept = np.repeat(kept, sizes)
        stock = Stock(
            sizes[kept], {name: column[of_kept] for name, column in people.items()},
            {name: column[kept] for name, column in columns.items()}, begin[kept], first[kept],
        )  # fmt: skip
        places = None if places is None else places[kept]
    return Batch(stock, places, int(alone.sum()))


def _table(columns: Mapping[str, Column], given: Mapping[str, np.ndarray], rows: int) -> pa.Table:
    """These columns in their types; what is not given is empty where it has a default."""
    out = []
    for name, column in columns.items():
        values = given.get(name)
        if values is None:
            out.append(pa.nulls(rows, column.type))
        elif pa.types.is_date(column.type):
            out.append(pa.array(_dates(values), column.type))
        else:
            out.append(pa.array(values).cast(column.type))
    return pa.Table.from_arrays(out, schema=schema_of(columns))


def _dates(values: np.ndarray) -> np.ndarray:
    """Days as datetime64, also those written like 20261123."""
    if values.dtype.kind == "M":
        return values.astype("datetime64[D]")
    months = (values // 10000 - 1970) * 12 + values // 100 % 100 - 1
    return np.asarray(months.astype("datetime64[M]").astype("datetime64[D]") + (values % 100 - 1))
