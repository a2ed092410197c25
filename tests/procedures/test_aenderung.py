"""C04, J5: a change is told, its effect is seen before, and a change decision follows (§ 60 SGB I, § 48 SGB X)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nahbar.benefits.parameters import calculated_with
from nahbar.domain.applications import actions as applications
from nahbar.domain.applications import queries
from nahbar.domain.applications.aenderung import broken_month, first_month, with_wage
from nahbar.domain.applications.errors import Incomplete, NothingChosen
from nahbar.domain.applications.models import Antrag
from nahbar.domain.casefile.queries import open_aufgaben, timeline
from nahbar.domain.decisions.aenderung import effect_of
from nahbar.domain.decisions.errors import NoGrantToChange, PaidMeanwhile
from nahbar.domain.decisions.erstattung import keep, proposal_of
from nahbar.domain.decisions.models import Entscheidung, Erstattungspruefung
from nahbar.domain.payments import actions as payments
from nahbar.domain.payments.models import Zahlungsauftrag
from nahbar.domain.payments.queries import paid_until
from nahbar.law.parameter import Parameters, statutory
from nahbar.platform.accounts.roles import Actor
from nahbar.procedures.issue_bescheid import issue_bescheid
from nahbar.procedures.prepare_payment_run import prepare_payment_run
from nahbar.procedures.present_for_release import present_for_release
from nahbar.procedures.propose_decision import propose_decision
from nahbar.procedures.release_payment_run import release_payment_run
from nahbar.procedures.start_aenderung import start_aenderung
from nahbar.procedures.submit_aenderung import submit_aenderung
from tests.benefits import aylin
from tests.conftest import Clock
from tests.procedures.desk import citizen, released, submitted, text_of

pytestmark = pytest.mark.django_db
DECEMBER = date(2026, 12, 1)
Who = Callable[[str], Actor]


@pytest.fixture
def granted(actor: Who) -> Antrag:
    """Aylin Demir's application, decided: 1.373,68 from November on."""
    antrag = submitted(aylin.answers())
    row = released(actor, antrag)
    assert row.erster_monat_summe == 137_368
    return queries.antrag_by_id(antrag.id)


@pytest.fixture
def assumed() -> Iterator[None]:
    """The last values go on for ever: nobody but tests assumes that of 2027."""
    known = Parameters(
        replace(one, entries=(*one.entries[:-1], replace(one.entries[-1], bis=None))) for one in statutory()
    )
    with calculated_with(known):
        yield


def told(antrag: Antrag, wage: str = "603", ab: date = DECEMBER) -> Antrag:
    """Aylin says that she earns this much from this day on."""
    return start_aenderung(acting=citizen(antrag), antrag=antrag, arten=["arbeit"], ab=ab, lohn=(wage, wage))


def decided(actor: Who, antrag: Antrag) -> Entscheidung:
    draft = propose_decision(acting=actor("berg"), antrag=antrag)
    row = present_for_release(acting=actor("berg"), entscheidung=draft, version=draft.version)
    return issue_bescheid(acting=actor("oeztuerk"), entscheidung=row)


def pay(actor: Who, day: str) -> None:
    """Everything that is due on this day goes to the bank."""
    art = "monatlich" if day.endswith("30") or day.endswith("31") else "sofort"
    run = prepare_payment_run(acting=actor("kasse"), art=art, execution_date=date.fromisoformat(day))
    release_payment_run(acting=actor("kasse2"), lauf=run)


def test_j5_the_effect_is_seen_before_sending(granted: Antrag) -> None:
    draft = told(granted)
    effect = effect_of(draft)
    assert (effect.first.vorher, effect.first.nachher, effect.first.cents) == (137_368, 97_958, -39_410)
    assert sum(part.cents for part in effect.first.teile) == -39_410
    assert all(part.norm.startswith("SGB II §") for part in effect.first.teile)
    assert effect.monate[0].monat == DECEMBER and effect.monate[-1].monat == date(2027, 10, 1)
    assert draft.stand == "gesichert" and draft.stamm_id == granted.id
    assert [n.key for n in queries.nachweise(draft)] == ["aenderung_arbeit"]


