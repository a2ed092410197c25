"""Read sheets at a terminal: ordered by the person, read by the program beside the scanner, kept until sent."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.lobby import actions as lobby
from nahbar.domain.lobby.errors import NotThatWay, PageUnreadable
from nahbar.domain.lobby.models import Geraeteauftrag, Terminal, Terminalseite, Terminalsitzung
from nahbar.domain.lobby.queries import broken_off, pages, scanner_works
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.intake import Accepted, Refused
from nahbar.procedures.judge_file import judged_file

Schritt = Terminalsitzung.Schritt
BEFORE = (Schritt.PAPIER, Schritt.EINLEGEN, Schritt.ANSEHEN)
GOOD = "gut"
TROUBLES = frozenset({"leer", "stau", "deckel", "fehler"})
NOT_NOW = "Die Seite ließ sich gerade nicht prüfen. Legen Sie das Blatt noch einmal ein."


@transaction.atomic
def scan_at_terminal(*, acting: Actor, sitzung: Terminalsitzung) -> Terminalsitzung:
    """Let the scanner read what lies in it; pages that are there already stay. Raises NotThatWay, SessionOver.

    Without a scanner the visit stays where it is and says what to do instead (K01).
    """
    current = lobby.lock(sitzung)
    if current.antrag_id is None or not current.nachweis_key or current.schritt not in BEFORE:
        raise NotThatWay()
    if not scanner_works(current.terminal):
        return lobby.note_scan(acting=acting, sitzung=current, schritt=_place(current), fehler="fehlt")
    lobby.order(acting=acting, sitzung=current, art=Geraeteauftrag.Art.SCAN)
    return lobby.note_scan(acting=acting, sitzung=current, schritt=Schritt.LESEN)


@transaction.atomic
def take_page(*, acting: Actor, auftrag: Geraeteauftrag, blatt: int, data: bytes) -> Terminalseite:
    """Keep one page as the scanner gave it, with what may be hard to read; raises PageUnreadable, JobUnknown."""
    found = judged_file("Seite.jpg", data, ours=True)  # the house's own scanner made it
    if not isinstance(found, Accepted) or found.kind != "bild":
        raise PageUnreadable(found.sentence if isinstance(found, Refused) else NOT_NOW)
    return lobby.keep_page(
        acting=acting, auftrag=auftrag, blatt=blatt, jpeg=data, hinweise=[hint.code for hint in found.quality]
    )


@transaction.atomic
def end_scan(*, acting: Actor, auftrag: Geraeteauftrag, ergebnis: str, seiten: int = 0, grund: str = "") -> None:
    """The scanner is done: the screen shows the pages, and what to do if something went wrong on the way."""
    if not lobby.finish(acting=acting, auftrag=auftrag, ergebnis=ergebnis, seiten=seiten, grund=grund):
        return
    sitzung = Terminalsitzung.objects.select_related("terminal").get(id=auftrag.sitzung_id)
    if sitzung.beendet_at is not None or sitzung.schritt != Schritt.LESEN:
        return
    trouble = "" if ergebnis == GOOD else ergebnis if ergebnis in TROUBLES else "fehler"
    if trouble == "leer" and pages(sitzung):
        trouble = ""  # the last sheet has gone through: that is how a scanner says it is done
    lobby.note_scan(acting=acting, sitzung=sitzung, schritt=_place(sitzung), fehler=trouble)


def end_broken_scans(*, acting: Actor, terminal: Terminal) -> None:
    """End orders whose program was started anew in the middle: what came stays, the person goes on with the rest."""
    for auftrag in broken_off(terminal):
        end_scan(acting=acting, auftrag=auftrag, ergebnis="fehler", grund="Programm neu gestartet")


def _place(sitzung: Terminalsitzung) -> str:
    return Schritt.ANSEHEN if pages(sitzung) else Schritt.EINLEGEN
