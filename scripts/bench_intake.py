"""How much post goes in: `scripts/bench intake [letters] [pages of each kind]`.

First pages of four kinds are read beside ocrmypdf, then a batch goes from the folder into the files by one worker.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from nahbar.connectors.scan_provider.scan_shop import POST, ScanShop  # noqa: E402 - the path is set above
from scripts.bench_pages import compare  # noqa: E402
from tests.journeys.conftest import SEED, Town  # noqa: E402
from tests.journeys.test_door_post import CASES  # noqa: E402

LETTERS = 12
BODY = [
    "Sehr geehrte Damen und Herren,", "",
    "Sie haben mich gebeten, Ihnen noch Unterlagen zu schicken. Ich habe alles zusammengesucht,",
    "was ich finden konnte. Meine monatliche Kaltmiete beträgt 487,50 Euro, die Nebenkosten",
    "belaufen sich auf 132,80 Euro. Das Arbeitsverhältnis endete zum 31. Oktober 2026 durch",
    "ordentliche Kündigung des Arbeitgebers. Seitdem habe ich kein eigenes Einkommen mehr.",
    "Für Rückfragen stehe ich Ihnen unter der Telefonnummer 0176 23456789 gern zur Verfügung.", "",
    "Bitte überweisen Sie den Betrag auf das Konto, das ich Ihnen schon genannt habe. Die",
    "Betriebskostenabrechnung füge ich diesem Schreiben in Kopie bei. Meine Tochter besucht die",
    "Grundschule und geht nachmittags in die Betreuung. Dafür zahle ich 45 Euro im Monat.", "",
    "Mit freundlichen Grüßen",
]  # fmt: skip


def machine() -> dict[str, object]:
    """What these figures are from."""
    return {"cores": os.cpu_count(), "python": platform.python_version(), "machine": platform.machine(),
            "load": os.getloadavg()[0]}  # fmt: skip


def letters(town: Town, count: int) -> list[dict[str, object]]:
    """Letters of two pages: with our code, with the number of the file, and from nobody known, in turn."""
    cases = json.loads(town.python(CASES).splitlines()[-1])
    made: list[dict[str, object]] = []
    for nr in range(count):
        if nr % 3 == 0:
            first, code = ["Antwort auf Ihr Schreiben", "", *BODY], f"{town.url}/weiter?code={cases[0]['code']}"
        elif nr % 3 == 1:
            first, code = [f"Aktenzeichen {cases[1]['akte']}", "", *BODY, "Beate Wegener"], ""
        else:
            first, code = list(BODY), ""
        made.append({"seiten": [first, [f"Anlage {nr}", "", *BODY, "", *BODY]], "code": code})
    return made


def main() -> int:
    """Deliver one batch and run the worker until nothing waits."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else LETTERS
    beside = compare(int(sys.argv[2]) if len(sys.argv) > 2 else 3)
    home = Path(tempfile.mkdtemp(prefix="nahbar-bench-"))
    home.chmod(0o755)
    town = Town(home)
    try:
        assert town.command("migrate").returncode == 0
        town.python(SEED)
        town.set_now("2026-11-24T09:00")
        shop = ScanShop(home / "outside" / "scan_provider", home / "scan-eingang")
        shop.home.mkdir(parents=True)
        (shop.home / POST).write_text(json.dumps({"post": [letters(town, count)]}), encoding="utf-8")
        town.work()
        os.environ["NAHBAR_NOW_FILE"] = str(town.clock)
        shop.deliver()
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        assert town.command("scan-eingang").returncode == 0
        taken = time.perf_counter() - began
        town.work()
        wall = time.perf_counter() - began
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        ((pages,),) = town.sql("select count(*) from mailroom_scanseite where gelesen_at is not null")
        stands = dict(town.sql("select stand, count(*) from mailroom_scandokument group by stand"))
        ((view,),) = town.sql(
            "select (sum(f.size) / sum(s.seiten))::int from mailroom_scandokument s join vault_storedfile f on"
            " f.id = s.ansicht_id"
        )
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        report = {
            "what": "vom Ordner bis in die Akte, ein Prozess, 200 dpi grau",
            "pages": pages,
            "pages_per_minute": round(60 * pages / wall, 1),
            "wall_seconds": round(wall, 1),
            "taking_seconds": round(taken, 1),
            "cpu_seconds_per_page": round(cpu / pages, 2),
            "view_bytes_per_page": view,
            "letters": stands,
            "beside_ocrmypdf": beside,
            "machine": machine(),
        }
        sys.stdout.write(json.dumps(report, indent=1, ensure_ascii=False) + "\n")
        return 0
    finally:
        town.stop_database()
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
