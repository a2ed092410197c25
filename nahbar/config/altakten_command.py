"""`nahbar altakten-import FOLDER [--traeger KÜRZEL]`: the delivery note, then every package, then the report.

The folder holds `lieferschein.csv` (UTF-8, `aktenzeichen;ags;blaetter`, one line a file) and packages `*.zip` in the
format of the daily post. Nothing in it is changed: called again, what was taken is known, the rest goes on.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Callable, Iterator
from pathlib import Path

from nahbar.connectors.scan_provider.package import open_package
from nahbar.domain.mailroom import altakten
from nahbar.domain.mailroom.altakten import NoteLine, TownReport
from nahbar.domain.mailroom.scan_errors import BatchRefused
from nahbar.platform.accounts.roles import MACHINE
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.procedures.import_altakten import import_altakten

NOTE = "lieferschein.csv"
SHOWN = 20
Say = Callable[[str], None]


def run(arguments: list[str], say: Say) -> int:
    """0 if every package was taken and everything promised came; 1 otherwise; 2 if it cannot begin."""
    parser = argparse.ArgumentParser(prog="nahbar altakten-import")
    parser.add_argument("ordner", type=Path)
    parser.add_argument("--traeger", default="")
    given = parser.parse_args(arguments)
    offices = [one for one in Traeger.objects.all() if given.traeger in ("", one.kuerzel)]
    if len(offices) != 1:
        say("Bitte einen Träger nennen: --traeger KÜRZEL.")
        return 2
    try:
        lines = list(_note(given.ordner / NOTE))
    except (OSError, ValueError, KeyError) as wrong:
        say(f"{NOTE} fehlt oder ist nicht lesbar ({wrong}). Erwartet: aktenzeichen;ags;blaetter.")
        return 2
    with traeger_scope(offices[0].id):
        say(f"Lieferschein: {altakten.note_stock(acting=MACHINE, lines=lines)} Papierakten.")
    refused = sum(_take(path, offices[0], say) for path in sorted(given.ordner.glob("*.zip")))
    with traeger_scope(offices[0].id):
        towns = altakten.report()
    for town in towns:
        _tell(town, say)
    return int(bool(refused) or not all(town.vollstaendig for town in towns))


def _note(path: Path) -> Iterator[NoteLine]:
    with open(path, encoding="utf-8-sig", newline="") as handle:
        for row in csv.DictReader(handle, delimiter=";"):
            yield NoteLine(row["aktenzeichen"].strip(), row["ags"].strip(), int(row["blaetter"]))


def _take(path: Path, traeger: Traeger, say: Say) -> bool:
    """True if the package was refused; the others go on."""
    try:
        with open(path, "rb") as stream, open_package(stream) as package:
            if package.index.traeger != traeger.kuerzel:
                raise BatchRefused(f"Das Paket ist für »{package.index.traeger}«.")
            with traeger_scope(traeger.id):
                taken = import_altakten(
                    acting=MACHINE, datei=path.name, batch=package.index.batch, fetch=package.fetch
                )
    except BatchRefused as refusal:
        with traeger_scope(traeger.id):
            altakten.note_package(acting=MACHINE, datei=path.name, stapel=None, grund=str(refusal))
        say(f"{path.name}: abgelehnt: {refusal}")
        return True
    say(f"{path.name}: {'bekannt' if taken.known else 'übernommen'}, {package.index.batch.images} Blätter")
    return False


def _tell(town: TownReport, say: Say) -> None:
    say(
        f"{town.gemeinde}: {town.akten_da} von {town.akten} Akten, {town.blaetter_da} von {town.blaetter} Blättern,"
        f" {town.gelesen} gelesen, {town.ohne_text} ohne Text, {town.zugeordnet} zugeordnet, {town.offen} offen"
    )
    for line in town.fehlt[:SHOWN]:
        say(f"  {line}")
    if len(town.fehlt) > SHOWN:
        say(f"  … und {len(town.fehlt) - SHOWN} weitere")
