"""Issuing, blocking and reading cards."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from nahbar.domain.people.cards import Kartencode, Kundenkarte
from nahbar.domain.people.cards_codes import TOLERANCE, new_kennung, read_changing, read_printed, step_now
from nahbar.domain.people.cards_errors import ReasonUnknown
from nahbar.domain.people.cards_queries import REASONS, valid_card
from nahbar.domain.people.models import Person
from nahbar.platform import clock
from nahbar.platform.accounts import throttle
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.ids import new_code
from nahbar.platform.tenancy.scope import current_traeger_id

FORGET_AFTER = 20
"""Steps after which a used code may be forgotten: it is worth nothing any more."""


@dataclass(frozen=True)
class Look:
    """What came out of showing a card: the card that counts, or why none does.

    `problem`: empty, `unbekannt`, `abgelaufen`, `benutzt`, `gesperrt`, `jahr_fehlt`, `jahr_falsch`, `warten`.
    `karte` is set with `gesperrt` too: the front desk says since when.
    """

    karte: Kundenkarte | None
    problem: str = ""


@transaction.atomic
def issue(*, acting: Actor, person: Person) -> Kundenkarte:
    """The valid card of a person; a new one if there is none. Two at once give the same card."""
    Person.objects.select_for_update().get(id=person.id)
    known = valid_card(person)
    if known is not None:
        return known
    nummer = new_code()
    while Kundenkarte.objects.filter(nummer=nummer).exists():
        nummer = new_code()
    karte: Kundenkarte = Kundenkarte.objects.create(
        person=person, kennung=new_kennung(), nummer=nummer, issued_at=clock.now()
    )
    audit.record("card_issued", acting=acting, object_type="karte", object_id=karte.id)
    return karte


@transaction.atomic
def block(*, acting: Actor, karte: Kundenkarte, grund: str) -> Kundenkarte:
    """Block a card at once and for good; a second time changes nothing. Raises ReasonUnknown."""
    if grund not in REASONS:
        raise ReasonUnknown
    row: Kundenkarte = Kundenkarte.objects.select_for_update().get(id=karte.id)
    if row.blocked_at is None:
        row.blocked_at = clock.now()
        row.grund = grund
        row.save(update_fields=["blocked_at", "grund"])
        audit.record("card_blocked", acting=acting, object_type="karte", object_id=row.id, details={"grund": grund})
    return row


@transaction.atomic
def look(*, acting: Actor, text: str, stelle: str, geburtsjahr: int | None = None) -> Look:
    """Read what was shown at a place: a changing code once, a printed number with the birth year.

    A card says who somebody is; it opens no file. What was refused stays in the audit trail.
    """
    changing = read_changing(text)
    if changing is not None:
        karte: Kundenkarte | None = (
            Kundenkarte.objects.select_related("person").filter(kennung=changing.kennung).first()
        )
        if karte is None:
            return Look(None, "unbekannt")
        return _noted(acting, karte, stelle, _changing_problem(karte, changing.schritt, stelle))
    nummer = read_printed(text)
    if nummer is None:
        return Look(None, "unbekannt")
    return _printed(acting, nummer, stelle, geburtsjahr)


def _changing_problem(karte: Kundenkarte, schritt: int, stelle: str) -> str:
    if karte.blocked_at is not None:
        return "gesperrt"
    if abs(schritt - step_now()) > TOLERANCE:
        return "abgelaufen"
    Kartencode.objects.filter(karte=karte, schritt__lt=step_now() - FORGET_AFTER).delete()
    used = Kartencode(traeger_id=current_traeger_id(), karte=karte, stelle=stelle[:60], schritt=schritt)
    Kartencode.objects.bulk_create([used], ignore_conflicts=True)  # two at once: the database lets one through
    return "" if Kartencode.objects.filter(id=used.id).exists() else "benutzt"


def _printed(acting: Actor, nummer: str, stelle: str, geburtsjahr: int | None) -> Look:
    if geburtsjahr is None:
        return Look(None, "jahr_fehlt")  # before the card is looked up: nobody learns which numbers exist
    target = f"karte:{nummer}"
    if throttle.seconds_to_wait(target):
        return Look(None, "warten")
    karte: Kundenkarte | None = Kundenkarte.objects.select_related("person").filter(nummer=nummer).first()
    born = karte.person.geburtsdatum if karte else None
    if karte is None or born is None or born.year != geburtsjahr:
        throttle.note_failure(target)
        return Look(None, "jahr_falsch") if karte is None else _noted(acting, karte, stelle, "jahr_falsch", hide=True)
    throttle.note_success(target)
    return _noted(acting, karte, stelle, "gesperrt" if karte.blocked_at else "")


def _noted(acting: Actor, karte: Kundenkarte, stelle: str, problem: str, *, hide: bool = False) -> Look:
    audit.record(
        "card_refused" if problem else "card_read", acting=acting, object_type="karte", object_id=karte.id,
        details={"stelle": stelle[:60], "grund": problem},
    )  # fmt: skip
    return Look(None if hide or problem in {"abgelaufen", "benutzt"} else karte, problem)
