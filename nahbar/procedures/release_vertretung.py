"""Decide on a request to act for somebody: the office compares proof and person, then releases or refuses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from nahbar.domain.applications import queries
from nahbar.domain.applications import vertretung_actions as mandates
from nahbar.domain.applications.models import Antrag, Vertretung
from nahbar.domain.applications.vertretung_errors import NotAllowedHere, PersonMissing, ProofMissing
from nahbar.domain.applications.vertretung_queries import kandidaten, vertretung_by_id
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.people import actions as people
from nahbar.domain.people.models import Person
from nahbar.domain.people.queries import person_by_id
from nahbar.platform.accounts.roles import Actor, Role

PROVEN = ("betreuung", "vollmacht", "eltern")
"""Kinds of mandate that need a proof (§ 13 Abs. 1 S. 3 SGB X; the Betreuerausweis is § 290 FamFG, secondary)."""


@dataclass(frozen=True)
class Checked:
    """What the office read off the proof, and for whom it counts (`Kandidat.key`)."""

    fuer: str
    aufgabenkreise: Iterable[str]
    einwilligungsvorbehalt: bool
    von: date
    bis: date | None
    konflikt: str
    nachweis_gesehen: bool
    person_verglichen: bool


@transaction.atomic
def release_vertretung(*, acting: Actor, vertretung: Vertretung, checked: Checked) -> Vertretung:
    """Release: from now to its last day the representative may do what the scope carries.

    Raises NotAllowedHere, ProofMissing, PersonMissing, ScopeMissing, VertretungDecided.
    """
    _may_decide(acting)
    if not (checked.nachweis_gesehen and checked.person_verglichen):
        raise ProofMissing
    if vertretung.art in PROVEN and vertretung.nachweis_id is None:
        raise ProofMissing
    person = _person(acting, vertretung, checked.fuer)
    row = mandates.release(
        acting=acting,
        vertretung=vertretung,
        person=person,
        aufgabenkreise=checked.aufgabenkreise,
        einwilligungsvorbehalt=checked.einwilligungsvorbehalt,
        von=checked.von,
        bis=checked.bis,
        konflikt=checked.konflikt,
    )
    fresh = vertretung_by_id(row.id)
    until = f" bis {fresh.bis:%d.%m.%Y}" if fresh.bis else ""
    for antrag in _filed(person):
        casefile.add_eintrag(
            acting=acting,
            akte=antrag.akte,  # type: ignore[arg-type]  # _filed gives those with a file
            vorgang=antrag.vorgang,
            art="vertretung_frei",
            text=f"{fresh.get_art_display()}: {fresh.vertreter} handelt ab {fresh.von:%d.%m.%Y}{until}.",
        )
    return fresh


@transaction.atomic
def refuse_vertretung(*, acting: Actor, vertretung: Vertretung, grund: str) -> Vertretung:
    """Refuse a request; the representative reads the reason. Raises NotAllowedHere, ReasonNeeded, VertretungDecided."""
    _may_decide(acting)
    return mandates.refuse(acting=acting, vertretung=vertretung, grund=grund)


def _may_decide(acting: Actor) -> None:
    if not acting.has(Role.LEISTUNG, Role.TEAMLEAD):
        raise NotAllowedHere


def _person(acting: Actor, vertretung: Vertretung, key: str) -> Person:
    if key not in {one.key for one in kandidaten(vertretung)}:
        raise PersonMissing
    kind, _, value = key.partition(":")
    if kind == "p":
        return person_by_id(UUID(value))
    person = people.create_person(
        acting=acting,
        vorname=vertretung.vorname,
        nachname=vertretung.nachname,
        geburtsdatum=vertretung.geburtsdatum,
    )
    if kind == "a":
        mandates.set_person(acting=acting, antrag=queries.antrag_by_id(UUID(value)), person=person)
    return person


def _filed(person: Person) -> list[Antrag]:
    """The newest application of each file of this person."""
    newest: dict[UUID, Antrag] = {}
    rows = Antrag.objects.filter(person=person, akte__isnull=False).select_related("akte", "vorgang")
    for antrag in rows.order_by("gesichert_at"):
        assert antrag.akte_id is not None
        newest[antrag.akte_id] = antrag
    return list(newest.values())
