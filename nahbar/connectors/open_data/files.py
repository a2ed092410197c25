"""What readers share: opening files, cells of tables, sentinels."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nahbar.domain.planning.errors import BadDelivery

MISSING = -9999.0
"""What Berlin writes where there is no value."""


def features(path: Path) -> list[dict[str, Any]]:
    """The features of a GeoJSON file; raises BadDelivery."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["features"]
    except (OSError, ValueError, KeyError, TypeError) as wrong:
        raise BadDelivery(f"{path.name} fehlt oder ist keine GeoJSON-Datei.") from wrong
    return list(found)


def rows(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    """The rows of a table with a head; raises BadDelivery."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, delimiter=delimiter))
    except (OSError, UnicodeDecodeError, csv.Error) as wrong:
        raise BadDelivery(f"{path.name} fehlt oder ist keine Tabelle in UTF-8.") from wrong


def number(row: Mapping[str, str], key: str) -> float | None:
    """A value; None where the cell is empty or holds the sentinel. Raises BadDelivery for anything else."""
    text = (row.get(key) or "").strip()
    if not text:
        return None
    try:
        value = float(text.replace(",", "."))
    except ValueError as wrong:
        raise BadDelivery(f"„{text}“ in der Spalte {key} ist keine Zahl.") from wrong
    return None if value == MISSING else value


def whole(row: Mapping[str, str], key: str, where: str) -> int:
    """A whole number ≥ 0 that must be there; raises BadDelivery."""
    value = number(row, key)
    if value is None or value < 0 or value != int(value):
        raise BadDelivery(f"{where}: In der Spalte {key} fehlt eine ganze Zahl.")
    return int(value)
