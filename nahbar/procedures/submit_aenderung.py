"""Tell a change: received at once with number and time, and one task at the desk with what it does."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications import queries
from nahbar.domain.applications.aenderung import answers_before, blocking, changed_rows, day_of, gaps, kinds_of, text_of
from nahbar.domain.applications.errors import AntragUnknown, Incomplete, NotChangeable
from nahbar.domain.applications.folge import stamm_of
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.policies import can_change_answers
from nahbar.domain.applications.schutz import is_protected
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Aufgabe
from nahbar.domain.decisions.aenderung import effect_of
from nahbar.domain.decisions.errors import DecisionError
from nahbar.domain.people import queries as people
from nahbar.law.holidays import next_working_day
from nahbar.platform import clock, failpoints
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.platform.letters import words
from nahbar.procedures.add_upload import file_upload
from nahbar.procedures.applicant import update_applicant
from nahbar.procedures.draft_decision import drafting_when_complete
from nahbar.procedures.receipt import add_receipt
from nahbar.procedures.submit_antrag import delivery
from nahbar.questionnaire import engine

TASK = "aenderung_melden"
MOVE_TASK = "fall_uebergeben"
CHECK_WITHIN = timedelta(days=3)
NEXT_STEPS = (
    "Wir prüfen Ihre Änderung. Ändert sich Ihr Geld, bekommen Sie einen neuen Bescheid.",
    "Bis dahin gilt der bisherige Bescheid. Zu viel gezahltes Geld kann später zurückverlangt werden.",
    "Fehlt uns ein Papier, bekommen Sie einen einzigen Brief mit allem, was fehlt.",
)


@transaction.atomic
def submit_aenderung(*, acting: Actor, antrag: Antrag) -> Antrag:
    """Receive the change; a second time changes nothing and gives the same receipt.

    The address holds at once, another account once it is released (U14), amounts only with a Bescheid. Raises
    Incomplete where the change opened a question that is not answered; NotChangeable for a draft that was dropped.
    """
    if not can_change_answers(acting, antrag):
        raise AntragUnknown
    current = applications.lock(antrag)
    if current.stand == Antrag.Stand.ZURUECKGENOMMEN:
        raise NotChangeable
    if current.stand != Antrag.Stand.GESICHERT:
        return queries.antrag_by_id(current.id)
    questionnaire = queries.questionnaire_of(current)
    before = answers_before(current)
    if lacking := blocking(questionnaire, gaps(questionnaire, before, current.antworten), current.antworten):
        raise Incomplete(tuple(f"{ref.page}/{ref.item}".rstrip("/") for ref in lacking))
    declared = engine.effective(questionnaire, current.antworten)
    applications.store_answers(acting=acting, antrag=current, antworten=declared)
    applications.sync_nachweise(acting=acting, antrag=current)
    root = queries.antrag_by_id(stamm_of(current).id)
    assert root.akte is not None and root.person is not None
    vorgang = casefile.open_vorgang(
        acting=acting, akte=root.akte, art=Antrag.Art.AENDERUNG.value, titel=f"Änderung {current.nummer}",
        plan=current.leistung,
    )
    with drafting_when_complete(current):
        sent = applications.mark_submitted(
            acting=acting, antrag=current, person=root.person, akte=root.akte, vorgang=vorgang,
            bescheid_weg=delivery(declared), notlage=False,
        )  # fmt: skip
    for upload in queries.uploads(sent):
        if upload.angenommen:
            file_upload(acting, sent, upload, sent.kanal)
    update_applicant(acting=acting, antrag=sent, before=before)
    rows = changed_rows(questionnaire, before, declared, sent)
    listed = tuple((row.label, f"bisher {row.before}, jetzt {row.after}") for row in rows)
    receipt = add_receipt(
        acting=acting, antrag=sent, titel="Bestätigung Ihrer Mitteilung", steps=NEXT_STEPS,
        declaration=(("Was sich ändert", _about(sent)), *((("Bisher und neu", listed),) if listed else ())),
    )  # fmt: skip
    applications.set_receipt(acting=acting, antrag=sent, dokument=receipt)
    _tell_the_office(acting, sent)
    failpoints.hit("submit_aenderung.before_commit")
    return queries.antrag_by_id(sent.id)


def _about(antrag: Antrag) -> tuple[tuple[str, str], ...]:
    told = [("Was", ", ".join(kind.label for kind in kinds_of(antrag))), ("Seit oder ab", words.day(day_of(antrag)))]
    if text_of(antrag):
        told.append(("In Ihren Worten", text_of(antrag)))
    return tuple(told)


def in_one_line(antrag: Antrag) -> str:
    """What the change does, for lists: `Arbeit oder Einkommen ab 1. Dezember 2026: 979,58 € statt 1.373,68 €`."""
    what = f"{', '.join(kind.label for kind in kinds_of(antrag))} ab {words.day(day_of(antrag))}"
    try:
        first = effect_of(antrag, first_only=True).first
    except DecisionError:
        return what
    if not first.cents:
        return f"{what}: Betrag bleibt"
    return f"{what}: {words.amount(first.nachher)} statt {words.amount(first.vorher)}"


def _tell_the_office(acting: Actor, antrag: Antrag) -> None:
    assert antrag.akte is not None and antrag.vorgang is not None
    casefile.add_eintrag(
        acting=acting, akte=antrag.akte, vorgang=antrag.vorgang, art="aenderung_gemeldet",
        text=f"Änderung {antrag.nummer} mitgeteilt: {', '.join(kind.label for kind in kinds_of(antrag))} "
        f"ab {words.day(day_of(antrag))}",
    )  # fmt: skip
    due = next_working_day(clock.today() + CHECK_WITHIN, antrag.traeger.land)
    casefile.add_aufgabe(
        acting=acting, akte=antrag.akte, vorgang=antrag.vorgang, art=TASK,
        titel=f"Änderung: {in_one_line(antrag)}"[:160], frist=due, pool=Role.LEISTUNG.value,
        dringlichkeit=Aufgabe.Dringlichkeit.NORMAL,
    )  # fmt: skip
    if moves_away(antrag):
        where = "anderswo" if is_protected(antrag) else antrag.antworten.get("ort") or "anderswo"
        casefile.add_aufgabe(
            acting=acting, akte=antrag.akte, vorgang=antrag.vorgang, art=MOVE_TASK,
            titel=f"Umzug nach {where}: Fall ohne Lücke übergeben", frist=due,
            pool=Role.LEISTUNG.value, dringlichkeit=Aufgabe.Dringlichkeit.DRINGEND,
        )  # fmt: skip


def moves_away(antrag: Antrag) -> bool:
    """U35: the new address lies in none of this Träger's towns (§ 36 Abs. 1 SGB II)."""
    if not any(kind.key == "umzug" for kind in kinds_of(antrag)):
        return False
    plz, place = str(antrag.antworten.get("plz") or ""), str(antrag.antworten.get("ort") or "").strip().casefold()
    towns = {town.name.casefold() for town in people.gemeinden()}
    return bool(plz or place) and people.gemeinde_by_plz(plz) is None and place not in towns
