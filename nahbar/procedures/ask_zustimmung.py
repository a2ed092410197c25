"""Ask for the consent that an act of the person needs: the act is kept, the representative asked, the office told.

Einwilligungsvorbehalt: § 1825 BGB with § 11 Abs. 2 SGB X. Withdrawal by somebody of 15 to 17: § 36 Abs. 2 S. 2 SGB I.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from nahbar.domain.applications import vertretung_actions as mandates
from nahbar.domain.applications import vertretung_queries as queries
from nahbar.domain.applications.models import Antrag, Vertretung, Zustimmung
from nahbar.domain.applications.policies import is_own_antrag
from nahbar.domain.casefile import actions as casefile
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor, Role

ANSWER_WITHIN = timedelta(days=14)
TASK = "zustimmung_offen"
FULL_AGE = 18


@transaction.atomic
def ask_zustimmung(*, acting: Actor, antrag: Antrag, handlung: str) -> list[Zustimmung]:
    """The consents that this act of the person waits for; empty if it needs none, or if somebody else acts.

    An application counts from its day whatever the answer is: only a withdrawal waits for it.
    """
    if not is_own_antrag(acting, antrag):
        return []
    asked = [
        mandates.ask_consent(acting=acting, antrag=antrag, vertretung=who, handlung=handlung)
        for who in _whom(antrag, handlung)
    ]
    if asked and antrag.akte is not None and antrag.vorgang is not None:
        what = Zustimmung.Handlung(handlung).label
        casefile.add_eintrag(
            acting=acting,
            akte=antrag.akte,
            vorgang=antrag.vorgang,
            art=TASK,
            text=f"Die antragstellende Person {what}. Das braucht eine Zustimmung; sie ist erfragt.",
        )
        casefile.add_aufgabe(
            acting=acting,
            akte=antrag.akte,
            vorgang=antrag.vorgang,
            art=TASK,
            titel="Zustimmung der Vertretung abwarten",
            frist=clock.today() + ANSWER_WITHIN,
            pool=Role.LEISTUNG.value,
        )
    return asked


def _whom(antrag: Antrag, handlung: str) -> list[Vertretung | None]:
    givers: list[Vertretung | None] = list(queries.consent_givers(antrag))
    if handlung == Zustimmung.Handlung.RUECKNAHME and is_minor(antrag, clock.today()):
        parents = [row for row in queries.active(antrag) if row.art == Vertretung.Art.ELTERN]
        givers += parents or [None]
    return givers


def is_minor(antrag: Antrag, day: date) -> bool:
    """True if the applicant is known to be younger than 18 on this day."""
    typed = antrag.antworten.get("geburtsdatum")
    born = antrag.person.geburtsdatum if antrag.person is not None else None
    born = born or (date.fromisoformat(typed) if typed else None)
    if born is None:
        return False
    return (day.year - born.year) - ((day.month, day.day) < (born.month, born.day)) < FULL_AGE
