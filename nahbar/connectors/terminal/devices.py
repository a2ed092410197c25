"""Scanner and printer of one terminal, and how they are: looked at in the background, so that nothing waits."""

from __future__ import annotations

import threading

from nahbar.connectors.printer import Printer, PrintFault
from nahbar.connectors.scanner import ScanFault, Scanner

VERSION = "1"
"""Of the terminal program; the office shows it."""
EVERY = 2.0
MISSING = "fehlt"


class Devices:
    """Each of the two may be None or dead (K01); `state` is the last thing known, in the words of the contract."""

    def __init__(self, scanner: Scanner | None, printer: Printer | None) -> None:
        self.scanner = scanner
        self.printer = printer
        self.in_use = threading.Lock()
        """Held while an order runs: a scanner that is asked how it is in the middle of a page may stumble."""
        self._known = {"scanner": MISSING, "drucker": MISSING}
        self._stop = threading.Event()

    @property
    def state(self) -> dict[str, str]:
        """What the office is told."""
        return {**self._known, "version": VERSION}

    def look(self) -> None:
        """Ask both devices now."""
        self._known = {"scanner": self._scanner_state(), "drucker": self._printer_state()}

    def watch(self) -> threading.Thread:
        """Look every two seconds until `close`."""
        thread = threading.Thread(target=self._watch, name="devices", daemon=True)
        thread.start()
        return thread

    def close(self) -> None:
        """No more looking."""
        self._stop.set()

    def _watch(self) -> None:
        while not self._stop.wait(EVERY):
            if self.in_use.acquire(blocking=False):
                try:
                    self.look()
                finally:
                    self.in_use.release()

    def _scanner_state(self) -> str:
        if self.scanner is None:
            return MISSING
        try:
            return self.scanner.status().kind
        except ScanFault as fault:
            return fault.kind if fault.kind == "belegt" else MISSING

    def _printer_state(self) -> str:
        if self.printer is None:
            return MISSING
        try:
            return self.printer.state().kind
        except PrintFault:
            return MISSING
