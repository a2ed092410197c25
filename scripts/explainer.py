"""Make the explainer video about bank statements: pictures by Pillow, voice by espeak-ng, film by ffmpeg.

`PYTHONPATH=. .venv/bin/python scripts/explainer.py` writes kontoauszuege.{webm,mp4,jpg,de.vtt} into OUT.
Needs ffmpeg (for authors only; the product ships the result).
"""

from __future__ import annotations

import io
import subprocess
import tempfile
import wave
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

from nahbar.platform import speech

ROOT = Path(__file__).resolve().parents[1]

OUT = ROOT / "nahbar/surfaces/ui/static/ui/video"
FONTS = ROOT / "node_modules/@kern-ux/native/dist/fonts/fira-sans"
SIZE, RATE, PAUSE = (1280, 720), 10, 0.4
INK, PAPER, BLUE, SOFT, GREEN, GREY = "#171a2b", "#f6f7fb", "#2b4fa2", "#dbe3f7", "#0b6e4f", "#9aa3b8"
Draw = ImageDraw.ImageDraw


@dataclass(frozen=True)
class Scene:
    """One picture: large words, points below them, a drawing that grows with `t` from 0 to 1, and what is said."""

    title: str
    points: tuple[str, ...]
    drawing: Callable[[Draw, float], None]
    said: tuple[str, ...]


def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """Fira Sans from the front-end files, unpacked in memory."""
    out = io.BytesIO()
    opened = TTFont(FONTS / f"FiraSans-{name}.woff2")
    opened.flavor = None
    opened.save(out)
    out.seek(0)
    return ImageFont.truetype(out, size)


HEAD, TEXT, SMALL = font("SemiBold", 74), font("Regular", 44), font("Medium", 25)


def sheet(d: Draw, x: int, y: int, w: int = 400, h: int = 500) -> None:
    """A page with a folded corner."""
    fold = 46
    d.polygon([(x, y), (x + w - fold, y), (x + w, y + fold), (x + w, y + h), (x, y + h)], fill="white")
    edge = [(x, y), (x + w - fold, y), (x + w, y + fold), (x + w, y + h), (x, y + h), (x, y)]
    d.line(edge, fill=INK, width=5, joint="curve")
    d.line([(x + w - fold, y), (x + w - fold, y + fold), (x + w, y + fold)], fill=INK, width=5, joint="curve")


ROWS = (
    ("Miete", "− 430,00"), ("Lebensmittel", "− 63,18"), ("Spende Verein", "− 20,00"), ("Apotheke", "− 12,40"),
    ("Lohn", "+ 727,33"),
)  # fmt: skip


def statement(d: Draw, mark: str = "", t: float = 1.0) -> None:
    """A bank statement; `mark` says what is stressed: `needed`, `black`, `kept`."""
    x, y = 800, 70
    sheet(d, x, y)
    needed = mark == "needed"

    def line(text: str, top: int, right: str = "", stress: bool = False) -> None:
        if stress:
            d.rounded_rectangle((x + 20, top - 8, x + 380, top + 38), 8, fill=SOFT, outline=BLUE, width=3)
        d.text((x + 34, top), text, font=SMALL, fill=INK)
        if right:
            d.text((x + 366, top), right, font=SMALL, fill=INK, anchor="ra")

    line("Timo Krüger", y + 40, stress=needed and t > 0.1)
    line("DE12 3456 7890 …", y + 98, stress=needed and t > 0.3)
    for n, (what, amount) in enumerate(ROWS):
        top = y + 170 + n * 50
        income = amount.startswith("+")
        if needed and t > 0.5:
            d.rounded_rectangle((x + 236, top - 5, x + 380, top + 34), 8, fill=SOFT, outline=BLUE, width=2)
        if mark == "kept" and income:
            d.rounded_rectangle((x + 20, top - 8, x + 380, top + 38), 8, fill="#d8f0e6", outline=GREEN, width=3)
        line(what, top, amount)
        if mark in {"black", "kept"} and what in {"Spende Verein", "Apotheke"}:
            grown = 1.0 if mark == "kept" else min(1.0, max(0.0, t * 2.4 - (0.3 if n == 2 else 1.0)))
            if grown:
                d.rectangle((x + 28, top - 2, x + 28 + int(190 * grown), top + 32), fill=INK)
    line("Kontostand", y + 440, "285,55", stress=needed and t > 0.7)


