"""The eSCL client against the virtual scanner and hostile answers; the virtual scanner against Debian's SANE."""

from __future__ import annotations

import io
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from PIL import Image

from nahbar.connectors.scanner import (
    CoverOpen,
    FeederEmpty,
    PaperJam,
    ScanFailed,
    ScanFault,
    Scanner,
    ScannerBusy,
    ScannerMissing,
    client,
)
from nahbar.connectors.scanner.counterpart import make_server
from nahbar.connectors.scanner.device import Device
from nahbar.connectors.scanner.sheets import SHEETS, sheet


@contextmanager
def running(server: ThreadingHTTPServer) -> Iterator[str]:
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def device() -> Device:
    return Device()


@pytest.fixture
def url(device: Device) -> Iterator[str]:
    with running(make_server(device)) as address:
        yield address


@pytest.fixture
def scanner(url: str) -> Scanner:
    return Scanner(f"{url}/eSCL")


def sheets(count: int) -> list[Image.Image]:
    return [Image.new("RGB", (248, 351), (250, 250, 250 - n)) for n in range(count)]


def press(url: str, path: str, **fields: Any) -> None:
    request = Request(f"{url}{path}", urlencode(fields, doseq=True).encode(), {"Origin": url})
    assert urlopen(request).status == 200


def test_what_the_scanner_can_and_how_it_is(scanner: Scanner, device: Device) -> None:
    """K01: one look says name, feeder, glass, resolutions and the state in the terminal's words."""
    can = scanner.capabilities()
    assert (can.name, can.sources, can.resolutions) == (
        "Scanner der Vorführung",
        ("Feeder", "Platen"),
        (75, 100, 150, 200, 300),
    )
    assert scanner.status().kind == "leer"
    device.lay(sheets(1))
    assert scanner.status().kind == "bereit"
    for fault in ("stau", "deckel", "belegt"):
        device.set_fault(fault)
        assert scanner.status().kind == fault


def test_a_stack_comes_out_page_by_page(scanner: Scanner, device: Device) -> None:
    """K03: A4 at 300 dpi grey or 200 dpi colour; the sheets leave the feeder one after the other."""
    device.lay([sheet("heizung"), *sheets(2)])
    pages = scanner.pages()
    first = Image.open(io.BytesIO(next(pages)))
    assert (first.format, first.mode, first.size) == ("JPEG", "L", (2480, 3508))
    assert len(device.feeder) == 2, "the second sheet is not drawn in before it is asked for"
    assert len(list(pages)) == 2
    assert scanner.status().kind == "leer"
    device.glass = sheet("lohn")
    (glass,) = scanner.pages("Platen", dpi=200, color=True)
    picture = Image.open(io.BytesIO(glass))
    assert (picture.mode, picture.size) == ("RGB", (1653, 2339))


