"""Pages of a PDF drawn by poppler in a process of its own, with limits on time and memory."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import subprocess
import threading
from collections.abc import Iterator
from typing import IO

from PIL import Image

from nahbar.platform.intake.images import to_small_jpeg
from nahbar.platform.intake.model import Limits

_MEMORY = 1_500_000_000
_MOST_SIDE = 10_000


class RendererMissing(Exception):
    """`pdftoppm` is not installed: a fault of the installation, never of the person who sent the file."""


def previews(pdf: bytes, limits: Limits) -> tuple[bytes, ...]:
    """JPEG per page, in order; ends early when time runs out or a page cannot be drawn (so it may be empty).

    Raises `RendererMissing` without `pdftoppm`.
    """
    return _drawn(pdf, limits, [])


def page_preview(pdf: bytes, nr: int, limits: Limits) -> bytes | None:
    """JPEG of one page (from 1), drawn alone; None where there is none or it cannot be drawn."""
    found = _drawn(pdf, limits, ["-f", str(nr), "-l", str(nr)])
    return found[0] if found else None


def _drawn(pdf: bytes, limits: Limits, which: list[str]) -> tuple[bytes, ...]:
    if shutil.which("pdftoppm") is None:
        raise RendererMissing("Es fehlt »pdftoppm« (Debian-Paket poppler-utils): es zeichnet die Seiten.")
    command = ["pdftoppm", "-q", *which, "-scale-to", str(limits.preview_edge), "-"]
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "HOME": "/nonexistent"}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as process:
        _restrain(process.pid, limits)
        # the clock stops a drawing that never ends; killing twice or too late does no harm
        clock = threading.Timer(limits.render_seconds, process.kill)
        clock.start()
        try:
            assert process.stdin is not None and process.stdout is not None
            with contextlib.suppress(BrokenPipeError):
                process.stdin.write(pdf)  # poppler reads all of it before it draws, so this cannot lock up
                process.stdin.close()
            return tuple(
                to_small_jpeg(page, limits.preview_edge, limits.preview_bytes) for page in _ppm_pages(process.stdout)
            )
        finally:
            clock.cancel()
            process.kill()


def _restrain(pid: int, limits: Limits) -> None:
    seconds = int(limits.render_seconds) + 1
    with contextlib.suppress(ProcessLookupError):
        resource.prlimit(pid, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.prlimit(pid, resource.RLIMIT_CPU, (seconds, seconds))
        resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))


def _ppm_pages(stream: IO[bytes]) -> Iterator[Image.Image]:
    """Pictures out of concatenated PPM (`P6`, width height, 255, bytes)."""
    while stream.readline() == b"P6\n":
        size = stream.readline().split()
        if len(size) != 2 or stream.readline() != b"255\n":
            return
        width, height = int(size[0]), int(size[1])
        if not (0 < width <= _MOST_SIDE and 0 < height <= _MOST_SIDE):
            return
        pixels = stream.read(width * height * 3)
        if len(pixels) < width * height * 3:
            return
        yield Image.frombytes("RGB", (width, height), pixels)
