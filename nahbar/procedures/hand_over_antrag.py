"""Hand a sent application over to the other benefit of this Träger, SGB II or SGB XII (§ 16 Abs. 2 SGB I, U35)."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from nahbar.benefits import registry
from nahbar.domain.applications import actions as applications
from nahbar.domain.applications import queries
from nahbar.domain.applications.errors import NotToHandOver
from nahbar.domain.applications.leistung import hand_over_to
from nahbar.domain.applications.models import Antrag
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.decisions import actions as decisions
from nahbar.domain.decisions.errors import ReasonMissing, RoleMissing
from nahbar.domain.decisions.letters import letter_for
from nahbar.domain.decisions.queries import open_decision
from nahbar.domain.mailroom import actions as mailroom
from nahbar.domain.mailroom.models import Brief
from nahbar.law.holidays import next_working_day
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.platform.letters import blocks, render, words
from nahbar.platform.letters.objection import PlainAnswer, paragraphs
from nahbar.platform.zone import BERLIN
from nahbar.procedures.draft_decision import NO_DRAFT
from nahbar.procedures.submit_antrag import KIND
from nahbar.procedures.tell_citizen import tell_citizen
from nahbar.questionnaire import engine

TASKS = ("antrag_pruefen", "unterlage_pruefen", "frist_unterlagen", NO_DRAFT)
"""Work that goes over with the application and ends in the matter that it leaves."""
CHECK_WITHIN = timedelta(days=7)
SUBJECT = "Ihr Antrag liegt jetzt an der richtigen Stelle"


def targets(antrag: Antrag) -> list[tuple[str, str]]:
    """Benefits that this application can be handed over to: key, and authority with the benefit's name."""
    today = clock.today()
    return [
        (one.key, f"{antrag.traeger.behoerde(one.norm)}: {one.public_name(today)}")
        for one in registry.offered_by(antrag.traeger.art)
        if one.key != antrag.leistung and one.short is None and not antrag.kurz
    ]


@transaction.atomic
def hand_over_antrag(*, acting: Actor, antrag: Antrag, leistung: str, grund: str) -> Antrag:
    """Move it into a matter of the other benefit; the day stays, the person is told, the other side gets the task.

    Raises NotToHandOver, ReasonMissing, RoleMissing.
    """
    if not acting.has(Role.LEISTUNG, Role.TEAMLEAD):
        raise RoleMissing()
    grund = " ".join(grund.split())[:300]
    if not grund:
        raise ReasonMissing("die Abgabe")
    current = applications.lock(antrag)
    goals = dict(targets(current))
    akte, old = current.akte, current.vorgang
    if leistung not in goals or current.stand != Antrag.Stand.EINGEGANGEN or akte is None or old is None:
        raise NotToHandOver
    draft = open_decision(current)
    if draft is not None:
        decisions.discard(acting=acting, entscheidung=draft)
    goal, before = goals[leistung], current.traeger.behoerde(registry.get(current.leistung).norm)
    vorgang = casefile.open_vorgang(
        acting=acting, akte=akte, art=KIND, titel=f"Erstantrag {current.nummer}, {goal}"[:160]
    )
    current = hand_over_to(acting=acting, antrag=current, leistung=leistung, vorgang=vorgang)
    applications.sync_nachweise(acting=acting, antrag=current)
    for art in TASKS:
        casefile.finish_aufgaben(acting=acting, vorgang=old, art=art)
    day = current.gesichert_at.astimezone(BERLIN).date()
    said = f"Antrag {current.nummer} abgegeben an {goal}. Er zählt weiter ab {words.day(day)} (§ 16 Abs. 2 SGB I)."
    for one in (old, vorgang):
        casefile.add_eintrag(acting=acting, akte=akte, vorgang=one, art="antrag_abgegeben", text=said)
    casefile.add_eintrag(
        acting=acting, akte=akte, vorgang=vorgang, art="abgabe_grund", text=f"Grund der Abgabe: {grund}",
        fuer_buerger=False,
    )  # fmt: skip
    casefile.add_aufgabe(
        acting=acting,
        akte=akte,
        vorgang=vorgang,
        art="antrag_pruefen",
        titel=f"Abgegeben von {before}: Antrag prüfen"[:160],
        frist=clock.today() if current.notlage else next_working_day(clock.today() + CHECK_WITHIN, antrag.traeger.land),
        pool=Role.LEISTUNG.value,
    )
    _tell(acting, current, before, goal, grund)
    return queries.antrag_by_id(current.id)


def open_questions(antrag: Antrag) -> bool:
    """Whether the questions of its benefit are not all answered: so after a hand-over, never before."""
    return engine.first_open_page(queries.questionnaire_of(antrag), antrag.antworten) is not None


def _tell(acting: Actor, antrag: Antrag, before: str, goal: str, grund: str) -> None:
    assert antrag.akte is not None and antrag.vorgang is not None and antrag.person is not None
    contact = Account.objects.filter(id=acting.account_id).first()
    day = antrag.gesichert_at.astimezone(BERLIN).date()
    body = [
        blocks.lead(f"Wir haben Ihren Antrag weitergegeben an {goal}."),
        blocks.paragraph(f"Zuerst lag er bei: {before}. Für Ihre Lage ist die andere Stelle zuständig."),
        *[blocks.paragraph(line) for line in paragraphs(grund)],
        blocks.paragraph(
            f"Es bleibt Ihr Antrag vom {words.day(day)}. Dieser Tag zählt weiter (§ 16 Absatz 2 SGB I). Geld kann es ab"
            f" dem {words.day(antrag.wirkt_ab)} geben."
        ),
        blocks.paragraph("Sie müssen keinen neuen Antrag stellen. Ihr Code und Ihre Unterlagen gelten weiter."),
    ]
    if open_questions(antrag):
        body.append(
            blocks.paragraph(
                "Einige Antworten fehlen noch, weil die andere Stelle anderes wissen muss. Sie finden die Fragen im"
                " Portal unter »Angaben ändern«. Oder rufen Sie uns an."
            )
        )
    letter = PlainAnswer(
        letter_for(antrag, contact), SUBJECT, body, contact.name if contact else "", acting.role_label
    )
    brief = mailroom.create_brief(
        acting=acting, akte=antrag.akte, vorgang=antrag.vorgang, person=antrag.person, art="abgabe", betreff=SUBJECT,
        pdf=render("antwort", letter.as_data()), weg=antrag.bescheid_weg,
    )  # fmt: skip
    if brief.weg == Brief.Weg.PORTAL:
        mailroom.dispatch_portal(acting=acting, brief=brief)
        tell_citizen(acting=acting, akte=antrag.akte, anlass="brief")
