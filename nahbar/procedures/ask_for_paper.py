"""Ask for a paper in the thread: a sentence to a named paper of the application, answered with a photo right there."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications.models import Antrag, Nachweis
from nahbar.domain.applications.queries import nachweis_by_key
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.conversations.actions import Content, Posted
from nahbar.domain.conversations.errors import DayPassed, NotYourConversation
from nahbar.domain.conversations.models import Gespraech, Nachricht
from nahbar.domain.decisions.policies import can_decide
from nahbar.domain.mailroom.deadlines import seat
from nahbar.law.holidays import next_working_day
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.procedures.answer_message import answer_message
from nahbar.procedures.request_evidence import DEADLINE_TASK


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
        _watch(acting, antrag, bis)
    elif row.stand == Nachweis.Stand.ENTFAELLT:
        applications.set_nachweis(acting=acting, nachweis=row, stand=Nachweis.Stand.FEHLT)
    return posted


def _watch(acting: Actor, antrag: Antrag, bis: date) -> None:
    assert antrag.akte is not None and antrag.vorgang is not None
    where = seat()
    task = casefile.add_aufgabe(
        acting=acting,
        akte=antrag.akte,
        vorgang=antrag.vorgang,
        art=DEADLINE_TASK,
        titel="Frist für Unterlagen ist abgelaufen: prüfen, was da ist",
        frist=next_working_day(bis + timedelta(days=1), where.land, where.ags),
        pool=Role.LEISTUNG.value,
    )
    casefile.postpone_aufgabe(acting=acting, aufgabe=task, until=bis + timedelta(days=1))
