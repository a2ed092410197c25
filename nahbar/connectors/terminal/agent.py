"""`nahbar terminal`: asks the office twice a second what to do, and does it. Opens no port, writes nothing to disk."""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import signal
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType

from nahbar.connectors.printer import Printer
from nahbar.connectors.scanner import Scanner
from nahbar.connectors.terminal import work
from nahbar.connectors.terminal.browser import Browser
from nahbar.connectors.terminal.devices import Devices
from nahbar.connectors.terminal.office import Away, Office, Order, OrderOver, Refused

EVERY = 0.5
"""Seconds between two questions."""
LONGEST_PAUSE = 15.0
"""Seconds between two questions while the office is away."""
_REFUSED_PAUSE = 15.0
_USAGE = 2


def say(text: str) -> None:
    """Tell whoever looks after the terminal; never anything about a person or a page."""
    # whoever listened may have gone; the terminal works on
    with suppress(OSError):
        sys.stderr.write(f"terminal: {text}\n")
        sys.stderr.flush()


class Agent:
    """The loop: one question, one order at a time."""

    def __init__(self, office: Office, devices: Devices, browser: Browser | None = None) -> None:
        self._office = office
        self._devices = devices
        self._browser = browser
        self._stop = threading.Event()
        self._pause = EVERY
        self._trouble = ""

    def stop(self) -> None:
        """End after what is being done now."""
        self._stop.set()

    def run(self) -> None:
        """Work until stopped; afterwards the browser and all it wrote are gone."""
        self._devices.look()
        self._devices.watch()
        try:
            while not self._stop.is_set():
                self._turn()
                self._stop.wait(self._pause)
        finally:
            self._devices.close()
            if self._browser is not None:
                self._browser.stop()

    def _turn(self) -> None:
        try:
            order = self._office.next_order(self._devices.state)
            self._all_well()
            if self._browser is not None and not self._browser.running:
                self._browser.start(self._office.screen())
            if order is not None:
                self._do(order)
        except Away as away:
            self._trouble_is(str(away))
            self._pause = min(max(self._pause, EVERY) * 2, LONGEST_PAUSE)
        except Refused as refused:
            self._trouble_is(str(refused))
            self._pause = _REFUSED_PAUSE
        except OrderOver:
            # somebody left in the middle: on to the next
            self._pause = EVERY

    def _all_well(self) -> None:
        if self._trouble:
            say("Der Server antwortet wieder.")
        self._trouble, self._pause = "", EVERY

    def _trouble_is(self, text: str) -> None:
        if text != self._trouble:
            say(text)
        self._trouble = text

    def _do(self, order: Order) -> None:
        with self._devices.in_use:
            if order.kind == "scan":
                result = work.scan(self._office, self._devices, order)
            elif order.kind == "druck":
                result = work.print_out(self._office, self._devices, order)
            elif order.kind == "loeschen":
                result = work.wipe(self._browser, self._office.screen)
            else:
                result = {"ergebnis": "fehler", "seiten": 0, "grund": "Diesen Auftrag kennt das Terminal nicht."}
            self._devices.look()
        work.patiently(lambda: self._office.finish(order, result))


def main(arguments: Sequence[str]) -> int:
    """`nahbar terminal --server URL --token FILE|VALUE …`; 2 for a wrong call, 0 when it is ended by a signal."""
    options = _options(arguments)
    try:
        office = Office(options.server, _token(options.token))
        devices = Devices(
            Scanner(options.scanner) if options.scanner else None,
            Printer(options.printer) if options.printer else None,
        )
    except ValueError as wrong:
        say(str(wrong))
        return _USAGE
    if options.browser and shutil.which(options.browser) is None:
        say(f"Der Browser {options.browser} ist nicht installiert.")
        return _USAGE
    browser = Browser(options.browser, shlex.split(options.browser_flags)) if options.browser else None
    agent = Agent(office, devices, browser)

    def end(number: int, frame: FrameType | None) -> None:
        agent.stop()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    agent.run()
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="nahbar terminal", description="Das Programm neben Scanner und Drucker.")
    parser.add_argument("--server", required=True, help="Adresse von Nahbar, zum Beispiel https://nahbar.example.de")
    parser.add_argument(
        "--token", default=os.environ.get("NAHBAR_TERMINAL_TOKEN", ""), help="Geheimnis des Terminals, oder seine Datei"
    )
    parser.add_argument(
        "--scanner", default=os.environ.get("NAHBAR_TERMINAL_SCANNER", ""), help="eSCL, etwa http://192.168.1.20/eSCL"
    )
    parser.add_argument(
        "--printer", default=os.environ.get("NAHBAR_TERMINAL_PRINTER", ""), help="etwa ipp://192.168.1.21/ipp/print"
    )
    parser.add_argument("--browser", default="", help="Chromium für den Bildschirm, zum Beispiel chromium")
    parser.add_argument("--browser-flags", default="", help="weitere Schalter für den Browser, in einer Zeichenkette")
    return parser.parse_args(arguments)


def _token(given: str) -> str:
    """The secret itself, or the content of the file that is named."""
    path = Path(given)
    try:
        return path.read_text(encoding="ascii").strip() if given and path.is_file() else given.strip()
    except (OSError, UnicodeDecodeError) as wrong:
        raise ValueError(f"Das Geheimnis in {given} ist nicht zu lesen.") from wrong
