"""What the demo shows of cards and the waiting room: a card in use, one stolen and replaced, a morning's queue."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import UUID

from nahbar.config.demo.counter import Counter
from nahbar.config.demo.moments import clock_at
from nahbar.domain.appointments import queries as appointments
from nahbar.domain.appointments.errors import TerminError
from nahbar.domain.appointments.models import Angebot
from nahbar.domain.appointments.tickets_queries import places_with_queue
from nahbar.domain.casefile.models import Akte
from nahbar.platform import clock
from nahbar.platform.tenancy.scope import savepoint
from nahbar.platform.zone import BERLIN
from nahbar.procedures.block_card import block_card
from nahbar.procedures.book_termin import book_termin
from nahbar.procedures.call_next import call_next, move_ticket
from nahbar.procedures.draw_ticket import draw_ticket
from nahbar.procedures.issue_card import issue_card
from nahbar.procedures.set_presence import set_presence

QUEUE = (("unterlagen", 3), ("frage", 3), ("antrag", 3), ("geld", 1), ("sonst", 3))
KEY = 0x0190_0000_0000_7000_8000_0000_0000_1000


def _akte(surname: str) -> Akte | None:
    found: Akte | None = (
        Akte.objects.select_related("person", "gemeinde")
        .filter(person__nachname=surname, antraege__kanal="portal")
        .order_by("-created_at")
        .first()
    )
    return found


def fill(counter: Counter) -> None:
    """Cards of two people, an appointment of today, five numbers of which one is called."""
    _cards(counter)
    _queue(counter)
    for login, desk in (("berg", ""), ("wolter", ""), ("empfang", "Schalter 1")):
        set_presence(acting=counter.staff[login], da=True, platz=desk)


def _cards(counter: Counter) -> None:
    for surname, stolen in (("Krüger", False), ("Müßig-Öztürk", True)):
        akte = _akte(surname)
        if akte is None:
            continue
        with clock_at(counter.ago(3, 10, 5)):
            issue_card(acting=counter.staff["empfang"], akte=akte)
        if stolen:
            with clock_at(counter.ago(1, 16, 20)):
                block_card(acting=counter.staff["empfang"], akte=akte, grund="gestohlen", neu=True)
        _appointment_of_today(counter, akte)


def _appointment_of_today(counter: Counter, akte: Akte) -> None:
    """The next free time of today, if the day leaves one: somebody to check in."""
    offers = [one for one in appointments.angebote() if one.art == Angebot.Art.EINZEL and not one.ort.nur_beratung]
    for offer in offers[:1]:
        for slot in appointments.free_slots(offer, clock.today(), 1, 1, staff=True):
            _book(counter, offer, slot.beginn, akte)


def _book(counter: Counter, offer: Angebot, beginn: datetime, akte: Akte) -> None:
    try:
        with savepoint():
            book_termin(acting=counter.staff["berg"], angebot=offer, beginn=beginn, akte=akte, anlass="Unterlagen")
    except TerminError:
        return


def _queue(counter: Counter) -> None:
    acting = counter.staff["empfang"]
    for ort in places_with_queue()[:1]:
        first = datetime.combine(counter.today, time(8, 5), tzinfo=BERLIN)
        for number, (reason, priority) in enumerate(QUEUE):
            with clock_at(min(first + timedelta(minutes=7 * number), clock.local_now())):
                draw_ticket(
                    acting=acting, ort=ort, schluessel=UUID(int=KEY + number), anliegen=reason, vorrang=priority
                )
        done = call_next(acting=acting, ort=ort, platz="Schalter 1")
        if done is not None:
            move_ticket(acting=acting, nummer=done, stand="da")
            call_next(acting=counter.staff["maier"], ort=ort, platz="Zimmer 2.03")
