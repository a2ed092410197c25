"""Draw a waiting number: at the counter for somebody who came, or by somebody at the terminal (A04)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from nahbar.domain.appointments import tickets_actions as tickets
from nahbar.domain.appointments.errors import NotAllowed
from nahbar.domain.appointments.models import Ort
from nahbar.domain.appointments.tickets import Wartenummer
from nahbar.domain.appointments.tickets_policies import can_serve
from nahbar.domain.people.models import Person
from nahbar.platform.accounts.roles import Actor

Vorrang = Wartenummer.Vorrang


@transaction.atomic
def draw_ticket(
    *,
    acting: Actor,
    ort: Ort,
    schluessel: UUID,
    anliegen: str = Wartenummer.Anliegen.SONST,
    vorrang: int = Vorrang.NORMAL,
    person: Person | None = None,
) -> Wartenummer:
    """The next number of the place; the same key gives the same one. Priority is given by the office alone.

    Raises NotAllowed.
    """
    if vorrang != Vorrang.NORMAL and not can_serve(acting):
        raise NotAllowed
    return tickets.draw(
        acting=acting, ort=ort, schluessel=schluessel, anliegen=anliegen, vorrang=vorrang, person=person
    )