def three_months(d: Draw, t: float) -> None:
    """Three sheets, one after the other."""
    for n, name in enumerate(("September", "Oktober", "November")):
        if t * 3.4 < n:
            break
        x, y = 720 + n * 110, 90 + n * 60
        sheet(d, x, y, 300, 380)
        d.text((x + 34, y + 60), name, font=SMALL, fill=BLUE)
        for k in range(5):
            d.line((x + 34, y + 130 + k * 44, x + 250, y + 130 + k * 44), fill=GREY, width=5)


def phone(d: Draw, t: float) -> None:
    """A telephone over a sheet."""
    sheet(d, 760, 90, 340, 440)
    for k in range(7):
        d.line((800, 170 + k * 48, 1040, 170 + k * 48), fill=GREY, width=6)
    x, y = 900 + int(30 * (1 - t)), 190
    d.rounded_rectangle((x, y, x + 220, y + 390), 30, fill="white", outline=INK, width=7)
    d.rectangle((x + 22, y + 50, x + 198, y + 310), fill=SOFT, outline=BLUE, width=4)
    for k in range(4):
        d.line((x + 46, y + 100 + k * 50, x + 174, y + 100 + k * 50), fill=BLUE, width=5)
    d.ellipse((x + 88, y + 326, x + 132, y + 370), outline=INK, width=6)
    if t > 0.5:
        d.line([(x + 70, y + 190), (x + 102, y + 225), (x + 160, y + 140)], fill=GREEN, width=14, joint="curve")


def people(d: Draw, t: float) -> None:
    """Two people who talk."""
    for x, colour in ((800, BLUE), (1060, GREEN)):
        d.ellipse((x, 260, x + 110, 370), outline=colour, width=8)
        d.arc((x - 45, 395, x + 155, 640), 180, 360, fill=colour, width=8)
    d.rounded_rectangle((840, 90, 1130, 210), 30, fill="white", outline=INK, width=6)
    for k in range(min(3, int(t * 5))):
        d.ellipse((910 + k * 65, 138, 934 + k * 65, 162), fill=INK)


SCENES = (
    Scene("Konto\u00adauszüge", ("Was zeigen?", "Was schwärzen?"), lambda d, t: statement(d),
          ("Für Ihren Antrag brauchen wir Ihre Kontoauszüge.", "So machen Sie es richtig.")),
    Scene("Drei Monate", ("Von jedem Konto",), three_months,
          ("Schicken Sie die Auszüge der letzten drei Monate, von jedem Konto, das Sie haben.",)),
    Scene("Das muss zu sehen sein", ("Ihr Name", "Ihre IBAN", "alle Beträge", "der Kontostand"),
          lambda d, t: statement(d, "needed", t),
          ("Zu sehen sein müssen: Ihr Name, Ihre IBAN, alle Beträge und der Kontostand.",)),
    Scene("Das dürfen Sie schwärzen", ("Gesundheit", "Religion, Politik", "Privatleben"),
          lambda d, t: statement(d, "black", t),
          ("Geht es bei einer Ausgabe um Gesundheit, Religion, Politik oder Ihr Privatleben?",
           "Dann dürfen Sie den Text schwärzen.")),
    Scene("Das bleibt lesbar", ("jeder Betrag", "Geld, das Sie bekommen"),
          lambda d, t: statement(d, "kept", t),
          ("Den Betrag schwärzen Sie nicht.", "Und Geld, das Sie bekommen, bleibt ganz lesbar.")),
    Scene("Ein Foto genügt", ("oder das PDF Ihrer Bank",), phone,
          ("Ein Foto mit dem Telefon genügt, oder die PDF-Datei Ihrer Bank.",)),
    Scene("Unsicher?", ("Fragen Sie uns.",), people,
          ("Sind Sie unsicher? Dann fragen Sie uns. Wir helfen Ihnen.",)),
)  # fmt: skip


