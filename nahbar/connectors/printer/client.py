"""A client for IPP printers: how the printer is, print a PDF, follow the job, take it back."""

from __future__ import annotations

import http.client
import itertools
from dataclasses import dataclass
from urllib.parse import urlsplit

from nahbar.connectors.printer import ipp
from nahbar.connectors.printer.errors import PrinterMissing, PrintFailed
from nahbar.connectors.printer.ipp import Attribute, Job, Message, Op, Tag

_LARGEST_ANSWER = 1 << 20
_QUESTION_SECONDS = 3.0
_DOCUMENT_SECONDS = 60.0
_STOPPED = 5
_SEVERITY = ("-report", "-warning", "-error")
_PAPER_EMPTY = {"media-empty", "media-needed"}


@dataclass(frozen=True)
class PrinterState:
    """How the printer is: `reasons` without their severity, e.g. `media-empty`, `toner-low`."""

    stopped: bool
    accepting: bool
    reasons: frozenset[str]

    @property
    def kind(self) -> str:
        """The terminal's word (K02): `bereit`, `papier_leer`, `papier_wenig`, `toner_wenig`, `fehlt` (out of order)."""
        if self.reasons & _PAPER_EMPTY:
            return "papier_leer"
        if self.stopped or not self.accepting:
            return "fehlt"
        if "media-low" in self.reasons:
            return "papier_wenig"
        if self.reasons & {"toner-low", "toner-empty", "marker-supply-low", "marker-supply-empty"}:
            return "toner_wenig"
        return "bereit"


@dataclass(frozen=True)
class JobState:
    """How a job is: `state` of ipp.Job."""

    state: int
    reasons: frozenset[str]

    @property
    def done(self) -> bool:
        """It lies in the tray."""
        return self.state == Job.COMPLETED

    @property
    def over(self) -> bool:
        """Nothing more will happen to it."""
        return self.state in {Job.COMPLETED, Job.CANCELED, Job.ABORTED}


class Printer:
    """One printer at a fixed address, `ipp://192.168.1.21/ipp/print` or the same with http, ipps, https."""

    def __init__(self, url: str, user: str = "terminal") -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"ipp", "ipps", "http", "https"} or not parts.hostname:
            raise ValueError(f"keine Adresse eines Druckers: {url!r} (erwartet wird etwa ipp://192.168.1.21/ipp/print)")
        self._encrypted = parts.scheme in {"ipps", "https"}
        self._host = parts.hostname
        self._port = parts.port or {"ipp": 631, "ipps": 631, "http": 80, "https": 443}[parts.scheme]
        self._path = parts.path or "/ipp/print"
        scheme = "ipps" if self._encrypted else "ipp"
        self._uri = f"{scheme}://{self._host}:{self._port}{self._path}"
        self._user = user
        self._numbers = itertools.count(1)

    def state(self) -> PrinterState:
        """How the printer is now; raises PrinterMissing, PrintFailed."""
        wanted = ("printer-state", "printer-state-reasons", "printer-is-accepting-jobs")
        answer = self._ask(Op.GET_PRINTER_ATTRIBUTES, [(Tag.KEYWORD, "requested-attributes", wanted)])
        found = answer.group(Tag.PRINTER)
        return PrinterState(
            stopped=found.get("printer-state", [0])[0] == _STOPPED,
            accepting=bool(found.get("printer-is-accepting-jobs", [True])[0]),
            reasons=_reasons(found.get("printer-state-reasons", [])),
        )

    def print_pdf(self, pdf: bytes, name: str = "Ausdruck", copies: int = 1) -> int:
        """Hand a PDF to the printer and give the job's number; raises PrinterMissing, PrintFailed."""
        answer = self._ask(
            Op.PRINT_JOB,
            [(Tag.NAME, "job-name", name), (Tag.MIME, "document-format", "application/pdf")],
            [(Tag.INTEGER, "copies", copies), (Tag.KEYWORD, "media", "iso_a4_210x297mm")],
            pdf,
        )
        number = answer.group(Tag.JOB).get("job-id", [None])[0]
        if not isinstance(number, int):
            raise PrintFailed("keine Auftragsnummer")
        return number

    def job(self, number: int) -> JobState:
        """How a job is; raises PrinterMissing, PrintFailed."""
        wanted = ("job-state", "job-state-reasons")
        answer = self._ask(
            Op.GET_JOB_ATTRIBUTES, [(Tag.INTEGER, "job-id", number), (Tag.KEYWORD, "requested-attributes", wanted)]
        )
        found = answer.group(Tag.JOB)
        state = found.get("job-state", [0])[0]
        return JobState(state if isinstance(state, int) else 0, _reasons(found.get("job-state-reasons", [])))

    def cancel(self, number: int) -> None:
        """Take a job back, so that it is not printed later before somebody else's eyes; raises as above."""
        self._ask(Op.CANCEL_JOB, [(Tag.INTEGER, "job-id", number)])

    def _ask(
        self,
        operation: Op,
        attributes: list[Attribute],
        job: list[Attribute] | None = None,
        document: bytes = b"",
    ) -> Message:
        # RFC 8011 § 4.1: charset and language come first, then the target, then the job, then who asks
        target = [a for a in attributes if a[1] == "job-id"]
        rest = [a for a in attributes if a[1] != "job-id"]
        head: list[Attribute] = [
            (Tag.CHARSET, "attributes-charset", "utf-8"),
            (Tag.LANGUAGE, "attributes-natural-language", "de"),
            (Tag.URI, "printer-uri", self._uri),
            *target,
            (Tag.NAME, "requesting-user-name", self._user),
            *rest,
        ]
        groups = [(Tag.OPERATION, head)] + ([(Tag.JOB, job)] if job else [])
        body = ipp.encode(operation, next(self._numbers), groups, document)
        answer = self._post(body, _DOCUMENT_SECONDS if document else _QUESTION_SECONDS)
        if answer.code >= ipp.BAD_REQUEST:
            raise PrintFailed(f"{operation.name}: IPP 0x{answer.code:04x}")
        return answer

    def _post(self, body: bytes, seconds: float) -> Message:
        kind = http.client.HTTPSConnection if self._encrypted else http.client.HTTPConnection
        connection = kind(self._host, self._port, timeout=seconds)
        try:
            connection.request("POST", self._path, body, {"Content-Type": "application/ipp"})
            response = connection.getresponse()
            data = response.read(_LARGEST_ANSWER)
        except (OSError, http.client.HTTPException) as wrong:
            raise PrinterMissing(f"{type(wrong).__name__}: {wrong}") from wrong
        finally:
            connection.close()
        try:
            return ipp.decode(data)
        except ipp.NotIpp as wrong:
            raise PrintFailed(f"HTTP {response.status}, {wrong}") from wrong


def _reasons(values: list[ipp.Value]) -> frozenset[str]:
    words = {str(value) for value in values} - {"none"}
    for ending in _SEVERITY:
        words = {word.removesuffix(ending) for word in words}
    return frozenset(words)
