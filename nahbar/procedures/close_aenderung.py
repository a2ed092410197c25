"""End a change without a Bescheid, and look at what was paid too much because of it."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications.aenderung import day_of
from nahbar.domain.applications.models import Antrag
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.decisions import actions as decisions
from nahbar.domain.decisions.aenderung import Effect, effect_of, paid_or_begun
from nahbar.domain.decisions.errors import (
    AlreadyDecided,
    AmountMoves,
    DecisionError,
    NothingToCheck,
    ReasonMissing,
    RoleMissing,
)
from nahbar.domain.decisions.erstattung import Proposal, keep, proposal_of
from nahbar.domain.decisions.models import Erstattungspruefung
from nahbar.domain.decisions.policies import can_decide
from nahbar.domain.decisions.queries import open_decision
from nahbar.domain.payments.queries import paid_until
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.letters import words
from nahbar.platform.zone import BERLIN
from nahbar.procedures.draft_decision import NO_DRAFT
from nahbar.procedures.submit_aenderung import TASK

DONE = (TASK, NO_DRAFT, "aenderung_pruefen", "unterlage_pruefen", "frist_unterlagen")


@transaction.atomic
def close_aenderung(*, acting: Actor, antrag: Antrag, grund: str) -> Antrag:
    """The change moves no amount from now on: it is over, the new answers stay in the file.

    Raises RoleMissing, ReasonMissing, AlreadyDecided, AmountMoves (then it needs a Bescheid), NotADraft.
    """
    if not can_decide(acting):
        raise RoleMissing()
    if not grund.strip():
        raise ReasonMissing("den Abschluss ohne Bescheid")
    current = applications.lock(antrag)
    if current.stand != Antrag.Stand.EINGEGANGEN or current.akte is None or current.vorgang is None:
        raise AlreadyDecided()
    if _moves_future(current):
        raise AmountMoves()
    if (draft := open_decision(current)) is not None:
        decisions.discard(acting=acting, entscheidung=draft)
    applications.set_stand(acting=acting, antrag=current, stand=Antrag.Stand.ENTSCHIEDEN)
    for art in DONE:
        casefile.finish_aufgaben(acting=acting, vorgang=current.vorgang, art=art)
    casefile.add_eintrag(
        acting=acting, akte=current.akte, vorgang=current.vorgang, art="aenderung_abgeschlossen",
        text=f"Änderung {current.nummer} geprüft, kein neuer Bescheid nötig: {grund.strip()}",
    )  # fmt: skip
    return current


def _moves_future(antrag: Antrag) -> bool:
    assert antrag.akte is not None
    last = paid_or_begun(paid_until(antrag.akte))
    try:
        return any(month.cents for month in effect_of(antrag).monate if month.monat > last)
    except DecisionError:
        return False  # what cannot be calculated is a person's judgement, with a reason


def repayment(antrag: Antrag, effect: Effect) -> Proposal | None:
    """What was paid too much because of this change, as a proposal; None: nothing."""
    assert antrag.akte is not None and antrag.eingegangen_at is not None
    late = day_of(antrag) < antrag.eingegangen_at.astimezone(BERLIN).date()
    return proposal_of(effect, paid_until(antrag.akte), late=late)


@transaction.atomic
def check_repayment(*, acting: Actor, antrag: Antrag) -> Erstattungspruefung:
    """Keep the look at the past: under 50 euro it ends there, otherwise a hearing comes first (§ 24 SGB X).

    Raises NothingToCheck, NoGrantToChange, FactsUnusable, RoleMissing.
    """
    current = applications.lock(antrag)
    assert current.akte is not None and current.vorgang is not None
    proposal = repayment(current, effect_of(current))
    if proposal is None:
        raise NothingToCheck()
    row = keep(acting=acting, antrag=current, proposal=proposal)
    casefile.add_eintrag(
        acting=acting, akte=current.akte, vorgang=current.vorgang, art="erstattung_geprueft",
        text=f"Überzahlung geprüft: {words.amount(row.summe)}, {row.get_ergebnis_display()} ({row.rechtsgrundlage})",
        fuer_buerger=False,
    )  # fmt: skip
    return row
