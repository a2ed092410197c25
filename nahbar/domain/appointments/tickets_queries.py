"""Reading the queue: who waits, who is called, who of the house is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from nahbar.domain.appointments.models import Ort
from nahbar.domain.appointments.tickets import Anwesenheit, Wartenummer
from nahbar.domain.appointments.tickets_errors import TicketUnknown
from nahbar.domain.casefile.models import Akte, Aufgabe
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import Role

STAND = Wartenummer.Stand
ANLIEGEN = tuple((one.value, str(one.label)) for one in Wartenummer.Anliegen)
VORRANG = tuple((str(one.value), str(one.label)) for one in Wartenummer.Vorrang)
OPEN = (STAND.WARTEND, STAND.AUFGERUFEN, STAND.DA)
CALLS_SHOWN = 6


@dataclass(frozen=True)
class Responsible:
    """Somebody of the office who can help with a file: why, where, and whether she said that she is in today."""

    name: str
    why: str
    zimmer: str
    telefon: str
    da: bool | None
    """None: nothing was said about today."""
    platz: str


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


def responsible(akte: Akte) -> Sequence[Responsible]:
    """Who works on this file, by its open tasks; with nobody, the team leads (A04)."""
    found = [_responsible(account, why) for account, why in _in_charge(akte)]
    return list({one.name: one for one in found}.values())


def _in_charge(akte: Akte) -> Iterator[tuple[Account, str]]:
    owned = Aufgabe.objects.filter(akte=akte, erledigt_at=None, owner__isnull=False, owner__is_active=True)
    tasks = list(owned.select_related("owner"))
    for task in tasks:
        yield task.owner, "bearbeitet die Akte"
    if not tasks:
        staff = Account.objects.filter(kind=Account.Kind.STAFF, is_active=True).order_by("name")
        yield from ((one, "Teamleitung") for one in staff if Role.TEAMLEAD in one.role_set)


def _responsible(account: Account, why: str) -> Responsible:
    said = presence(account)
    return Responsible(
        name=account.name,
        why=why,
        zimmer=account.zimmer,
        telefon=account.telefon,
        da=said.da if said else None,
        platz=said.platz if said else "",
    )