def test_j5_told_once_with_number_receipt_and_one_task(granted: Antrag) -> None:
    sent = submit_aenderung(acting=citizen(granted), antrag=told(granted))
    again = submit_aenderung(acting=citizen(granted), antrag=sent)
    assert again.eingangsbestaetigung_id == sent.eingangsbestaetigung_id and sent.eingegangen_at is not None
    assert sent.nummer != granted.nummer and sent.akte_id == granted.akte_id
    assert sent.akte is not None and sent.eingangsbestaetigung is not None
    tasks = [t for t in open_aufgaben(sent.akte) if t.vorgang_id == sent.vorgang_id]
    assert [t.art for t in tasks] == ["aenderung_melden"]
    said = tasks[0].titel.replace("\u00a0", " ")
    assert said == "Änderung: Arbeit oder Einkommen ab 1. Dezember 2026: 979,58 € statt 1.373,68 €"
    assert "aenderung_gemeldet" in {e.art for e in timeline(sent.akte, for_citizen=True)}
    assert start_aenderung(acting=citizen(granted), antrag=granted, arten=["konto"], ab=DECEMBER).id == sent.id


def test_j5_the_change_decision_pays_from_december(granted: Antrag, actor: Who, tmp_path: Path, now: Clock) -> None:
    assert [o.betrag for o in Zahlungsauftrag.objects.order_by("monat")] == [137_368, 137_368]
    sent = submit_aenderung(acting=citizen(granted), antrag=told(granted))
    row = decided(actor, sent)
    assert (row.von, row.bis, row.erster_monat_summe) == (DECEMBER, date(2027, 10, 31), 97_958)
    assert row.aendert is not None and row.aendert.antrag_id == granted.id
    orders = [(o.monat, o.betrag) for o in Zahlungsauftrag.objects.order_by("monat")]
    assert orders == [(date(2026, 11, 1), 137_368), (DECEMBER, 97_958)]
    assert row.brief is not None
    text = text_of(row.brief, tmp_path)
    assert "Änderungsbescheid" in text and "979,58 €" in text and "Bisher waren es 1.373,68 €" in text
    assert "heben wir ab 1. Dezember 2026 auf" in text and "§ 48 Abs. 1 Satz 1 SGB X" in text
    assert "§ 9 Abs. 2" in text and "innerhalb eines Monats" in text
    now.set("2026-12-28T09:00")
    pay(actor, "2026-12-30")
    january = Zahlungsauftrag.objects.filter(monat=date(2027, 1, 1))
    assert [o.betrag for o in january] == [97_958]


def test_more_money_works_back_and_only_the_rest_is_paid(granted: Antrag, actor: Who) -> None:
    """§ 48 Abs. 1 S. 2 Nr. 1 SGB X: a higher rent since November; what was ordered is not paid twice."""
    pay(actor, "2026-11-24")
    draft = start_aenderung(acting=citizen(granted), antrag=granted, arten=["miete"], ab=date(2026, 11, 1))
    current = applications.lock(draft)
    applications.store_answers(
        acting=citizen(granted), antrag=current, antworten={**current.antworten, "heizkosten": "125.00"}
    )
    row = decided(actor, submit_aenderung(acting=citizen(granted), antrag=draft))
    assert row.von == date(2026, 11, 1) and row.erster_monat_summe == 140_368
    november = Zahlungsauftrag.objects.filter(monat=date(2026, 11, 1)).order_by("created_at")
    assert [o.betrag for o in november] == [137_368, 3_000]
    december = Zahlungsauftrag.objects.filter(monat=DECEMBER)
    assert [o.betrag for o in december] == [140_368]


def test_a_month_that_is_on_its_way_is_not_taken_back(granted: Antrag, actor: Who, now: Clock) -> None:
    """Money of December is at the bank while the draft waits: no release; computed anew it begins in January."""
    sent = submit_aenderung(acting=citizen(granted), antrag=told(granted))
    draft = propose_decision(acting=actor("berg"), antrag=sent)
    row = present_for_release(acting=actor("berg"), entscheidung=draft, version=draft.version)
    now.set("2026-11-27T09:00")
    pay(actor, "2026-11-30")
    with pytest.raises(PaidMeanwhile):
        issue_bescheid(acting=actor("oeztuerk"), entscheidung=row)


