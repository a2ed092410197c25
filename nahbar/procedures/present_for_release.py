"""Present a decision for release: the draft is finished, a second person is asked."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.casefile import actions as casefile
from nahbar.domain.decisions import actions as decisions
from nahbar.domain.decisions.models import Entscheidung
from nahbar.domain.mailroom.deadlines import seat
from nahbar.law.holidays import next_working_day
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor, Role


@transaction.atomic
def present_for_release(*, acting: Actor, entscheidung: Entscheidung, version: int) -> Entscheidung:
    """Put the draft before a second person.

    Raises EditConflict, NotADraft, StaleFacts, StopsOpen (red checks), NothingToGrant, RoleMissing.
    """
    presented = decisions.present(acting=acting, entscheidung=entscheidung, version=version)
    _ask_second_person(acting, presented)
    return presented


def _ask_second_person(acting: Actor, presented: Entscheidung) -> None:
    where = seat()
    casefile.finish_aufgaben(acting=acting, vorgang=presented.vorgang, art="antrag_pruefen")
    casefile.add_aufgabe(
        acting=acting,
        akte=presented.akte,
        vorgang=presented.vorgang,
        art="freigabe",
        titel=f"{presented.art_text} freigeben",
        frist=next_working_day(clock.today(), where.land, where.ags),
        pool=Role.LEISTUNG.value,
    )
    casefile.add_eintrag(
        acting=acting,
        akte=presented.akte,
        vorgang=presented.vorgang,
        art="vorgelegt",
        text=f"{presented.art_text} zur Freigabe vorgelegt.",
        fuer_buerger=False,
    )
