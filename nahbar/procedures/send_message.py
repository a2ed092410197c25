"""Send a message: a citizen writes to the office in general, or to the own caseworker; it is part of the file."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from nahbar.domain.applications.errors import AntragUnknown, NotSubmitted
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.policies import speaks_for
from nahbar.domain.conversations import actions as conversations
from nahbar.domain.conversations.models import Gespraech, Nachricht
from nahbar.domain.conversations.policies import sounds_like_objection
from nahbar.platform import clock
from nahbar.platform.accounts.roles import MACHINE, Actor
from nahbar.procedures.conversation import ask_office, filed, machine_says, my_caseworker, note_in_file

OFFICE, PERSON = "amt", "person"
OBJECTION = (
    "Sie schreiben davon, dass Sie nicht einverstanden sind. Eine Nachricht ersetzt keinen Widerspruch: Er braucht "
    "eine bestimmte Form und hat eine Frist. Ihre Nachricht ist gespeichert und wir melden uns. Den sicheren Weg "
    "finden Sie unter »Ich bin nicht einverstanden«."
)


@transaction.atomic
def send_message(*, acting: Actor, antrag: Antrag, text: str, to: str = OFFICE, key: str = "") -> conversations.Posted:
    """Keep the words with their time, put the thread on the work list and say so in the file, each once.

    `to`: `amt` (whoever is free answers) or `person` (the own caseworker). `key` is the form's: sent twice it is one
    message. Raises AntragUnknown, NotSubmitted, MessageEmpty, MessageTooLong, TooManyMessages.
    """
    if not speaks_for(acting, antrag):
        raise AntragUnknown
    place = filed(antrag)
    if place is None:
        raise NotSubmitted
    akte, vorgang = place
    caseworker = my_caseworker(akte)
    gespraech = conversations.open_gespraech(acting=acting, akte=akte, vorgang=vorgang)
    conversations.slow_down(gespraech, antrag.traeger.telefon)
    posted = conversations.post(
        acting=acting,
        gespraech=gespraech,
        von=Nachricht.Von.BUERGER,
        absender=str(akte.person),
        content=conversations.Content(text=text),
        key=key,
    )
    if not posted.new:
        return posted
    owner = caseworker if to == PERSON else None
    conversations.set_owner(acting=acting, gespraech=gespraech, owner=owner)
    objection = sounds_like_objection(posted.nachricht.text)
    ask_office(
        acting=acting,
        akte=akte,
        vorgang=gespraech.vorgang,
        owner=owner,
        titel=f"Nachricht über einen Widerspruch: {akte.person}" if objection else "",
        urgent=objection,
    )
    note_in_file(acting=acting, gespraech=gespraech, nachricht=posted.nachricht)
    if objection and not _told_lately(gespraech):
        machine_says(acting=MACHINE, gespraech=gespraech, art=Nachricht.Art.WIDERSPRUCH, text=OBJECTION)
    return posted


def _told_lately(gespraech: Gespraech) -> bool:
    since = clock.now() - timedelta(days=1)
    told = Nachricht.objects.filter(gespraech=gespraech, art=Nachricht.Art.WIDERSPRUCH, at__gt=since)
    return bool(told.exists())
