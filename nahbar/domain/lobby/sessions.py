"""Visits: begun, touched, moved on step by step, and ended so that nothing of them is left."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from nahbar.domain.lobby.errors import NotThatWay, SessionOver
from nahbar.domain.lobby.models import Geraeteauftrag, Hilferuf, Terminal, Terminalseite, Terminalsitzung
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.vault.actions import delete_file

Schritt = Terminalsitzung.Schritt


def lock(sitzung: Terminalsitzung) -> Terminalsitzung:
    """The visit as it is now, held until this transaction ends; raises SessionOver."""
    current: Terminalsitzung = (
        Terminalsitzung.objects.select_for_update(of=("self",)).select_related("terminal").get(id=sitzung.id)
    )
    if current.beendet_at is not None:
        raise SessionOver()
    return current


@transaction.atomic
def begin(*, acting: Actor, terminal: Terminal) -> Terminalsitzung:
    """A new visit; whoever was there before has left, and nothing of that visit stays."""
    Terminal.objects.select_for_update(no_key=True).get(id=terminal.id)
    for left in Terminalsitzung.objects.filter(terminal=terminal, beendet_at=None):
        end(acting=acting, sitzung=left, wie=Terminalsitzung.Ende.LEERLAUF)
    now = clock.now()
    sitzung: Terminalsitzung = Terminalsitzung.objects.create(terminal=terminal, begonnen_at=now, beruehrt_at=now)
    audit.record("terminal_visit_begun", acting=acting, object_type="terminal", object_id=terminal.id)
    return sitzung


@transaction.atomic
def touch(*, acting: Actor, sitzung: Terminalsitzung) -> Terminalsitzung:
    """Somebody is still there. Not in the audit trail: a finger on the glass decides nothing."""
    current = lock(sitzung)
    current.beruehrt_at = clock.now()
    current.save(update_fields=["beruehrt_at"])
    return current


def _moved(acting: Actor, current: Terminalsitzung, schritt: str, *fields: str) -> Terminalsitzung:
    current.schritt = schritt
    current.beruehrt_at = clock.now()
    current.save(update_fields=["schritt", "beruehrt_at", *fields])
    audit.record(
        "terminal_step",
        acting=acting,
        object_type="terminal",
        object_id=current.terminal_id,
        details={"schritt": str(schritt)},
    )
    return current


@transaction.atomic
def move(*, acting: Actor, sitzung: Terminalsitzung, schritt: str) -> Terminalsitzung:
    """Go on, or back, to another step; what needs a person first is refused with NotThatWay."""
    current = lock(sitzung)
    if current.antrag_id is None and schritt not in (Schritt.CODE, Schritt.JAHR):
        raise NotThatWay()
    if schritt == Schritt.CODE:
        current.code = ""
    return _moved(acting, current, schritt, "code")


@transaction.atomic
def show_code(*, acting: Actor, sitzung: Terminalsitzung, code: str) -> Terminalsitzung:
    """Keep the code of the letter until the birth year is typed; whether it opens anything is not looked up here."""
    current = lock(sitzung)
    if current.antrag_id is not None:
        raise NotThatWay()
    current.code = code
    return _moved(acting, current, Schritt.JAHR, "code")


@transaction.atomic
def must_wait(*, acting: Actor, sitzung: Terminalsitzung, warten: bool) -> Terminalsitzung:
    """Too many wrong tries: from here only help goes on; or the wait is over."""
    current = lock(sitzung)
    current.warten = warten
    return _moved(acting, current, current.schritt, "warten")


@transaction.atomic
def recognise(*, acting: Actor, sitzung: Terminalsitzung, antrag_id: UUID) -> Terminalsitzung:
    """Code and birth year fit: this visit is about that application."""
    current = lock(sitzung)
    current.antrag_id, current.warten, current.code = antrag_id, False, ""
    return _moved(acting, current, Schritt.PAPIER, "antrag_id", "warten", "code")


@transaction.atomic
def choose(*, acting: Actor, sitzung: Terminalsitzung, key: str) -> Terminalsitzung:
    """Which paper the sheets are; raises NotThatWay before anybody was recognised or after sending."""
    current = lock(sitzung)
    if current.antrag_id is None or current.schritt in (Schritt.LESEN, Schritt.FERTIG):
        raise NotThatWay()
    current.nachweis_key = key[:80]
    step = Schritt.ANSEHEN if Terminalseite.objects.filter(sitzung=current).exists() else Schritt.EINLEGEN
    return _moved(acting, current, step, "nachweis_key")


@transaction.atomic
def note_scan(*, acting: Actor, sitzung: Terminalsitzung, schritt: str, fehler: str = "") -> Terminalsitzung:
    """The scanner began, or is done, with what kept it from finishing."""
    current = lock(sitzung)
    current.fehler = fehler[:12]
    return _moved(acting, current, schritt, "fehler")


@transaction.atomic
def sent(*, acting: Actor, sitzung: Terminalsitzung, seiten: int, quittung: str) -> Terminalsitzung:
    """The pages are a document of the file now; the ones kept here are deleted at once."""
    current = lock(sitzung)
    forget_pages(current)
    current.seiten_gesendet += seiten
    current.quittung, current.fehler = quittung, ""
    return _moved(acting, current, Schritt.FERTIG, "seiten_gesendet", "quittung", "fehler")


@transaction.atomic
def note_receipt(*, acting: Actor, sitzung: Terminalsitzung, quittung: str) -> Terminalsitzung:
    """The receipt goes out another way than it was meant to; the screen says so."""
    current = lock(sitzung)
    current.quittung = quittung
    current.save(update_fields=["quittung"])
    audit.record(
        "terminal_receipt",
        acting=acting,
        object_type="terminal",
        object_id=current.terminal_id,
        details={"weg": quittung},
    )
    return current


def forget_pages(sitzung: Terminalsitzung) -> None:
    """Delete the pages of a visit with their pictures in the vault."""
    for seite in Terminalseite.objects.filter(sitzung=sitzung).select_related("bild"):
        picture = seite.bild
        seite.delete()
        delete_file(picture)


@transaction.atomic
def end(*, acting: Actor, sitzung: Terminalsitzung, wie: str) -> Terminalsitzung | None:
    """End a visit: pages deleted, everything about the person forgotten, the browser to be emptied.

    None where it has ended already. A receipt on its way to the printer still comes out.
    """
    current: Terminalsitzung = (
        Terminalsitzung.objects.select_for_update(of=("self",)).select_related("terminal").get(id=sitzung.id)
    )
    if current.beendet_at is not None:
        return None
    now = clock.now()
    for order in current.auftraege.exclude(stand=Geraeteauftrag.Stand.BEENDET).filter(art=Geraeteauftrag.Art.SCAN):
        order.stand, order.ergebnis, order.beendet_at = Geraeteauftrag.Stand.BEENDET, "abgebrochen", now
        order.save(update_fields=["stand", "ergebnis", "beendet_at"])
    forget_pages(current)
    Hilferuf.objects.filter(sitzung=current, beendet_at=None).update(beendet_at=now)
    current.code, current.antrag_id, current.nachweis_key, current.fehler = "", None, "", ""
    done = current.schritt == Schritt.FERTIG and wie == Terminalsitzung.Ende.GEGANGEN
    current.ende = Terminalsitzung.Ende.GESENDET if done else Terminalsitzung.Ende(wie)
    current.beendet_at = now
    current.save()
    wipe = Geraeteauftrag.Art.LOESCHEN
    waiting = Geraeteauftrag.objects.filter(terminal=current.terminal, art=wipe, stand=Geraeteauftrag.Stand.WARTET)
    if not waiting.exists():  # a program that was away need not empty the browser once for everybody
        Geraeteauftrag.objects.create(terminal=current.terminal, sitzung=current, art=wipe, created_at=now)
    audit.record(
        "terminal_visit_ended",
        acting=acting,
        object_type="terminal",
        object_id=current.terminal_id,
        details={"ende": current.ende, "seiten": current.seiten_gesendet, "hilfen": current.hilfen},
    )
    return current
