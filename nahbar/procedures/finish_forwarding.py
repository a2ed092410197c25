"""Finish the forwarding of an application to a town that works on paper: it left the house today."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Aufgabe
from nahbar.domain.mailroom.errors import NotReady
from nahbar.platform.accounts.roles import Actor
from nahbar.procedures.forward_paper import TASK


@transaction.atomic
def finish_forwarding(*, acting: Actor, aufgabe: Aufgabe) -> None:
    """Note in the file that the print-out was posted and end the task; raises NotReady the second time."""
    if not casefile.finish_aufgaben(acting=acting, vorgang=aufgabe.vorgang, art=TASK):
        raise NotReady("weitergeleitet")
    casefile.add_eintrag(
        acting=acting,
        akte=aufgabe.akte,
        vorgang=aufgabe.vorgang,
        art="papier_weitergeleitet",
        text=f"Ausgedruckt und zur Post gegeben. {aufgabe.titel}.",
    )
