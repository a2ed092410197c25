"""`nahbar questionnaire import FILE.xml`: a questionnaire to go on writing, from a schema of FIM; no database."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from nahbar.questionnaire.xdatenfelder import SchemaRefused
from nahbar.questionnaire.xdatenfelder_yaml import skeleton

OK, REFUSED, UNUSABLE = 0, 1, 2


def main(arguments: Sequence[str]) -> int:
    """Do what is asked: 0 done, 1 the file is refused, 2 it cannot be opened or written."""
    options = _parser().parse_args(arguments)
    try:
        return _import(Path(options.file), options.out)
    except OSError as error:
        return _say(UNUSABLE, f"{error.filename} lässt sich nicht öffnen oder schreiben ({error.strerror}).")


def _import(file: Path, out: Path | None) -> int:
    try:
        made = skeleton(file.read_bytes())
    except SchemaRefused as refused:
        return _say(REFUSED, f"{file} wird nicht übernommen. {refused}")
    if out is None:
        sys.stdout.write(made.text)
    else:
        with out.open("x", encoding="utf-8") as target:  # what somebody went on writing is never lost
            target.write(made.text)
    if made.notes:
        sys.stderr.write("Das hat im Fragebogen keine Entsprechung:\n")
        sys.stderr.writelines(f"  {note}\n" for note in made.notes)
    return OK


def _say(status: int, sentence: str) -> int:
    sys.stderr.write(f"nahbar questionnaire: {sentence}\n")
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nahbar questionnaire", description="Fragebögen, ohne Datenbank.")
    acts = parser.add_subparsers(dest="act", required=True, metavar="TUN")
    importing = acts.add_parser("import", help="aus einem Schema von FIM (XDatenfelder 3.0.0) ein Gerüst machen")
    importing.add_argument("file", metavar="DATEI.xml")
    importing.add_argument("--out", type=Path, metavar="DATEI.yaml", help="neue Datei (sonst: Ausgabe)")
    return parser
