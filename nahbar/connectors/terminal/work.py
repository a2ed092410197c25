"""What the terminal does for an order: read sheets, print, wipe. Everything goes through memory only (K05)."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import closing
from functools import partial
from typing import Any, TypeVar

from nahbar.connectors.printer import Printer, PrintFault
from nahbar.connectors.scanner import FeederEmpty, PaperJam, ScanFailed, ScanFault, Scanner, ScannerMissing
from nahbar.connectors.terminal.browser import Browser
from nahbar.connectors.terminal.devices import Devices
from nahbar.connectors.terminal.office import Away, Office, Order
from nahbar.connectors.terminal.pages import NoPicture, fit, is_blank

Result = dict[str, Any]
T = TypeVar("T")
PRINT_SECONDS = 120.0
"""A receipt that has not come out by then does not come out any more: it is taken back."""
_PRINT_STEP = 0.3
_SIGN_OF_LIFE = 5.0
_GIVE_UP_AFTER = 45.0
"""Seconds for which a page is kept in memory while the office is away."""
_ENDS = {"leer", "stau", "deckel"}
_BEST_DPI = 300


def scan(office: Office, devices: Devices, order: Order) -> Result:
    """Read the feeder, or the glass if it is empty, and hand in each page as it comes.

    A fault in the middle keeps what was handed in. Raises OrderOver, Refused, and Away when the office stays away.
    """
    sent = 0
    try:
        # closed at once when somebody leaves: the scanner stops drawing in sheets
        with closing(_sheets(devices.scanner)) as sheets:
            for page in sheets:
                patiently(partial(office.send_page, order, sent + 1, fit(page)))
                sent += 1
    except NoPicture:
        return _ended("fehler", sent, ScanFailed.sentence)
    except ScanFault as fault:
        return _ended(fault.kind if fault.kind in _ENDS else "fehler", sent, _sentence(fault, sent))
    return _ended("gut", sent, "")


def _sheets(scanner: Scanner | None) -> Generator[bytes, None, None]:
    if scanner is None:
        raise ScannerMissing
    can = scanner.capabilities()
    good = [dpi for dpi in can.resolutions if dpi <= _BEST_DPI]
    dpi = max(good, default=_BEST_DPI)
    if "Feeder" in can.sources:
        try:
            yield from scanner.pages("Feeder", dpi=dpi, color=True)
        except FeederEmpty:
            if "Platen" not in can.sources:
                raise
        else:
            return
    for page in scanner.pages("Platen", dpi=dpi, color=True):
        if is_blank(page):
            raise FeederEmpty
        yield page


def _sentence(fault: ScanFault, sent: int) -> str:
    if isinstance(fault, PaperJam) and sent:
        came = "1 Seite ist angekommen" if sent == 1 else f"{sent} Seiten sind angekommen"
        return (
            f"Ein Blatt klemmt. {came}. Ziehen Sie das Blatt vorsichtig heraus und legen Sie dieses und die übrigen "
            "noch einmal ein."
        )
    return fault.sentence


def _ended(result: str, pages: int, reason: str) -> Result:
    return {"ergebnis": result, "seiten": pages, "grund": reason}


def print_out(office: Office, devices: Devices, order: Order) -> Result:
    """Fetch the PDF, print it and wait for its end; what does not come out in time is taken back from the printer."""
    printer = devices.printer
    if printer is None:
        return _ended("fehler", 0, "Hier gibt es keinen Drucker.")
    try:
        if printer.state().kind == "papier_leer":
            return _no_paper()
        number = printer.print_pdf(patiently(lambda: office.pdf(order)))
        return _follow(office, devices, printer, number)
    except PrintFault as fault:
        return _ended("fehler", 0, fault.sentence)


def _follow(office: Office, devices: Devices, printer: Printer, number: int) -> Result:
    over = False
    began = told = time.monotonic()
    try:
        while time.monotonic() - began < PRINT_SECONDS:
            job = printer.job(number)
            if job.over:
                over = True
                return _ended("gut", 0, "") if job.done else _ended("fehler", 0, PrintFault.sentence)
            kind = printer.state().kind
            if kind == "papier_leer":
                return _no_paper()
            if kind == "fehlt":
                break
            if time.monotonic() - told > _SIGN_OF_LIFE:
                told = time.monotonic()
                _tell(office, devices)
            time.sleep(_PRINT_STEP)
        return _ended("fehler", 0, PrintFault.sentence)
    finally:
        if not over:
            _take_back(printer, number)


def _take_back(printer: Printer, number: int) -> None:
    """It must not come out later, before somebody else's eyes."""
    try:
        printer.cancel(number)
    except PrintFault:
        # gone with its power, or printed in this very moment: in both cases there is nothing left to take back
        return


def _no_paper() -> Result:
    return _ended("papier_leer", 0, "Im Drucker fehlt Papier. Ihre Unterlagen sind trotzdem angekommen.")


def _tell(office: Office, devices: Devices) -> None:
    try:
        office.report(devices.state)
    except Away:
        # a missed sign of life is no reason to stop printing
        return


def wipe(browser: Browser | None, address: Callable[[], str]) -> Result:
    """A fresh browser; nothing of the former one is left. The program itself keeps nothing between two orders."""
    if browser is not None:
        browser.stop()
        browser.start(address())
    return _ended("gut", 0, "")


def patiently(ask: Callable[[], T]) -> T:
    """Ask again while the office is away, for a while; what it concerns stays in memory."""
    until = time.monotonic() + _GIVE_UP_AFTER
    pause = 0.25
    while True:
        try:
            return ask()
        except Away:
            if time.monotonic() + pause > until:
                raise
        time.sleep(pause)
        pause = min(pause * 2, 4.0)
