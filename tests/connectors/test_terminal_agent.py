"""The terminal program against an office of the test, with the real protocols of scanner, printer and browser."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest
from PIL import Image

from nahbar.connectors.printer import Printer
from nahbar.connectors.printer import device as printing
from nahbar.connectors.printer.counterpart import make_server as make_printer
from nahbar.connectors.scanner import Scanner
from nahbar.connectors.scanner import device as scanning
from nahbar.connectors.scanner.counterpart import make_server as make_scanner
from nahbar.connectors.scanner.sheets import sheet
from nahbar.connectors.terminal import agent as program
from nahbar.connectors.terminal import pages, work
from nahbar.connectors.terminal.agent import Agent
from nahbar.connectors.terminal.browser import Browser
from nahbar.connectors.terminal.devices import Devices
from nahbar.connectors.terminal.office import Office
from tests.connectors.fake_office import TOKEN, FakeOffice, until
from tests.connectors.test_scanner import running, sheets

PDF = b"%PDF-1.7 Quittung"


@dataclass
class Lobby:
    """Office, devices and the program between them."""

    office: FakeOffice
    scanner: scanning.Device
    printer: printing.Device
    url: str
    scanner_url: str
    printer_url: str
    agents: list[tuple[Agent, threading.Thread]] = field(default_factory=list)

    def start(self, *, scanner: bool = True, printer: bool = True, browser: Browser | None = None) -> None:
        devices = Devices(
            Scanner(self.scanner_url) if scanner else None, Printer(self.printer_url) if printer else None
        )
        made = Agent(Office(self.url, TOKEN), devices, browser)
        thread = threading.Thread(target=made.run, daemon=True)
        thread.start()
        self.agents.append((made, thread))

    def stop(self) -> None:
        for made, thread in self.agents:
            made.stop()
            thread.join(20)
            assert not thread.is_alive()


@pytest.fixture
def lobby(monkeypatch: pytest.MonkeyPatch) -> Iterator[Lobby]:
    monkeypatch.setattr(program, "EVERY", 0.05)
    monkeypatch.setattr(program, "LONGEST_PAUSE", 0.2)
    monkeypatch.setattr("nahbar.connectors.terminal.devices.EVERY", 0.05)
    office, scanner, printer = FakeOffice(PDF), scanning.Device(), printing.Device(seconds=0.05)
    with running(make_scanner(scanner)) as scanner_url, running(make_printer(printer)) as printer_url:
        there = Lobby(office, scanner, printer, office.open(), f"{scanner_url}/eSCL", f"{printer_url}/ipp/print")
        yield there
        there.stop()
        office.close()


def test_scan_print_and_wipe(lobby: Lobby) -> None:
    """K03, K04, K08: the stack comes page by page, the receipt comes out, the end is told; one secret for all of it."""
    lobby.scanner.lay([sheet("heizung"), *sheets(2)])
    number = lobby.office.order("scan")
    lobby.start()
    assert lobby.office.end(number) == {"ergebnis": "gut", "seiten": 3, "grund": ""}
    assert sorted(lobby.office.pages[number]) == [1, 2, 3]
    first = Image.open(io.BytesIO(lobby.office.pages[number][1]))
    assert (first.format, first.mode, first.size) == ("JPEG", "RGB", (2480, 3508))
    assert all(len(page) <= pages.LARGEST for page in lobby.office.pages[number].values())
    number = lobby.office.order("druck")
    assert lobby.office.end(number)["ergebnis"] == "gut"
    assert [job.pdf for job in lobby.printer.prints()] == [PDF]
    number = lobby.office.order("loeschen")
    assert lobby.office.end(number)["ergebnis"] == "gut"
    number = lobby.office.order("tanzen")
    assert lobby.office.end(number)["ergebnis"] == "fehler"
    assert lobby.office.tokens == {f"Bearer {TOKEN}"}
    assert lobby.office.states[-1] == {"scanner": "leer", "drucker": "bereit", "version": "1"}


def test_a_jam_in_the_middle_keeps_the_pages_and_says_how_many(lobby: Lobby) -> None:
    """K01: what came is not scanned twice; the board sees the jam, and that it is over."""
    lobby.scanner.lay(sheets(4))
    lobby.scanner.jam_after = 2
    number = lobby.office.order("scan")
    lobby.start()
    end = lobby.office.end(number)
    assert (end["ergebnis"], end["seiten"]) == ("stau", 2)
    assert "2 Seiten sind angekommen" in end["grund"]
    assert sorted(lobby.office.pages[number]) == [1, 2]
    until(lambda: lobby.office.states[-1]["scanner"] == "stau")
    lobby.scanner.set_fault("")
    until(lambda: lobby.office.states[-1]["scanner"] == "bereit")
    number = lobby.office.order("scan")
    assert lobby.office.end(number)["seiten"] == 2


def test_without_paper_nothing_is_lost_and_nothing_comes_out_later(lobby: Lobby) -> None:
    """K02, K05: the fault is told, the job is taken back, the next person's paper shows only their own receipt."""
    lobby.start()
    lobby.printer.load(0)
    until(lambda: lobby.office.states and lobby.office.states[-1]["drucker"] == "papier_leer")
    end = lobby.office.end(lobby.office.order("druck"))
    assert end["ergebnis"] == "papier_leer"
    assert "trotzdem angekommen" in end["grund"]
    lobby.printer.load(1)
    until(lambda: lobby.office.states[-1]["drucker"] == "papier_wenig")
    assert lobby.printer.prints() == []
    assert lobby.office.end(lobby.office.order("druck"))["ergebnis"] == "gut"
    assert len(lobby.printer.prints()) == 1


