"""Amend a submitted application: new answers, a kept state, and work for the office."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications import queries
from nahbar.domain.applications.errors import AntragUnknown, Incomplete
from nahbar.domain.applications.folge import LIVELIHOOD
from nahbar.domain.applications.kurz import must_be_readable
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.policies import can_change_answers
from nahbar.domain.applications.vertretung_policies import ABSENDEN
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Aufgabe
from nahbar.platform import clock, failpoints
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.procedures.applicant import update_applicant
from nahbar.procedures.ask_zustimmung import ask_zustimmung
from nahbar.procedures.draft_decision import drafting_when_complete
from nahbar.procedures.keep_both_angaben import keep_both, tell_contradictions
from nahbar.procedures.receipt import add_receipt
from nahbar.procedures.submit_antrag import in_need
from nahbar.questionnaire import engine
from nahbar.questionnaire.model import Answers

CHECK_WITHIN = timedelta(days=3)


@transaction.atomic
def amend_antrag(*, acting: Actor, antrag: Antrag, answers: Answers, anlass: str) -> Antrag:
    """Replace the answers of a submitted application; an open decision on the old ones is stale from now on (U21).

    Answers that are the same change nothing. Raises Incomplete, NotSubmitted, NotChangeable, FormClosed.
    """
    if not can_change_answers(acting, antrag, ABSENDEN):
        raise AntragUnknown
    current = applications.lock(antrag)
    must_be_readable(current)
    questionnaire = queries.questionnaire_of(current)
    open_page = engine.first_open_page(questionnaire, answers)
    if open_page is not None:
        raise Incomplete((f"{open_page.page}/{open_page.item}".rstrip("/"),))
    declared = engine.effective(questionnaire, answers)
    if declared == current.antworten:
        applications.drop_korrektur(acting=acting, antrag=current)
        return queries.antrag_by_id(current.id)
    was_in_need, before = in_need(current.antworten), dict(current.antworten)
    keep_both(acting=acting, antrag=current, before=current.antworten, after=declared)
    changed = applications.replace_answers(acting=acting, antrag=current, antworten=declared, anlass=anlass)
    if in_need(declared) and not was_in_need:
        applications.set_notlage(acting=acting, antrag=changed, notlage=True)
    if changed.art in LIVELIHOOD or changed.stamm_id is None:  # a short form says nothing about address and account
        update_applicant(acting=acting, antrag=changed, before=before)
    with drafting_when_complete(changed):
        applications.sync_nachweise(acting=acting, antrag=changed)
    add_receipt(acting=acting, antrag=changed, titel="Bestätigung Ihrer Änderung")
    _tell_the_office(acting, changed, anlass)
    ask_zustimmung(acting=acting, antrag=changed, handlung="aendern")
    tell_contradictions(acting=acting, antrag=changed)
    failpoints.hit("amend_antrag.before_commit")
    return queries.antrag_by_id(changed.id)


def _tell_the_office(acting: Actor, antrag: Antrag, anlass: str) -> None:
    assert antrag.akte is not None and antrag.vorgang is not None
    casefile.add_eintrag(
        acting=acting,
        akte=antrag.akte,
        vorgang=antrag.vorgang,
        art="angaben_geaendert",
        text=f"Angaben geändert (Stand {antrag.antworten_nr}): {anlass}",
    )
    casefile.add_aufgabe(
        acting=acting,
        akte=antrag.akte,
        vorgang=antrag.vorgang,
        art="aenderung_pruefen",
        titel="Geänderte Angaben prüfen",
        frist=clock.today() if antrag.notlage else clock.today() + CHECK_WITHIN,
        pool=Role.LEISTUNG.value,
        dringlichkeit=Aufgabe.Dringlichkeit.NOTLAGE if antrag.notlage else Aufgabe.Dringlichkeit.NORMAL,
    )
