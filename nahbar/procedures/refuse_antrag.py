"""Refuse an application: reasons of the law, the reasoning of the case, and a second person as for a grant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction

from nahbar.benefits import registry
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.queries import missing
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.decisions import actions as decisions
from nahbar.domain.decisions.errors import CooperationNotAsked
from nahbar.domain.decisions.models import Entscheidung
from nahbar.domain.mailroom.models import Brief
from nahbar.domain.mailroom.queries import briefe
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.procedures.draft_decision import NO_DRAFT

COOPERATION = "§ 66"
FAIR_PERIOD = timedelta(days=7)
"""A letter that was posted late leaves less time than it says: below this the period was not reasonable."""


@transaction.atomic
def refuse_antrag(*, acting: Actor, antrag: Antrag, gruende: Sequence[str], begruendung: str) -> Entscheidung:
    """Present a refusal for release; `gruende` are keys of the benefit's reasons.

    Lack of cooperation counts only after a written notice whose period has passed (§ 66 Abs. 3 SGB I). Raises
    CooperationNotAsked, UnknownReason, ReasonMissing, NotSubmitted, AlreadyDecided, NotADraft, RoleMissing.
    """
    reasons = registry.get(antrag.leistung).refusal_reasons
    if any(COOPERATION in reason.norm for reason in reasons if reason.key in gruende):
        _ensure_asked(antrag)
    refusal = decisions.propose_refusal(acting=acting, antrag=antrag, gruende=gruende, begruendung=begruendung)
    for art in ("antrag_pruefen", "aenderung_pruefen", NO_DRAFT):
        casefile.finish_aufgaben(acting=acting, vorgang=refusal.vorgang, art=art)
    casefile.add_aufgabe(
        acting=acting,
        akte=refusal.akte,
        vorgang=refusal.vorgang,
        art="freigabe",
        titel="Ablehnung freigeben",
        frist=clock.today(),
        pool=Role.LEISTUNG.value,
    )
    casefile.add_eintrag(
        acting=acting,
        akte=refusal.akte,
        vorgang=refusal.vorgang,
        art="vorgelegt",
        text="Ablehnung zur Freigabe vorgelegt.",
        fuer_buerger=False,
    )
    return refusal


def _ensure_asked(antrag: Antrag) -> None:
    if antrag.akte is None:
        return
    served = [
        brief.bekanntgabe_am
        for brief in briefe(antrag.akte, for_citizen=False)
        if brief.art == "nachforderung"
        and brief.stand == Brief.Stand.VERSANDT
        and brief.vorgang_id == antrag.vorgang_id
    ]
    for paper in missing(antrag):
        until = paper.angefordert_bis
        if until and until < clock.today() and any(day and day + FAIR_PERIOD <= until for day in served):
            return
    raise CooperationNotAsked()