def test_paper_that_ends_in_the_middle_takes_the_job_back(lobby: Lobby) -> None:
    lobby.printer._seconds = 2
    lobby.start()
    number = lobby.office.order("druck")
    until(lambda: lobby.printer.waiting)
    lobby.printer.load(0)
    assert lobby.office.end(number)["ergebnis"] == "papier_leer"
    lobby.printer.load(9)
    assert not lobby.printer.waiting


@pytest.mark.parametrize("there", [set(), {"scanner"}, {"printer"}])
def test_a_missing_device_blocks_nothing_else(lobby: Lobby, there: set[str]) -> None:
    """K01: no scanner, no printer, neither: the other one works, and the order ends with a sentence."""
    lobby.scanner.lay(sheets(1))
    lobby.start(scanner="scanner" in there, printer="printer" in there)
    scan, druck = lobby.office.order("scan"), lobby.office.order("druck")
    assert lobby.office.end(scan)["ergebnis"] == ("gut" if "scanner" in there else "fehler")
    assert lobby.office.end(druck)["ergebnis"] == ("gut" if "printer" in there else "fehler")
    for end in (lobby.office.ends[scan], lobby.office.ends[druck]):
        assert end["grund"] == "" if end["ergebnis"] == "gut" else end["grund"].endswith(".")
    state = lobby.office.states[-1]
    assert (state["scanner"] == "fehlt", state["drucker"] == "fehlt") == (
        "scanner" not in there,
        "printer" not in there,
    )


def test_the_glass_is_read_when_the_feeder_is_empty(lobby: Lobby) -> None:
    """One sheet on the glass counts; an empty glass is nothing."""
    lobby.scanner.glass = sheet("lohn")
    lobby.start()
    assert lobby.office.end(lobby.office.order("scan"))["seiten"] == 1
    lobby.scanner.clear()
    end = lobby.office.end(lobby.office.order("scan"))
    assert (end["ergebnis"], end["seiten"]) == ("leer", 0)


