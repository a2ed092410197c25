"""The terminal's screen: a Chromium that starts fresh for everybody, in a folder in memory that is removed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

FLAGS = (
    "--kiosk",
    "--incognito",
    "--noerrdialogs",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-pinch",
    "--overscroll-history-navigation=0",
    "--disable-features=Translate",
    "--disable-session-crashed-bubble",
    "--disable-component-update",
    "--password-store=basic",
    "--auto-accept-camera-and-microphone-capture",
    "--autoplay-policy=no-user-gesture-required",
)
_SECONDS_TO_END = 3


class Browser:
    """One program at a time; everything that it writes lies below one temporary folder."""

    def __init__(self, program: str, more_flags: Sequence[str] = ()) -> None:
        self._program = program
        self._more = tuple(more_flags)
        self._process: subprocess.Popen[bytes] | None = None
        self.folder: Path | None = None

    @property
    def running(self) -> bool:
        """Whether it is on the screen."""
        return self._process is not None and self._process.poll() is None

    def start(self, address: str) -> None:
        """A fresh browser on this address; a former one and all it wrote are gone before."""
        self.stop()
        memory = Path("/dev/shm")
        place = Path(tempfile.mkdtemp(prefix="nahbar-terminal-", dir=memory if memory.is_dir() else None))
        self.folder = place
        # home, cache and temporary files too: nothing may be written anywhere else
        environment = {**os.environ, "HOME": str(place), "TMPDIR": str(place)}
        environment |= {f"XDG_{kind}_HOME": str(place / kind.lower()) for kind in ("CONFIG", "CACHE", "DATA")}
        self._process = subprocess.Popen(
            [self._program, *FLAGS, *self._more, f"--user-data-dir={place / 'profile'}", address],
            env=environment,
            cwd=place,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def stop(self) -> None:
        """End the browser with all its processes and remove what it wrote."""
        if self._process is not None:
            self._end(self._process)
            self._process = None
        if self.folder is not None:
            # a process that is just ending may still write: once more then
            for _ in range(3):
                shutil.rmtree(self.folder, ignore_errors=True)
                if not self.folder.exists():
                    break
            self.folder = None

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(process.pid, number)
                process.wait(_SECONDS_TO_END)
            except ProcessLookupError:
                break
            except subprocess.TimeoutExpired:
                continue
        process.wait(_SECONDS_TO_END)
