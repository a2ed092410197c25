"""Reading the queue: who waits, who is called, who of the house is there."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from nahbar.domain.appointments.models import Ort
from nahbar.domain.appointments.tickets import Anwesenheit, Wartenummer
from nahbar.domain.appointments.tickets_errors import TicketUnknown
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account

STAND = Wartenummer.Stand
ANLIEGEN = tuple((one.value, str(one.label)) for one in Wartenummer.Anliegen)
VORRANG = tuple((str(one.value), str(one.label)) for one in Wartenummer.Vorrang)
OPEN = (STAND.WARTEND, STAND.AUFGERUFEN, STAND.DA)
CALLS_SHOWN = 6


def ticket_by_id(nummer_id: UUID) -> Wartenummer:
    """The number of this id, of today; raises TicketUnknown."""
    found: Wartenummer | None = (
        Wartenummer.objects.select_related("ort", "person", "account").filter(id=nummer_id, tag=clock.today()).first()
    )
    if found is None:
        raise TicketUnknown
    return found


def places_with_queue() -> Sequence[Ort]:
    """The own houses where people may wait, by name."""
    return list(Ort.objects.filter(art=Ort.Art.AMT, aktiv=True).order_by("name"))


def waiting(ort: Ort) -> Sequence[Wartenummer]:
    """Who waits here, in the order of being called."""
    return list(Wartenummer.objects.filter(ort=ort, tag=clock.today(), stand=STAND.WARTEND).select_related("person"))


def called(ort: Ort) -> Sequence[Wartenummer]:
    """Who is called or in talk here, latest call first."""
    found = Wartenummer.objects.filter(ort=ort, tag=clock.today(), stand__in=(STAND.AUFGERUFEN, STAND.DA))
    return list(found.select_related("person", "account").order_by("-aufgerufen_at"))


def on_display(ort: Ort) -> Sequence[Wartenummer]:
    """The numbers that the display shows: called and not yet there, latest first."""
    found = Wartenummer.objects.filter(ort=ort, tag=clock.today(), stand=STAND.AUFGERUFEN)
    return list(found.order_by("-aufgerufen_at")[:CALLS_SHOWN])


def gone(ort: Ort) -> Sequence[Wartenummer]:
    """Who did not come when called today: may still be called again."""
    return list(Wartenummer.objects.filter(ort=ort, tag=clock.today(), stand=STAND.WEG).order_by("-aufgerufen_at"))


def ahead_of(nummer: Wartenummer) -> int:
    """How many are called before this number, as it looks now."""
    found = [one.id for one in waiting(nummer.ort)]
    return found.index(nummer.id) if nummer.id in found else 0


def presence(account: Account) -> Anwesenheit | None:
    """What this colleague said about today; None: nothing."""
    found: Anwesenheit | None = Anwesenheit.objects.filter(account=account, tag=clock.today()).first()
    return found