def test_the_cover_and_a_busy_scanner_are_told(lobby: Lobby, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nahbar.connectors.scanner.client._PATIENCE", 0.0)
    lobby.scanner.lay(sheets(1))
    lobby.start()
    lobby.scanner.set_fault("deckel")
    assert lobby.office.end(lobby.office.order("scan"))["ergebnis"] == "deckel"
    lobby.scanner.set_fault("belegt")
    end = lobby.office.end(lobby.office.order("scan"))
    assert (end["ergebnis"], "belegt" in end["grund"]) == ("fehler", True)


def test_the_office_goes_away_and_comes_back(lobby: Lobby, capfd: pytest.CaptureFixture[str]) -> None:
    """Network loss: said once on stderr, asked more seldom, recovered by itself."""
    lobby.start()
    until(lambda: len(lobby.office.states) > 2)
    lobby.office.close()
    time.sleep(0.5)
    lobby.scanner.lay(sheets(1))
    number = lobby.office.order("scan")
    lobby.office.open()
    assert lobby.office.end(number)["ergebnis"] == "gut"
    until(lambda: len(lobby.office.states) > 3)
    told = capfd.readouterr().err
    assert told.count("nicht zu erreichen") == 1
    assert told.count("antwortet wieder") == 1


def test_a_page_that_got_lost_is_sent_again(lobby: Lobby) -> None:
    lobby.scanner.lay(sheets(3))
    lobby.office.faults.extend([503, 502])
    number = lobby.office.order("scan")
    lobby.start()
    assert lobby.office.end(number)["seiten"] == 3
    assert sorted(lobby.office.pages[number]) == [1, 2, 3]


def test_an_office_that_stays_away_gets_no_late_pages(lobby: Lobby, monkeypatch: pytest.MonkeyPatch) -> None:
    """K05: pages are not hoarded for hours; the sheets that were not read stay in the feeder."""
    monkeypatch.setattr(work, "_GIVE_UP_AFTER", 0.3)
    lobby.scanner.lay(sheets(3))
    lobby.office.faults.extend([503] * 30)
    number = lobby.office.order("scan")
    lobby.start()
    until(lambda: lobby.scanner.jobs and lobby.scanner.state == "Idle")
    lobby.office.faults.clear()
    assert len(lobby.scanner.feeder) == 2
    assert number not in lobby.office.pages
    assert lobby.office.end(lobby.office.order("scan"))["seiten"] == 2


def test_who_leaves_in_the_middle_stops_the_scanner(lobby: Lobby) -> None:
    """K06: 410 for a page means: nobody waits for it; the rest stays in the feeder, and the program lives on."""
    lobby.scanner.lay(sheets(4))
    lobby.office.on_page = lambda number: lobby.office.faults.append(410) if number == 1 else None
    lobby.start()
    number = lobby.office.order("scan")
    until(lambda: number in lobby.office.pages and lobby.scanner.state == "Idle")
    lobby.office.on_page = lambda number: None
    until(lambda: not lobby.office.faults)
    assert lobby.office.end(lobby.office.order("loeschen"))["ergebnis"] == "gut"
    assert sorted(lobby.office.pages[number]) == [1]
    assert len(lobby.scanner.feeder) == 2


def test_a_wrong_secret_is_said(lobby: Lobby, capfd: pytest.CaptureFixture[str]) -> None:
    made = Agent(Office(lobby.url, "falsch"), Devices(None, None))
    made._turn()
    made._turn()
    assert capfd.readouterr().err.count("kennt das Geheimnis dieses Terminals nicht") == 1


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--server", "http://nahbar.example.de", "--token", "x"], "https"),
        (["--server", "nahbar", "--token", "x"], "keine Adresse eines Servers"),
        (["--server", "https://nahbar.example.de"], "Geheimnis des Terminals fehlt"),
        (["--server", "http://localhost", "--token", "x", "--scanner", "usb"], "keine Adresse eines Scanners"),
        (["--server", "http://localhost", "--token", "x", "--printer", "usb"], "keine Adresse eines Druckers"),
        (["--server", "http://localhost", "--token", "x", "--browser", "kein-browser"], "nicht installiert"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(
    arguments: list[str], reason: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """K05: pages never leave unencrypted."""
    monkeypatch.delenv("NAHBAR_TERMINAL_TOKEN", raising=False)
    assert program.main(arguments) == 2
    assert reason in capsys.readouterr().err


def test_pages_shrink_until_they_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    noise = Image.effect_noise((1240, 1754), 120)
    noise.save(out, "JPEG", quality=95, exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0")
    monkeypatch.setattr(pages, "LARGEST", 300_000)
    small = pages.fit(out.getvalue())
    assert len(small) <= 300_000
    assert b"Exif" not in small
    for wrong in (b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"):
        with pytest.raises(pages.NoPicture):
            pages.fit(wrong)


def test_as_a_program_it_opens_no_port_and_writes_nothing(lobby: Lobby, tmp_path: Path) -> None:
    """K05: `nahbar terminal` in a process of its own: no listening socket, no file open for writing, no file left."""
    place = tmp_path / "place"
    place.mkdir()
    token = tmp_path / "token"
    token.write_text(TOKEN + "\n")
    environment = {
        **os.environ,
        **{"HOME": str(place), "TMPDIR": str(place), "PYTHONDONTWRITEBYTECODE": "1"},
        **{"NAHBAR_TERMINAL_SCANNER": lobby.scanner_url, "NAHBAR_TERMINAL_PRINTER": lobby.printer_url},
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
    }
    command = [sys.executable, "-m", "nahbar.config.cli", "terminal", "--server", lobby.url, "--token", str(token)]
    lobby.scanner.lay(sheets(4))
    written: set[str] = set()
    begun: list[int] = []
    process = subprocess.Popen(command, env=environment, cwd=place, stderr=subprocess.PIPE)
    try:
        watched = psutil.Process(process.pid)

        def look(_number: int) -> None:
            begun.append(watched.io_counters().write_bytes)  # what loading the program itself dirtied is no paper
            written.update(file.path for file in watched.open_files() if "w" in file.mode or "a" in file.mode)
            assert all(connection.status != psutil.CONN_LISTEN for connection in watched.net_connections())

        lobby.office.on_page = look
        assert lobby.office.end(lobby.office.order("scan"))["seiten"] == 4
        assert lobby.office.end(lobby.office.order("druck"))["ergebnis"] == "gut"
        look(0)
        assert watched.io_counters().write_bytes == begun[0], "bytes that went to a disk since the first page"
    finally:
        process.terminate()
        _, told = process.communicate(timeout=20)
    assert (process.returncode, told) == (0, b"")
    assert written == set()
    assert list(place.rglob("*")) == []


@pytest.mark.journey
@pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium fehlt (Debian: chromium)")
def test_the_next_person_gets_a_fresh_browser(lobby: Lobby) -> None:
    """K05, K06: storage, cookies, history and every file of the former browser are gone; its processes too."""
    flags = ("--headless=new", *(("--no-sandbox",) if os.geteuid() == 0 else ()))
    browser = Browser("chromium", flags)
    lobby.start(browser=browser)
    until(lambda: lobby.office.seen_in_browser)
    first = browser.folder
    assert first is not None and first.exists()
    time.sleep(0.5)
    assert lobby.office.end(lobby.office.order("loeschen"))["ergebnis"] == "gut"
    until(lambda: len(lobby.office.seen_in_browser) == 2)
    assert lobby.office.seen_in_browser == ["nothing  1", "nothing  1"]
    assert lobby.office.screens == 2, "each fresh browser becomes the terminal's screen anew"
    second = browser.folder
    assert second is not None and second != first
    assert not first.exists()
    assert processes(lambda line: str(first) in line) == []
    browser._process and os.killpg(browser._process.pid, 9)
    until(lambda: len(lobby.office.seen_in_browser) == 3)
    lobby.stop()
    assert browser.folder is None and not second.exists()
    assert processes(lambda line: str(second) in line) == []


def processes(wanted: Callable[[str], bool]) -> list[int]:
    found = []
    for process in psutil.process_iter(["cmdline", "status"]):
        if process.info["status"] != psutil.STATUS_ZOMBIE and wanted(" ".join(process.info["cmdline"] or ())):
            found.append(process.pid)
    return found
