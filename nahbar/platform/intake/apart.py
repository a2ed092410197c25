"""Files are opened in a process of their own: what a hostile file breaks there, nobody here notices."""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from nahbar.platform.intake import reasons
from nahbar.platform.intake.model import Accepted, Limits, QualityHint, Refused
from nahbar.platform.intake.names import clean_name
from nahbar.platform.intake.opener import LENGTH, MEMORY
from nahbar.platform.intake.render import RendererMissing

WALL_SECONDS = 90.0
"""For one file altogether, however busy the machine is."""
AT_ONCE = 2
"""Drawing a large picture takes some hundred megabytes: so many files at a time."""

_DEFAULT = Limits()
_ROOT = Path(__file__).resolve().parents[3]
_gate = threading.BoundedSemaphore(AT_ONCE)
_lock = threading.Lock()
_idle: list[subprocess.Popen[bytes]] = []


class _Died(Exception):
    """The process that opened the file is no more, or gave no answer in time."""


def accept_apart(
    filename: str, data: bytes, limits: Limits = _DEFAULT, *, memory: int = MEMORY, seconds: float = WALL_SECONDS
) -> Accepted | Refused:
    """Like `accept` without a scanner, in a process without keys, with at most `memory` bytes and `seconds`.

    A file that costs more than that, or breaks the process, is refused with the reason `zu_aufwendig`. Raises
    `RendererMissing` without poppler-utils.
    """
    order = {"name": filename[:2000], "size": len(data), "limits": asdict(limits), "memory": memory}
    with _gate:
        try:
            head, blobs = _asked(order, data, seconds)
        except _Died:
            reason, what_to_do = reasons.REASONS["zu_aufwendig"]
            sha256 = hashlib.sha256(data).hexdigest()
            return Refused("zu_aufwendig", reason, what_to_do, clean_name(filename), sha256, len(data))
    if head["kind"] == "missing":
        raise RendererMissing(head["text"])
    fields: dict[str, Any] = head["fields"]
    if head["kind"] == "refused":
        return Refused(**fields)
    quality = tuple(QualityHint(**hint) for hint in fields.pop("quality"))
    return Accepted(**fields, quality=quality, view_pdf=blobs[0], previews=tuple(blobs[1:]))


def _asked(order: dict[str, Any], data: bytes, seconds: float) -> tuple[dict[str, Any], list[bytes]]:
    opener = _take()
    clock = threading.Timer(seconds, _end, (opener,))
    clock.start()
    try:
        assert opener.stdin is not None and opener.stdout is not None
        opener.stdin.write(json.dumps(order).encode() + b"\n")
        opener.stdin.write(data)
        opener.stdin.flush()
        answer = _read(opener.stdout, LENGTH.unpack(_read(opener.stdout, LENGTH.size))[0])
    except OSError as error:
        _end(opener)
        raise _Died from error
    except _Died:
        _end(opener)
        raise
    finally:
        clock.cancel()
    with _lock:
        _idle.append(opener)
    if not answer:
        raise _Died
    start = LENGTH.size + LENGTH.unpack(answer[: LENGTH.size])[0]
    head: dict[str, Any] = json.loads(answer[LENGTH.size : start])
    blobs = []
    for size in head["blobs"]:
        blobs.append(answer[start : start + size])
        start += size
    return head, blobs


def _read(source: IO[bytes], size: int) -> bytes:
    found = source.read(size)
    if len(found) < size:
        raise _Died
    return found


def _take() -> subprocess.Popen[bytes]:
    """A waiting process, or a new one; it sees neither secrets nor the database in its environment."""
    with _lock:
        while _idle:
            opener = _idle.pop()
            if opener.poll() is None:
                return opener
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(_ROOT),
        "LC_ALL": "C.UTF-8",
        "HOME": "/nonexistent",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "nahbar.platform.intake.opener"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd="/",
        start_new_session=True,
    )


def _end(opener: subprocess.Popen[bytes]) -> None:
    """The process, its child that opens a file, and the child's poppler."""
    if opener.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(opener.pid, signal.SIGKILL)
        opener.wait()


@atexit.register
def _end_all() -> None:
    with _lock:
        while _idle:
            _end(_idle.pop())
