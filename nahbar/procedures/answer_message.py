"""Answer a message: the office writes, the waiting ends, and the citizen is told that there is news."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.applications.errors import NotSubmitted
from nahbar.domain.applications.queries import antraege_of_akte
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Akte
from nahbar.domain.conversations import actions as conversations
from nahbar.domain.conversations.errors import NotYourConversation
from nahbar.domain.conversations.models import Gespraech, Nachricht
from nahbar.domain.conversations.policies import can_answer
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import Actor
from nahbar.procedures.conversation import ANSWER_TASK, note_in_file
from nahbar.procedures.tell_citizen import tell_citizen


@transaction.atomic
def answer_message(
    *, acting: Actor, gespraech: Gespraech, content: conversations.Content, key: str = ""
) -> conversations.Posted:
    """Say it in the thread; whoever answers first is from now on the one who answers.

    Raises NotYourConversation, MessageEmpty, MessageTooLong.
    """
    if not can_answer(acting):
        raise NotYourConversation
    account = Account.objects.get(id=acting.account_id)
    posted = conversations.post(
        acting=acting,
        gespraech=gespraech,
        von=Nachricht.Von.AMT,
        absender=account.name,
        content=content,
        key=key,
    )
    if not posted.new:
        return posted
    conversations.mark_read(acting=acting, gespraech=gespraech, by_citizen=False)
    if gespraech.owner_id is None:
        conversations.set_owner(acting=acting, gespraech=gespraech, owner=account)
    casefile.finish_aufgaben(acting=acting, vorgang=gespraech.vorgang, art=ANSWER_TASK)
    note_in_file(acting=acting, gespraech=gespraech, nachricht=posted.nachricht)
    tell_citizen(acting=acting, akte=gespraech.akte, anlass="nachricht")
    return posted


@transaction.atomic
def settle_message(*, acting: Actor, gespraech: Gespraech) -> None:
    """Nothing is left to answer: off the work list, the messages stay. Raises NotYourConversation."""
    if not can_answer(acting):
        raise NotYourConversation
    conversations.mark_read(acting=acting, gespraech=gespraech, by_citizen=False)
    conversations.close_waiting(acting=acting, gespraech=gespraech)
    casefile.finish_aufgaben(acting=acting, vorgang=gespraech.vorgang, art=ANSWER_TASK)


@transaction.atomic
def begin_conversation(*, acting: Actor, akte: Akte) -> Gespraech:
    """Open the thread of a file before anybody wrote. Raises NotYourConversation, NotSubmitted."""
    if not can_answer(acting):
        raise NotYourConversation
    antrag = next((one for one in antraege_of_akte(akte) if one.vorgang is not None), None)
    if antrag is None or antrag.vorgang is None:
        raise NotSubmitted
    return conversations.open_gespraech(acting=acting, akte=akte, vorgang=antrag.vorgang)
