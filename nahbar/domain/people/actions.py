"""Writing down persons and where their money goes."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from schwifty import IBAN
from schwifty.exceptions import SchwiftyException

from nahbar.domain.people.errors import WrongIban
from nahbar.domain.people.models import Bankverbindung, Person
from nahbar.domain.people.names import search_key, sort_key
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.tenancy.models import Gemeinde


@transaction.atomic
def create_person(
    *,
    acting: Actor,
    vorname: str,
    nachname: str,
    geburtsdatum: date | None = None,
    strasse: str = "",
    hausnummer: str = "",
    zusatz: str = "",
    plz: str = "",
    ort: str = "",
    telefon: str = "",
    gemeinde: Gemeinde | None = None,
    account: Account | None = None,
) -> Person:
    """Write down a person; names keep every letter as they were given."""
    person: Person = Person.objects.create(
        vorname=vorname,
        nachname=nachname,
        geburtsdatum=geburtsdatum,
        strasse=strasse,
        hausnummer=hausnummer,
        zusatz=zusatz,
        plz=plz,
        ort=ort,
        telefon=telefon,
        gemeinde=gemeinde,
        account=account,
        sort_key=sort_key(vorname, nachname),
        search_key=search_key(f"{vorname} {nachname}"),
        created_at=clock.now(),
    )
    audit.record("person_created", acting=acting, object_type="person", object_id=person.id)
    return person


@transaction.atomic
def update_person(*, acting: Actor, person: Person, **changes: str | date | Gemeinde | Account | None) -> Person:
    """Change name, address, telephone, town or login of a person; the trail names the fields, not their values."""
    changed = sorted(key for key, value in changes.items() if getattr(person, key) != value)
    if not changed:
        return person
    for key in changed:
        setattr(person, key, changes[key])
    person.sort_key = sort_key(person.vorname, person.nachname)
    person.search_key = search_key(f"{person.vorname} {person.nachname}")
    person.save()
    audit.record(
        "person_changed",
        acting=acting,
        object_type="person",
        object_id=person.id,
        details={"felder": ", ".join(changed)},
    )
    return person


@transaction.atomic
def set_bankverbindung(*, acting: Actor, person: Person, iban: str, kontoinhaber: str, gilt_ab: date) -> Bankverbindung:
    """Where money goes from this day on; an empty IBAN: paid out without an account (§ 47 Abs. 1 S. 2 SGB I).

    Earlier details stay. Raises WrongIban.
    """
    normal = "".join(iban.split()).upper()
    if normal:
        try:
            IBAN(normal)
        except SchwiftyException:
            raise WrongIban from None
    bank: Bankverbindung = Bankverbindung.objects.create(
        person=person, iban=normal, kontoinhaber=kontoinhaber, gilt_ab=gilt_ab, created_at=clock.now()
    )
    audit.record(
        "bank_set", acting=acting, object_type="person", object_id=person.id, details={"mit_konto": bool(normal)}
    )
    return bank
