"""Submit an application: one transaction from the declaration to the receipt, the file and the caseworker's list."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from nahbar.benefits import registry
from nahbar.domain.applications import actions as applications
from nahbar.domain.applications import queries
from nahbar.domain.applications.errors import AntragUnknown, Incomplete, NotChangeable
from nahbar.domain.applications.folge import LIVELIHOOD
from nahbar.domain.applications.kurz import must_be_readable, subject_of
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.policies import can_change_answers
from nahbar.domain.applications.vertretung_policies import ABSENDEN
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Akte, Aufgabe, Vorgang
from nahbar.law.holidays import next_working_day
from nahbar.platform import clock, failpoints
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.platform.zone import BERLIN
from nahbar.procedures.add_upload import file_upload
from nahbar.procedures.applicant import create_applicant, perhaps_known, town_of
from nahbar.procedures.ask_zustimmung import ask_zustimmung
from nahbar.procedures.draft_decision import drafting_when_complete
from nahbar.procedures.forward_paper import forward_paper
from nahbar.procedures.keep_both_angaben import compare_papers, tell_contradictions
from nahbar.procedures.receipt import NEXT_STEPS, SHORT_STEPS, add_receipt
from nahbar.questionnaire import engine
from nahbar.questionnaire.model import Answers

CHECK_DAYS = 7
KIND = "erstantrag"


@transaction.atomic
def submit_antrag(*, acting: Actor, antrag: Antrag) -> Antrag:
    """Receive the declaration; a second submit changes nothing and gives the same receipt.

    Raises Incomplete while required questions are open; «weiß ich nicht» is an answer, missing papers are no obstacle.
    Raises FormClosed while an office's form cannot be read.
    """
    if not can_change_answers(acting, antrag, ABSENDEN):
        raise AntragUnknown
    current = applications.lock(antrag)
    if current.stand == Antrag.Stand.ZURUECKGENOMMEN:
        raise NotChangeable
    if current.stand != Antrag.Stand.GESICHERT:
        return queries.antrag_by_id(current.id)
    current.antworten = _declared(current)
    applications.store_answers(acting=acting, antrag=current, antworten=current.antworten)
    applications.sync_nachweise(acting=acting, antrag=current)
    akte, vorgang = _open_file(acting, current)
    with drafting_when_complete(current):
        sent = applications.mark_submitted(
            acting=acting,
            antrag=current,
            person=akte.person,
            akte=akte,
            vorgang=vorgang,
            bescheid_weg=delivery(current.antworten) if current.art in LIVELIHOOD else current.bescheid_weg,
            notlage=current.notlage or in_need(current.antworten),
        )
    for upload in queries.uploads(sent):
        if upload.angenommen:
            file_upload(acting, sent, upload, sent.kanal)
    failpoints.hit("submit_antrag.before_receipt")
    receipt = add_receipt(acting=acting, antrag=sent, steps=NEXT_STEPS if sent.art in LIVELIHOOD else SHORT_STEPS)
    applications.set_receipt(acting=acting, antrag=sent, dokument=receipt)
    _tell_the_office(acting, sent, akte, vorgang)
    ask_zustimmung(acting=acting, antrag=sent, handlung="absenden")
    tell_contradictions(acting=acting, antrag=sent)
    compare_papers(acting=acting, antrag=sent)
    failpoints.hit("submit_antrag.before_commit")
    transaction.on_commit(lambda: failpoints.hit("submit_antrag.after_commit"))
    return queries.antrag_by_id(sent.id)


def _declared(antrag: Antrag) -> Answers:
    """The answers that count; those to questions that no longer apply are not part of the declaration."""
    must_be_readable(antrag)
    questionnaire = queries.questionnaire_of(antrag)
    open_page = engine.first_open_page(questionnaire, antrag.antworten)
    if open_page is not None:
        raise Incomplete((f"{open_page.page}/{open_page.item}".rstrip("/"),))
    return engine.effective(questionnaire, antrag.antworten)


def delivery(answers: Answers) -> str:
    """On which way the Bescheid goes: the portal needs the express wish (§ 37 Abs. 2a SGB X), all else is paper."""
    return Antrag.Weg.PORTAL if answers.get("bescheid_weg") == "portal" else Antrag.Weg.POST


def in_need(answers: Answers) -> bool:
    """Whether help is needed today."""
    return bool(set(answers.get("notlage") or ()) - {"keine"})


def _open_file(acting: Actor, antrag: Antrag) -> tuple[Akte, Vorgang]:
    if antrag.stamm_id is not None:  # it goes on in the file that is there
        root = queries.antrag_by_id(antrag.stamm_id)
        assert root.akte is not None and root.person is not None
        antrag.person = root.person
        if antrag.art in LIVELIHOOD:  # a short form says nothing about address and account
            create_applicant(acting=acting, antrag=antrag)
        title = f"{subject_of(antrag)} {antrag.nummer}"
        matter = casefile.open_vorgang(
            acting=acting, akte=root.akte, art=antrag.art, titel=title, plan=antrag.leistung
        )
        return root.akte, matter
    person = create_applicant(acting=acting, antrag=antrag)
    if antrag.akte is not None and antrag.vorgang is not None:
        return antrag.akte, antrag.vorgang  # it came out of a joint file and has its own already (U10)
    akte = casefile.open_akte(acting=acting, person=person, gemeinde=town_of(antrag, antrag.antworten))
    art, name = (antrag.art, subject_of(antrag)) if antrag.kurz else (KIND, "Erstantrag")
    title = f"{name} {antrag.nummer}"
    vorgang = casefile.open_vorgang(acting=acting, akte=akte, art=art, titel=title, plan=antrag.leistung)
    return akte, vorgang


def _tell_the_office(acting: Actor, antrag: Antrag, akte: Akte, vorgang: Vorgang) -> None:
    def note(art: str, text: str, *, for_citizen: bool = True) -> None:
        casefile.add_eintrag(acting=acting, akte=akte, vorgang=vorgang, art=art, text=text, fuer_buerger=for_citizen)

    note("antrag_eingegangen", f"Antrag {antrag.nummer} eingegangen. Eingangsbestätigung erteilt.")
    if antrag.stamm_id is None and perhaps_known(akte.person):
        note(
            "person_bekannt",
            "Name und Geburtsdatum stehen schon in einer anderen Akte. Bitte prüfen, ob es dieselbe Person ist.",
            for_citizen=False,
        )
    if antrag.antworten.get("bescheid_weg") == "abholen":
        note("briefe_abholen", "Briefe werden im Amt abgeholt und nicht mit der Post geschickt.")
    for refused in (u for u in queries.uploads(antrag) if not u.angenommen):
        title = refused.nachweis.titel if refused.nachweis else "Unterlage"
        day = refused.at.astimezone(BERLIN)
        if refused.wartet_seit is not None:
            note("datei_in_pruefung", f"{day:%d.%m.%Y %H:%M}: Datei für »{title}« angekommen, wird noch geprüft.")
            continue
        note("datei_abgewiesen", f"{day:%d.%m.%Y %H:%M}: Datei für »{title}« nicht angenommen. {refused.grund}")
    today = clock.today()
    urgent = antrag.notlage
    short = registry.get(antrag.leistung).short
    team, days = (short.team, short.within_days) if short is not None else (Role.LEISTUNG.value, CHECK_DAYS)
    casefile.add_aufgabe(
        acting=acting,
        akte=akte,
        vorgang=vorgang,
        art="antrag_pruefen",
        titel=f"{'Notlage: ' if urgent else ''}{subject_of(antrag)} prüfen",
        frist=today if urgent else next_working_day(today + timedelta(days=days), antrag.traeger.land),
        pool=team,
        dringlichkeit=Aufgabe.Dringlichkeit.NOTLAGE if urgent else Aufgabe.Dringlichkeit.NORMAL,
    )
    forward_paper(acting=acting, antrag=antrag)
