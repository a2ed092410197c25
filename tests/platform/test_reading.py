"""Reading scanned paper: cleaned, its codes and words found, a small view copy (F04, F12)."""

from __future__ import annotations

import io
import subprocess
from typing import Any

import numpy as np
import pytest
import segno
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from nahbar.config.demo.papers import FONT
from nahbar.platform.intake import render as drawing
from nahbar.platform.intake.model import Limits
from nahbar.platform.reading import (
    ReaderMissing,
    ReadingTooSlow,
    UnreadablePicture,
    Words,
    clean,
    digit_groups,
    joined,
    ocr,
    open_picture,
    page_pdf,
    read_codes,
    read_words,
)

LINES = ("Jobcenter Kreis Musterland", "Aktenzeichen 2026-000417", "Frau Müßig-Öztürk, geboren am 14.05.1995",
         "Anbei übersende ich Ihnen den Mietvertrag.")  # fmt: skip
CODE = "http://localhost:8000/weiter?code=7F3K-92QX"


def sheet(*, angle: float = 0.0, noise: float = 0.0, light: bool = False, code: str = "") -> bytes:
    """A page of 200 dpi as JPEG, as a scanner may deliver it."""
    page = Image.new("L", (1654, 2339), 250)
    draw, font = ImageDraw.Draw(page), ImageFont.truetype(str(FONT), 34)
    for number, line in enumerate(LINES * 4):
        draw.text((180, 240 + number * 90), line, font=font, fill=25)
    if code:
        picture = io.BytesIO()
        segno.make(code, error="m", micro=False).save(picture, kind="png", scale=5, border=4)
        page.paste(Image.open(picture).convert("L"), (1250, 60))
    page = page.rotate(angle, fillcolor=245, resample=Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(0.8))
    grey: Any = np.asarray(page, dtype=np.float32)
    if light:
        grey = grey * np.linspace(0.55, 1.0, grey.shape[1], dtype=np.float32)[None, :]
    grey = grey + np.random.default_rng(7).normal(0, noise, grey.shape)
    out = io.BytesIO()
    Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)).save(out, "JPEG", quality=80)
    return out.getvalue()


@pytest.mark.parametrize(
    ("angle", "noise", "light"), [(0.0, 0.0, False), (1.7, 10.0, False), (-2.3, 6.0, True)]
)  # fmt: skip
def test_words_of_a_turned_noisy_page(angle: float, noise: float, light: bool) -> None:
    page = clean(open_picture(sheet(angle=angle, noise=noise, light=light)))
    words = read_words(page)
    assert abs(page.angle + angle) < 0.3
    assert [number for number, _ in digit_groups(words.text, 4, 6)] == ["2026-000417"] * 4
    assert "Müßig-Öztürk" in words.text and "14.05.1995" in words.text
    place = next(word for word in words.words if word.text.startswith("Jobcenter"))
    assert 0 < place.left < page.grey.width // 4 and 0 < place.top < page.grey.height // 4
    assert words.sure > 80


def test_code_of_our_letter_is_read_from_a_bad_scan() -> None:
    assert read_codes(open_picture(sheet(angle=2.0, noise=14.0, light=True, code=CODE))) == (CODE,)
    assert read_codes(open_picture(sheet())) == ()


def test_view_copy_is_small_upright_and_can_be_searched() -> None:
    page = clean(open_picture(sheet(noise=8.0)))
    pdf = joined([page_pdf(page, read_words(page))] * 2)
    assert len(pdf) < 2 * 60_000
    text = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    assert text.count("2026-000417") == 8
    shown = drawing.previews(pdf, Limits())
    assert len(shown) == 2
    with Image.open(io.BytesIO(shown[0])) as picture:
        assert np.asarray(picture.convert("L")).mean() > 200, "paper is white, ink is black"


def test_a_photo_becomes_a_grey_picture() -> None:
    """Fax compression would blow up a photo and show blots."""
    noise = np.random.default_rng(3).integers(0, 255, (90, 60), dtype=np.uint8)
    photo = Image.fromarray(noise).resize((1500, 2250), Image.Resampling.BICUBIC)
    out = io.BytesIO()
    photo.save(out, "JPEG")
    pdf = page_pdf(clean(open_picture(out.getvalue())), Words("", (), b""))
    assert b"DCTDecode" in pdf and len(pdf) < 300_000


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ihr Zeichen: 2026-000417", [("2026-000417", True)]),
        ("Ihr Zeichen: 2O26-OOO4l7,", [("2026-000417", False)]),
        ("2026 – 000S1B", [("2026-000518", False)]),
        ("Antrag A-2026-000417", []),
        ("12026-0004171", []),
        ("Sollos-Bossis", []),
        ("02861-555201", []),
    ],
)
def test_numbers_in_spite_of_mistaken_signs(text: str, found: list[tuple[str, bool]]) -> None:
    assert list(digit_groups(text, 4, 6)) == found


def test_the_number_of_an_application_is_none_of_a_file() -> None:
    text = "Antrag A - 2026-OO0417, Akte 2026-000009"
    assert list(digit_groups(text, 4, 6, letter="A")) == [("2026-000417", False)]
    assert list(digit_groups(text, 4, 6)) == [("2026-000009", True)]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4 not a picture", b"\xff\xd8\xff broken", b"GIF89a" + bytes(40)])
def test_what_is_no_picture_is_told(data: bytes) -> None:
    with pytest.raises(UnreadablePicture, match="noch einmal scannen"):
        open_picture(data)


def test_without_tesseract_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_installed", lambda: False)
    with pytest.raises(ReaderMissing, match="tesseract-ocr-deu"):
        read_words(clean(open_picture(sheet())))


def test_a_page_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(ReadingTooSlow, match="abgebrochen"):
        read_words(clean(open_picture(sheet())), seconds=0.05)
