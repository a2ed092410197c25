"""The words of a PDF with their places, by poppler in a process of its own with limits on time and memory."""

from __future__ import annotations

import contextlib
import html
import os
import re
import resource
import shutil
import subprocess
from dataclasses import dataclass

from nahbar.platform.reading.model import ReadingError

SECONDS = 60.0
_MEMORY = 1_000_000_000
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True)
class PlacedPage:
    """Words of a page in reading order; `boxes` four whole numbers a word: left, top, width, height in per mille."""

    words: tuple[str, ...]
    boxes: tuple[int, ...]

    @property
    def text(self) -> str:
        """The words with a blank between them."""
        return " ".join(self.words)


class PopplerMissing(ReadingError):
    """`pdftotext` is not installed: a fault of the installation."""

    def __init__(self) -> None:
        super().__init__("Es fehlt »pdftotext« (Debian-Paket poppler-utils): ohne das wird kein Dokument durchsuchbar.")


def pdf_words(pdf: bytes, seconds: float = SECONDS) -> tuple[PlacedPage, ...]:
    """The pages with what can be read in them without looking; empty where it takes too long or is no PDF.

    Raises PopplerMissing.
    """
    if shutil.which("pdftotext") is None:
        raise PopplerMissing
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "HOME": "/nonexistent"}
    with subprocess.Popen(
        ["pdftotext", "-q", "-bbox", "-enc", "UTF-8", "-", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
    ) as process:  # fmt: skip
        with contextlib.suppress(ProcessLookupError):
            resource.prlimit(process.pid, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
            resource.prlimit(process.pid, resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 1))
            resource.prlimit(process.pid, resource.RLIMIT_CORE, (0, 0))
        try:
            written, _ = process.communicate(pdf, timeout=seconds)
        except subprocess.TimeoutExpired:
            return ()
        finally:
            process.kill()
    return tuple(_placed(*match.groups()) for match in _PAGE.finditer(written.decode("utf-8", "replace")))


def _placed(width: str, height: str, content: str) -> PlacedPage:
    wide, high = max(1.0, float(width)), max(1.0, float(height))
    words: list[str] = []
    boxes: list[int] = []
    for left, top, right, bottom, text in _WORD.findall(content):
        word = _CONTROL.sub("", html.unescape(text)).strip()
        if not word:
            continue
        words.append("".join(word.split()))
        boxes += placed_box(float(left) / wide, float(top) / high, float(right) / wide, float(bottom) / high)
    return PlacedPage(tuple(words), tuple(boxes))


def placed_box(left: float, top: float, right: float, bottom: float) -> list[int]:
    """Left, top, width, height in per mille out of shares of the page."""
    x, y = min(max(left, 0.0), 1.0), min(max(top, 0.0), 1.0)
    wide, high = min(max(right, 0.0), 1.0) - x, min(max(bottom, 0.0), 1.0) - y
    return [round(x * 1000), round(y * 1000), max(0, round(wide * 1000)), max(0, round(high * 1000))]
