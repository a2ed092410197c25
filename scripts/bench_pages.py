"""Scanned pages read by our pipeline and by ocrmypdf as paperless-ngx calls it: the same files, in the same run.

paperless-ngx adds skip_text; pictures have no text to skip, and with it ocrmypdf refuses Debian's ghostscript 10.0.0.
`bench_pages.py --ours FOLDER` is the process that is measured; `compare(count)` is called by `scripts/bench intake`.
"""

from __future__ import annotations

import io
import json
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from nahbar.platform import reading  # noqa: E402 - the path is set above
from nahbar.platform.intake.images import to_small_jpeg  # noqa: E402
from scripts.bench_peer import measured, peer  # noqa: E402

KINDS = ("sauber", "schief", "verrauscht", "fotografiert")
FONTS = (ROOT / "nahbar/platform/letters/fonts/NotoSans-Regular.ttf",
         Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"),
         Path("/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf"))  # fmt: skip
GOALS = {"cpu_factor": 4.0, "view_kb": 60.0, "cer_percent": 0.3}
PEER = """
import os, sys
os.environ["OMP_THREAD_LIMIT"] = "1"
import ocrmypdf
if __name__ == "__main__":
    for path in sorted(p for p in os.listdir(sys.argv[1]) if p.endswith(".jpg")):
        base = os.path.join(sys.argv[1], path[:-4])
        ocrmypdf.ocr(base + ".jpg", base + ".peer.pdf", language=["deu"], output_type="pdfa", use_threads=True, jobs=1,
                     progress_bar=False, clean=True, deskew=True, rotate_pages=True,
                     rotate_pages_threshold=12.0, sidecar=base + ".peer.txt", image_dpi=300)
"""
SENTENCES = """Hiermit lege ich gegen Ihren Bescheid vom 12.01.2026 fristgerecht Widerspruch ein.
Die Kosten für Unterkunft und Heizung sind nach meiner Auffassung zu niedrig festgesetzt.
Meine monatliche Kaltmiete beträgt 487,50 €, die Nebenkosten belaufen sich auf 132,80 €.
Bitte überweisen Sie den Betrag auf das Konto DE12 5001 0517 0648 4898 90.
Frau Müßig-Öztürk wohnt seit dem 01.03.2024 in der Großen Bäckerstraße 12 b.
Anbei übersende ich Ihnen die Kontoauszüge der letzten drei Monate und den Mietvertrag.
Nach § 22 Abs. 1 SGB II werden Bedarfe in Höhe der tatsächlichen Aufwendungen anerkannt.
Mein Sohn Jörg besucht die Grundschule und fährt im Mai auf Klassenfahrt nach Xanten.
Das Arbeitsverhältnis endete zum 31.12.2025 durch ordentliche Kündigung des Arbeitgebers.
Ich bitte um Übernahme der Heizkostennachzahlung in Höhe von 218,47 €.
Die Betriebskostenabrechnung füge ich diesem Schreiben in Kopie bei.
Während der Elternzeit erhielt meine Frau Elterngeld in Höhe von 300 Euro monatlich.
Für Rückfragen stehe ich Ihnen unter der Telefonnummer 0176 23456789 gern zur Verfügung.
Der Vermieter, Herr Weißhäupl, bestätigt den Eingang der Kaution über 1.450,00 €.
Außerdem beantrage ich einen Mehrbedarf wegen dezentraler Warmwasserbereitung.
Wegen einer längeren Krankheit konnte ich den Termin am Dienstag um 9:30 Uhr nicht wahrnehmen.
Die Bescheinigung über die Arbeitsunfähigkeit liegt diesem Schreiben ebenfalls bei.
Sollten Sie weitere Unterlagen benötigen, teilen Sie mir dies bitte schriftlich mit.""".splitlines()


def page(number: int, kind: str) -> tuple[bytes, str]:
    """A letter on A4 at 300 dpi as a scanner or a phone may give it, and what stands on it."""
    rng = random.Random(number)
    picture = Image.new("L", (2480, 3508), 255)
    draw, font = ImageDraw.Draw(picture), ImageFont.truetype(str(FONTS[number % len(FONTS)]), 46)
    lines = ["Sabine Müßig-Öztürk", "Große Bäckerstraße 12 b", "46397 Bocholt", "", "Jobcenter Kreis Musterland",
             "Marktstraße 1", "46399 Musterstadt", "", f"Aktenzeichen 2026-{rng.randint(0, 999999):06d}", "",
             "Sehr geehrte Damen und Herren,", ""]  # fmt: skip
    chosen = rng.sample(SENTENCES, 16)
    for start in range(0, 16, 3):
        words: list[str] = []
        for word in " ".join(chosen[start : start + 3]).split():
            if draw.textlength(" ".join([*words, word]), font=font) > 1920:
                lines.append(" ".join(words))
                words = []
            words.append(word)
        lines += [" ".join(words), ""]
    lines += ["Mit freundlichen Grüßen", "", "Sabine Müßig-Öztürk"]
    height, shown = 330, []
    for line in lines:
        if line and height < 3250:
            draw.text((295, height), line, font=font, fill=22)
            shown.append(line)
        height += 62 if line else 36
    return _spoiled(picture, number, kind), "\n".join(shown)


