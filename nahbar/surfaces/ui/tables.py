"""A list as a table: sorted by links, says how many, knows what to say when it is empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Column:
    """One column; `key` set makes it sortable, `right` is for amounts and numbers."""

    title: str
    key: str = ""
    right: bool = False


@dataclass(frozen=True)
class Cell:
    """One cell; `text` may be safe markup (a badge), `url` makes it a link."""

    text: str | SafeString
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of cells below columns.

    `sort` is the key that orders, with `-` in front when descending; `query` is kept in the links that sort.
    `total` is the number of all rows found, not only of those shown.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    total: int | None = None
    noun: tuple[str, str] = ("Eintrag", "Einträge")
    sort: str = ""
    query: dict[str, str] = field(default_factory=dict)
    empty: str = "Hier steht noch nichts."

    @property
    def count(self) -> str:
        """`1 Eintrag`, `25 von 1.204 Einträgen`."""
        total = len(self.rows) if self.total is None else self.total
        noun = self.noun[0] if total == 1 else self.noun[1]
        shown = f"{total:,}".replace(",", ".")
        return f"{shown} {noun}" if total == len(self.rows) else f"{shown} {noun}, hier {len(self.rows)}"

    @property
    def heads(self) -> list[dict[str, object]]:
        """Columns with the link that sorts by them and the present direction for aria-sort."""
        found: list[dict[str, object]] = []
        for column in self.columns:
            now = {column.key: "ascending", f"-{column.key}": "descending"}.get(self.sort, "") if column.key else ""
            target = f"-{column.key}" if now == "ascending" else column.key
            url = "?" + urlencode({**self.query, "sort": target}) if column.key else ""
            found.append({"column": column, "url": url, "now": now})
        return found

    @property
    def body(self) -> list[list[tuple[Column, Cell]]]:
        """Rows with each cell beside its column."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]
