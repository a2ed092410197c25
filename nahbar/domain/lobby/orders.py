"""Orders for the program beside the devices: given, fetched, pages taken in, finished."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Max

from nahbar.domain.lobby.errors import JobUnknown, NoPages, TooManyPages
from nahbar.domain.lobby.models import Geraeteauftrag, Terminal, Terminalseite, Terminalsitzung
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.vault.actions import delete_file, store_file

Art, Stand = Geraeteauftrag.Art, Geraeteauftrag.Stand
MOST_PAGES = 40
"""Of one visit."""
TURN = 90


@transaction.atomic
def order(
    *,
    acting: Actor,
    sitzung: Terminalsitzung,
    art: str,
    pdf: bytes = b"",
    upload_id: UUID | None = None,
) -> Geraeteauftrag:
    """Give the terminal of this visit something to do; a second order to read while one is open is the same one."""
    if art == Art.SCAN:
        known: Geraeteauftrag | None = sitzung.auftraege.filter(art=Art.SCAN).exclude(stand=Stand.BEENDET).first()
        if known is not None:
            return known
    made: Geraeteauftrag = Geraeteauftrag.objects.create(
        terminal=sitzung.terminal,
        sitzung=sitzung,
        art=art,
        datei=store_file(pdf, "application/pdf") if pdf else None,
        upload_id=upload_id,
        created_at=clock.now(),
    )
    audit.record(
        "terminal_order",
        acting=acting,
        object_type="terminal",
        object_id=sitzung.terminal_id,
        details={"art": str(art)},
    )
    return made


def order_by_id(terminal: Terminal, auftrag_id: UUID) -> Geraeteauftrag:
    """An order of this terminal; raises JobUnknown."""
    found: Geraeteauftrag | None = (
        Geraeteauftrag.objects.select_related("sitzung__terminal", "datei")
        .filter(terminal=terminal, id=auftrag_id)
        .first()
    )
    if found is None:
        raise JobUnknown()
    return found


@transaction.atomic
def fetch(*, acting: Actor, terminal: Terminal) -> Geraeteauftrag | None:
    """The next order, oldest first; the same one again if the answer got lost, as long as nothing came of it.

    An order to read that was broken off in the middle (the program was started anew) is not given again: its sheets
    have gone through already. It ends with `fehler`, and the person at the screen goes on with the rest.
    """
    Terminal.objects.select_for_update(no_key=True).get(id=terminal.id)
    for one in Geraeteauftrag.objects.filter(terminal=terminal).exclude(stand=Stand.BEENDET):
        if one.art == Art.SCAN and Terminalseite.objects.filter(auftrag=one).exists():
            continue
        if one.stand != Stand.LAEUFT:
            one.stand, one.abgeholt_at = Stand.LAEUFT, clock.now()
            one.save(update_fields=["stand", "abgeholt_at"])
            audit.record(
                "terminal_order_fetched",
                acting=acting,
                object_type="terminal",
                object_id=terminal.id,
                details={"art": one.art},
            )
        found: Geraeteauftrag = one
        return found
    return None


def broken_off(terminal: Terminal) -> list[Geraeteauftrag]:
    """Orders to read that run although their program asks for new ones: it was started anew in between."""
    pages = Terminalseite.objects.filter(auftrag__terminal=terminal).values("auftrag")
    found = Geraeteauftrag.objects.filter(terminal=terminal, art=Art.SCAN, stand=Stand.LAEUFT, id__in=pages)
    return list(found.select_related("sitzung__terminal"))


@transaction.atomic
def keep_page(*, acting: Actor, auftrag: Geraeteauftrag, blatt: int, jpeg: bytes, hinweise: list[str]) -> Terminalseite:
    """Keep one page; the same number again changes nothing. Raises JobUnknown, TooManyPages.

    A page whose very bytes an earlier order of this visit brought is that page: whoever lays all sheets in again after
    a jam gets none of them twice.
    """
    sitzung = Terminalsitzung.objects.select_for_update().get(id=auftrag.sitzung_id)
    current = Geraeteauftrag.objects.get(id=auftrag.id)
    if sitzung.beendet_at is not None or current.stand != Stand.LAEUFT or current.art != Art.SCAN:
        raise JobUnknown()
    known: Terminalseite | None = Terminalseite.objects.filter(auftrag=current, blatt=blatt).first()
    if known is not None:
        return known
    pages = Terminalseite.objects.filter(sitzung=sitzung)
    if pages.count() >= MOST_PAGES:
        raise TooManyPages(MOST_PAGES)
    picture = store_file(jpeg, "image/jpeg")
    same: Terminalseite | None = pages.exclude(auftrag=current).filter(bild__sha256=picture.sha256).first()
    if same is not None:
        delete_file(picture)
        return same
    last = pages.aggregate(last=Max("nr"))["last"] or 0
    page: Terminalseite = Terminalseite.objects.create(
        sitzung=sitzung, auftrag=current, blatt=blatt, nr=last + 1, hinweise=hinweise, bild=picture
    )
    sitzung.beruehrt_at = clock.now()
    sitzung.save(update_fields=["beruehrt_at"])
    audit.record("terminal_page", acting=acting, object_type="terminal", object_id=sitzung.terminal_id)
    return page


@transaction.atomic
def finish(*, acting: Actor, auftrag: Geraeteauftrag, ergebnis: str, seiten: int = 0, grund: str = "") -> bool:
    """Note how an order ended; False if it had ended before. What was to be printed is deleted here."""
    current: Geraeteauftrag = (
        Geraeteauftrag.objects.select_for_update(of=("self",)).select_related("datei").get(id=auftrag.id)
    )
    if current.stand == Stand.BEENDET:
        return False
    printed = current.datei
    current.stand, current.beendet_at = Stand.BEENDET, clock.now()
    current.ergebnis, current.grund, current.seiten = ergebnis[:12], grund[:200], seiten
    current.datei, current.upload_id = None, None
    current.save()
    if printed is not None:
        delete_file(printed)
    audit.record(
        "terminal_order_done",
        acting=acting,
        object_type="terminal",
        object_id=current.terminal_id,
        details={"art": current.art, "ergebnis": current.ergebnis},
    )
    return True


def page_of(sitzung: Terminalsitzung, nr: int) -> Terminalseite:
    """One page of this visit by its place; raises NoPages."""
    found: Terminalseite | None = Terminalseite.objects.select_related("bild").filter(sitzung=sitzung, nr=nr).first()
    if found is None:
        raise NoPages()
    return found


@transaction.atomic
def turn_page(*, acting: Actor, sitzung: Terminalsitzung, nr: int) -> Terminalseite:
    """Turn a page clockwise by a quarter."""
    page = page_of(sitzung, nr)
    page.drehung = (page.drehung + TURN) % 360
    page.save(update_fields=["drehung"])
    audit.record("terminal_page_turned", acting=acting, object_type="terminal", object_id=sitzung.terminal_id)
    return page


@transaction.atomic
def drop_page(*, acting: Actor, sitzung: Terminalsitzung, nr: int) -> None:
    """Delete a page with its picture; the places of the others close up."""
    page = page_of(sitzung, nr)
    picture = page.bild
    page.delete()
    delete_file(picture)
    for place, other in enumerate(Terminalseite.objects.filter(sitzung=sitzung), start=1):
        if other.nr != place:
            other.nr = place
            other.save(update_fields=["nr"])
    audit.record("terminal_page_dropped", acting=acting, object_type="terminal", object_id=sitzung.terminal_id)
