"""Reassign a scanned letter that lay in the wrong file: moved with full trace, and the breach gets its clock (U23)."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from nahbar.domain.applications.uploads import drop_misfiled
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Akte, Aufgabe, Dokument, Vorgang
from nahbar.domain.decisions.errors import RoleMissing
from nahbar.domain.mailroom import batches
from nahbar.domain.mailroom.incoming import Scandokument
from nahbar.domain.mailroom.policies import can_sort
from nahbar.domain.mailroom.scan_errors import NotAssigned, SameAkte
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.platform.zone import BERLIN
from nahbar.procedures.assign_scan import note_paper, paper_for, place_of, tell

BREACH_TASK = "datenschutz_pruefen"
BREACH_HOURS = timedelta(hours=72)
"""Art. 33 Abs. 1 DSGVO, from the moment at which the office knows."""


@transaction.atomic
def reassign_scan(*, acting: Actor, scan: Scandokument, akte: Akte, grund: str) -> Dokument:
    """Take the letter out of the wrong file and put it into `akte`; its arrival stays.

    In the wrong file it could be seen in the portal: nobody can prove that it was not, so the team lead gets a task
    with 72 hours. Raises RoleMissing, NotAssigned, SameAkte, NoVorgang, WhyMissing.
    """
    if not can_sort(acting):
        raise RoleMissing()
    row = batches.lock(scan)
    if row.dokument is None or row.vorgang is None:
        raise NotAssigned
    if row.dokument.akte_id == akte.id:
        raise SameAkte
    wrong, seen = row.vorgang, row.dokument.fuer_buerger
    vorgang, case = place_of(akte)
    batches.mark_moved(acting=acting, scan=row, vorgang=vorgang, grund=grund)
    drop_misfiled(acting=acting, dokument=row.dokument)
    dokument = casefile.move_dokument(acting=acting, dokument=row.dokument, vorgang=vorgang)
    casefile.add_eintrag(
        acting=acting, akte=wrong.akte, vorgang=wrong, art="schriftstueck_umgehaengt", fuer_buerger=False,
        text=f"Ein Schriftstück aus Stapel {row.stapel.nummer} gehörte nicht hierher und liegt jetzt in seiner Akte.",
    )  # fmt: skip
    title = "Schreiben"
    if case is not None:
        paper = paper_for(acting, case, row)
        title = paper.titel
        pictures = [page.bild for page in dokument.vorschau.select_related("bild")]
        note_paper(acting, case, paper, row, dokument, pictures)
    tell(acting, dokument, vorgang, title)
    if seen:
        note_breach(acting=acting, vorgang=wrong)
    return dokument


def note_breach(*, acting: Actor, vorgang: Vorgang) -> None:
    """Somebody else's paper could be seen in this matter: the team lead judges it within 72 hours."""
    until = (clock.now() + BREACH_HOURS).astimezone(BERLIN)
    casefile.add_aufgabe(
        acting=acting,
        akte=vorgang.akte,
        vorgang=vorgang,
        art=BREACH_TASK,
        titel=f"Fremdes Schriftstück war hier sichtbar: Meldung prüfen bis {until:%d.%m., %H.%M} Uhr (Art. 33 DSGVO)",
        frist=until.date(),
        pool=Role.TEAMLEAD.value,
        dringlichkeit=Aufgabe.Dringlichkeit.DRINGEND,
    )
