"""The virtual printer's inside: a tray of paper, toner, and jobs that take their time; all in memory only (K05)."""

from __future__ import annotations

import itertools
import threading
import time
from dataclasses import dataclass

from nahbar.connectors.printer.ipp import Job

FULL = 250
LOW = 10
PRINTS_KEPT = 10


@dataclass
class PrintJob:
    """One job: name, document, when its printing began, state of ipp.Job."""

    id: int
    name: str
    pdf: bytes
    began: float | None = None
    state: Job = Job.PENDING


class Device:
    """One printer; all methods may be called from any thread. A job takes `seconds`."""

    def __init__(self, seconds: float = 1.5) -> None:
        self._lock = threading.RLock()
        self._numbers = itertools.count(1)
        self._seconds = seconds
        self._jobs: dict[int, PrintJob] = {}
        self.paper = FULL
        self.toner_low = False

    def load(self, sheets: int) -> None:
        """So many sheets lie in the tray from now on."""
        with self._lock:
            self._run()
            self.paper = sheets

    def take(self, name: str, pdf: bytes) -> PrintJob:
        """A new job, behind the others."""
        with self._lock:
            job = PrintJob(next(self._numbers), name, pdf)
            self._jobs[job.id] = job
            for old in list(self._jobs)[:-PRINTS_KEPT]:
                del self._jobs[old]
            self._run()
            return job

    def job(self, number: int) -> PrintJob | None:
        """A job as it is now; None if it is unknown."""
        with self._lock:
            self._run()
            return self._jobs.get(number)

    def cancel(self, number: int) -> bool:
        """Take a job back; False if it is unknown or over."""
        with self._lock:
            self._run()
            job = self._jobs.get(number)
            if job is None or job.state >= Job.CANCELED:
                return False
            job.state, job.pdf = Job.CANCELED, b""
            return True

    def prints(self) -> list[PrintJob]:
        """What came out, the last first."""
        with self._lock:
            self._run()
            return [job for job in reversed(self._jobs.values()) if job.state is Job.COMPLETED]

    @property
    def waiting(self) -> bool:
        """Whether a job is not over."""
        with self._lock:
            self._run()
            return any(job.state < Job.CANCELED for job in self._jobs.values())

    @property
    def reasons(self) -> tuple[str, ...]:
        """State reasons in the words of IPP (RFC 8011 § 5.4.12)."""
        paper = ("media-empty-error", "media-needed-error") if self.paper == 0 else ()
        low = ("media-low-warning",) if 0 < self.paper <= LOW else ()
        return (*paper, *low, *(("toner-low-warning",) if self.toner_low else ())) or ("none",)

    def _run(self) -> None:
        """Move the jobs on to the present moment: the first that is not over is the one being printed."""
        now = time.monotonic()
        for job in self._jobs.values():
            if job.state >= Job.CANCELED:
                continue
            if self.paper == 0:
                job.state, job.began = Job.STOPPED, None
                return
            job.began = job.began if job.began is not None else now
            job.state = Job.PROCESSING
            if now - job.began < self._seconds:
                return
            job.state = Job.COMPLETED
            self.paper -= 1
