"""Hiding an address: set at once, looked at, lifted by two people; the trail never holds the address (U11)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from nahbar.domain.people.errors import NothingProtected, ProtectedReasonMissing, SamePersonLifts
from nahbar.domain.people.models import Adressschutz, Person
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit


def protection_of(person_id: UUID) -> Adressschutz | None:
    """The protection in force; None: the address is shown."""
    found: Adressschutz | None = (
        Adressschutz.objects.select_related("person", "geprueft_by", "aufhebung_by")
        .filter(person_id=person_id, beendet_at=None)
        .first()
    )
    return found


def protections_of(person_id: UUID) -> Sequence[Adressschutz]:
    """Every protection, newest first."""
    return list(Adressschutz.objects.filter(person_id=person_id).select_related("aufhebung_by", "beendet_by"))


def _without(text: str, person: Person) -> str:
    """The reason without the address, should somebody have typed it."""
    for part in (f"{person.strasse} {person.hausnummer}".strip(), person.strasse, person.plz, person.ort):
        if len(part) > 2:
            text = text.replace(part, "…")
    return " ".join(text.split())[:300]


@transaction.atomic
def protect(*, acting: Actor, person: Person, grund: str, zustellung: Sequence[str] = ()) -> Adressschutz:
    """Hide the address from now on; asked again only the address for letters is new. No proof is asked for."""
    row: Person = Person.objects.select_for_update(of=("self",)).get(id=person.id)
    row.anschrift_geheim, row.zustellung = True, [line.strip()[:80] for line in zustellung if line.strip()][:4]
    row.save(update_fields=["anschrift_geheim", "zustellung"])
    person.anschrift_geheim, person.zustellung = row.anschrift_geheim, row.zustellung
    known = protection_of(row.id)
    if known is None:
        known = Adressschutz.objects.create(
            person=row, grund=_without(grund, row), gesetzt_at=clock.now(), gesetzt_von=acting.role_label[:80]
        )
    audit.record(
        "address_protected", acting=acting, object_type="person", object_id=row.id,
        details={"eigene_zustellung": bool(row.zustellung)},
    )  # fmt: skip
    return known


def _current(person: Person) -> Adressschutz:
    row: Adressschutz | None = (
        Adressschutz.objects.select_for_update(of=("self",)).filter(person=person, beendet_at=None).first()
    )
    if row is None:
        raise NothingProtected
    return row


@transaction.atomic
def note_checked(*, acting: Actor, person: Person) -> Adressschutz:
    """Somebody of the office has looked at it and it stays. Raises NothingProtected."""
    row = _current(person)
    row.geprueft_at, row.geprueft_by_id = clock.now(), acting.account_id
    row.aufhebung_at, row.aufhebung_by, row.aufhebung_grund = None, None, ""
    row.save()
    audit.record("address_protection_checked", acting=acting, object_type="person", object_id=row.person_id)
    return row


@transaction.atomic
def propose_lifting(*, acting: Actor, person: Person, grund: str) -> Adressschutz:
    """The first of two: why the address may be shown again. Raises NothingProtected, ProtectedReasonMissing."""
    if len(grund.strip()) < 10:
        raise ProtectedReasonMissing
    row = _current(person)
    row.aufhebung_at, row.aufhebung_by_id = clock.now(), acting.account_id
    row.aufhebung_grund = _without(grund, person)
    row.save()
    audit.record("address_lifting_proposed", acting=acting, object_type="person", object_id=row.person_id)
    return row


@transaction.atomic
def lift(*, acting: Actor, person: Person) -> Adressschutz:
    """The second of two: the address is shown again. Raises NothingProtected, SamePersonLifts."""
    row = _current(person)
    if row.aufhebung_by_id is None or row.aufhebung_by_id == acting.account_id or acting.account_id is None:
        raise SamePersonLifts
    row.beendet_at, row.beendet_by_id = clock.now(), acting.account_id
    row.save()
    Person.objects.filter(id=row.person_id).update(anschrift_geheim=False, zustellung=[])
    person.anschrift_geheim, person.zustellung = False, []
    audit.record("address_protection_lifted", acting=acting, object_type="person", object_id=row.person_id)
    return row
