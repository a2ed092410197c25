"""Blacking out: pixels are replaced, and nothing of the original lies beneath (§ 67a SGB X)."""

from __future__ import annotations

import io
import subprocess

import pikepdf
import pytest
from PIL import Image

from nahbar.platform.intake import Accepted, accept
from nahbar.platform.intake.redact import Bar, blacken
from tests.platform import intake_samples as samples


def text_of(pdf: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def page_of(pdf: bytes, number: int = 1) -> Image.Image:
    found = accept("a.pdf", pdf)
    assert isinstance(found, Accepted)
    return Image.open(io.BytesIO(found.previews[number - 1])).convert("L")


def test_a_bar_on_a_photo_is_black_and_the_rest_stays() -> None:
    made = blacken(samples.jpeg(exif=samples.exif()), [Bar(1, 0.1, 0.05, 0.3, 0.08)])
    page = page_of(made)
    width, height = page.size
    row = int(height * 0.09)  # the photo lies in the middle of an A4 page
    across = [page.getpixel((int(width * x / 100), row)) for x in range(12, 29)]
    assert max(across) < 25  # type: ignore[type-var]
    assert page.getpixel((width // 2, row)) > 180  # type: ignore[operator]
    assert samples.GPS_PLACE.encode() not in made


def test_no_text_lies_beneath_a_bar_in_a_pdf() -> None:
    source = samples.pdf(pages=3)
    assert text_of(source).strip()
    made = blacken(source, [Bar(2, 0.0, 0.0, 1.0, 0.5)])
    assert text_of(made).strip() == ""
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert len(pdf.pages) == 3 and "/Info" not in pdf.trailer
    page = page_of(made, 2)
    assert page.getpixel((page.width // 2, page.height // 4)) < 25  # type: ignore[operator]
    assert page_of(made, 1).getpixel((10, 10)) > 200  # type: ignore[operator]


@pytest.mark.parametrize("edges", [(0.5, 0.1, 0.4, 0.2), (-0.1, 0, 1, 1), (0, 0, 0, 1), (0, 0, 1, float("nan"))])
def test_a_bar_has_an_area_on_the_page(edges: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="bar"):
        Bar(1, *edges)


def test_a_bar_on_a_page_that_is_not_there_is_no_blacking_out() -> None:
    """Never hand something over as blacked out on which a bar is missing."""
    with pytest.raises(ValueError, match="not there"):
        blacken(samples.jpeg(), [Bar(2, 0, 0, 1, 1)])
