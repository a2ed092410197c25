"""The virtual scanner's inside: a feeder with sheets, a glass, faults that somebody set, and jobs. In memory only."""

from __future__ import annotations

import io
import threading
from dataclasses import dataclass, field
from uuid import uuid4

from PIL import Image

from nahbar.connectors.scanner.messages import A4

MOST_SHEETS = 50
FAULTS = {"": "Keine Störung", "stau": "Papierstau", "deckel": "Deckel offen", "belegt": "belegt"}
_ADF = {"stau": "ScannerAdfJam", "deckel": "ScannerAdfHatchOpen"}
_JOBS_KEPT = 20


class NoPage(Exception):
    """The device has no page: `status` is the HTTP status that says so."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


@dataclass
class Job:
    """What one client ordered: where from, dpi, colour, width and height in pixels."""

    source: str
    dpi: int
    color: bool
    size: tuple[int, int]
    kind: str
    id: str = field(default_factory=lambda: str(uuid4()))
    done: int = 0
    state: str = "Processing"


class Device:
    """One scanner; all methods may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self.feeder: list[Image.Image] = []
        self.glass: Image.Image | None = None
        self.fault = ""
        self.jam_after: int | None = None
        """The next job jams after so many pages."""
        self.jobs: dict[str, Job] = {}

    def lay(self, sheets: list[Image.Image]) -> None:
        """Put sheets behind those that lie in the feeder."""
        with self._lock:
            self.feeder = [*self.feeder, *sheets][:MOST_SHEETS]

    def clear(self) -> None:
        """Take everything out: feeder, glass and the stuck sheet."""
        with self._lock:
            self.feeder, self.glass, self.fault, self.jam_after = [], None, "", None

    def set_fault(self, fault: str) -> None:
        """Set one of FAULTS, or lift it with an empty text; other words are ignored."""
        if fault in FAULTS:
            with self._lock:
                self.fault = fault
                if not fault:
                    self.jam_after = None

    @property
    def feeder_state(self) -> str:
        """The feeder in the words of eSCL."""
        return _ADF.get(self.fault) or ("ScannerAdfLoaded" if self.feeder else "ScannerAdfEmpty")

    @property
    def state(self) -> str:
        """The device in the words of eSCL."""
        running = any(job.state == "Processing" for job in self.jobs.values())
        return "Processing" if running or self.fault == "belegt" else "Idle"

    def start(self, job: Job) -> None:
        """Take a job; raises NoPage (503 busy, 409 no paper, jam or cover)."""
        with self._lock:
            if self.state == "Processing":
                raise NoPage(503)
            if job.source == "Feeder" and (not self.feeder or self.fault):
                raise NoPage(409)
            self.jobs = dict(list(self.jobs.items())[-_JOBS_KEPT:])
            self.jobs[job.id] = job

    def next_page(self, number: str) -> tuple[bytes, str]:
        """The next page of a job and its media type; raises NoPage (404 no more, 409 jam or cover)."""
        with self._lock:
            job = self.jobs.get(number)
            if job is None or job.state != "Processing":
                raise NoPage(404)
            sheet = self._draw_in(job)
            job.done += 1
            if job.source == "Platen":
                job.state = "Completed"
        return _picture(sheet, job), job.kind

    def cancel(self, number: str) -> bool:
        """End a job early; False if it is unknown."""
        with self._lock:
            job = self.jobs.get(number)
            if job is not None and job.state == "Processing":
                job.state = "Canceled"
            return job is not None

    def _draw_in(self, job: Job) -> Image.Image:
        if job.source == "Platen":
            return self.glass or Image.new("RGB", A4, "white")
        if self.jam_after is not None and job.done >= self.jam_after:
            self.fault, self.jam_after = "stau", None
        if self.fault:
            job.state = "Aborted"
            raise NoPage(409)
        if not self.feeder:
            job.state = "Completed"
            raise NoPage(404)
        return self.feeder.pop(0)


def _picture(sheet: Image.Image, job: Job) -> bytes:
    picture = sheet.convert("RGB" if job.color else "L").resize(job.size, Image.Resampling.BILINEAR)
    out = io.BytesIO()
    if job.kind == "image/png":
        picture.save(out, "PNG", dpi=(job.dpi, job.dpi))
    else:
        picture.save(out, "JPEG", quality=88, dpi=(job.dpi, job.dpi))
    return out.getvalue()
