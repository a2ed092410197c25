"""`nahbar planung-import`: areas, figures and rooms from public files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from nahbar.connectors.open_data import berlin, plain
from nahbar.domain.planning.errors import PlanningError
from nahbar.platform.accounts.roles import MACHINE
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.procedures.import_areas import import_areas

FORMATS = {"eigen": plain.read, "berlin": berlin.read}


def run(arguments: Sequence[str]) -> int:
    """Read a folder and bring it in; 1 with a sentence if it cannot be taken."""
    parser = argparse.ArgumentParser(prog="nahbar planung-import", description=__doc__)
    parser.add_argument("ordner", type=Path)
    parser.add_argument("--format", choices=sorted(FORMATS), default="eigen")
    parser.add_argument("--district", default="", help="nur dieser Bezirk, in Berlin zum Beispiel 04")
    parser.add_argument("--traeger", default="", help="Kürzel; nötig, wenn es mehrere gibt")
    given = parser.parse_args(list(arguments))
    found = Traeger.objects.filter(kuerzel=given.traeger) if given.traeger else Traeger.objects.all()
    if found.count() != 1:
        names = ", ".join(Traeger.objects.order_by("kuerzel").values_list("kuerzel", flat=True))
        sys.stderr.write(f"Sagen Sie mit --traeger, für wen: {names}\n")
        return 1
    try:
        delivery = FORMATS[given.format](given.ordner, given.district)
        with traeger_scope(found.get().id):
            counts = import_areas(acting=MACHINE, lieferung=delivery)
    except PlanningError as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    for left in delivery.ausgelassen:
        sys.stdout.write(f"ohne Zahlen: {left}\n")
    sys.stdout.write(
        f"{counts['raeume']} Planungsräume, {counts['kennzahlen']} Kennzahlen, {counts['orte']} mögliche Räume"
        f" ({delivery.quelle.lizenz})\n"
    )
    return 0
