"""Letters set and handed to the print provider: `scripts/bench letters [letters of the batch]`; prints JSON.

The same three-page Bewilligungsbescheid with its XML attached is set by ours (PDF/UA-1 and PDF/A-3a in one file) and by
WeasyPrint (PDF/UA-1 only: it knows one variant a file), each warm in one process. Then a yearly batch, every letter set
for itself, goes into the provider's folder; the process that packs it is measured.
"""

from __future__ import annotations

import hashlib
import html
import io
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pikepdf

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from nahbar.benefits.grundsicherungsgeld.letters import BescheidData, as_data, render_bescheid  # noqa: E402
from nahbar.connectors.print_provider.folders import FolderExchange  # noqa: E402
from nahbar.domain.mailroom.printing import PrintBatch, PrintLetter  # noqa: E402
from scripts.bench_peer import measured, peer  # noqa: E402
from tests.platform import letter_cases  # noqa: E402

YEAR = 8051
WARM, MEASURED = 3, 40
FONT = ROOT / "nahbar/platform/letters/fonts/NotoSans-Regular.ttf"
STYLE = """@font-face{font-family:N;src:url(file://%s)} @page{size:A4;margin:20mm 20mm 22mm 25mm;
@bottom-right{content:"Seite " counter(page) " von " counter(pages)}} body{font:10pt/1.35 N} h1{font-size:13pt}
h2{font-size:11pt} table{width:100%%;border-collapse:collapse} td,th{border-bottom:.5pt solid #888;text-align:left}
.neu{break-before:page}"""
PEER = """
import json, sys, time
from weasyprint import HTML, Attachment
if __name__ == "__main__":
    pages, warm = json.load(open(sys.argv[1], encoding="utf-8")), int(sys.argv[2])
    for number, page in enumerate(pages):
        if number == warm:
            cpu, wall = time.process_time(), time.perf_counter()
        made = HTML(string=page).write_pdf(pdf_variant="pdf/ua-1", attachments=[Attachment(string="<bescheid/>", name="bescheid.xml")])
    count = len(pages) - warm
    open(sys.argv[3], "wb").write(made)
    print(json.dumps({"cpu_ms": (time.process_time() - cpu) / count * 1000,
                      "wall_ms": (time.perf_counter() - wall) / count * 1000}))
"""  # noqa: E501


def case(number: int) -> BescheidData:
    """A letter of three pages; each has its own name and number."""
    base = letter_cases.j8()
    name = f"Timo Krüger-{number:05d}"
    letter = letter_cases.letter(name, "Nordring 12", "46395 Bocholt", salutation=f"Guten Tag {name},")
    letter = replace(letter, info=replace(letter.info, aktenzeichen=f"NB-2026-{number:06d}"))
    months = tuple(replace(month, hinweise=(), werte_stand=None) for month in base.monate)
    return replace(
        base, letter=letter, monate=months, rechtsbehelf=replace(base.rechtsbehelf, wege=base.rechtsbehelf.wege[:1])
    )


def xml(number: int) -> bytes:
    """What machines read of it."""
    return f'<?xml version="1.0"?><bescheid aktenzeichen="NB-2026-{number:06d}" betrag="993.00"/>'.encode()


def as_html(data: BescheidData, text: str) -> str:
    """The same words and tables for the peer: prose as `pdftotext` gives it, tables as tables."""
    whole: dict[str, Any] = as_data(data)
    tables = [*whole["je_person"], *(block for sheet in whole["rechnungen"] for block in sheet["bloecke"])]
    cells = {cell for table in tables for row in table["zeilen"] for cell in row if len(cell) > 3}
    parts = [f"<title>{html.escape(whole['titel'])}</title><style>{STYLE % FONT}</style>"]
    for part in text.split("\n\n"):
        line = " ".join(part.split())
        if line and line not in cells:
            new = ' class="neu"' if line.startswith(("Warum wir", "Rechtsbehelf")) else ""
            parts.append(f"<h2{new}>{html.escape(line)}</h2>" if len(line) < 50 else f"<p>{html.escape(line)}</p>")
    for table in tables:
        head = "".join(f'<th scope="col">{html.escape(column["titel"])}</th>' for column in table["spalten"])
        rows = "".join(
            "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
            for row in [*table["zeilen"], table["summe"]]
            if row
        )
        parts.append(f"<h2>{html.escape(table['titel'])}</h2><table><thead><tr>{head}</tr></thead>{rows}</table>")
    return f'<!DOCTYPE html><html lang="de"><body>{"".join(parts)}</body></html>'


def set_ours(count: int) -> dict[str, Any]:
    """CPU and clock of one warm process."""
    for number in range(WARM):
        pdf = render_bescheid(case(number), attachments={"bescheid.xml": xml(number)})
    cpu, wall = time.process_time(), time.perf_counter()
    for number in range(count):
        pdf = render_bescheid(case(number), attachments={"bescheid.xml": xml(number)})
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        about = opened.Root.Metadata.read_bytes()
        pages, attached = len(opened.pages), len(opened.attachments)
    return {
        "cpu_ms": round(1000 * cpu / count, 1), "wall_ms": round(1000 * wall / count, 1),
        "letters_per_second": round(count / wall, 1), "kb": round(len(pdf) / 1000, 1), "pages": pages,
        "attached": attached, "pdf_ua_1": b"pdfuaid:part>1<" in about,
        "pdf_a_3a": b"pdfaid:part>3<" in about and b"pdfaid:conformance>A<" in about,
    }  # fmt: skip


