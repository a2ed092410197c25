"""The columns of a stock in Parquet: their types, what an empty value means, and which tables are refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from nahbar.law.batch.plausible import StockUnusable
from nahbar.law.batch.sgb2 import DWELLING, ONE_BY_ONE, PERSON
from nahbar.law.sgb2.sachverhalt import Person, Wohnung

HOUSEHOLDS, PERSONS = "households.parquet", "persons.parquet"
NUMBER, SIZE, PLACE, ALONE = "haushalt", "personen", "gemeinde", "einzeln"


@dataclass(frozen=True)
class Column:
    """A column: its type, and what stands for an empty value; None where there is nothing to stand for it."""

    type: pa.DataType
    default: Any = None


def _columns(kind: type, dtype: np.dtype[Any]) -> dict[str, Column]:
    found = {}
    for one in fields(kind):
        if one.name in (dtype.names or ()) and one.name not in ("nr", *ONE_BY_ONE):
            arrow = pa.date32() if str(one.type) == "date" else pa.from_numpy_dtype(dtype[one.name])
            found[one.name] = Column(arrow, None if one.default is MISSING else one.default)
    return found


PERSON_COLUMNS = {NUMBER: Column(pa.int64()), **_columns(Person, PERSON)}
HOUSEHOLD_COLUMNS = {
    NUMBER: Column(pa.int64()), SIZE: Column(pa.int64()), "bewilligung_beginn": Column(pa.date32()),
    "leistungsbeginn": Column(pa.date32()), PLACE: Column(pa.string(), ""), ALONE: Column(pa.bool_(), False),
    **_columns(Wohnung, DWELLING),
}  # fmt: skip
"""`einzeln`: has facts that are calculated case by case (back payments, reductions); counted and left out."""


def check_columns(path: Path, known: Mapping[str, Column]) -> None:
    """Refuse a table with unknown, missing or wrong columns; raises StockUnusable with a German sentence."""
    try:
        schema = pq.read_schema(path)
    except (OSError, pa.ArrowInvalid):
        raise StockUnusable(f"{path} lässt sich nicht als Parquet lesen.") from None
    for name in schema.names:
        if name in ONE_BY_ONE:
            raise StockUnusable(
                f"{path.name}: »{name}« wird im Bestand nicht gerechnet. Lassen Sie die Spalte weg und setzen Sie bei "
                f"diesen Haushalten »{ALONE}«."
            )
        if name not in known:
            raise StockUnusable(f"{path.name}: Die Spalte »{name}« kennt das Format nicht.")
        if schema.names.count(name) > 1:
            raise StockUnusable(f"{path.name}: Die Spalte »{name}« steht doppelt.")
        if not _fits(schema.field(name).type, known[name].type):
            raise StockUnusable(
                f"{path.name}: Die Spalte »{name}« hat die Art {schema.field(name).type}, erwartet ist "
                f"{_KINDS[_kind(known[name].type)]}."
            )
    for name, column in known.items():
        if column.default is None and name not in schema.names:
            raise StockUnusable(f"{path.name}: Die Spalte »{name}« fehlt.")


_KINDS = {"tag": "ein Tag (date32)", "text": "ein Text", "ja/nein": "ja oder nein (bool)", "zahl": "eine ganze Zahl"}


def _kind(given: pa.DataType) -> str:
    if pa.types.is_dictionary(given):
        given = given.value_type
    if pa.types.is_string(given) or pa.types.is_large_string(given):
        return "text"
    if pa.types.is_boolean(given):
        return "ja/nein"
    if pa.types.is_integer(given):
        return "zahl"
    return "tag" if pa.types.is_date(given) else str(given)


def _fits(given: pa.DataType, wanted: pa.DataType) -> bool:
    return _kind(given) == _kind(wanted)


def to_numpy(file: str, table: pa.Table, name: str, column: Column) -> np.ndarray:
    """One column of a table, empty values filled in."""
    values = table.column(name)
    try:
        values = values.cast(column.type)
    except pa.ArrowInvalid:
        raise StockUnusable(f"{file}: In der Spalte »{name}« ist ein Wert zu groß.") from None
    if values.null_count:
        if column.default is None:
            raise StockUnusable(f"{file}: In der Spalte »{name}« fehlen Werte.")
        values = values.fill_null(pa.scalar(column.default, column.type))
    return np.asarray(values.to_numpy())


def schema_of(columns: Mapping[str, Column]) -> pa.Schema:
    """The types as a table writes them."""
    return pa.schema([(name, column.type) for name, column in columns.items()])
