"""People who act for somebody else, as the tests of mandates need them."""

from __future__ import annotations

from datetime import date
from typing import Any

from nahbar.domain.applications.models import Antrag, Vertreter, Vertretung
from nahbar.domain.applications.queries import antrag_by_id
from nahbar.domain.applications.vertretung_queries import kandidaten, vertretung_by_id
from nahbar.domain.people.actions import update_person
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import ANONYMOUS, Actor
from nahbar.platform.accounts.session import actor_of_account
from nahbar.procedures.register_vertreter import register_vertreter
from nahbar.procedures.release_vertretung import Checked, release_vertretung
from nahbar.procedures.request_vertretung import Request, request_vertretung
from tests.platform.intake_samples import jpeg

PASSWORD = "drei-gelbe-birnen-lila"
BORN = date(1955, 3, 2)


def register(
    login: str = "lange", name: str = "Dr. Anton Lange", organisation: str = "Betreuungsbüro Lange"
) -> Vertreter:
    """A representative with a login."""
    return register_vertreter(
        acting=ANONYMOUS, login=login, password=PASSWORD, name=name, organisation=organisation,
        strasse="Marktstraße", hausnummer="4", plz="48599", ort="Gronau", telefon="02562 1234",
    )  # fmt: skip


def acting_as(vertreter: Vertreter) -> Actor:
    """The Actor of this moment: what it may do is read anew."""
    return actor_of_account(Account.objects.get(id=vertreter.account_id))


def asked(vertreter: Vertreter, **more: Any) -> Vertretung:
    """A request for Elfriede Schulte with a photographed Betreuerausweis."""
    values: dict[str, Any] = {
        "art": "betreuung", "vorname": "Elfriede", "nachname": "Schulte", "geburtsdatum": BORN,
        "aufgabenkreise": ("behoerden", "vermoegen"),
    }  # fmt: skip
    return request_vertretung(
        acting=acting_as(vertreter), vertreter=vertreter, request=Request(**values | more),
        filename="Betreuerausweis.jpg", data=jpeg(),
    )  # fmt: skip


def released(staff: Actor, vertretung: Vertretung, **more: Any) -> Vertretung:
    """Released by the office as it was asked, for the first person who fits."""
    row = vertretung_by_id(vertretung.id)
    values: dict[str, Any] = {
        "fuer": kandidaten(row)[0].key, "aufgabenkreise": row.aufgabenkreise,
        "einwilligungsvorbehalt": row.einwilligungsvorbehalt, "von": row.von, "bis": row.bis,
        "konflikt": row.konflikt, "nachweis_gesehen": True, "person_verglichen": True,
    }  # fmt: skip
    return release_vertretung(acting=staff, vertretung=row, checked=Checked(**values | more))


def born(antrag: Antrag, day: str) -> Antrag:
    """The same application by somebody of this age; what the questionnaire would ask as well does not matter here."""
    assert antrag.person is not None
    update_person(acting=ANONYMOUS, person=antrag.person, geburtsdatum=date.fromisoformat(day))
    return antrag_by_id(antrag.id)
