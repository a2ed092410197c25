"""Batches of the scan provider as tests deliver them."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from nahbar.config.demo.papers import FONT
from nahbar.connectors.scan_provider.messages import write_index
from nahbar.domain.mailroom.scan_shapes import BatchIn, LetterIn, PageIn
from nahbar.platform.zone import BERLIN


def picture(*lines: str) -> bytes:
    """A sheet of 100 dpi: small, and large enough to be read."""
    page = Image.new("L", (827, 1169), 252)
    draw, font = ImageDraw.Draw(page), ImageFont.truetype(str(FONT), 20)
    for number, line in enumerate(lines):
        draw.text((90, 110 + 44 * number), line, font=font, fill=20)
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()


def batch_of(
    letters: Mapping[str, Sequence[bytes]], number: str = "KL-2026-11-24-0007"
) -> tuple[BatchIn, dict[str, bytes]]:
    """A batch of these letters, and its files by name."""
    files = {f"{key}-{nr}.png": data for key, pages in letters.items() for nr, data in enumerate(pages, start=1)}
    described = tuple(
        LetterIn(
            key=key,
            pages=tuple(
                PageIn(f"{key}-{nr}.png", hashlib.sha256(data).hexdigest()) for nr, data in enumerate(pages, start=1)
            ),
            scanned_by="M. Kaya",
            checked_by="P. Lorenz",
            device="Straße 2",
        )
        for key, pages in letters.items()
    )
    arrived = datetime(2026, 11, 24, 6, 30, tzinfo=BERLIN)
    return BatchIn(number, "Scandienst Niederrhein", arrived, date(2026, 11, 24), described), files


def packed(files: Mapping[str, bytes], index: bytes | None) -> bytes:
    """The ZIP of a batch; without index where that is what is tested."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        if index is not None:
            archive.writestr("index.xml", index)
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def delivery(
    letters: Mapping[str, Sequence[bytes]], number: str = "KL-2026-11-24-0007", traeger: str = "musterland"
) -> bytes:
    """A batch as the provider delivers it."""
    batch, files = batch_of(letters, number)
    return packed(files, write_index(traeger, batch))


def lay(root: Path, name: str, data: bytes, traeger: str = "musterland") -> Path:
    """Lay a file into the folder as the provider does: half, then renamed."""
    folder = root / traeger / "eingang"
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{name}.part"
    part.write_bytes(data)
    return part.rename(folder / name)