def test_j5_late_report_is_a_proposal_with_hearing(granted: Antrag, actor: Who, now: Clock, assumed: None) -> None:
    """J5.3: December and January paid in full: 788.20 = 625.64 + 92.90 + 69.66, § 48 (1) S. 2 Nr. 3, 56.30 a month."""
    pay(actor, "2026-11-24")
    now.set("2026-11-27T09:00")
    pay(actor, "2026-11-30")
    now.set("2026-12-28T09:00")
    pay(actor, "2026-12-30")
    now.set("2027-01-20T10:00")
    sent = submit_aenderung(acting=citizen(granted), antrag=told(granted))
    assert sent.akte is not None
    proposal = proposal_of(effect_of(sent), paid_until(sent.akte), late=True)
    assert proposal is not None and proposal.summe == 78_820
    assert {c.name: c.cents for c in proposal.claims} == {
        "Aylin Demir": 62_564, "Mert Demir": 9_290, "Lara Demir": 6_966,
    }  # fmt: skip
    assert proposal.rechtsgrundlage == "§ 48 Abs. 1 S. 2 Nr. 3 SGB X"
    assert [c.aufrechnung for c in proposal.claims] == [5_630, 0, 0]
    kept = keep(acting=actor("berg"), antrag=sent, proposal=proposal)
    assert kept.ergebnis == Erstattungspruefung.Ergebnis.ANHOERUNG
    row = decided(actor, sent)
    assert row.von == date(2027, 2, 1)  # the past waits for the hearing
    assert not Zahlungsauftrag.objects.filter(entscheidung=row, monat__lt=date(2027, 2, 1)).exists()


def test_j5_seven_euro_more_are_stored_as_checked(granted: Antrag, actor: Who, now: Clock) -> None:
    """J5.4: 613 instead of 603 in one month: below 50 euro, no revocation for the past, never added later."""
    first = submit_aenderung(acting=citizen(granted), antrag=told(granted))
    decided(actor, first)
    now.set("2026-11-27T09:00")
    pay(actor, "2026-11-30")
    now.set("2026-12-30T10:00")
    sent = submit_aenderung(acting=citizen(granted), antrag=told(granted, "613"))
    assert sent.akte is not None
    proposal = proposal_of(effect_of(sent), paid_until(sent.akte), late=True)
    assert proposal is not None and proposal.below and proposal.summe == 700 and proposal.claims == ()
    kept = keep(acting=actor("berg"), antrag=sent, proposal=proposal)
    assert (kept.ergebnis, kept.summe) == (Erstattungspruefung.Ergebnis.UNTERBLEIBT, 700)
    again = proposal_of(effect_of(sent), paid_until(sent.akte), late=True)
    assert again is not None and again.stored == kept
    assert keep(acting=actor("berg"), antrag=sent, proposal=again).id == kept.id


def test_nothing_granted_nothing_to_change(traeger: Any) -> None:
    antrag = submitted(aylin.answers())
    with pytest.raises(NoGrantToChange):
        told(antrag)
    with pytest.raises(NothingChosen):
        start_aenderung(acting=citizen(antrag), antrag=antrag, arten=["unfug"], ab=DECEMBER)


def test_a_change_that_opens_a_question_asks_it(granted: Antrag) -> None:
    draft = start_aenderung(acting=citizen(granted), antrag=granted, arten=["arbeit"], ab=DECEMBER)
    current = applications.lock(draft)
    applications.store_answers(
        acting=citizen(granted), antrag=current, antworten={**current.antworten, "einkommen_arten": ["lohn"]}
    )
    with pytest.raises(Incomplete) as lacking:
        submit_aenderung(acting=citizen(granted), antrag=draft)
    assert "lohn" in lacking.value.pages


def test_income_counts_for_the_whole_month_anything_else_from_the_next() -> None:
    """§ 11 Abs. 2, § 41 Abs. 1 S. 3 SGB II."""
    middle = date(2026, 12, 15)
    assert first_month(["arbeit"], middle) == DECEMBER
    assert first_month(["einzug"], middle) == date(2027, 1, 1) == first_month(["arbeit", "einzug"], middle)
    assert first_month(["einzug"], DECEMBER) == DECEMBER
    assert broken_month(Antrag(aenderung={"arten": ["einzug"], "ab": "2026-12-15"})) == DECEMBER
    assert broken_month(Antrag(aenderung={"arten": ["arbeit"], "ab": "2026-12-15"})) is None


def test_the_wage_of_what_if_becomes_answers(granted: Antrag) -> None:
    answers = with_wage(queries.questionnaire_of(granted), granted.antworten, "603.00", "603.00")
    assert answers["einkommen_arten"] == ["lohn"] and answers["lohn_netto"] == "603.00"


def test_runs_of_other_files_are_left_alone(granted: Antrag, actor: Who) -> None:
    other = released(actor, submitted())
    decided(actor, submit_aenderung(acting=citizen(granted), antrag=told(granted)))
    assert Zahlungsauftrag.objects.filter(entscheidung=other).count() == 2
    assert payments.replace_orders(acting=actor("oeztuerk"), entscheidung=other) == 0
