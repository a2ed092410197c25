"""The programs we are measured beside, in `.venv-bench`: an environment of their own, as requirements/bench.txt."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements/bench.txt"
VENV = ROOT / ".venv-bench"


@dataclass(frozen=True)
class Run:
    """One process and all its children: seconds of computing, of the clock, megabytes of the largest process."""

    output: str
    cpu: float
    wall: float
    peak_mb: int


def peer() -> Path | None:
    """Python of the environment, made when the lock has changed; None where it cannot be made."""
    python, stamp = VENV / "bin/python", VENV / ".stamp"
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return python
    steps = (
        [sys.executable, "-m", "venv", str(VENV)],
        [str(python), "-m", "pip", "install", "-qq", "--require-hashes", "-r", str(LOCK)],
    )
    for step in steps:
        if subprocess.run(step, stdout=sys.stderr, check=False).returncode:
            return None
    stamp.write_text(wanted)
    return python


def measured(command: Sequence[str], **environment: str) -> Run:
    """Run a program to its end; raises RuntimeError with its last words when it fails."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=errors, env={**os.environ, **environment})
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if process.returncode:
            lines = errors.read().decode("utf-8", "replace").strip().splitlines()
            raise RuntimeError(lines[-1] if lines else f"exit {process.returncode}")
        text = output.read().decode("utf-8", "replace")
    return Run(text, used.ru_utime + used.ru_stime, wall, used.ru_maxrss // 1024)
