"""Drawing and calling numbers; a colleague says whether she is there."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import connection, transaction

from nahbar.domain.appointments.models import Ort
from nahbar.domain.appointments.tickets import Anwesenheit, Wartenummer
from nahbar.domain.appointments.tickets_errors import DeskMissing, StillCalled, TicketMoved
from nahbar.domain.people.models import Person
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.ids import uuid7
from nahbar.platform.tenancy.scope import current_traeger_id

STAND = Wartenummer.Stand
PREFIX = "W"
STEPS: dict[str, tuple[str, ...]] = {
    STAND.DA: (STAND.AUFGERUFEN, STAND.WARTEND),
    STAND.FERTIG: (STAND.DA, STAND.AUFGERUFEN),
    STAND.WEG: (STAND.AUFGERUFEN, STAND.WARTEND),
    STAND.WARTEND: (STAND.WEG, STAND.AUFGERUFEN),
}
"""From which states a number may come to a state."""


def _next_number(ort: Ort, tag: date) -> int:
    """The next number of this place and day, held until the transaction ends: no gap, none twice."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into appointments_wartezaehler (id, traeger_id, ort_id, tag, letzte) values (%s, %s, %s, %s, 1)"
            " on conflict (ort_id, tag) do update set letzte = appointments_wartezaehler.letzte + 1 returning letzte",
            [uuid7(), current_traeger_id(), ort.id, tag],
        )
        return int(cursor.fetchone()[0])


@transaction.atomic
def draw(
    *,
    acting: Actor,
    ort: Ort,
    schluessel: UUID,
    anliegen: str = Wartenummer.Anliegen.SONST,
    vorrang: int = Wartenummer.Vorrang.NORMAL,
    person: Person | None = None,
) -> Wartenummer:
    """The next number of today at this place; the same key gives the same number again."""
    with connection.cursor() as cursor:  # the same press sent twice at once: one after the other
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 11))", [str(schluessel)])
    known: Wartenummer | None = Wartenummer.objects.filter(schluessel=schluessel).first()
    if known is not None:
        return known
    today = clock.today()
    nummer: Wartenummer = Wartenummer.objects.create(
        ort=ort,
        tag=today,
        nr=_next_number(ort, today),
        praefix=PREFIX,
        anliegen=Wartenummer.Anliegen(anliegen),
        vorrang=Wartenummer.Vorrang(vorrang),
        gezogen_at=clock.now(),
        person=person,
        schluessel=schluessel,
    )
    audit.record(
        "ticket_drawn", acting=acting, object_type="wartenummer", object_id=nummer.id,
        details={"vorrang": int(nummer.vorrang)},
    )  # fmt: skip
    return nummer


def _desk(platz: str) -> str:
    desk = " ".join(platz.split())[:40]
    if not desk:
        raise DeskMissing
    return desk


def _call(acting: Actor, nummer: Wartenummer, desk: str) -> Wartenummer:
    nummer.stand = STAND.AUFGERUFEN
    nummer.aufgerufen_at = clock.now()
    nummer.aufrufe += 1
    nummer.platz = desk
    nummer.account_id = acting.account_id
    nummer.save(update_fields=["stand", "aufgerufen_at", "aufrufe", "platz", "account"])
    audit.record(
        "ticket_called", acting=acting, object_type="wartenummer", object_id=nummer.id,
        details={"platz": desk, "mal": nummer.aufrufe},
    )  # fmt: skip
    return nummer


@transaction.atomic
def call_next(*, acting: Actor, ort: Ort, platz: str) -> Wartenummer | None:
    """Call the next of this place to this desk; None if nobody waits. Two desks at once never call the same number.

    Whoever sits there is finished with this. Raises DeskMissing, and StillCalled while somebody called has not come.
    """
    desk = _desk(platz)
    here = Wartenummer.objects.select_for_update().filter(ort=ort, tag=clock.today(), platz=desk)
    pending = here.filter(stand=STAND.AUFGERUFEN).first()
    if pending is not None:
        raise StillCalled(str(pending))
    for sitting in here.filter(stand=STAND.DA):
        move(acting=acting, nummer=sitting, stand=STAND.FERTIG)
    found: Wartenummer | None = (
        Wartenummer.objects.select_for_update(skip_locked=True)
        .filter(ort=ort, tag=clock.today(), stand=STAND.WARTEND)
        .first()
    )
    return _call(acting, found, desk) if found is not None else None


@transaction.atomic
def recall(*, acting: Actor, nummer: Wartenummer, platz: str) -> Wartenummer:
    """Call a number again, also one that had not come; raises TicketMoved, DeskMissing."""
    row: Wartenummer = Wartenummer.objects.select_for_update().get(id=nummer.id)
    if row.stand not in (STAND.AUFGERUFEN, STAND.WEG):
        raise TicketMoved(str(row), row.get_stand_display())
    return _call(acting, row, _desk(platz))


@transaction.atomic
def move(*, acting: Actor, nummer: Wartenummer, stand: str) -> Wartenummer:
    """Bring a number to `da`, `fertig`, `weg`, or back to `wartend`; raises TicketMoved."""
    row: Wartenummer = Wartenummer.objects.select_for_update().get(id=nummer.id)
    wanted = STAND(stand)
    if row.stand not in STEPS.get(wanted, ()):
        raise TicketMoved(str(row), row.get_stand_display())
    row.stand = wanted
    if wanted is STAND.WARTEND:
        row.platz = ""
    if wanted in (STAND.FERTIG, STAND.WEG):
        row.fertig_at = clock.now()
    row.save(update_fields=["stand", "platz", "fertig_at"])
    audit.record(
        "ticket_moved", acting=acting, object_type="wartenummer", object_id=row.id, details={"stand": wanted.value}
    )
    return row


@transaction.atomic
def set_presence(*, acting: Actor, account: Account, da: bool, platz: str = "") -> Anwesenheit:
    """A colleague says whether she is in the house today, and where."""
    row, _ = Anwesenheit.objects.update_or_create(
        account=account, tag=clock.today(), defaults={"da": da, "platz": " ".join(platz.split())[:40] if da else ""}
    )
    audit.record("presence_set", acting=acting, object_type="account", object_id=account.id, details={"da": da})
    saved: Anwesenheit = row
    return saved
