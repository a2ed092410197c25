"""Withdraw an application: a declaration of the citizen, possible until the decision."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications.errors import AntragUnknown, NotChangeable
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.policies import can_change_answers
from nahbar.domain.casefile import actions as casefile
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.procedures.ask_zustimmung import ask_zustimmung


@transaction.atomic
def withdraw_antrag(*, acting: Actor, antrag: Antrag) -> Antrag:
    """Take the application back; a second time changes nothing. Raises NotChangeable after the decision."""
    if not can_change_answers(acting, antrag):
        raise AntragUnknown
    current = applications.lock(antrag)
    if current.stand == Antrag.Stand.ZURUECKGENOMMEN:
        return current
    if current.stand == Antrag.Stand.ENTSCHIEDEN:
        raise NotChangeable
    unsent = current.stamm_id is not None and current.stand == Antrag.Stand.GESICHERT  # nothing was applied for yet
    if not unsent and ask_zustimmung(acting=acting, antrag=current, handlung="ruecknahme"):
        return current  # kept and asked for; without consent the application stays (§ 36 Abs. 2 S. 2 SGB I)
    applications.set_stand(acting=acting, antrag=current, stand=Antrag.Stand.ZURUECKGENOMMEN)
    if current.akte is not None and current.vorgang is not None:
        casefile.add_eintrag(
            acting=acting,
            akte=current.akte,
            vorgang=current.vorgang,
            art="antrag_zurueckgenommen",
            text=f"Antrag {current.nummer} zurückgenommen.",
        )
        for art in ("antrag_pruefen", "aenderung_pruefen", "unterlage_pruefen", "freigabe"):
            casefile.finish_aufgaben(acting=acting, vorgang=current.vorgang, art=art)
        casefile.add_aufgabe(
            acting=acting,
            akte=current.akte,
            vorgang=current.vorgang,
            art="ruecknahme_pruefen",
            titel="Antrag wurde zurückgenommen: Fall abschließen",
            frist=clock.today() + timedelta(days=7),
            pool=Role.LEISTUNG.value,
        )
    return current
