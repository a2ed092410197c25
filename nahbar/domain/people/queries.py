"""Finding persons and what is known about them on a day."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

from nahbar.domain.people.errors import PersonUnknown
from nahbar.domain.people.models import Bankverbindung, Person
from nahbar.domain.people.names import search_key
from nahbar.platform.tenancy.models import Gemeinde

_DAY = re.compile(r"^\s*(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})\s*$")


def person_by_id(person_id: UUID) -> Person:
    """The person of this id; raises PersonUnknown."""
    person: Person | None = Person.objects.filter(id=person_id).first()
    if person is None:
        raise PersonUnknown
    return person


def parse_birthday(text: str) -> date | None:
    """The day in `14.5.1995` or `1995-05-14`; None if the text is no day."""
    try:
        if match := _DAY.match(text):
            return date(int(match[3]), int(match[2]), int(match[1]))
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def find_persons(text: str, limit: int = 50) -> list[Person]:
    """Persons by parts of their names in any order (ä = ae = a), or by date of birth."""
    day = parse_birthday(text)
    if day is not None:
        return list(Person.objects.filter(geburtsdatum=day)[:limit])
    parts = search_key(text).split()
    if not parts:
        return []
    found = Person.objects.all()
    for part in parts:
        found = found.filter(search_key__contains=part)
    return list(found[:limit])


def current_bank(person: Person, day: date) -> Bankverbindung | None:
    """Where this person's money goes on this day; None if nothing was said (§ 47 SGB I)."""
    found: Bankverbindung | None = Bankverbindung.objects.filter(person=person, gilt_ab__lte=day).first()
    return found


def gemeinden() -> list[Gemeinde]:
    """The towns of the Träger, by name."""
    return list(Gemeinde.objects.all())


def gemeinde_by_ags(ags: str) -> Gemeinde | None:
    """The town of this Amtlicher Gemeindeschlüssel."""
    found: Gemeinde | None = Gemeinde.objects.filter(ags=ags).first()
    return found


def gemeinde_by_plz(plz: str) -> Gemeinde | None:
    """The town of this postcode; None if it is unknown or shared by several towns."""
    found = [g for g in Gemeinde.objects.all() if plz in g.plz]
    return found[0] if len(found) == 1 else None
