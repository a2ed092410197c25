"""Ask for a paper in the thread: a sentence to a named paper of the application, answered with a photo right there."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications.models import Antrag, Nachweis
from nahbar.domain.applications.queries import nachweis_by_key
from nahbar.domain.conversations.actions import Content, Posted
from nahbar.domain.conversations.errors import DayPassed, NotYourConversation
from nahbar.domain.conversations.models import Gespraech, Nachricht
from nahbar.domain.decisions.policies import can_decide
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.procedures.answer_message import answer_message
from nahbar.procedures.request_evidence import watch_deadline


def canned(nachweis: Nachweis) -> str:
    """The sentence to begin with: which paper, and why."""
    return f"Bitte senden Sie uns: {nachweis.titel}. {nachweis.grund}".strip()


@transaction.atomic
def ask_for_paper(
    *,
    acting: Actor,
    gespraech: Gespraech,
    antrag: Antrag,
    nachweis_key: str,
    text: str = "",
    bis: date | None = None,
    key: str = "",
) -> Posted:
    """Ask in the thread; with a day the paper is due on it, but consequences need a letter (§ 66 Abs. 3 SGB I).

    Raises NotYourConversation, AntragUnknown for a paper that the application does not know, DayPassed.
    """
    if not can_decide(acting):
        raise NotYourConversation
    if bis is not None and bis < clock.today():
        raise DayPassed
    row = nachweis_by_key(antrag, nachweis_key)
    posted = answer_message(
        acting=acting,
        gespraech=gespraech,
        content=Content(
            text=text.strip() or canned(row),
            art=Nachricht.Art.BITTE,
            vorgang=antrag.vorgang,
            unterlage=row.key,
            unterlage_titel=row.titel,
            bis=bis or row.angefordert_bis,
        ),
        key=key,
    )
    if not posted.new:
        return posted
    if bis is not None:
        applications.ask_for(
            acting=acting, antrag=antrag, key=row.key, titel=row.titel, grund=row.grund, norm=row.norm, bis=bis
        )
        watch_deadline(acting, antrag, bis)
    elif row.stand == Nachweis.Stand.ENTFAELLT:
        applications.set_nachweis(acting=acting, nachweis=row, stand=Nachweis.Stand.FEHLT)
    return posted
