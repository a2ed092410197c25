"""Replace a lost code or PIN: the day of the application stays, only the key changes."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications.access import Secured
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.queries import antraege_of_akte, antrag_by_id
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.queries import akte_by_id, search_akten
from nahbar.domain.decisions.letters import letter_for
from nahbar.domain.mailroom import actions as mailroom
from nahbar.domain.mailroom.models import Brief
from nahbar.domain.people.names import search_key
from nahbar.platform import clock
from nahbar.platform.accounts.roles import MACHINE, Actor, Role
from nahbar.platform.jobs.queue import enqueue, job
from nahbar.platform.letters import AccessCode, render

BY_LETTER = "brief"
LETTER_JOB = "send_new_access"


@transaction.atomic
def replace_access(*, acting: Actor, antrag: Antrag, way: str) -> Secured:
    """Give out a new code and PIN: `way` is `schirm` (shown now), `schalter` (told at the desk), or `brief`.

    By letter the old ones open the application until the new ones are first used: nobody can lock somebody else out.
    """
    current = applications.lock(antrag)
    secured = applications.new_access(acting=acting, antrag=current, keep_old=way == BY_LETTER)
    if current.akte is not None:
        casefile.add_eintrag(
            acting=acting,
            akte=current.akte,
            vorgang=current.vorgang,
            art="zugang_ersetzt",
            text="Neuer Code und neue PIN ausgegeben.",
        )
    if way == BY_LETTER:
        send_access(acting, current, secured)
    return secured


def send_access(acting: Actor, antrag: Antrag, secured: Secured) -> None:
    """Write the letter with code and PIN to the applicant, or to whoever represents her (§ 13 Abs. 3 SGB X)."""
    assert antrag.akte is not None and antrag.vorgang is not None and antrag.person is not None
    letter = AccessCode(
        letter=letter_for(antrag, None),
        title="Ihr neuer Code für das Portal",
        intro="Mit diesem Code und der PIN öffnen Sie Ihren Antrag. Ihr Antragsdatum bleibt, wie es ist.",
        label="Ihr Code",
        code=secured.code,
        steps=(
            "Öffnen Sie das Portal und wählen Sie »Ich habe einen Brief mit Code«.",
            f"Tragen Sie den Code ein und diese PIN: {secured.pin[:3]} {secured.pin[3:]}",
            "Bewahren Sie den Brief gut auf. Geben Sie Code und PIN nicht weiter.",
        ),
    )
    mailroom.create_brief(
        acting=acting,
        akte=antrag.akte,
        vorgang=antrag.vorgang,
        person=antrag.person,
        art="zugangscode",
        betreff="Ihr neuer Code für das Portal",
        pdf=render("zugangscode", letter.as_data()),
        weg=Brief.Weg.POST,
    )


@transaction.atomic
def report_lost_access(*, acting: Actor, name: str, geburtsdatum: date, ort: str) -> None:
    """Somebody lost code or PIN: if exactly one file fits, a letter goes to its address and the desk knows.

    Nothing tells whether a file exists. At most one letter a week goes to the same address.
    """
    wanted = search_key(name)
    hits = [hit for hit in search_akten(geburtsdatum.isoformat()) if search_key(hit.name) == wanted]
    if len(hits) != 1 or search_key(hits[0].ort) != search_key(ort):
        return
    akte = akte_by_id(hits[0].akte_id)
    antraege = antraege_of_akte(akte)
    if not antraege or antraege[0].vorgang is None:
        return
    enqueue(LETTER_JOB, antrag=antraege[0].id)


@job(LETTER_JOB)
def send_new_access(antrag: str) -> None:
    """Write the letter with the new code; as a job, so that the answer takes the same time for everybody."""
    lost = antrag_by_id(UUID(antrag))
    if lost.akte is None or lost.vorgang is None:
        return
    week_ago = clock.now() - timedelta(days=7)
    if not Brief.objects.filter(akte=lost.akte, art="zugangscode", created_at__gte=week_ago).exists():
        replace_access(acting=MACHINE, antrag=lost, way=BY_LETTER)
    casefile.add_aufgabe(
        acting=MACHINE,
        akte=lost.akte,
        vorgang=lost.vorgang,
        art="zugang_verloren",
        titel="Code oder PIN verloren: anrufen, wenn eine Nummer da ist",
        frist=clock.today() + timedelta(days=1),
        pool=Role.FRONTDESK.value,
    )
