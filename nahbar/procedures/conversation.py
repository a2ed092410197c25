"""What the acts of a conversation share: who answers, until when, the one task, the one line in the file."""

from __future__ import annotations

from datetime import date, timedelta

from nahbar.domain.applications.models import Antrag
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Akte, Aufgabe, Vorgang
from nahbar.domain.casefile.queries import open_aufgaben
from nahbar.domain.conversations import actions as conversations
from nahbar.domain.conversations.models import Gespraech, Nachricht
from nahbar.domain.conversations.queries import gespraech_of
from nahbar.domain.mailroom.deadlines import seat
from nahbar.law.holidays import next_working_day
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import Actor, Role

ANSWER_TASK = "nachricht_beantworten"
ANSWER_WORKING_DAYS = 2
MACHINE_NAME = "Automatische Nachricht"
LINE = 300
"""How much of a message its line in the timeline shows; the whole stands in the transcript."""


def answer_expected(from_day: date | None = None) -> date:
    """The day by which an answer is to be expected: two working days after the message."""
    where, day = seat(), from_day or clock.today()
    for _ in range(ANSWER_WORKING_DAYS):
        day = next_working_day(day + timedelta(days=1), where.land, where.ags)
    return day


def my_caseworker(akte: Akte) -> Account | None:
    """Who answers this citizen in person: the owner of the thread, else of the open work on the case."""
    known = gespraech_of(akte)
    if known is not None and known.owner is not None:
        return known.owner
    owned = [task for task in open_aufgaben(akte) if task.owner is not None and task.pool == Role.LEISTUNG.value]
    owned.sort(key=lambda task: task.art != "antrag_pruefen")
    return owned[0].owner if owned else None


def ask_office(
    *, acting: Actor, akte: Akte, vorgang: Vorgang, owner: Account | None, titel: str = "", urgent: bool = False
) -> None:
    """Put the thread on the work list: one task, however many messages."""
    casefile.add_aufgabe(
        acting=acting,
        akte=akte,
        vorgang=vorgang,
        art=ANSWER_TASK,
        titel=titel or f"Nachricht beantworten: {akte.person}",
        frist=clock.today() if urgent else answer_expected(),
        pool=Role.LEISTUNG.value,
        dringlichkeit=Aufgabe.Dringlichkeit.DRINGEND if urgent else Aufgabe.Dringlichkeit.NORMAL,
        owner=owner,
    )


def note_in_file(*, acting: Actor, gespraech: Gespraech, nachricht: Nachricht) -> None:
    """One line in the timeline for one message."""
    words = " ".join(nachricht.text.split())
    short = words if len(words) <= LINE else f"{words[: LINE - 1]}…"
    who = "an das Amt" if nachricht.von == Nachricht.Von.BUERGER else f"von {nachricht.absender}"
    casefile.add_eintrag(
        acting=acting, akte=gespraech.akte, vorgang=gespraech.vorgang, art="nachricht", text=f"Nachricht {who}: {short}"
    )


def machine_says(*, acting: Actor, gespraech: Gespraech, art: str, text: str, key: str = "") -> None:
    """A line of the programme in the thread, for both sides."""
    conversations.post(
        acting=acting,
        gespraech=gespraech,
        von=Nachricht.Von.PROGRAMM,
        absender=MACHINE_NAME,
        content=conversations.Content(text=text, art=art),
        key=key,
    )


def filed(antrag: Antrag) -> tuple[Akte, Vorgang] | None:
    """File and matter of an application that was sent."""
    if antrag.akte is None or antrag.vorgang is None:
        return None
    return antrag.akte, antrag.vorgang
