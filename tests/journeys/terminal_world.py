"""A terminal as it stands in the entrance: virtual scanner and printer, the real program beside them, a browser."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from nahbar.config.demo.secret import TERMINAL_TOKEN
from nahbar.connectors.printer import device as printing
from nahbar.connectors.printer.counterpart import make_server as make_printer
from nahbar.connectors.scanner import device as scanning
from nahbar.connectors.scanner.counterpart import make_server as make_scanner
from nahbar.connectors.scanner.sheets import sheet
from tests.journeys.conftest import ROOT, Town

FILL = """
import django, json; django.setup()
from nahbar.config.demo.counter import Counter
from nahbar.config.demo.doors import lobby
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.session import actor_of_account
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope
with traeger_scope(Traeger.objects.get(kuerzel='musterland').id):
    staff = {a.login: actor_of_account(a) for a in Account.objects.filter(is_active=True, kind='staff')}
    counter = Counter(staff, clock.today())
    lobby.fill(counter)
    print(json.dumps({'code': counter.accesses[0].code}))
"""
LETTER = """
import django, base64; django.setup()
from nahbar.domain.mailroom.models import Brief
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.platform.vault.actions import read_file
with traeger_scope(Traeger.objects.get(kuerzel='musterland').id):
    print(base64.b64encode(read_file(Brief.objects.get(art='nachforderung').dokument.ansicht)).decode())
"""
FOUR = ("heizung", "strom", "miete", "konto")
"""What Piotr has in his hand."""


@dataclass
class Entrance:
    """The terminal and what stands beside it."""

    town: Town
    code: str
    scanner: scanning.Device
    printer: printing.Device

    def screen_address(self) -> str:
        """Where the program sends a fresh browser."""
        request = urllib.request.Request(
            f"{self.town.url}/terminal/geraet/bildschirm",
            data=b"{}",
            headers={"Authorization": f"Bearer {TERMINAL_TOKEN}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            return str(json.loads(answer.read())["adresse"])

    def lay(self, *names: str) -> None:
        """Put sheets into the feeder."""
        self.scanner.lay([sheet(name) for name in names])

    def wait_for(self, true: Callable[[], bool], what: str) -> None:
        """Wait until something has happened on the other side."""
        for _ in range(900):
            if true():
                return
            time.sleep(0.1)
        raise AssertionError(f"never: {what}")

    def heard_from(self, scanner: str, drucker: str) -> None:
        """Wait until the office knows that the devices are like this."""
        wanted = [(scanner, drucker)]
        query = "select scanner, drucker from lobby_terminal where name = 'Terminal Eingang'"
        self.wait_for(lambda: self.town.sql(query) == wanted, f"scanner {scanner}, printer {drucker}")


@contextmanager
def entrance(town: Town) -> Iterator[Entrance]:
    """Fill the town with the terminal and Piotr's letter, start devices and program."""
    town.set_now("2026-11-25T09:10")
    code = json.loads(town.python(FILL))["code"]
    scanner, printer = scanning.Device(), printing.Device(seconds=0.3)
    servers = [make_scanner(scanner), make_printer(printer)]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    ports = [server.server_address[1] for server in servers]
    program = subprocess.Popen(
        [
            sys.executable, "-m", "nahbar.config.cli", "terminal", "--server", town.url, "--token", TERMINAL_TOKEN,
            "--scanner", f"http://127.0.0.1:{ports[0]}/eSCL", "--printer", f"ipp://127.0.0.1:{ports[1]}/ipp/print",
        ],
        cwd=ROOT, env=town.environment,
    )  # fmt: skip
    try:
        there = Entrance(town, code, scanner, printer)
        there.heard_from("leer", "bereit")
        yield there
    finally:
        program.terminate()
        program.wait()
        for server in servers:
            server.shutdown()
            server.server_close()


def letter(town: Town, folder: Path) -> Image.Image:
    """The first page of Piotr's letter as it came out of the printer of the post room."""
    pdf = folder / "brief.pdf"
    pdf.write_bytes(base64.b64decode(town.python(LETTER).strip()))
    subprocess.run(
        ["pdftoppm", "-r", "150", "-f", "1", "-l", "1", "-gray", str(pdf), str(folder / "brief")], check=True
    )
    return Image.open(next(folder.glob("brief-*.pgm"))).convert("L")


def held_before_the_camera(page: Image.Image, path: Path) -> None:
    """A film for Chromium's fake camera: the lower half of the letter, a little askew (Y4M, grey)."""
    half = page.crop((0, page.height // 3, page.width, page.height)).rotate(3, fillcolor=200, expand=True)
    half.thumbnail((1180, 700))
    frame = Image.new("L", (1280, 720), 90)
    frame.paste(half, ((1280 - half.width) // 2, (720 - half.height) // 2))
    grey = bytes([128]) * (640 * 360 * 2)
    with path.open("wb") as film:
        film.write(b"YUV4MPEG2 W1280 H720 F10:1 Ip A1:1 C420jpeg\n")
        for _ in range(3):
            film.write(b"FRAME\n" + frame.tobytes() + grey)


def kiosk_browser(chromium: Any, program: str, film: Path, arguments: list[str]) -> Any:
    """A Chromium whose camera shows the film."""
    return chromium.browser_type.launch(
        executable_path=program,
        args=[
            *arguments, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-video-capture={film}", "--autoplay-policy=no-user-gesture-required",
        ],
    )  # fmt: skip
