"""What `nahbar simulate` says: a table for people, JSON for programs, CSV for spreadsheets; small groups are hidden."""

from __future__ import annotations

import csv
import io
import json
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from nahbar.law.batch.simulate import HIGHEST, Group, Tally

COUNTS = ("gewinner", "verlierer", "gleich", "beginnt", "endet")
SUMS = ("vorher", "nachher", "vorher_unterkunft", "nachher_unterkunft", "mehr", "weniger")
QUANTILES = {"p10": 10, "median": 50, "p90": 90}
_HIDDEN = "–"
_TEXT = 110
"""Characters in a line of a note."""


@dataclass(frozen=True)
class Row:
    """One group; without figures where it is hidden."""

    feature: str
    name: str
    group: Group | None
    few: bool
    """Too few households change for quantiles."""


@dataclass(frozen=True)
class Report:
    """Everything that is said about a comparison."""

    before: date
    after: date
    values: str
    """The parameter set that lies over the values afterwards; empty without one."""
    rows: Sequence[Row]
    least: int
    alone: int
    refused: int


def visible(tally: Tally, least: int) -> tuple[Row, ...]:
    """The groups, without those of fewer households than `least`.

    What is hidden must not follow from the total: of each feature as many groups are hidden as it needs to have at
    least two and together `least` households.
    """
    rows = []
    for _, members in groupby(tally.rows(), key=lambda row: row[0]):
        named = list(members)
        by_size = sorted(named, key=lambda row: row[2]["haushalte"])
        hidden: list[str] = []
        behind = 0
        for _, name, group in by_size:
            if group["haushalte"] >= least and (not hidden or (len(hidden) > 1 and behind >= least)):
                break
            hidden.append(name)
            behind += group["haushalte"]
        rows += [
            Row(feature, name, None if name in hidden else group, group.changes.total() < least)
            for feature, name, group in named
        ]
    return tuple(rows)


def as_json(report: Report) -> str:
    """Amounts as decimal strings, as in the public case format."""
    content = {
        "vorher": {"monat": f"{report.before:%Y-%m}"},
        "nachher": {"monat": f"{report.after:%Y-%m}", "parameter": report.values or None},
        "mindestens": report.least,
        "nicht_gerechnet": {"einzelfall": report.alone, "abgelehnt": report.refused},
        "gruppen": [_object(row) for row in report.rows],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def as_csv(report: Report) -> str:
    """Semicolons and decimal commas, as spreadsheets in German offices read them; a hidden figure is empty."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(["merkmal", "gruppe", "haushalte", *COUNTS, *SUMS, *QUANTILES])
    for row in report.rows:
        given = _object(row)
        cells = [given.get(name) for name in ("haushalte", *COUNTS)]
        cells += [given[name].replace(".", ",") if name in given else None for name in SUMS]
        writer.writerow([row.feature, row.name, *cells, *(given.get(name) for name in QUANTILES)])
    return out.getvalue()


def as_table(report: Report) -> str:
    """Two tables for a terminal, and what they leave out."""
    lines = [title(report), ""]
    lines += _table(
        ["Haushalte", "mehr", "weniger", "gleich", "neu", "endet"],
        [(row, _counts(row)) for row in report.rows],
    )
    lines += ["", "Euro im Monat:"]
    lines += _table(
        ["vorher", "nachher", "Unterschied", "davon Unterkunft", "Median der Änderung (10 % … 90 %)"],
        [(row, _amounts(row)) for row in report.rows],
    )
    return "\n".join([*lines, "", *(textwrap.fill(note, _TEXT) for note in notes(report)), ""])


def title(report: Report) -> str:
    """What is compared."""
    after = f"{report.after:%m/%Y}" + (f" mit {report.values}" if report.values else "")
    return f"Leistungen nach dem SGB II: vorher {report.before:%m/%Y}, nachher {after}"


def notes(report: Report) -> Iterator[str]:
    """How the figures are to be read, and what is not in them."""
    yield "Neu: bekommt vorher nichts. Endet: bekommt nachher nichts. Die Summen enthalten den Sofortzuschlag."
    yield (
        "Unterkunft zahlt der kommunale Träger (der Bund beteiligt sich daran), das Übrige der Bund. Der "
        "Median und daneben die Grenzen der unteren und oberen 10 % gelten für Haushalte, bei denen sich etwas ändert; "
        f"auf ganze Euro, höchstens {thousands(HIGHEST)}."
    )
    if report.before != report.after:
        yield (
            "Zwischen zwei Monaten ändert sich nicht nur das Recht: Geburtstage und das Ende der Karenzzeit zählen mit."
        )
    if any(row.group is None or row.few and row.group.changes for row in report.rows):
        yield (
            f"{_HIDDEN}: verborgen, weil weniger als {report.least} Haushalte dahinterstehen oder sich solche Zahlen "
            "sonst errechnen ließen (--mindestens)."
        )
    if report.alone:
        yield (
            f"Nicht gerechnet: {thousands(report.alone)} Haushalte mit Nachzahlung oder Minderung; sie werden einzeln "
            "gerechnet (nahbar calculate)."
        )
    if report.refused:
        yield f"Nicht gerechnet: {thousands(report.refused)} Haushalte, deren Angaben abgelehnt wurden."


def euro(cents: int, sign: bool = False) -> str:
    """1234567 as 12.345,67."""
    before = "−" if cents < 0 else "+" if sign and cents else ""
    return f"{before}{thousands(abs(cents) // 100)},{abs(cents) % 100:02d}"


def thousands(count: int) -> str:
    """1234567 as 1.234.567."""
    return f"{count:,}".replace(",", ".")


def _object(row: Row) -> dict[str, Any]:
    content: dict[str, Any] = {"merkmal": row.feature, "gruppe": row.name}
    group = row.group
    if group is None:
        return content | {"verborgen": True}
    content |= {name: group[name] for name in ("haushalte", *COUNTS)}
    content |= {name: f"{group[name] // 100}.{group[name] % 100:02d}" for name in SUMS}
    if not row.few:
        content |= {name: group.quantile(percent) for name, percent in QUANTILES.items()}
    return content


def _counts(row: Row) -> list[str]:
    return [thousands(row.group[name]) for name in ("haushalte", *COUNTS)] if row.group else []


def _amounts(row: Row) -> list[str]:
    group = row.group
    if group is None:
        return []
    dwelling = group["nachher_unterkunft"] - group["vorher_unterkunft"]
    low, middle, high = (group.quantile(percent) for percent in QUANTILES.values())
    spread = _HIDDEN if row.few or middle is None else f"{middle:+d} ({low:+d} … {high:+d})".replace("-", "−")
    change = group["nachher"] - group["vorher"]
    return [euro(group["vorher"]), euro(group["nachher"]), euro(change, True), euro(dwelling, True), spread]


def _table(head: Sequence[str], rows: Sequence[tuple[Row, list[str]]]) -> list[str]:
    cells = [[row.name, *(given or [_HIDDEN] * len(head))] for row, given in rows]
    widths = [max(len(line[at]) for line in [["", *head], *cells]) for at in range(len(head) + 1)]
    lines = [_line(["", *head], widths)]
    last = ""
    for (row, _), line in zip(rows, cells, strict=True):
        if row.feature != last:
            lines.append("─" * (sum(widths) + 2 * len(head)))
            last = row.feature
        lines.append(_line(line, widths))
    return lines


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    right = [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True)]
    return "  ".join([cells[0].ljust(widths[0]), *right]).rstrip()
