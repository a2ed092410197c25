"""GETTSIM in an environment and a process of its own: it is AGPL and stays outside of the project.

The environment is made from requirements/gettsim.txt (pinned, with hashes) and thrown away; NAHBAR_GETTSIM_PYTHON names
a python that has it already. Columns go over as NPZ, results come back as NPZ; gettsim_runner.py calls the public API.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
RUNNER = ROOT / "scripts/gettsim_runner.py"


class PeerFailed(RuntimeError):
    """The other process gave no answer."""


@dataclass(frozen=True)
class Answer:
    """Result columns by GETTSIM's names, and what the process reported about itself."""

    columns: dict[str, NDArray[Any]]
    report: dict[str, Any]


@contextmanager
def environment(note: Callable[[str], None]) -> Iterator[Path]:
    """The python of an environment with GETTSIM; made from the lock file unless NAHBAR_GETTSIM_PYTHON names one."""
    given = os.environ.get("NAHBAR_GETTSIM_PYTHON", "")
    if given:
        yield Path(given)
        return
    with tempfile.TemporaryDirectory(prefix="nahbar-gettsim-") as place:
        note("Umgebung für GETTSIM wird eingerichtet …")
        python = Path(place) / "venv/bin/python"
        subprocess.run([sys.executable, "-m", "venv", str(Path(place) / "venv")], check=True, stdout=sys.stderr)
        pip = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes"]
        subprocess.run([*pip, "-r", str(ROOT / "requirements/gettsim.txt")], check=True, stdout=sys.stderr)
        yield python


def call(python: Path, columns: dict[str, NDArray[Any]], order: dict[str, Any]) -> Answer:
    """Run the other process once."""
    with tempfile.TemporaryDirectory(prefix="nahbar-gettsim-") as folder:
        place = Path(folder)
        source, target, paper = place / "in.npz", place / "out.npz", place / "order.json"
        np.savez(source, **columns)  # type: ignore[arg-type]
        paper.write_text(json.dumps(order), encoding="utf-8")
        command = [str(python), "-W", "ignore", str(RUNNER), str(source), str(target), str(paper)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise PeerFailed(done.stderr.strip()[-2000:])
        report: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
        with np.load(target) as results:
            return Answer({name: results[name] for name in results.files}, report)
