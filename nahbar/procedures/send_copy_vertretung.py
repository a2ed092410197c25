"""A copy of the Bescheid goes to the person when the letter itself goes to her Betreuer."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.applications.models import Vertretung
from nahbar.domain.applications.vertretung_queries import empfaenger
from nahbar.domain.decisions.letters import BescheidIncomplete, Goes, decision_letter
from nahbar.domain.decisions.models import Entscheidung
from nahbar.domain.decisions.vertretung_frist import KOPIE, copy_subject
from nahbar.domain.mailroom import actions as mailroom
from nahbar.domain.mailroom.models import Brief
from nahbar.platform.accounts.roles import Actor


@transaction.atomic
def send_copy(*, acting: Actor, entscheidung: Entscheidung, brief: Brief, goes: Goes) -> Brief | None:
    """Put the copy onto the list of outgoing post; None where the letter goes to the person anyway.

    Whoever has a Betreuer and can act is told as well (§ 37 Abs. 1 S. 1 SGB X); a Vollmacht wants letters to go to the
    representative alone (§ 13 Abs. 3 S. 1 SGB X). Raises BescheidIncomplete.
    """
    to = empfaenger(entscheidung.antrag)
    person = entscheidung.antrag.person
    if to is None or person is None or to.vertretung.art != Vertretung.Art.BETREUUNG:
        return None
    pdf, problems = decision_letter(entscheidung, goes, to_person=True)
    if problems:
        raise BescheidIncomplete(problems)
    return mailroom.create_brief(
        acting=acting,
        akte=entscheidung.akte,
        vorgang=entscheidung.vorgang,
        person=person,
        art=f"{brief.art}{KOPIE}",
        betreff=copy_subject(brief.betreff),
        pdf=pdf,
        weg=Brief.Weg.POST,
    )
