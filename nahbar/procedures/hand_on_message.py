"""Hand a conversation on: take it over, give it to a colleague by name, or back to the office in general."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Aufgabe
from nahbar.domain.conversations import actions as conversations
from nahbar.domain.conversations.errors import GespraechUnknown, NotYourConversation
from nahbar.domain.conversations.models import Gespraech
from nahbar.domain.conversations.policies import can_answer
from nahbar.domain.conversations.queries import colleagues
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import Actor
from nahbar.procedures.conversation import ANSWER_TASK, ask_office


@transaction.atomic
def hand_on_message(*, acting: Actor, gespraech: Gespraech, to: UUID | None) -> Gespraech:
    """`to` is the account of who answers from now on (oneself: take over), None the office in general.

    The open task goes along. Raises NotYourConversation, GespraechUnknown for somebody who does not answer messages.
    """
    if not can_answer(acting):
        raise NotYourConversation
    owner = None if to is None else _answerer(acting, to)
    moved = conversations.set_owner(acting=acting, gespraech=gespraech, owner=owner)
    open_tasks = Aufgabe.objects.filter(vorgang=gespraech.vorgang, art=ANSWER_TASK, erledigt_at=None)
    if not open_tasks.exists():
        return moved
    if owner is None:
        casefile.finish_aufgaben(acting=acting, vorgang=gespraech.vorgang, art=ANSWER_TASK)
    ask_office(acting=acting, akte=gespraech.akte, vorgang=gespraech.vorgang, owner=owner)
    return moved


def _answerer(acting: Actor, account_id: UUID) -> Account:
    if account_id == acting.account_id:
        own: Account = Account.objects.get(id=account_id)
        return own
    found = next((account for account in colleagues(acting) if account.id == account_id), None)
    if found is None:
        raise GespraechUnknown
    return found