def set_peer(python: Path | None, count: int, place: Path) -> dict[str, Any]:
    """The same for WeasyPrint."""
    if python is None:
        return {"skipped": "requirements/bench.txt could not be installed"}
    pages = []
    for number in range(count + WARM):
        data = case(number)
        if not pages:
            pdf = render_bescheid(data)
            first = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
            names = (data.letter.address.lines[0], data.letter.info.aktenzeichen)
        text = first.replace(names[0], data.letter.address.lines[0]).replace(names[1], data.letter.info.aktenzeichen)
        pages.append(as_html(data, text.replace("\f", "\n\n")))
    source, made = place / "pages.json", place / "peer.pdf"
    source.write_text(json.dumps(pages), encoding="utf-8")
    try:
        run = measured([str(python), "-c", PEER, str(source), str(WARM), str(made)])
    except RuntimeError as failed:
        return {"failed": str(failed)}
    found: dict[str, float] = json.loads(run.output.strip().splitlines()[-1])
    with pikepdf.open(made) as opened:
        count_pages = len(opened.pages)
    return {
        "cpu_ms": round(found["cpu_ms"], 1), "wall_ms": round(found["wall_ms"], 1),
        "letters_per_second": round(1000 / found["wall_ms"], 1), "kb": round(made.stat().st_size / 1000, 1),
        "pages": count_pages, "standard": "PDF/UA-1 only", "peak_mb": run.peak_mb,
    }  # fmt: skip


def write_letters(folder: Path, count: int) -> None:
    """Set the letters of a batch, one file each, as they lie in the vault."""
    for number in range(count):
        (folder / f"{number:05d}.pdf").write_bytes(
            render_bescheid(case(number), attachments={"bescheid.xml": xml(number)})
        )


def pack(folder: Path, outbox: Path) -> None:
    """Hand all letters of a folder over as one batch."""
    letters = []
    for number, path in enumerate(sorted(folder.glob("*.pdf"))):
        with open(path, "rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        letters.append(
            PrintLetter(
                id=UUID(int=number + 1), read=partial(path.read_bytes), sha256=sha256, pages=3, duplex=True,
                colour=False, service="standard", cost_centre="JC-100", latest=date(2026, 12, 1),
            )  # fmt: skip
        )
    batch = PrintBatch(UUID(int=1), "D-2026-000001", "musterland", datetime(2026, 11, 26, tzinfo=UTC), tuple(letters))
    FolderExchange(outbox, outbox / "ein").put_batch(batch)


def yearly(count: int, place: Path) -> dict[str, Any]:
    """A batch of so many letters: time to set them, time, memory and size of the batch in the folder."""
    folder, outbox = place / "briefe", place / "aus"
    folder.mkdir()
    setting = measured([sys.executable, __file__, "--set", str(folder), str(count)])
    packing = measured([sys.executable, __file__, "--pack", str(folder), str(outbox)])
    (laid,) = (outbox / "musterland").glob("*.zip")
    return {
        "letters": count, "setting_wall_s": round(setting.wall), "setting_cpu_s": round(setting.cpu),
        "setting_peak_mb": setting.peak_mb, "packing_wall_s": round(packing.wall, 1),
        "packing_cpu_s": round(packing.cpu, 1), "packing_peak_mb": packing.peak_mb,
        "batch_mb": round(laid.stat().st_size / 1e6),
    }  # fmt: skip


def main() -> int:
    """All figures; 1 when a goal is missed."""
    if sys.argv[1:2] == ["--set"]:
        write_letters(Path(sys.argv[2]), int(sys.argv[3]))
        return 0
    if sys.argv[1:2] == ["--pack"]:
        pack(Path(sys.argv[2]), Path(sys.argv[3]))
        return 0
    with tempfile.TemporaryDirectory(prefix="nahbar-bench-") as name:
        place = Path(name)
        ours, theirs = set_ours(MEASURED), set_peer(peer(), MEASURED, place)
        report: dict[str, Any] = {"what": "drei Seiten, XML angehängt, warm, ein Prozess", "ours": ours}
        report["weasyprint"] = theirs
        met = ours["pages"] == 3 and ours["pdf_ua_1"] and ours["pdf_a_3a"]
        if "cpu_ms" in theirs:
            report["cpu_factor"] = round(theirs["cpu_ms"] / ours["cpu_ms"], 1)
            met = met and report["cpu_factor"] >= 8
        report["year"] = yearly(int(sys.argv[1]) if len(sys.argv) > 1 else YEAR, place)
        report["goals_met"] = met
        report["machine"] = {"cores": os.cpu_count(), "python": platform.python_version(), "load": os.getloadavg()[0]}
    print(json.dumps(report, indent=1, ensure_ascii=False))
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
