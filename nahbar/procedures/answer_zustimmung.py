"""Answer whether an act of the person has consent; a withdrawal takes effect with it."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.applications import vertretung_actions as mandates
from nahbar.domain.applications.errors import NotChangeable
from nahbar.domain.applications.models import Antrag, Zustimmung
from nahbar.domain.applications.policies import acts_for
from nahbar.domain.applications.queries import antrag_by_id
from nahbar.domain.applications.vertretung_errors import NotAllowedHere, VertretungUnknown
from nahbar.domain.applications.vertretung_policies import VERFAHREN
from nahbar.domain.applications.vertretung_queries import open_consents
from nahbar.domain.casefile import actions as casefile
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.procedures.ask_zustimmung import TASK
from nahbar.procedures.withdraw_antrag import withdraw_antrag


@transaction.atomic
def answer_zustimmung(*, acting: Actor, zustimmung: Zustimmung, ja: bool) -> Zustimmung:
    """Keep yes or no of the representative who was asked, or of the parents by the word of the office.

    Raises VertretungUnknown, NotAllowedHere, VertretungDecided.
    """
    antrag = antrag_by_id(zustimmung.antrag_id)
    asked = zustimmung.vertretung
    if asked is None:
        if not acting.has(Role.LEISTUNG, Role.TEAMLEAD):
            raise NotAllowedHere
    elif not any(one.vertretung_id == asked.id for one in acting.befugnisse):
        raise VertretungUnknown
    elif not acts_for(acting, antrag, VERFAHREN):
        raise NotAllowedHere
    row = mandates.answer_consent(acting=acting, zustimmung=zustimmung, ja=ja)
    left = open_consents(antrag)
    if antrag.akte is not None and antrag.vorgang is not None:
        word = "erteilt" if ja else "verweigert"
        casefile.add_eintrag(
            acting=acting,
            akte=antrag.akte,
            vorgang=antrag.vorgang,
            art="zustimmung_beantwortet",
            text=f"Zustimmung {word}: Die antragstellende Person {row.get_handlung_display()}.",
        )
        if not left:
            casefile.finish_aufgaben(acting=acting, vorgang=antrag.vorgang, art=TASK)
    if row.handlung == Zustimmung.Handlung.RUECKNAHME and ja and _agreed(antrag):
        _withdraw(acting, antrag)
    return row


def _agreed(antrag: Antrag) -> bool:
    """Nobody who was asked about the withdrawal is still silent or said no."""
    rows = Zustimmung.objects.filter(antrag=antrag, handlung=Zustimmung.Handlung.RUECKNAHME)
    return not rows.exclude(stand=Zustimmung.Stand.ERTEILT).exists()


def _withdraw(acting: Actor, antrag: Antrag) -> None:
    if antrag.stand == Antrag.Stand.ENTSCHIEDEN:
        raise NotChangeable
    withdraw_antrag(acting=acting, antrag=antrag)
