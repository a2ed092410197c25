"""A virtual IPP printer for the demo: shows what it printed, runs out of paper and toner by buttons on its page."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from http.server import ThreadingHTTPServer
from pathlib import Path

from nahbar.connectors import stand_in
from nahbar.connectors.printer import ipp
from nahbar.connectors.printer.device import FULL, LOW, Device, PrintJob
from nahbar.connectors.printer.ipp import Attribute, Job, Message, Op, Tag

PATH = "/ipp/print"
_SENTENCE = (
    "Diese Seite ist ein Drucker, den es nicht gibt. Er spricht IPP wie ein echter. Was er druckt, bleibt nur im "
    "Speicher und ist beim Beenden der Vorführung weg."
)
_IDLE, _PROCESSING, _STOPPED = 3, 4, 5
_FORMATS = {"application/pdf", "application/octet-stream"}


def serve(home: Path, port: int) -> None:
    """Answer on `port` until the process ends; `home` stays empty, nothing is kept on disk."""
    make_server(Device(), port).serve_forever()


def make_server(device: Device, port: int = 0) -> ThreadingHTTPServer:
    """A server on this machine only, for one device; port 0 takes a free one."""
    handler = type("Printer", (_Handler,), {"device": device})
    return ThreadingHTTPServer(("127.0.0.1", port), handler)


class _Handler(stand_in.Handler):
    device: Device

    def do_GET(self) -> None:
        found = re.fullmatch(r"/druck/(\d{1,9})\.pdf", self.path)
        prints = {job.id: job for job in self.device.prints()}
        if self.path == "/":
            self.answer(200, stand_in.page("Drucker", _SENTENCE, _page(self.device)))
        elif found and int(found[1]) in prints:
            self.answer(200, prints[int(found[1])].pdf, "application/pdf", Cache_Control="no-store")
        else:
            self.answer(404)

    def do_POST(self) -> None:
        try:
            if self.path == PATH:
                answer = _answer(self.device, ipp.decode(self.body()))
                self.answer(200, answer, "application/ipp")
            elif action := _BUTTONS.get(self.path):
                if "jetzt" in self.form():
                    action(self.device)
                self.back()
            else:
                self.answer(404)
        except ValueError:
            self.answer(400)


def _set_toner(device: Device, low: bool) -> None:
    device.toner_low = low


_BUTTONS: dict[str, Callable[[Device], None]] = {
    "/papier-leer": lambda device: device.load(0),
    "/papier-wenig": lambda device: device.load(LOW // 2),
    "/papier-nachlegen": lambda device: device.load(FULL),
    "/toner-wenig": lambda device: _set_toner(device, True),
    "/toner-neu": lambda device: _set_toner(device, False),
}


def _answer(device: Device, asked: Message) -> bytes:
    try:
        operation = Op(asked.code)
    except ValueError:
        return _message(asked, ipp.NOT_SUPPORTED)
    about = asked.group(Tag.OPERATION)
    if operation is Op.GET_PRINTER_ATTRIBUTES:
        return _message(asked, ipp.OK, (Tag.PRINTER, _printer(device)))
    if operation is Op.GET_JOBS:
        return _message(asked, ipp.OK)
    if operation in {Op.PRINT_JOB, Op.VALIDATE_JOB}:
        if about.get("document-format", ["application/pdf"])[0] not in _FORMATS:
            return _message(asked, ipp.FORMAT_NOT_SUPPORTED)
        if operation is Op.VALIDATE_JOB:
            return _message(asked, ipp.OK)
        if not asked.document.startswith(b"%PDF-"):
            return _message(asked, ipp.FORMAT_NOT_SUPPORTED)
        job = device.take(str(about.get("job-name", ["Ausdruck"])[0]), asked.document)
        return _message(asked, ipp.OK, (Tag.JOB, _job(job)))
    number = about.get("job-id", [0])[0]
    found = device.job(number) if isinstance(number, int) else None
    if found is None:
        return _message(asked, ipp.NOT_FOUND)
    if operation is Op.CANCEL_JOB:
        return _message(asked, ipp.OK if device.cancel(found.id) else ipp.NOT_POSSIBLE)
    return _message(asked, ipp.OK, (Tag.JOB, _job(found)))


def _message(asked: Message, status: int, *groups: tuple[Tag, list[Attribute]]) -> bytes:
    head: list[Attribute] = [
        (Tag.CHARSET, "attributes-charset", "utf-8"),
        (Tag.LANGUAGE, "attributes-natural-language", "de"),
    ]
    return ipp.encode(status, asked.number, [(Tag.OPERATION, head), *groups])


def _printer(device: Device) -> list[Attribute]:
    state = _STOPPED if device.paper == 0 else _PROCESSING if device.waiting else _IDLE
    return [
        (Tag.NAME, "printer-name", "Vorfuehrung"),
        (Tag.TEXT, "printer-make-and-model", "Drucker der Vorführung"),
        (Tag.ENUM, "printer-state", state),
        (Tag.KEYWORD, "printer-state-reasons", device.reasons),
        (Tag.BOOLEAN, "printer-is-accepting-jobs", True),
        (Tag.KEYWORD, "ipp-versions-supported", ("1.1", "2.0")),
        (Tag.ENUM, "operations-supported", Op.PRINT_JOB),
        (Tag.MIME, "document-format-supported", ("application/pdf", "application/octet-stream")),
        (Tag.MIME, "document-format-default", "application/pdf"),
        (Tag.KEYWORD, "media-supported", "iso_a4_210x297mm"),
        (Tag.KEYWORD, "media-ready", "iso_a4_210x297mm"),
    ]


def _job(job: PrintJob) -> list[Attribute]:
    reasons = {
        Job.STOPPED: "printer-stopped",
        Job.COMPLETED: "job-completed-successfully",
        Job.CANCELED: "job-canceled-by-user",
        Job.PROCESSING: "job-printing",
    }
    return [
        (Tag.INTEGER, "job-id", job.id),
        (Tag.URI, "job-uri", f"ipp://localhost{PATH}/{job.id}"),
        (Tag.ENUM, "job-state", int(job.state)),
        (Tag.KEYWORD, "job-state-reasons", reasons.get(job.state, "none")),
    ]


def _page(device: Device) -> str:
    prints = device.prints()
    rows = "".join(
        f"<tr><td>{escape(job.name)}</td><td>{len(job.pdf) // 1024 + 1} KB</td>"
        f'<td><a href="/druck/{job.id}.pdf">Blatt {job.id} ansehen</a></td></tr>'
        for job in prints
    )

    def button(path: str, text: str) -> str:
        return f'<form method="post" action="{path}" style="display:inline"><button name="jetzt">{text}</button></form>'

    return (
        f"<p>Papier: <strong>{device.paper} Blatt</strong>. Toner: "
        f"<strong>{'geht zur Neige' if device.toner_low else 'reicht'}</strong>."
        f"{' Ein Auftrag wartet oder wird gedruckt.' if device.waiting else ''}</p>"
        + button("/papier-leer", "Papier leer")
        + button("/papier-wenig", "Papier wenig")
        + button("/papier-nachlegen", "Papier nachlegen")
        + button("/toner-wenig", "Toner wenig")
        + button("/toner-neu", "Toner wechseln")
        + "<h2>Zuletzt gedruckt</h2>"
        + (
            f"<table><thead><tr><th>Auftrag</th><th>Größe</th><th>Ausdruck</th></tr></thead><tbody>{rows}</tbody></table>"
            if rows
            else "<p>Noch nichts. Drucken Sie am Terminal, zum Beispiel eine Eingangsbestätigung.</p>"
        )
    )
