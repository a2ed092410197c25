"""From answers to the person who applies: name, address, town, where the money goes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from nahbar.domain.applications.folge import declared_before
from nahbar.domain.applications.models import Antrag
from nahbar.domain.people import actions as people
from nahbar.domain.people import konto, queries
from nahbar.domain.people.models import Person
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.tenancy.models import Gemeinde


def town_of(antrag: Antrag, answers: Mapping[str, Any]) -> Gemeinde | None:
    """The town of the address; else the one chosen when the day was secured."""
    found = queries.gemeinde_by_plz(str(answers.get("plz") or ""))
    if found is None:
        place = str(answers.get("ort") or answers.get("aufenthaltsort") or "").strip().casefold()
        found = next((g for g in queries.gemeinden() if g.name.casefold() == place), None)
    return found or antrag.gemeinde


def _fields(antrag: Antrag, answers: Mapping[str, Any]) -> dict[str, Any]:
    born = answers.get("geburtsdatum")
    pickup = answers.get("bescheid_weg") == "abholen"
    return {
        "vorname": str(answers.get("vorname") or ""),
        "nachname": str(answers.get("nachname") or ""),
        "geburtsdatum": date.fromisoformat(born) if born else None,
        "strasse": str(answers.get("strasse") or ""),
        "hausnummer": str(answers.get("hausnummer") or ""),
        "zusatz": "Abholung im Amt" if pickup else "",
        "plz": str(answers.get("plz") or ""),
        "ort": str(answers.get("ort") or answers.get("aufenthaltsort") or ""),
        "telefon": str(answers.get("telefon") or ""),
        "gemeinde": town_of(antrag, answers),
    }


def create_applicant(*, acting: Actor, antrag: Antrag) -> Person:
    """Write down the applicant as declared. Nobody is merged with a known person without a human eye.

    Where a released representative applies, the office has named the person before.
    """
    if antrag.person is not None:
        source = declared_before(antrag)
        update_applicant(acting=acting, antrag=antrag, before=source.antworten if source is not None else None)
        return antrag.person
    person = people.create_person(acting=acting, account=antrag.account, **_fields(antrag, antrag.antworten))
    set_bank(acting=acting, antrag=antrag, person=person)
    return person


def update_applicant(*, acting: Actor, antrag: Antrag, before: Mapping[str, Any] | None = None) -> None:
    """Bring name and address in line with corrected answers; another account is held first (U14).

    `before`: the answers that counted so far.
    """
    if antrag.person is not None:
        # before the address: the message about another account goes where letters have gone so far
        set_bank(acting=acting, antrag=antrag, person=antrag.person, before=before)
        people.update_person(acting=acting, person=antrag.person, **_fields(antrag, antrag.antworten))


BANK = ("konto", "iban", "kontoinhaber")


def set_bank(*, acting: Actor, antrag: Antrag, person: Person, before: Mapping[str, Any] | None = None) -> None:
    """Note where the money goes, if that was said and is new (§ 47 SGB I).

    Only the account of a first application counts at once; any other waits for the person, a day and two of the office.
    """
    answers = antrag.antworten
    if before is not None and all(before.get(key) == answers.get(key) for key in BANK):
        return  # not said anew: what the office took down meanwhile stays
    iban = str(answers.get("iban") or "") if answers.get("konto") else ""
    if answers.get("konto") and not iban:
        return  # an account whose IBAN is not known yet
    if answers.get("konto") is None:
        return
    holder = str(answers.get("kontoinhaber") or person) if iban else ""
    today = clock.today()
    if antrag.stamm_id is None and antrag.entschieden_at is None and queries.current_bank(person, today) is None:
        people.set_bankverbindung(acting=acting, person=person, iban=iban, kontoinhaber=holder, gilt_ab=today)
        return
    konto.ask(
        acting=acting, person=person, iban=iban, kontoinhaber=holder, anschrift=person.anschrift, herkunft="portal"
    )


def perhaps_known(person: Person) -> bool:
    """True if somebody of the same name and birth date is in the files already."""
    if person.geburtsdatum is None:
        return False
    same = queries.find_persons(person.geburtsdatum.isoformat())
    return any(other.id != person.id and other.search_key == person.search_key for other in same)
