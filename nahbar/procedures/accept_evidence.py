"""Accept evidence: the caseworker looks at a paper and says whether it will do."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications.models import Nachweis
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.decisions.errors import ReasonMissing, RoleMissing
from nahbar.domain.decisions.policies import can_decide
from nahbar.platform.accounts.roles import Actor
from nahbar.procedures.draft_decision import drafting_when_complete

CHECK_TASK = "unterlage_pruefen"
SENTENCES = {
    Nachweis.Stand.ANERKANNT: "Unterlage geprüft und anerkannt: {titel}",
    Nachweis.Stand.UNBRAUCHBAR: "Unterlage bitte noch einmal schicken: {titel}. {bemerkung}",
    Nachweis.Stand.ENTFAELLT: "Unterlage nicht nötig: {titel}",
    Nachweis.Stand.FEHLT: "Unterlage fehlt noch: {titel}",
    Nachweis.Stand.GESENDET: "Unterlage angekommen: {titel}",
}


@transaction.atomic
def accept_evidence(*, acting: Actor, nachweis: Nachweis, stand: str, bemerkung: str = "") -> Nachweis:
    """Set a paper to `anerkannt`, `unbrauchbar` (the citizen reads `bemerkung`) or `entfaellt`.

    Raises RoleMissing, and ReasonMissing for a paper that must come again without saying why.
    """
    if not can_decide(acting):
        raise RoleMissing()
    wanted = Nachweis.Stand(stand)
    if wanted is Nachweis.Stand.UNBRAUCHBAR and not bemerkung.strip():
        raise ReasonMissing("die Rückfrage zu dieser Unterlage")
    with drafting_when_complete(nachweis.antrag):
        row = applications.set_nachweis(acting=acting, nachweis=nachweis, stand=wanted, bemerkung=bemerkung.strip())
    antrag = row.antrag
    if antrag.akte is not None and antrag.vorgang is not None:
        text = SENTENCES[wanted].format(titel=row.titel, bemerkung=row.bemerkung)
        casefile.add_eintrag(
            acting=acting, akte=antrag.akte, vorgang=antrag.vorgang, art="unterlage_geprueft", text=text.strip()
        )
        if not Nachweis.objects.filter(antrag=antrag, stand=Nachweis.Stand.GESENDET).exists():
            casefile.finish_aufgaben(acting=acting, vorgang=antrag.vorgang, art=CHECK_TASK)
    return row
