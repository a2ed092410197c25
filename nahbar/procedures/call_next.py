"""Call the next number to a desk, call again, and say how it went (A04)."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.appointments import tickets_actions as tickets
from nahbar.domain.appointments.errors import NotAllowed
from nahbar.domain.appointments.models import Ort
from nahbar.domain.appointments.tickets import Wartenummer
from nahbar.domain.appointments.tickets_policies import can_serve
from nahbar.platform.accounts.roles import Actor


def _require(acting: Actor) -> None:
    if not can_serve(acting):
        raise NotAllowed


@transaction.atomic
def call_next(*, acting: Actor, ort: Ort, platz: str) -> Wartenummer | None:
    """The next number, now called to this desk; None if nobody waits. Raises NotAllowed, DeskMissing, StillCalled."""
    _require(acting)
    return tickets.call_next(acting=acting, ort=ort, platz=platz)


@transaction.atomic
def call_again(*, acting: Actor, nummer: Wartenummer, platz: str) -> Wartenummer:
    """Call a number again; raises NotAllowed, TicketMoved, DeskMissing."""
    _require(acting)
    return tickets.recall(acting=acting, nummer=nummer, platz=platz)


@transaction.atomic
def move_ticket(*, acting: Actor, nummer: Wartenummer, stand: str) -> Wartenummer:
    """The person is there, is finished, did not come, or waits again; raises NotAllowed, TicketMoved."""
    _require(acting)
    return tickets.move(acting=acting, nummer=nummer, stand=stand)
