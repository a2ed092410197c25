"""Another account, step by step: told, confirmed, held for a day, proposed, released by a second person, or stopped.

Nothing of this moves money: payment orders ask for `Bankverbindung`, and only `release` writes one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from schwifty import IBAN
from schwifty.exceptions import SchwiftyException

from nahbar.domain.people.actions import set_bankverbindung
from nahbar.domain.people.errors import (
    KontoHeld,
    KontoOver,
    KontoReasonNeeded,
    KontoRole,
    KontoSecondPerson,
    KontoStoppedBefore,
    KontoUnknown,
    OutsideSepa,
    WrongIban,
)
from nahbar.domain.people.konto_models import Kontowechsel
from nahbar.domain.people.models import Person
from nahbar.domain.people.queries import current_bank
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.platform.audit import actions as audit
from nahbar.platform.ids import new_code, normal_code

HOLD = timedelta(hours=24)
AFTER_STOP = timedelta(days=30)
"""So long after a stop nobody changes the account in the portal, only the office."""
STOP_VALID = timedelta(days=90)
OPEN = (Kontowechsel.Stand.UNBESTAETIGT, Kontowechsel.Stand.WARTET, Kontowechsel.Stand.VORGESCHLAGEN)
HELD = (Kontowechsel.Stand.WARTET, Kontowechsel.Stand.VORGESCHLAGEN)


def usable_iban(iban: str) -> str:
    """In capitals without blanks; any country of the euro payments area. Raises WrongIban, OutsideSepa."""
    normal = "".join(iban.split()).upper()
    if not normal:
        return ""
    try:
        found = IBAN(normal)
    except SchwiftyException:
        raise WrongIban from None
    if not found.in_sepa_zone:
        raise OutsideSepa
    return normal


def open_change(person: Person) -> Kontowechsel | None:
    """The change of this person that is neither released nor over."""
    found: Kontowechsel | None = Kontowechsel.objects.filter(person=person, stand__in=OPEN).first()
    return found


def held_change(person: Person) -> Kontowechsel | None:
    """The change that waits for its day or for the office: a message about it has gone out."""
    found: Kontowechsel | None = Kontowechsel.objects.filter(person=person, stand__in=HELD).first()
    return found


def changes_of(person: Person) -> Sequence[Kontowechsel]:
    """All changes of a person, newest first."""
    return list(Kontowechsel.objects.filter(person=person).select_related("vorgeschlagen_by", "freigegeben_by"))


def change_by_id(change_id: UUID) -> Kontowechsel:
    """The change of this id; raises KontoUnknown."""
    found: Kontowechsel | None = Kontowechsel.objects.select_related("person").filter(id=change_id).first()
    if found is None:
        raise KontoUnknown
    return found


def change_by_code(code: str) -> Kontowechsel | None:
    """The change whose message carried this code, for 90 days; None if there is none."""
    normal = normal_code(code)
    since = clock.now() - STOP_VALID
    found: Kontowechsel | None = (
        Kontowechsel.objects.filter(stopp_code=normal, bestaetigt_at__gte=since).select_related("person").first()
        if normal
        else None
    )
    return found


def _locked(row: Kontowechsel, *stands: str) -> Kontowechsel:
    found: Kontowechsel = (
        Kontowechsel.objects.select_for_update(of=("self",)).select_related("person").get(id=row.id)
    )
    if found.stand not in stands:
        raise KontoOver(found.get_stand_display())
    return found


def _close(person: Person) -> None:
    Person.objects.select_for_update().get(id=person.id)  # two at once would be two open ones
    Kontowechsel.objects.filter(person=person, stand__in=OPEN).update(
        stand=Kontowechsel.Stand.ERSETZT, beendet_at=clock.now()
    )


@transaction.atomic
def ask(
    *, acting: Actor, person: Person, iban: str, kontoinhaber: str, anschrift: Sequence[str], herkunft: str
) -> Kontowechsel | None:
    """Keep the wish; nothing is paid there. The account of today: an open wish is dropped, and that is all.

    The same wish again is the one that is open. Raises WrongIban, OutsideSepa.
    """
    wanted = usable_iban(iban)
    holder = kontoinhaber[:140] if wanted else ""
    Person.objects.select_for_update().get(id=person.id)
    bank = current_bank(person, clock.today())
    known = (bank.iban, bank.kontoinhaber) if bank else None
    waiting = open_change(person)
    if known == (wanted, holder):
        if waiting is not None:
            _close(person)
            audit.record("konto_dropped", acting=acting, object_type="kontowechsel", object_id=waiting.id)
        return None
    if waiting is not None and (waiting.iban, waiting.kontoinhaber) == (wanted, holder):
        return waiting
    _close(person)
    row: Kontowechsel = Kontowechsel.objects.create(
        person=person,
        iban=wanted,
        kontoinhaber=holder,
        alte_iban=bank.iban if bank else "",
        alter_inhaber=bank.kontoinhaber if bank else "",
        alte_anschrift=list(anschrift),
        herkunft=herkunft,
        beantragt_at=clock.now(),
    )
    audit.record("konto_asked", acting=acting, object_type="kontowechsel", object_id=row.id)
    return row


def stopped_lately(person: Person) -> bool:
    """True if somebody said within the last 30 days that a change was not hers."""
    since = clock.now() - AFTER_STOP
    stopped = Kontowechsel.objects.filter(person=person, stand=Kontowechsel.Stand.GESTOPPT, beendet_at__gte=since)
    return bool(stopped.exists())


@transaction.atomic
def confirm(*, acting: Actor, change: Kontowechsel, nachweis: str) -> Kontowechsel:
    """The person was known again: from now on it is held for a day. Raises KontoOver, KontoStoppedBefore.

    After a stop only what the office took down itself goes on.
    """
    row = _locked(change, Kontowechsel.Stand.UNBESTAETIGT)
    if row.herkunft == Kontowechsel.Herkunft.PORTAL and stopped_lately(row.person):
        raise KontoStoppedBefore
    now = clock.now()
    code = new_code()
    while Kontowechsel.objects.filter(stopp_code=code).exists():
        code = new_code()
    row.stand, row.nachweis, row.bestaetigt_at = Kontowechsel.Stand.WARTET, nachweis[:60], now
    row.frei_ab, row.stopp_code = now + HOLD, code
    row.save(update_fields=["stand", "nachweis", "bestaetigt_at", "frei_ab", "stopp_code"])
    audit.record(
        "konto_confirmed", acting=acting, object_type="kontowechsel", object_id=row.id, details={"nachweis": nachweis}
    )
    return row


@transaction.atomic
def stop(*, acting: Actor, change: Kontowechsel) -> Kontowechsel:
    """It was not the person: the change is over at once. One that was released stays so, the office is told.

    Raises KontoOver for one that is over.
    """
    row = _locked(change, *OPEN, Kontowechsel.Stand.FREIGEGEBEN)
    if row.stand != Kontowechsel.Stand.FREIGEGEBEN:
        row.stand, row.beendet_at = Kontowechsel.Stand.GESTOPPT, clock.now()
        row.save(update_fields=["stand", "beendet_at"])
    audit.record("konto_stopped", acting=acting, object_type="kontowechsel", object_id=row.id)
    return row


def _decides(acting: Actor) -> UUID:
    if not acting.has(Role.LEISTUNG, Role.TEAMLEAD) or acting.account_id is None:
        raise KontoRole
    return acting.account_id


@transaction.atomic
def propose(*, acting: Actor, change: Kontowechsel, eilgrund: str = "") -> Kontowechsel:
    """The first of two of the office; within the day only with a reason. Raises KontoHeld, KontoReasonNeeded,
    KontoOver, KontoRole."""
    who = _decides(acting)
    row = _locked(change, Kontowechsel.Stand.WARTET)
    reason = " ".join(eilgrund.split())[:300]
    assert row.frei_ab is not None
    if clock.now() < row.frei_ab:
        if not reason:
            raise KontoHeld(row.frei_ab)
        if len(reason) < 10:
            raise KontoReasonNeeded
    row.stand, row.vorgeschlagen_by_id, row.vorgeschlagen_at = Kontowechsel.Stand.VORGESCHLAGEN, who, clock.now()
    row.eilgrund = reason
    row.save(update_fields=["stand", "vorgeschlagen_by", "vorgeschlagen_at", "eilgrund"])
    audit.record(
        "konto_proposed", acting=acting, object_type="kontowechsel", object_id=row.id, details={"eilig": bool(reason)}
    )
    return row


@transaction.atomic
def typed_in(*, acting: Actor, change: Kontowechsel, eilgrund: str = "") -> Kontowechsel:
    """Whoever typed it in from paper is the first of two: the second looks at it too. Raises KontoOver, KontoRole."""
    who = _decides(acting)
    row = _locked(change, Kontowechsel.Stand.WARTET)
    row.stand, row.vorgeschlagen_by_id, row.vorgeschlagen_at = Kontowechsel.Stand.VORGESCHLAGEN, who, clock.now()
    row.eilgrund = " ".join(eilgrund.split())[:300]
    if row.eilgrund and len(row.eilgrund) < 10:
        raise KontoReasonNeeded
    row.save(update_fields=["stand", "vorgeschlagen_by", "vorgeschlagen_at", "eilgrund"])
    audit.record(
        "konto_typed_in", acting=acting, object_type="kontowechsel", object_id=row.id,
        details={"eilig": bool(row.eilgrund)},
    )  # fmt: skip
    return row


@transaction.atomic
def release(*, acting: Actor, change: Kontowechsel) -> Kontowechsel:
    """The second of two: from today on payment orders take the new account.

    Raises KontoSecondPerson, KontoHeld (the day is not over and nobody gave a reason), KontoOver, KontoRole.
    """
    who = _decides(acting)
    row = _locked(change, Kontowechsel.Stand.VORGESCHLAGEN)
    if row.vorgeschlagen_by_id == who:
        raise KontoSecondPerson
    assert row.frei_ab is not None
    if clock.now() < row.frei_ab and not row.eilgrund:
        raise KontoHeld(row.frei_ab)
    row.stand, row.freigegeben_by_id, row.freigegeben_at = Kontowechsel.Stand.FREIGEGEBEN, who, clock.now()
    row.beendet_at = clock.now()
    row.save(update_fields=["stand", "freigegeben_by", "freigegeben_at", "beendet_at"])
    today: date = clock.today()
    set_bankverbindung(
        acting=acting, person=row.person, iban=row.iban, kontoinhaber=row.kontoinhaber, gilt_ab=today
    )
    audit.record("konto_released", acting=acting, object_type="kontowechsel", object_id=row.id)
    return row


@transaction.atomic
def refuse(*, acting: Actor, change: Kontowechsel, grund: str) -> Kontowechsel:
    """The office does not take it over. Raises KontoReasonNeeded, KontoOver, KontoRole."""
    _decides(acting)
    if len(grund.strip()) < 10:
        raise KontoReasonNeeded
    row = _locked(change, *OPEN)
    row.stand, row.beendet_at = Kontowechsel.Stand.ABGELEHNT, clock.now()
    row.save(update_fields=["stand", "beendet_at"])
    audit.record("konto_refused", acting=acting, object_type="kontowechsel", object_id=row.id)
    return row
