"""Sheets as a scanner sees them: a little turned, grainy, grey. For the stand-in of the demo and for measuring."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import segno
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from nahbar.platform import letters

_FONT = Path(letters.__file__).with_name("fonts") / "NotoSans-Regular.ttf"
_A4 = (8.27, 11.69)


def drawn(lines: Sequence[str], code: str = "", dpi: int = 200) -> Image.Image:
    """A clean sheet with these lines, and a code in the upper right corner."""
    width, height = (round(side * dpi) for side in _A4)
    page = Image.new("L", (width, height), 252)
    draw, font = ImageDraw.Draw(page), _font(round(dpi * 11 / 72))
    y = round(1.1 * dpi)
    for line in lines:
        draw.text((round(0.95 * dpi), y), line, font=font, fill=25)
        y += round((0.24 if line else 0.14) * dpi)
    if code:
        picture = io.BytesIO()
        segno.make(code, error="m", micro=False).save(picture, kind="png", scale=max(2, dpi // 45), border=4)
        with Image.open(picture) as square:
            page.paste(square.convert("L"), (width - square.width - round(0.6 * dpi), round(0.5 * dpi)))
    return page


def scanned(page: Image.Image, seed: int, *, turned: float = 1.2, noise: float = 7.0) -> bytes:
    """The sheet as JPEG of a scanner: turned by up to `turned` degrees, blurred, uneven in light, with noise."""
    dice = np.random.default_rng(seed)
    angle = float(dice.uniform(-turned, turned))
    page = page.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=246).filter(ImageFilter.GaussianBlur(0.8))
    grey = np.asarray(page, dtype=np.float32) * np.linspace(1.0, 0.9, page.width, dtype=np.float32)[None, :]
    grey = grey + dice.normal(0, noise, grey.shape).astype(np.float32)
    out = io.BytesIO()
    Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)).save(out, "JPEG", quality=60)
    return out.getvalue()


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FONT), size)