def test_faults_have_their_own_error_and_sentence(
    scanner: Scanner, device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    """K01: empty, jam, cover and busy are told apart, each with what to do."""
    monkeypatch.setattr(client, "_PATIENCE", 0.0)
    with pytest.raises(FeederEmpty, match="legen Sie Ihre Blätter ein"):
        next(scanner.pages())
    device.lay(sheets(2))
    expected: dict[str, type[ScanFault]] = {"stau": PaperJam, "deckel": CoverOpen, "belegt": ScannerBusy}
    for fault, error in expected.items():
        device.set_fault(fault)
        with pytest.raises(error) as raised:
            next(scanner.pages())
        assert raised.value.kind == fault
        assert str(raised.value).endswith(".")
    device.set_fault("")
    assert len(list(scanner.pages(dpi=75))) == 2
    with pytest.raises(ScannerMissing, match="antwortet nicht"):
        Scanner("http://127.0.0.1:9/eSCL").status()
    with pytest.raises(ValueError, match="Adresse"):
        Scanner("ftp://scanner/eSCL")


def test_a_jam_in_the_middle_keeps_what_came_before(scanner: Scanner, device: Device) -> None:
    device.lay(sheets(4))
    device.jam_after = 2
    came = []
    with pytest.raises(PaperJam):
        for page in scanner.pages(dpi=75):
            came.append(page)
    assert len(came) == 2
    assert scanner.status().kind == "stau"
    device.set_fault("")
    assert len(list(scanner.pages(dpi=75))) == 2, "the stuck sheet and the rest lie in the feeder again"


def test_who_stops_early_ends_the_job(scanner: Scanner, device: Device) -> None:
    device.lay(sheets(3))
    pages = scanner.pages(dpi=75)
    next(pages)
    assert scanner.status().kind == "belegt"
    pages.close()
    assert scanner.status().kind == "bereit"
    assert len(list(scanner.pages(dpi=75))) == 2


class Hostile(BaseHTTPRequestHandler):
    """A device that says wrong things; `script` answers by method and path."""

    protocol_version = "HTTP/1.1"
    script: dict[str, list[tuple[int, dict[str, str], bytes]]]
    asked: list[str]

    def log_message(self, *_: Any) -> None:
        pass

    def _serve(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.asked.append(f"{self.command} {self.path}")
        answers = self.script.get(f"{self.command} {self.path}", [(404, {}, b"")])
        status, headers, body = answers.pop(0) if len(answers) > 1 else answers[0]
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_DELETE = _serve


@contextmanager
def hostile(script: dict[str, list[tuple[int, dict[str, str], bytes]]]) -> Iterator[tuple[Scanner, list[str]]]:
    asked: list[str] = []
    handler = type("Scripted", (Hostile,), {"script": script, "asked": asked})
    with running(ThreadingHTTPServer(("127.0.0.1", 0), handler)) as address:
        yield Scanner(f"{address}/eSCL"), asked


STATUS = (
    '<scan:ScannerStatus xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" '
    'xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"><pwg:State>Idle</pwg:State>'
    "<scan:AdfState>%s</scan:AdfState></scan:ScannerStatus>"
)


def test_only_the_path_of_location_counts_and_503_means_again() -> None:
    """Contact facts 4.1: devices name wrong hosts, and say 503 while the lamp warms up."""
    wait = {"Retry-After": "0"}
    script = {
        "POST /eSCL/ScanJobs": [(503, wait, b""), (201, {"Location": "http://evil.example:81/eSCL/ScanJobs/7/"}, b"")],
        "GET /eSCL/ScanJobs/7/NextDocument": [(503, wait, b""), (200, {}, b"page"), (503, wait, b""), (404, {}, b"")],
        "GET /eSCL/ScannerStatus": [(200, {}, (STATUS % "ScannerAdfEmpty").encode())],
    }
    with hostile(script) as (scanner, asked):
        assert list(scanner.pages()) == [b"page"]
    assert asked.count("GET /eSCL/ScanJobs/7/NextDocument") == 4


def test_a_jam_told_as_the_end_of_the_stack_is_a_jam() -> None:
    script = {
        "POST /eSCL/ScanJobs": [(201, {"Location": "/eSCL/ScanJobs/7"}, b"")],
        "GET /eSCL/ScanJobs/7/NextDocument": [(200, {}, b"page"), (404, {}, b"")],
        "GET /eSCL/ScannerStatus": [(200, {}, (STATUS % "ScannerAdfJam").encode())],
    }
    with hostile(script) as (scanner, _), pytest.raises(PaperJam):
        list(scanner.pages())


def test_answers_are_limited_and_entities_stay_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file of the terminal gets into an answer, no answer fills its memory, no stack is endless."""
    secret = tmp_path / "secret"
    secret.write_text("geheim")
    bomb = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file://{secret}"><!ENTITY b "geheim">]>'
    space = 'xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"'
    caps = f"{bomb}<caps {space}><pwg:MakeAndModel>&a;&b;</pwg:MakeAndModel></caps>"
    script = {
        "GET /eSCL/ScannerCapabilities": [(200, {}, caps.encode())],
        "GET /eSCL/ScannerStatus": [
            (200, {}, (bomb + STATUS % "&a;&b;").encode()),
            (200, {}, b"not xml"),
            (200, {}, b" " * (1 << 20) + b"  "),
        ],
    }
    with hostile(script) as (scanner, _):
        assert "geheim" not in scanner.capabilities().name
        assert scanner.status().feeder == ""
        for _again in range(2):
            with pytest.raises(ScanFailed):
                scanner.status()
    monkeypatch.setattr(client, "LARGEST_PAGE", 10)
    monkeypatch.setattr(client, "MOST_PAGES", 3)
    script = {
        "POST /eSCL/ScanJobs": [(201, {"Location": "/eSCL/ScanJobs/7"}, b"")],
        "GET /eSCL/ScanJobs/7/NextDocument": [(200, {}, b"page"), (200, {}, b"x" * 11)],
        "GET /eSCL/ScannerStatus": [(200, {}, (STATUS % "ScannerAdfLoaded").encode())],
    }
    with hostile(script) as (scanner, asked), pytest.raises(ScanFailed):
        list(scanner.pages())
    assert asked[-1] == "DELETE /eSCL/ScanJobs/7"
    script["GET /eSCL/ScanJobs/7/NextDocument"] = [(200, {}, b"page")]
    with hostile(script) as (scanner, asked):
        assert len(list(scanner.pages())) == 3
    assert "DELETE /eSCL/ScanJobs/7" in asked


def test_the_page_of_the_stand_in_fills_the_feeder(url: str, scanner: Scanner, device: Device) -> None:
    """It says what it is, lays chosen sheets in their order, jams when told, and obeys no other site."""
    text = urlopen(url).read().decode()
    assert "Gegenstelle der Vorführung: Scanner" in text
    assert all(title in text for title in SHEETS.values())
    press(url, "/einlegen", blatt=["konto", "heizung"], wohin="einzug")
    assert len(device.feeder) == 2
    assert urlopen(f"{url}/einzug/1.jpg").headers["Content-Type"] == "image/jpeg"
    press(url, "/stoerung", stoerung="mitten", nach="1")
    with pytest.raises(PaperJam):
        list(scanner.pages(dpi=75))
    assert "Papierstau" in urlopen(url).read().decode()
    press(url, "/stoerung", stoerung="")
    assert scanner.status().kind == "bereit"
    press(url, "/leeren")
    assert scanner.status().kind == "leer"
    foreign = Request(f"{url}/einlegen", b"blatt=lohn", {"Origin": "http://evil.example"})
    urlopen(foreign)
    assert device.feeder == []
    for path in ("/einzug/0.jpg", "/bild/nichts.jpg", "/eSCL/ScanJobs/x/NextDocument"):
        with pytest.raises(HTTPError):
            urlopen(f"{url}{path}")


def test_own_pictures_are_laid_in_on_a4(url: str, device: Device) -> None:
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "red").save(out, "PNG")
    body = b"".join(
        b'--b\r\nContent-Disposition: form-data; name="bild"; filename="a.png"\r\n\r\n' + data + b"\r\n"
        for data in (out.getvalue(), b"no picture")
    )
    urlopen(Request(f"{url}/einlegen", body + b"--b--\r\n", {"Content-Type": "multipart/form-data; boundary=b"}))
    assert [page.size for page in device.feeder] == [(2480, 3508)]


@pytest.mark.skipif(shutil.which("scanimage") is None, reason="scanimage fehlt (Debian: sane-utils und sane-airscan)")
def test_debians_sane_accepts_the_virtual_scanner(url: str, device: Device, tmp_path: Path) -> None:
    """A client that others wrote: Debian's scanimage with sane-airscan."""
    config = tmp_path / "sane.d"
    config.mkdir()
    (config / "dll.conf").write_text("airscan\n")
    (config / "airscan.conf").write_text(f'[devices]\n"Kiosk" = {url}/eSCL, eSCL\n[options]\ndiscovery = disable\n')
    device.lay(sheets(2))
    done = subprocess.run(
        ["scanimage", "-d", "airscan:e0:Kiosk", "--source", "ADF", "--resolution", "75", f"--batch={tmp_path}/p%d.pnm"],
        env={"SANE_CONFIG_DIR": str(config), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    made = sorted(path.name for path in tmp_path.glob("p*.pnm"))
    assert made == ["p1.pnm", "p2.pnm"], done.stderr.decode()
    assert device.feeder == []
