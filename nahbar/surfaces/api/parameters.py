"""`nahbar parameters check FILE`: is this parameter set usable, and what would it change; no database, no server."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TextIO

from nahbar.law.parameter import Parameters, statutory
from nahbar.law.parameter_set import (
    Aenderung,
    Mangel,
    ParameterSet,
    SatzUnbrauchbar,
    changes,
    check,
    merged,
    read_set,
    still_unknown,
    template,
)
from nahbar.platform import clock

OK, REFUSED, UNUSABLE = 0, 1, 2


def main(arguments: Sequence[str], stdout: TextIO | None = None) -> int:
    """Check a file on top of the law as published: 0 usable, 1 refused, 2 the file cannot be opened."""
    target = stdout or sys.stdout
    options = _parser().parse_args(arguments)
    if options.act == "template":
        target.write(template(statutory()))
        return OK
    try:
        text = Path(options.file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        sys.stderr.write(f"nahbar parameters: {options.file} lässt sich nicht als Text in UTF-8 lesen.\n")
        return UNUSABLE
    base = statutory()
    try:
        satz = read_set(text)
        maengel = check(satz, base, options.stand or clock.today())
    except SatzUnbrauchbar as unusable:
        maengel = unusable.maengel
    if maengel:
        _refuse(maengel, target)
        return REFUSED
    _report(satz, base, target)
    return OK


def _refuse(maengel: Sequence[Mangel], target: TextIO) -> None:
    target.write("So wird die Datei nicht übernommen:\n")
    target.writelines(f"  {mangel}\n" for mangel in maengel)


def _report(satz: ParameterSet, base: Parameters, target: TextIO) -> None:
    found = changes(satz, base)
    target.write(f"Die Datei ist brauchbar. Sie ändert {len(found)} Werte:\n")
    target.writelines(f"  {_line(one)}\n" for one in found)
    new_days = [one.ab for one in found if not one.bekannt]
    if new_days and (missing := still_unknown(merged(base, satz), min(new_days))):
        target.write(f"Danach fehlen für den {min(new_days):%d.%m.%Y} noch {len(missing)} Werte:\n")
        target.writelines(f"  {label}\n" for label in missing)


def _line(one: Aenderung) -> str:
    time = f"{one.ab:%d.%m.%Y} bis {one.bis:%d.%m.%Y}" if one.bis else f"ab {one.ab:%d.%m.%Y}"
    before = one.alt or "nicht bekannt"
    correction = f"; Berichtigung: {one.berichtigung}" if one.berichtigung else ""
    return f"{one.label} ({one.name}), {time}: {before} → {one.neu} [{one.quelle}{correction}]"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nahbar parameters", description="Parametersätze prüfen, ohne Datenbank.")
    acts = parser.add_subparsers(dest="act", required=True, metavar="TUN")
    checking = acts.add_parser("check", help="eine Datei gegen die veröffentlichten Werte prüfen")
    checking.add_argument("file", metavar="DATEI")
    checking.add_argument(
        "--stand", type=date.fromisoformat, metavar="JJJJ-MM-TT",
        help="Tag, an dem geprüft wird; frühere Monate ändern sich nur als Berichtigung (sonst: heute)",
    )  # fmt: skip
    acts.add_parser("template", help="eine Vorlage mit allen Werten ausgeben, die als Nächstes enden")
    return parser