def wrapped(d: Draw, text: str, face: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Lines of a text that fit; soft hyphens show only where a line ends."""
    lines: list[str] = []
    for word in text.split():
        trial = f"{lines[-1]} {word}" if lines else word
        if lines and d.textlength(trial.replace("\u00ad", ""), font=face) <= width:
            lines[-1] = trial
        else:
            lines.append(word)
    return [line.replace("\u00ad", "") for line in lines]


def frame(scene: Scene, t: float) -> Image.Image:
    """One picture of the film."""
    picture = Image.new("RGB", SIZE, PAPER)
    d = ImageDraw.Draw(picture)
    d.rectangle((0, 0, 18, SIZE[1]), fill=BLUE)
    y = 80
    for line in wrapped(d, scene.title, HEAD, 640):
        d.text((80, y), line, font=HEAD, fill=INK)
        y += 88
    y += 24
    for point in scene.points:
        d.ellipse((84, y + 22, 100, y + 38), fill=BLUE)
        d.text((122, y), point, font=TEXT, fill=INK)
        y += 66
    scene.drawing(d, t)
    return picture


def stamp(seconds: float) -> str:
    """A time as WebVTT writes it."""
    return f"{int(seconds // 3600):02}:{int(seconds // 60) % 60:02}:{seconds % 60:06.3f}"


def main() -> None:
    """Speak, draw, write the subtitles, make the film."""
    OUT.mkdir(parents=True, exist_ok=True)
    sound, frames, cues, now = bytearray(), [], ["WEBVTT", ""], 0.0
    rate = 22050
    for scene in SCENES:
        began = now
        for sentence in scene.said:
            spoken = speech.speak(sentence.replace("IBAN", "I-BAN").replace("PDF", "P D F"))
            with wave.open(io.BytesIO(spoken)) as voice:
                rate = voice.getframerate()
                data = voice.readframes(voice.getnframes()) + b"\0\0" * int(PAUSE * rate)
            length = len(data) / 2 / rate
            cues += [f"{stamp(now)} --> {stamp(now + length - 0.1)}", sentence, ""]
            sound += data
            now += length
        count = round(now * RATE) - round(began * RATE)
        frames += [frame(scene, min(1.0, n / max(1, count * 0.8))) for n in range(count)]
    (OUT / "kontoauszuege.de.vtt").write_text("\n".join(cues), encoding="utf-8")
    frame(SCENES[3], 1.0).save(OUT / "kontoauszuege.jpg", quality=82)
    with tempfile.TemporaryDirectory() as folder:
        voice_file = Path(folder) / "voice.wav"
        with wave.open(str(voice_file), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(rate)
            out.writeframes(bytes(sound))
        raw = b"".join(picture.tobytes() for picture in frames)
        for name, options in (
            ("kontoauszuege.webm", "-c:v libvpx-vp9 -crf 38 -b:v 0 -g 100 -row-mt 1 -c:a libopus -b:a 40k"),
            (
                "kontoauszuege.mp4",
                "-c:v libx264 -crf 27 -preset slow -pix_fmt yuv420p -movflags +faststart -c:a aac -b:a 64k",
            ),
        ):
            size = f"{SIZE[0]}x{SIZE[1]}"
            subprocess.run(
                ["ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", size, "-r", str(RATE),
                 "-i", "-", "-i", str(voice_file), "-map_metadata", "-1", *options.split(), str(OUT / name)],
                input=raw, check=True,
            )  # fmt: skip
    sizes = ", ".join(f"{path.name} {path.stat().st_size // 1024} KB" for path in sorted(OUT.iterdir()))
    print(f"{now:.1f} s, {sizes}")


if __name__ == "__main__":
    main()
