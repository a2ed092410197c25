"""A client for eSCL scanners: what the device can, how it is, and its pages one after the other."""

from __future__ import annotations

import contextlib
import http.client
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree

from nahbar.connectors.scanner import messages
from nahbar.connectors.scanner.errors import (
    CoverOpen,
    FeederEmpty,
    PaperJam,
    ScanFailed,
    ScanFault,
    ScannerBusy,
    ScannerMissing,
)

MOST_PAGES = 60
"""Sheets that one job may bring; no feeder of a terminal holds more."""
LARGEST_PAGE = 40 << 20
_LARGEST_XML = 1 << 20
_QUESTION_SECONDS = 3.0
_PAGE_SECONDS = 90.0
_PATIENCE = 30.0

_FAULTS: dict[str, type[ScanFault]] = {
    "ScannerAdfEmpty": FeederEmpty,
    "ScannerAdfJam": PaperJam,
    "ScannerAdfMispick": PaperJam,
    "ScannerAdfMultipickDetected": PaperJam,
    "ScannerAdfHatchOpen": CoverOpen,
}


@dataclass(frozen=True)
class Capabilities:
    """What the device says of itself; `sources` of `Feeder` and `Platen`, `resolutions` in dpi."""

    name: str
    sources: tuple[str, ...]
    resolutions: tuple[int, ...]


@dataclass(frozen=True)
class Status:
    """How the device is: `state` of Idle, Processing, Testing, Stopped, Down; `feeder` as eSCL names it, or empty."""

    state: str
    feeder: str

    @property
    def kind(self) -> str:
        """The terminal's word: `bereit`, `leer`, `stau`, `deckel` or `belegt`."""
        fault = _FAULTS.get(self.feeder)
        if fault is PaperJam or fault is CoverOpen:
            return fault.kind
        if self.state in {"Processing", "Testing"}:
            return ScannerBusy.kind
        return fault.kind if fault else "bereit"


@dataclass(frozen=True)
class _Answer:
    status: int
    body: bytes
    location: str
    retry_after: float


class Scanner:
    """One scanner at a fixed address such as `http://192.168.1.20/eSCL`; nothing it answers leads anywhere else."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(f"keine Adresse eines Scanners: {url!r} (erwartet wird etwa http://192.168.1.20/eSCL)")
        self._https = parts.scheme == "https"
        self._host = parts.hostname
        self._port = parts.port
        self._base = parts.path.rstrip("/")

    def capabilities(self) -> Capabilities:
        """What the device can; raises ScannerMissing, ScanFailed."""
        root = self._xml("/ScannerCapabilities")
        sources = [
            name
            for name, tag in (("Feeder", "scan:Adf"), ("Platen", "scan:Platen"))
            if root.find(tag, messages.NAMES) is not None
        ]
        return Capabilities(
            messages.text(root, "pwg:MakeAndModel") or "Scanner",
            tuple(sources),
            messages.numbers(root, ".//scan:DiscreteResolution/scan:XResolution"),
        )

    def status(self) -> Status:
        """How the device is now; raises ScannerMissing, ScanFailed."""
        root = self._xml("/ScannerStatus")
        return Status(messages.text(root, "pwg:State"), messages.text(root, "scan:AdfState"))

    def pages(self, source: str = "Feeder", *, dpi: int = 300, color: bool = False) -> Iterator[bytes]:
        """JPEG pages as they come out of `Feeder` or `Platen`; a caller that stops early ends the job on the device.

        Raises FeederEmpty, PaperJam, CoverOpen, ScannerBusy, ScannerMissing, ScanFailed – also after some pages.
        """
        job = self._start(source, dpi, color)
        at_end = False
        try:
            for _ in range(MOST_PAGES):
                page = self._next(job)
                if page is None:
                    at_end = True
                    break
                yield page
        finally:
            if not at_end:
                self._cancel(job)
        if source == "Feeder":
            # some devices call a jam the end of the stack
            fault = _FAULTS.get(self.status().feeder)
            if fault is PaperJam:
                raise PaperJam

    def _start(self, source: str, dpi: int, color: bool) -> str:
        body = messages.scan_settings(source, dpi, color)
        until = time.monotonic() + _PATIENCE
        while True:
            answer = self._ask("POST", "/ScanJobs", body)
            if answer.status == 201 and answer.location:
                # devices often name another host or scheme than the one by which they are reached: only the path counts
                return urlsplit(answer.location).path.rstrip("/")
            if answer.status != 503 or time.monotonic() >= until:
                raise self._why(answer.status, source)
            time.sleep(answer.retry_after)

    def _next(self, job: str) -> bytes | None:
        until = time.monotonic() + _PAGE_SECONDS
        while True:
            answer = self._ask("GET", f"{job}/NextDocument", whole_path=True, most=LARGEST_PAGE, seconds=_PAGE_SECONDS)
            if answer.status == 200:
                return answer.body
            if answer.status == 404:
                return None
            if answer.status != 503 or time.monotonic() >= until:
                raise self._why(answer.status, "Feeder")
            time.sleep(answer.retry_after)

    def _why(self, status: int, source: str) -> ScanFault:
        if status == 503:
            return ScannerBusy(f"HTTP {status}")
        fault = _FAULTS.get(self.status().feeder) if source == "Feeder" else None
        return (fault or ScanFailed)(f"HTTP {status}")

    def _cancel(self, job: str) -> None:
        # the fault that ended the job is what counts, not that the device no longer knows the job
        with contextlib.suppress(ScanFault):
            self._ask("DELETE", job, whole_path=True)

    def _xml(self, path: str) -> etree._Element:
        answer = self._ask("GET", path)
        if answer.status == 503:
            raise ScannerBusy("HTTP 503")
        try:
            return messages.read(answer.body)
        except messages.NotXml as wrong:
            raise ScanFailed(f"{path}: HTTP {answer.status}, {wrong}") from wrong

    def _ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        *,
        whole_path: bool = False,
        most: int = _LARGEST_XML,
        seconds: float = _QUESTION_SECONDS,
    ) -> _Answer:
        kind = http.client.HTTPSConnection if self._https else http.client.HTTPConnection
        connection = kind(self._host, self._port, timeout=seconds)
        headers = {"Content-Type": "text/xml"} if body is not None else {}
        try:
            connection.request(method, path if whole_path else self._base + path, body, headers)
            response = connection.getresponse()
            data = _read(response, most, time.monotonic() + seconds)
            wait = response.headers.get("Retry-After", "")
            return _Answer(
                response.status,
                data,
                response.headers.get("Location", ""),
                min(float(wait), 5.0) if wait.isascii() and wait.isdigit() else 0.5,
            )
        except (OSError, http.client.HTTPException, ValueError) as wrong:
            raise ScannerMissing(f"{type(wrong).__name__}: {wrong}") from wrong
        finally:
            connection.close()


def _read(response: http.client.HTTPResponse, most: int, until: float) -> bytes:
    """The whole answer; one that is too large or dribbles in for too long raises ScanFailed."""
    data = bytearray()
    while part := response.read1(1 << 18):
        data += part
        if len(data) > most:
            raise ScanFailed(f"mehr als {most} Bytes")
        if time.monotonic() > until:
            raise ScanFailed("Antwort dauert zu lange")
    return bytes(data)
