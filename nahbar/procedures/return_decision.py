"""Return a decision: the second person sees something to do and says what."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Aufgabe
from nahbar.domain.decisions import actions as decisions
from nahbar.domain.decisions.models import Entscheidung
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor, Role


@transaction.atomic
def return_decision(*, acting: Actor, entscheidung: Entscheidung, grund: str) -> Entscheidung:
    """Give a presented decision back to whoever presented it; raises NotPresented, ReasonMissing, RoleMissing."""
    returned = decisions.give_back(acting=acting, entscheidung=entscheidung, grund=grund)
    casefile.finish_aufgaben(acting=acting, vorgang=returned.vorgang, art="freigabe")
    casefile.add_aufgabe(
        acting=acting,
        akte=returned.akte,
        vorgang=returned.vorgang,
        art="antrag_pruefen",
        titel=f"Zurückgegeben: {returned.rueckgabe_grund}",
        frist=clock.today(),
        pool=Role.LEISTUNG.value,
        dringlichkeit=Aufgabe.Dringlichkeit.DRINGEND,
        owner=returned.vorgelegt_by,
    )
    casefile.add_eintrag(
        acting=acting,
        akte=returned.akte,
        vorgang=returned.vorgang,
        art="zurueckgegeben",
        text=f"Entscheidung zurückgegeben: {returned.rueckgabe_grund}",
        fuer_buerger=False,
    )
    return returned