def _spoiled(picture: Image.Image, number: int, kind: str) -> bytes:
    rng = np.random.default_rng(number)
    angle, blur, noise = {"sauber": (0.0, 0.0, 0.0), "schief": (0.8, 0.9, 8.0), "verrauscht": (-2.3, 1.6, 22.0),
                          "fotografiert": (1.5, 1.8, 12.0)}[kind]  # fmt: skip
    if kind != "sauber":
        turned = picture.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=245)
        grey: Any = np.asarray(turned.filter(ImageFilter.GaussianBlur(blur)), dtype=np.float32)
        if kind == "fotografiert":
            across, down = np.linspace(0, 1, grey.shape[1])[None, :], np.linspace(0, 1, grey.shape[0])[:, None]
            grey = grey * (0.55 + 0.28 * across + 0.15 * down)
        else:
            grey = grey * 0.95 + 6
        grey = grey + rng.normal(0, noise, grey.shape)
        if kind == "verrauscht":
            dust = rng.random(grey.shape)
            grey[dust < 0.0015], grey[dust > 0.9985] = 0, 255
        picture = Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85, dpi=(300, 300))
    return out.getvalue()


def errors(read: str, right: str) -> int:
    """Characters to change, add or take away (Levenshtein), line breaks and spaces counted as one space."""
    one = np.frombuffer(" ".join(read.split()).encode("utf-32-le"), dtype=np.uint32)
    other = np.frombuffer(" ".join(right.split()).encode("utf-32-le"), dtype=np.uint32)
    places = np.arange(len(other) + 1)
    row = places.copy()
    for number, char in enumerate(one, start=1):
        fresh = np.empty_like(row)
        fresh[0] = number
        fresh[1:] = np.minimum(row[1:] + 1, row[:-1] + (other != char))
        row = np.minimum.accumulate(fresh - places) + places
    return int(row[-1])


def ours(folder: Path) -> None:
    """What the post room does with each page, without the vault: codes, words, picture, view copy."""
    for path in sorted(folder.glob("*.jpg")):
        picture = reading.open_picture(path.read_bytes())
        reading.read_codes(picture)
        cleaned = reading.clean(picture)
        words = reading.read_words(cleaned)
        to_small_jpeg(cleaned.grey, 1600, 150_000)
        path.with_suffix(".ours.pdf").write_bytes(reading.page_pdf(cleaned, words))
        path.with_suffix(".ours.txt").write_text(words.text, encoding="utf-8")


def compare(count: int) -> dict[str, Any]:
    """Figures of `count` pages of each kind, ours and the peer's, and whether the goals are met."""
    python = peer()
    report: dict[str, Any] = {"pages_per_kind": count, "kinds": {}}
    with tempfile.TemporaryDirectory(prefix="nahbar-bench-") as place:
        for kind in KINDS:
            folder = Path(place, kind)
            folder.mkdir()
            right = {}
            for number in range(count):
                data, text = page(number, kind)
                (folder / f"{number:03d}.jpg").write_bytes(data)
                right[f"{number:03d}"] = text
            one: dict[str, Any] = {"in_kb": round(_mean_kb(folder, "*.jpg"))}
            one["ours"] = _figures(folder, right, "ours", [sys.executable, __file__, "--ours", str(folder)])
            one["ocrmypdf"] = {"skipped": "requirements/bench.txt could not be installed"}
            if python is not None:
                one["ocrmypdf"] = _figures(folder, right, "peer", [str(python), "-c", PEER, str(folder)])
            if "cpu_s_per_page" in one["ocrmypdf"]:
                factor = one["ocrmypdf"]["cpu_s_per_page"] / one["ours"]["cpu_s_per_page"]
                one["cpu_factor"] = round(factor, 1)
                one["goals_met"] = {
                    "cpu": factor >= GOALS["cpu_factor"],
                    "view": one["ours"]["view_kb"] <= GOALS["view_kb"],
                    "cer": one["ours"]["cer_percent"] <= GOALS["cer_percent"],
                }
            report["kinds"][kind] = one
    return report


def _mean_kb(folder: Path, pattern: str) -> float:
    sizes = [path.stat().st_size for path in folder.glob(pattern)]
    return sum(sizes) / len(sizes) / 1000


def _figures(folder: Path, right: dict[str, str], who: str, command: list[str]) -> dict[str, Any]:
    try:
        run = measured(command)
    except RuntimeError as failed:
        return {"failed": str(failed)}
    pages = len(right)
    wrong = sum(errors((folder / f"{key}.{who}.txt").read_text(encoding="utf-8"), text) for key, text in right.items())
    return {
        "cpu_s_per_page": round(run.cpu / pages, 2),
        "wall_s_per_page": round(run.wall / pages, 2),
        "pages_per_hour_one_process": round(3600 * pages / run.wall),
        "pages_per_cpu_hour": round(3600 * pages / run.cpu),
        "view_kb": round(_mean_kb(folder, f"*.{who}.pdf"), 1),
        "cer_percent": round(100 * wrong / sum(len(" ".join(text.split())) for text in right.values()), 2),
        "peak_mb": run.peak_mb,
    }


if __name__ == "__main__":
    if sys.argv[1:2] == ["--ours"]:
        ours(Path(sys.argv[2]))
    else:
        print(json.dumps(compare(int(sys.argv[1]) if len(sys.argv) > 1 else 3), indent=1, ensure_ascii=False))
