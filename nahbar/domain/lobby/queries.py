"""Reading the lobby: which terminal, which visit, the board of all terminals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, Sum

from nahbar.domain.lobby.devices import terminal_of_token
from nahbar.domain.lobby.errors import CallOver, TerminalUnknown
from nahbar.domain.lobby.models import Geraeteauftrag, Hilferuf, Terminal, Terminalseite, Terminalsitzung
from nahbar.domain.lobby.orders import broken_off, order_by_id, page_of
from nahbar.domain.lobby.steps import HINTS, STEPS, TROUBLE, Step, looks, step_of
from nahbar.platform import clock
from nahbar.platform.zone import BERLIN

__all__ = [
    "HINTS",
    "STEPS",
    "TROUBLE",
    "Hilferuf",
    "Terminalseite",
    "Step",
    "Terminal",
    "Terminalsitzung",
    "broken_off",
    "looks",
    "order_by_id",
    "page_of",
    "step_of",
    "terminal_of_token",
]

OFFLINE_AFTER = timedelta(seconds=45)
HELP_SECONDS = 300
PRINT_WITHIN = timedelta(minutes=3)
"""A receipt that has not come out by then goes by post."""


def terminal_by_id(terminal_id: UUID) -> Terminal:
    """The terminal of this id; raises TerminalUnknown."""
    found: Terminal | None = Terminal.objects.filter(id=terminal_id).first()
    if found is None:
        raise TerminalUnknown()
    return found


def active_terminal(terminal_id: UUID) -> Terminal | None:
    """The terminal of this id if it is in use."""
    found: Terminal | None = Terminal.objects.filter(id=terminal_id, aktiv=True).first()
    return found


def terminals() -> list[Terminal]:
    """All terminals by name."""
    return list(Terminal.objects.all())


def is_online(terminal: Terminal) -> bool:
    """True if the program beside the devices was heard from lately."""
    return terminal.gesehen_at is not None and clock.now() - terminal.gesehen_at <= OFFLINE_AFTER


def scanner_works(terminal: Terminal) -> bool:
    """True if sheets can be read: the program answers and has a scanner."""
    return is_online(terminal) and terminal.scanner != Terminal.Scanner.FEHLT


def printer_works(terminal: Terminal) -> bool:
    """True if a receipt would come out."""
    broken = (Terminal.Drucker.FEHLT, Terminal.Drucker.PAPIER_LEER)
    return is_online(terminal) and terminal.drucker not in broken


def open_session(sitzung_id: UUID, terminal: Terminal) -> Terminalsitzung | None:
    """This visit of this terminal, if it goes on: not ended, and not left for too long."""
    found: Terminalsitzung | None = (
        Terminalsitzung.objects.select_related("terminal")
        .filter(id=sitzung_id, terminal=terminal, beendet_at=None)
        .first()
    )
    return None if found is None or is_left(found) else found


def is_left(sitzung: Terminalsitzung) -> bool:
    """True once nobody has touched the screen for the time without touch and the grace together."""
    seconds = idle_seconds(sitzung) + sitzung.terminal.nachfrist_sekunden
    return bool(clock.now() - sitzung.beruehrt_at >= timedelta(seconds=seconds))


def idle_seconds(sitzung: Terminalsitzung) -> int:
    """Seconds without touch until the terminal asks; longer for whoever waits for help that was called."""
    waits = Hilferuf.objects.filter(sitzung=sitzung, beendet_at=None).exists()
    return int(sitzung.terminal.leerlauf_sekunden + (HELP_SECONDS if waits else 0))


def quiet_seconds(sitzung: Terminalsitzung) -> int:
    """Whole seconds since the last touch."""
    return max(0, int((clock.now() - sitzung.beruehrt_at).total_seconds()))


def left_sessions(terminal: Terminal | None = None) -> list[Terminalsitzung]:
    """Visits that nobody goes on with and that have not ended: of one terminal, or of all."""
    found = Terminalsitzung.objects.select_related("terminal").filter(beendet_at=None)
    if terminal is not None:
        found = found.filter(terminal=terminal)
    return [sitzung for sitzung in found if is_left(sitzung)]


def late_prints(terminal: Terminal | None = None) -> list[Geraeteauftrag]:
    """Receipts that did not come out in time."""
    found = Geraeteauftrag.objects.filter(
        art=Geraeteauftrag.Art.DRUCK, beendet_at=None, created_at__lt=clock.now() - PRINT_WITHIN
    )
    if terminal is not None:
        found = found.filter(terminal=terminal)
    return list(found.select_related("datei", "sitzung__terminal"))


def pages(sitzung: Terminalsitzung) -> list[Terminalseite]:
    """The pages of this visit in their order, with their pictures."""
    return list(Terminalseite.objects.filter(sitzung=sitzung).select_related("bild"))


def is_reading(sitzung: Terminalsitzung) -> bool:
    """True while the scanner is at work for this visit."""
    orders = sitzung.auftraege.filter(art=Geraeteauftrag.Art.SCAN)
    return bool(orders.exclude(stand=Geraeteauftrag.Stand.BEENDET).exists())


def is_printing(sitzung: Terminalsitzung) -> bool:
    """True while the receipt is on its way to the printer."""
    orders = sitzung.auftraege.filter(art=Geraeteauftrag.Art.DRUCK)
    return bool(orders.exclude(stand=Geraeteauftrag.Stand.BEENDET).exists())


def open_call(terminal: Terminal) -> Hilferuf | None:
    """The call for help of this terminal that is not over."""
    found: Hilferuf | None = Hilferuf.objects.filter(terminal=terminal, beendet_at=None).first()
    return found


def call_by_id(ruf_id: UUID) -> Hilferuf:
    """A call for help; raises CallOver for one that does not exist."""
    found: Hilferuf | None = Hilferuf.objects.select_related("terminal", "sitzung").filter(id=ruf_id).first()
    if found is None:
        raise CallOver()
    return found


def session_by_id(sitzung_id: UUID) -> Terminalsitzung:
    """A visit; raises TerminalUnknown."""
    found: Terminalsitzung | None = Terminalsitzung.objects.filter(id=sitzung_id).select_related("terminal").first()
    if found is None:
        raise TerminalUnknown()
    return found


@dataclass(frozen=True)
class Tile:
    """One terminal as the board shows it."""

    terminal: Terminal
    state: str
    """`hilfe`, `kommt`, `offline`, `stoerung`, `papier`, `benutzt`, `frei`, `aus`: the first that is true."""
    word: str
    since: datetime | None
    minutes: int
    """Since `since`, whole minutes: how long somebody waits, or has been there."""
    remarks: tuple[str, ...]
    sitzung: Terminalsitzung | None
    step: Step | None
    trouble: str
    """What the screen says about the scanner, if something is wrong."""
    ruf: Hilferuf | None
    by: str
    """Who said „Ich komme“."""


WORDS = {
    "hilfe": "Hilfe gerufen",
    "kommt": "Hilfe kommt",
    "offline": "keine Verbindung",
    "stoerung": "Scanner gestört",
    "papier": "Papier leer",
    "benutzt": "in Gebrauch",
    "frei": "frei",
    "aus": "abgeschaltet",
}
URGENT = ("hilfe", "kommt", "stoerung", "papier", "offline", "benutzt", "frei", "aus")


def board() -> list[Tile]:
    """All terminals, those that need somebody first (K09)."""
    tiles = [_tile(terminal) for terminal in terminals()]
    return sorted(tiles, key=lambda tile: (URGENT.index(tile.state), tile.terminal.name))


def _tile(terminal: Terminal) -> Tile:
    sitzung: Terminalsitzung | None = (
        Terminalsitzung.objects.filter(terminal=terminal, beendet_at=None).select_related("terminal").first()
    )
    ruf: Hilferuf | None = (
        Hilferuf.objects.filter(terminal=terminal, beendet_at=None).select_related("angenommen_von").first()
    )
    state = _state(terminal, sitzung, ruf)
    since = ruf.at if ruf else sitzung.begonnen_at if sitzung else None
    return Tile(
        terminal=terminal,
        state=state,
        word=WORDS[state],
        since=since,
        minutes=int((clock.now() - since).total_seconds() // 60) if since else 0,
        remarks=_remarks(terminal),
        sitzung=sitzung,
        step=step_of(sitzung) if sitzung else None,
        trouble=TROUBLE.get(sitzung.fehler, "") if sitzung else "",
        ruf=ruf,
        by=ruf.angenommen_von.name if ruf and ruf.angenommen_von else "",
    )


def _state(terminal: Terminal, sitzung: Terminalsitzung | None, ruf: Hilferuf | None) -> str:
    if not terminal.aktiv:
        return "aus"
    if ruf is not None:
        return "kommt" if ruf.angenommen_at else "hilfe"
    if not is_online(terminal):
        return "offline"
    if terminal.scanner in (Terminal.Scanner.FEHLT, Terminal.Scanner.STAU, Terminal.Scanner.DECKEL):
        return "stoerung"
    if terminal.drucker in (Terminal.Drucker.PAPIER_LEER, Terminal.Drucker.FEHLT):
        return "papier"
    return "benutzt" if sitzung is not None else "frei"


def _remarks(terminal: Terminal) -> tuple[str, ...]:
    if not terminal.aktiv:
        return ()
    if not is_online(terminal):
        return ("Das Programm am Terminal meldet sich nicht.",)
    found = []
    if terminal.scanner not in (Terminal.Scanner.BEREIT, Terminal.Scanner.LEER, Terminal.Scanner.BELEGT):
        found.append(f"Scanner: {terminal.get_scanner_display()}")
    if terminal.drucker != Terminal.Drucker.BEREIT:
        found.append(f"Drucker: {terminal.get_drucker_display()}")
    return tuple(found)


@dataclass(frozen=True)
class Figures:
    """Use of the terminals since a day (K07)."""

    visits: int
    sent: int
    pages: int
    help: int
    left: int


def figures(days: int = 30) -> Figures:
    """What happened in the last days; no person is in it."""
    start = (clock.now().astimezone(BERLIN) - timedelta(days=days)).replace(hour=0, minute=0, second=0, microsecond=0)
    row = Terminalsitzung.objects.filter(begonnen_at__gte=start).aggregate(
        visits=Count("id"),
        sent=Count("id", filter=Q(seiten_gesendet__gt=0)),
        pages=Sum("seiten_gesendet"),
        help=Sum("hilfen"),
        left=Count("id", filter=Q(ende=Terminalsitzung.Ende.LEERLAUF)),
    )
    return Figures(row["visits"], row["sent"], row["pages"] or 0, row["help"] or 0, row["left"])
