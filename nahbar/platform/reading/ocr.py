"""Text recognition by tesseract, in a process of its own with limits on time and memory."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from nahbar.platform.reading.model import Page, ReaderMissing, ReadingTooSlow, Word, Words

LANGUAGE = "deu"
SECONDS = 60.0
_MEMORY = 2_000_000_000
_SHARED = Path("/dev/shm")
"""Memory, where there is some: what people wrote shall not lie on the disk in plain."""


@cache
def _installed() -> bool:
    if shutil.which("tesseract") is None:
        return False
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False, timeout=20)
    return LANGUAGE in listed.stdout.split()


def read_words(page: Page, seconds: float = SECONDS) -> Words:
    """Words of a cleaned page; raises ReaderMissing, ReadingTooSlow.

    One thread only: with two, tesseract needs seven times the computing time (measured).
    """
    if not _installed():
        raise ReaderMissing
    place = str(_SHARED) if os.access(_SHARED, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="nahbar-lesen-", dir=place) as folder:
        picture = io.BytesIO()
        page.grey.save(picture, "PPM")
        command = [
            "tesseract", "stdin", f"{folder}/blatt", "-l", LANGUAGE, "--psm", "3", "--dpi", str(page.dpi),
            "-c", "textonly_pdf=1", "pdf", "tsv",
        ]  # fmt: skip
        environment = {
            "PATH": os.environ.get("PATH", ""),
            "LC_ALL": "C",
            "HOME": "/nonexistent",
            "OMP_THREAD_LIMIT": "1",
        }
        if "TESSDATA_PREFIX" in os.environ:
            environment["TESSDATA_PREFIX"] = os.environ["TESSDATA_PREFIX"]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
        ) as process:
            _restrain(process.pid, seconds)
            try:
                process.communicate(picture.getvalue(), timeout=seconds)
            except subprocess.TimeoutExpired:
                raise ReadingTooSlow(seconds) from None
            finally:
                process.kill()
        table, layer = Path(folder, "blatt.tsv"), Path(folder, "blatt.pdf")
        if process.returncode != 0 or not table.exists() or not layer.exists():
            return Words("", (), b"")  # a page without anything to read, or beyond the limit of memory
        return _words(table.read_text(encoding="utf-8"), layer.read_bytes())


def _restrain(pid: int, seconds: float) -> None:
    with contextlib.suppress(ProcessLookupError):
        resource.prlimit(pid, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.prlimit(pid, resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 1))
        resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))


def _words(table: str, layer: bytes) -> Words:
    words: list[Word] = []
    lines: list[list[str]] = []
    last: tuple[str, ...] = ()
    for row in _rows(table):
        text = row["text"].strip()
        if not text or float(row["conf"]) < 0:
            continue
        left, top, width, height = (int(row[key]) for key in ("left", "top", "width", "height"))
        words.append(Word(text, left, top, width, height, round(float(row["conf"]))))
        line = (row["block_num"], row["par_num"], row["line_num"])
        if line != last:
            lines.append([])
            last = line
        lines[-1].append(text)
    return Words("\n".join(" ".join(line) for line in lines), tuple(words), layer)


def _rows(table: str) -> Iterator[dict[str, str]]:
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row.get("text"):
            yield row
