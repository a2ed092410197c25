"""Propose a decision: the facts of the application, calculated month by month, as a draft for the desk."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.applications.models import Antrag
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.decisions import actions as decisions
from nahbar.domain.decisions.models import Entscheidung
from nahbar.domain.payments.queries import paid_until
from nahbar.platform.accounts.roles import Actor
from nahbar.procedures.draft_decision import NO_DRAFT


@transaction.atomic
def propose_decision(*, acting: Actor, antrag: Antrag) -> Entscheidung:
    """The draft on the answers as they are now; asked again it is recomputed, corrections with their reasons stay.

    Raises NotSubmitted, AlreadyDecided, NotADraft (it waits for release), FactsUnusable, NoGrantToChange,
    NothingLeftToChange, RoleMissing.
    """
    paid = paid_until(antrag.akte) if antrag.akte is not None else None
    draft = decisions.propose(acting=acting, antrag=antrag, bezahlt_bis=paid)
    for art in ("aenderung_pruefen", NO_DRAFT):
        casefile.finish_aufgaben(acting=acting, vorgang=draft.vorgang, art=art)
    return draft
