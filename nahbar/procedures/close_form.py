"""End a form of the office: a sentence that the person reads, and the tasks are done."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications.kurz import subject_of
from nahbar.domain.applications.models import Antrag
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.decisions.errors import AlreadyDecided, ReasonMissing, RoleMissing
from nahbar.domain.decisions.policies import can_decide
from nahbar.platform.accounts.roles import Actor

CLOSED = "formular_erledigt"
"""Kind of the entry that holds the sentence."""
TASKS = ("antrag_pruefen", "aenderung_pruefen", "unterlage_pruefen", "frist_unterlagen", "ruecknahme_pruefen")
LONGEST = 300


@transaction.atomic
def close_form(*, acting: Actor, antrag: Antrag, ergebnis: str) -> Antrag:
    """The form is looked at and over; `ergebnis` stands in the person's status word for word.

    No Bescheid is written: where one is due, the office writes it itself. Raises RoleMissing, ReasonMissing,
    AlreadyDecided (also for what is no form of the office).
    """
    if not can_decide(acting):
        raise RoleMissing()
    sentence = " ".join(ergebnis.split())[:LONGEST]
    if not sentence:
        raise ReasonMissing("das Ergebnis")
    current = applications.lock(antrag)
    if current.art != Antrag.Art.FORMULAR or current.stand != Antrag.Stand.EINGEGANGEN:
        raise AlreadyDecided()
    assert current.akte is not None and current.vorgang is not None
    applications.set_stand(acting=acting, antrag=current, stand=Antrag.Stand.ENTSCHIEDEN)
    for art in TASKS:
        casefile.finish_aufgaben(acting=acting, vorgang=current.vorgang, art=art)
    casefile.add_eintrag(
        acting=acting, akte=current.akte, vorgang=current.vorgang, art=CLOSED,
        text=f"{subject_of(current)} {current.nummer}: {sentence}",
    )  # fmt: skip
    return current
