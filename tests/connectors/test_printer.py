"""The IPP client against the virtual printer, Debian's ippeveprinter, and wrong answers."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from nahbar.connectors.printer import Printer, PrinterMissing, PrintFailed, ipp
from nahbar.connectors.printer.counterpart import make_server
from nahbar.connectors.printer.device import LOW, Device
from nahbar.connectors.printer.ipp import Job, Op, Tag
from tests.connectors.test_scanner import Hostile, running

PDF = b"%PDF-1.7\n% Eingangsbest\xc3\xa4tigung\n%%EOF\n"


@pytest.fixture
def device() -> Device:
    return Device(seconds=0.05)


@pytest.fixture
def url(device: Device) -> Iterator[str]:
    with running(make_server(device)) as address:
        yield address


@pytest.fixture
def printer(url: str) -> Printer:
    return Printer(f"{url.replace('http', 'ipp')}/ipp/print")


def until_over(printer: Printer, number: int) -> Job:
    for _ in range(600):
        state = printer.job(number)
        if state.over:
            return Job(state.state)
        time.sleep(0.05)
    raise AssertionError("the job does not end")


def press(url: str, path: str) -> None:
    urlopen(Request(f"{url}{path}", b"jetzt=1", {"Origin": url}))


def test_a_pdf_comes_out_as_it_went_in(printer: Printer, url: str) -> None:
    """K04: printed, byte for byte, to be looked at on the stand-in's page."""
    assert printer.state().kind == "bereit"
    number = printer.print_pdf(PDF, "Eingangsbestätigung")
    assert until_over(printer, number) is Job.COMPLETED
    page = urlopen(url).read().decode()
    assert "Gegenstelle der Vorführung: Drucker" in page
    assert "Eingangsbestätigung" in page
    assert urlopen(f"{url}/druck/{number}.pdf").read() == PDF


def test_paper_and_toner_are_reported(printer: Printer, url: str, device: Device) -> None:
    """K02: by buttons of the stand-in; the words are the terminal's."""
    for path, kind in (
        ("/papier-leer", "papier_leer"),
        ("/papier-wenig", "papier_wenig"),
        ("/toner-wenig", "papier_wenig"),
        ("/papier-nachlegen", "toner_wenig"),
        ("/toner-neu", "bereit"),
    ):
        press(url, path)
        assert printer.state().kind == kind
    device.load(LOW + 1)
    assert until_over(printer, printer.print_pdf(PDF)) is Job.COMPLETED
    assert printer.state().kind == "papier_wenig"


def test_without_paper_a_job_waits_and_goes_on(printer: Printer, device: Device) -> None:
    device.load(0)
    number = printer.print_pdf(PDF)
    waiting = printer.job(number)
    assert (waiting.state, waiting.over) == (Job.STOPPED, False)
    assert printer.state().stopped
    device.load(5)
    assert until_over(printer, number) is Job.COMPLETED
    assert device.paper == 4


def test_a_job_taken_back_never_comes_out(printer: Printer, device: Device, url: str) -> None:
    """K05: what could not be printed for one person does not come out before the next."""
    device.load(0)
    number = printer.print_pdf(PDF)
    printer.cancel(number)
    assert printer.job(number).state == Job.CANCELED
    device.load(5)
    time.sleep(0.1)
    assert (device.prints(), device.paper) == ([], 5)
    with pytest.raises(HTTPError):
        urlopen(f"{url}/druck/{number}.pdf")
    with pytest.raises(PrintFailed):
        printer.cancel(number)
    with pytest.raises(PrintFailed):
        printer.job(99)


def test_faults_have_a_sentence(printer: Printer) -> None:
    """K01, K02: no printer, no PDF, no IPP; each says so."""
    with pytest.raises(PrintFailed, match="trotzdem angekommen"):
        printer.print_pdf(b"no pdf")
    with pytest.raises(PrinterMissing, match="antwortet nicht"):
        Printer("ipp://127.0.0.1:9/ipp/print").state()
    with pytest.raises(ValueError, match="Adresse"):
        Printer("lpd://drucker")
    for body in (
        b"",
        b"<html>",
        b"\x02\x00\x00\x00\x00\x00\x00\x01\x04\x44\x00\xff",
        b"\x02\x00\x00\x00\x00\x00\x00\x01\x44",
    ):
        handler = type("Wrong", (Hostile,), {"script": {"POST /ipp/print": [(200, {}, body)]}, "asked": []})
        with running(ThreadingHTTPServer(("127.0.0.1", 0), handler)) as address, pytest.raises(PrintFailed):
            Printer(f"{address}/ipp/print").state()


