"""Set one's own presence of today: the counter can then say where somebody is (A04). Nobody sets another's."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.appointments import tickets_actions as tickets
from nahbar.domain.appointments.errors import NotAllowed
from nahbar.domain.appointments.tickets import Anwesenheit
from nahbar.domain.appointments.tickets_policies import can_serve
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import Actor


def own_account(actor: Actor) -> Account:
    """The account of whoever acts; raises NotAllowed for somebody without one."""
    found: Account | None = Account.objects.filter(id=actor.account_id).first()
    if found is None:
        raise NotAllowed
    return found


@transaction.atomic
def set_presence(*, acting: Actor, da: bool, platz: str = "") -> Anwesenheit:
    """In the house today, and where; raises NotAllowed."""
    if not can_serve(acting):
        raise NotAllowed
    return tickets.set_presence(acting=acting, account=own_account(acting), da=da, platz=platz)
