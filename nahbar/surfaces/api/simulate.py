"""`nahbar simulate`: a stock of households under another month or other values, who wins and loses; no database."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TextIO

from nahbar.law.batch.draw import draw, drawn_parts
from nahbar.law.batch.parts import Part, count_here, count_with_dask
from nahbar.law.batch.plausible import StockUnusable
from nahbar.law.batch.simulate import Batch, State, Tally, tally
from nahbar.law.parameter import Parameters, UnknownParameter, statutory
from nahbar.law.parameter_set import SatzUnbrauchbar, check, merged, read_set
from nahbar.surfaces.api.calculate import _month
from nahbar.surfaces.api.calculate import _utf8 as utf8
from nahbar.surfaces.api.simulate_plot import svg
from nahbar.surfaces.api.simulate_report import Report, as_csv, as_json, as_table, thousands, visible
from nahbar.surfaces.api.simulate_stock import INSTALL, parquet, part_from_cases, parts_from_folder

OK, SOME_REFUSED, UNUSABLE = 0, 1, 2
FORMS: dict[str, Callable[[Report], str]] = {"tabelle": as_table, "json": as_json, "csv": as_csv}
_TOLD = 5
"""So many refused cases are named, the others counted."""
_ANY_DAY = date(1900, 1, 1)
"""A simulation may try other values for months that have begun: as seen from here all of them lie ahead."""


def main(arguments: Sequence[str], stdout: TextIO | None = None) -> int:
    """Simulate and give the exit status: 0 all calculated, 1 some households refused, 2 unusable."""
    target = stdout or utf8(sys.stdout, "utf-8")
    parser = _parser()
    options = parser.parse_args(arguments)
    if (options.stock is None) == (options.probe is None):
        parser.error("Geben Sie entweder einen Bestand an oder --probe ANZAHL.")
    refused = _Refused()
    try:
        status = _run(options, refused, target)
    except (StockUnusable, UnknownParameter, OSError) as unusable:
        sys.stderr.write(f"nahbar simulate: {unusable}\n")
        return UNUSABLE
    return status


def _run(options: argparse.Namespace, refused: _Refused, target: TextIO) -> int:
    before = State(options.von, statutory())
    after = State(options.bis or options.von, _values(options.parameter))
    parts = _parts(options, (before.month, after.month), refused)
    if options.schreiben:
        written = parquet().write(options.schreiben, (batch for part in parts for batch in part.batches()))
        target.write(f"{thousands(written)} Haushalte stehen jetzt in {options.schreiben}.\n")
        return refused.status
    if before.month == after.month and options.parameter is None:
        raise StockUnusable("Es gibt nichts zu vergleichen: Geben Sie --bis an oder --parameter.")
    found = _count(options, parts, before, after)
    values = options.parameter.name if options.parameter else ""
    report = Report(
        before.month, after.month, values, visible(found, options.mindestens), options.mindestens, found.alone,
        refused.count,
    )  # fmt: skip
    if options.bild:
        options.bild.write_text(svg(report), encoding="utf-8")
    target.write(FORMS[options.als](report))
    return refused.status


class _Refused:
    """Counts refused cases and names the first."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, sentence: str) -> None:
        self.count += 1
        if self.count <= _TOLD:
            sys.stderr.write(f"Nicht gerechnet: {sentence}\n")

    @property
    def status(self) -> int:
        return SOME_REFUSED if self.count else OK


def _parts(options: argparse.Namespace, months: Sequence[date], refused: _Refused) -> Sequence[Part]:
    if options.probe is not None:
        return drawn_parts(options.saat, options.probe, months[0])
    if options.stock.is_dir():
        return parts_from_folder(options.stock)
    return [part_from_cases(options.stock, months, refused)]


def _values(file: Path | None) -> Parameters:
    """The statutory values, with this set on top; raises StockUnusable naming the lines that do not fit."""
    if file is None:
        return statutory()
    try:
        satz = read_set(file.read_text(encoding="utf-8-sig"))
        maengel = check(satz, statutory(), _ANY_DAY)
    except (OSError, UnicodeDecodeError):
        raise StockUnusable(f"{file} lässt sich nicht als Text in UTF-8 lesen.") from None
    except SatzUnbrauchbar as unusable:
        maengel = unusable.maengel
    if maengel:
        raise StockUnusable("\n  ".join([f"So gilt {file} nicht:", *map(str, maengel)]))
    return merged(statutory(), satz)


def _count(options: argparse.Namespace, parts: Sequence[Part], before: State, after: State) -> Tally:
    cache, total = _cache(), sum(part.households for part in parts)
    if not (options.teile or options.dask):

        def told(done: int) -> None:
            sys.stderr.write(f"{thousands(done)} von {thousands(total)} Haushalten gerechnet\n")

        sys.stderr.write("Das Recht wird geladen; beim ersten Mal wird es übersetzt, das dauert etwa eine Minute.\n")
        return count_here(parts, before, after, cache, told)
    where = options.dask or f"{options.teile} Arbeitsprozesse"
    sys.stderr.write(f"{thousands(total)} Haushalte in {len(parts)} Teilen an {where}\n")
    try:
        if options.dask:
            return count_with_dask(parts, before, after, None, address=options.dask)
        tally([Batch(draw([0], 1, before.month))], before, after, cache)  # translated once, for all processes
        return count_with_dask(parts, before, after, cache, workers=options.teile)
    except ModuleNotFoundError as missing:
        sentence = f"Für mehrere Prozesse fehlt das Paket {missing.name}. So kommt es dazu: {INSTALL}"
        raise StockUnusable(sentence) from None


def _cache() -> Path:
    """Where the translated law stays: beside the program if it may write there, else with the user."""
    beside = Path(sys.prefix)
    return beside / "law-cache" if os.access(beside, os.W_OK) else Path.home() / ".cache" / "nahbar" / "law"


def _at_least_one(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError("Geben Sie eine ganze Zahl ab 1 an.")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nahbar simulate",
        description="Einen Bestand (SGB II) in einem anderen Monat oder mit anderen Werten rechnen und vergleichen.",
    )
    parser.add_argument("stock", nargs="?", type=Path, metavar="BESTAND", help="Ordner mit Parquet, JSON mit Fällen")
    parser.add_argument("--von", type=_month, required=True, metavar="JJJJ-MM", help="der Monat vorher")
    parser.add_argument("--bis", type=_month, metavar="JJJJ-MM", help="der Monat nachher (sonst derselbe)")
    parser.add_argument("--parameter", type=Path, metavar="DATEI", help="Parametersatz, der nachher gilt")
    parser.add_argument("--als", choices=FORMS, default="tabelle")
    parser.add_argument("--bild", type=Path, metavar="DATEI.svg", help="dazu ein Bild")
    parser.add_argument("--mindestens", type=_at_least_one, default=10, metavar="N", help="kleinere Gruppen verbergen")
    parser.add_argument("--probe", type=_at_least_one, metavar="N", help="statt eines Bestands N erfundene Haushalte")
    parser.add_argument("--saat", type=_at_least_one, default=1, metavar="S", help="andere Zahl, andere Haushalte")
    parser.add_argument("--schreiben", type=Path, metavar="ORDNER", help="den Bestand nur als Parquet schreiben")
    several = parser.add_mutually_exclusive_group()
    several.add_argument("--teile", type=_at_least_one, metavar="N", help="auf N Arbeitsprozesse verteilen (Dask)")
    several.add_argument("--dask", metavar="ADRESSE", help="auf einen laufenden Dask-Verbund verteilen")
    return parser
