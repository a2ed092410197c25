"""Close what post in has left to the team lead: a breach of data protection, a paper destroyed wrongly (U23)."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Aufgabe
from nahbar.domain.decisions.errors import RoleMissing
from nahbar.domain.mailroom.scan_errors import WhyMissing
from nahbar.platform.accounts.roles import Actor, Role

MATTERS = ("datenschutz_pruefen", "original_fehlt")


@transaction.atomic
def close_scan_matter(*, acting: Actor, aufgabe: Aufgabe, ergebnis: str) -> None:
    """Write the result into the file (reported when and to whom, or why not) and end the task.

    Raises RoleMissing, WhyMissing; a task that is done stays as it is.
    """
    if not acting.has(Role.TEAMLEAD) or aufgabe.art not in MATTERS:
        raise RoleMissing()
    if not ergebnis.strip():
        raise WhyMissing
    if casefile.finish_aufgaben(acting=acting, vorgang=aufgabe.vorgang, art=aufgabe.art):
        casefile.add_eintrag(
            acting=acting, akte=aufgabe.akte, vorgang=aufgabe.vorgang, art=aufgabe.art, fuer_buerger=False,
            text=f"{aufgabe.titel}. Ergebnis: {ergebnis.strip()}",
        )  # fmt: skip