def test_messages_survive_the_wire() -> None:
    """RFC 8010 § 3.1.4: further values of an attribute have no name; the document follows the end tag."""
    head = [(Tag.CHARSET, "attributes-charset", "utf-8"), (Tag.KEYWORD, "wanted", ("a", "b"))]
    sent = ipp.encode(Op.PRINT_JOB, 7, [(Tag.OPERATION, head), (Tag.JOB, [(Tag.INTEGER, "copies", 2)])], PDF)
    assert sent[:2] == b"\x02\x00"
    read = ipp.decode(sent)
    assert (read.code, read.number, read.document) == (Op.PRINT_JOB, 7, PDF)
    assert read.group(Tag.OPERATION) == {"attributes-charset": ["utf-8"], "wanted": ["a", "b"]}
    assert read.group(Tag.JOB) == {"copies": [2]}
    for end in range(len(sent) - len(PDF)):
        with pytest.raises(ipp.NotIpp):
            ipp.decode(sent[:end])


def test_the_stand_in_obeys_no_other_site(url: str, device: Device) -> None:
    urlopen(Request(f"{url}/papier-leer", b"jetzt=1", {"Origin": "http://evil.example"}))
    assert device.paper > 0


NEEDED = ("ippeveprinter", "dbus-daemon", "avahi-daemon")


@pytest.fixture
def debians(tmp_path: Path) -> Iterator[str]:
    """ippeveprinter insists on DNS-SD: it gets a bus and an avahi of its own, on the loopback only."""
    missing = [name for name in NEEDED if shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin") is None]
    if missing:
        pytest.skip(f"{', '.join(missing)} fehlt (Debian: cups-ipp-utils, dbus, avahi-daemon)")
    if os.geteuid():
        pytest.skip("avahi-daemon startet nur als root")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = tmp_path / "avahi.conf"
    config.write_text(
        "[server]\nuse-ipv6=no\nallow-interfaces=lo\nenable-dbus=yes\n[publish]\npublish-hinfo=no\n"
        "publish-workstation=no\n"
    )
    (tmp_path / "spool").mkdir()
    bus = f"unix:path={tmp_path}/bus"
    environment = {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": bus, "PATH": f"{os.environ['PATH']}:/usr/sbin"}
    started: list[subprocess.Popen[bytes]] = []

    def start(*command: str) -> None:
        started.append(subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))

    try:
        start("dbus-daemon", "--session", "--nofork", f"--address={bus}")
        wait_for(lambda: (tmp_path / "bus").exists())
        start("avahi-daemon", "-f", str(config), "--no-drop-root", "--no-chroot", "--no-rlimits")
        time.sleep(1)
        start(
            *("ippeveprinter", "-p", str(port), "-d", str(tmp_path / "spool"), "-k", "-c", "/bin/true"),
            *("-f", "application/pdf", "-n", "localhost", "Pruefung"),
        )
        if not wait_for(lambda: socket.socket().connect_ex(("127.0.0.1", port)) == 0):
            pytest.skip("ippeveprinter startet hier nicht (DNS-SD ist nicht zu haben)")
        yield f"ipp://localhost:{port}/ipp/print"
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(10)


def wait_for(ready: Callable[[], bool]) -> bool:
    for _ in range(100):
        if ready():
            return True
        time.sleep(0.1)
    return False


def test_debians_printer_takes_our_jobs(debians: str, tmp_path: Path) -> None:
    """A printer that others wrote (CUPS' ippeveprinter) prints the very bytes."""
    printer = Printer(debians)
    assert printer.state().kind == "bereit"
    assert until_over(printer, printer.print_pdf(PDF, "Beleg")) is Job.COMPLETED
    spooled = list((tmp_path / "spool").glob("*.pdf"))
    assert [path.read_bytes() for path in spooled] == [PDF]
