"""The draft: calculated month by month, corrected with reasons, two savers, changed answers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from nahbar.domain.decisions import queries
from nahbar.domain.decisions.errors import (
    CorrectionRefused,
    EditConflict,
    FactsUnusable,
    NotADraft,
    NothingToGrant,
    ReasonMissing,
    RoleMissing,
    StaleFacts,
    StopsOpen,
)
from nahbar.domain.decisions.facts import FactChange
from nahbar.domain.decisions.models import Entscheidung
from nahbar.platform.letters.words import NBSP
from nahbar.procedures.amend_antrag import amend_antrag
from nahbar.procedures.present_for_release import present_for_release
from nahbar.procedures.propose_decision import propose_decision
from nahbar.procedures.return_decision import return_decision
from nahbar.procedures.save_draft import save_draft
from tests.benefits import aylin, timo
from tests.procedures.desk import Who, citizen, presented, submitted

HEATING, RENT = "wohnung.heizkosten", "wohnung.bruttokaltmiete"


def change(pfad: str, wert: Any, grund: str = "Mietvertrag Seite 2") -> FactChange:
    return FactChange(pfad, wert, grund)


def test_proposed_again_nothing_changes(actor: Who) -> None:
    antrag = submitted()
    first = propose_decision(acting=actor("berg"), antrag=antrag)
    again = propose_decision(acting=actor("oeztuerk"), antrag=antrag)
    assert (again.id, again.version) == (first.id, 1)
    assert again.bearbeitet_by_id == actor("berg").account_id, "looking at it is no change"
    assert first.trace[0]["schritte"] and first.rechtsstand == date(2026, 7, 1) and first.antworten_nr == 1


def test_the_post_room_does_not_decide(actor: Who) -> None:
    with pytest.raises(RoleMissing):
        propose_decision(acting=actor("post"), antrag=submitted())


def test_family_of_the_first_journey(actor: Who) -> None:
    """J1: 1,323.68 + 50.00 Sofortzuschlag, each member with an own amount; Mert turns six inside the period."""
    draft = propose_decision(acting=actor("berg"), antrag=submitted(aylin.answers()))
    view = queries.decision_view(draft)
    assert (view.months[0].summe, view.months[0].sofortzuschlag) == (132368, 5000)
    assert set(view.names.values()) >= {"Aylin Demir"}


def test_birthday_beyond_the_known_values_counts(actor: Who) -> None:
    """A child that turns 14 in February 2027 gets the Regelbedarf of its age, with the values of December 2026."""
    answers = aylin.answers()
    answers["personen"][1]["geburtsdatum"] = "2013-02-15"
    child = answers["personen"][1]["id"]
    draft = propose_decision(acting=actor("berg"), antrag=submitted(answers))
    amounts = {
        month.monat: next(p.regelbedarf for p in month.personen if p.id == child)
        for month in queries.decision_view(draft).months
    }
    assert amounts[date(2027, 1, 1)] == 39000
    assert amounts[date(2027, 2, 1)] == 39000 * 14 // 30 + 47100 * 16 // 30
    assert amounts[date(2027, 3, 1)] == 47100


def test_correction_is_calculated_at_once_and_keeps_its_reason(actor: Who) -> None:
    draft = propose_decision(acting=actor("berg"), antrag=submitted())
    saved = save_draft(acting=actor("berg"), entscheidung=draft, version=1, changes=[change(HEATING, "75,00")])
    assert (saved.version, saved.erster_monat_summe) == (2, 100800)
    row = next(r for r in queries.decision_view(saved).facts if r.pfad == HEATING)
    assert (row.wert, row.text, row.vorher) == ("75.00", f"75,00{NBSP}€", f"60,00{NBSP}€")
    assert (row.quelle, row.grund, row.wer) == ("Korrektur", "Mietvertrag Seite 2", "Frau Berg")
    back = save_draft(acting=actor("berg"), entscheidung=saved, version=2, changes=[change(HEATING, "60", "Irrtum")])
    assert back.erster_monat_summe == 99300
    assert not any(r.korrigiert for r in queries.decision_view(back).facts)


@pytest.mark.parametrize(
    ("wrong", "error", "sentence"),
    [
        (FactChange(HEATING, "75,00", " "), CorrectionRefused, "begründen"),
        (FactChange(HEATING, "viel", "x"), CorrectionRefused, "Betrag in Euro"),
        (FactChange("personen.p9.netto", "1", "x"), CorrectionRefused, "gibt es in diesem Fall nicht"),
        (FactChange("personen.p1._name", "Otto", "x"), CorrectionRefused, "lässt sich nicht ändern"),
        (FactChange("personen.p1.lohn", "1", "x"), CorrectionRefused, "keine Angabe, mit der gerechnet wird"),
        (FactChange("personen.p1.geburtsdatum", "31.2.1982", "x"), CorrectionRefused, "einen Tag"),
        (FactChange("personen.p1.brutto", "500,00", "x"), FactsUnusable, "gerechnet"),
    ],
)
def test_wrong_corrections_change_nothing(actor: Who, wrong: FactChange, error: type, sentence: str) -> None:
    draft = propose_decision(acting=actor("berg"), antrag=submitted())
    with pytest.raises(error, match=sentence):
        save_draft(acting=actor("berg"), entscheidung=draft, version=1, changes=[change(RENT, "400,00"), wrong])
    now = queries.decision_by_id(draft.id)
    assert (now.version, now.fakten, now.erster_monat_summe) == (1, draft.fakten, 99300)


def test_u21_second_saver_sees_mine_and_theirs(actor: Who) -> None:
    """U21: nothing is overwritten, nothing of the second saver is lost; with the new version it is saved."""
    draft = propose_decision(acting=actor("berg"), antrag=submitted())
    save_draft(acting=actor("berg"), entscheidung=draft, version=1, changes=[change(HEATING, "75,00")])
    mine = [change(HEATING, "80,00", "Abrechnung"), change(RENT, "380,00", "Vertrag")]
    with pytest.raises(EditConflict) as conflict:
        save_draft(acting=actor("oeztuerk"), entscheidung=draft, version=1, changes=mine)
    heating, rent = conflict.value.fields
    assert (heating.label, heating.mine, heating.theirs, heating.grund, heating.both) == (
        "Heizkosten", "80.00", "75.00", "Mietvertrag Seite 2", True,
    )  # fmt: skip
    assert (rent.mine, rent.theirs, rent.both) == ("380.00", "370.00", False)
    assert queries.decision_by_id(draft.id).erster_monat_summe == 100800
    saved = save_draft(acting=actor("oeztuerk"), entscheidung=draft, version=conflict.value.version, changes=mine)
    assert saved.erster_monat_summe == 56300 + 38000 + 8000
    with pytest.raises(EditConflict):
        present_for_release(acting=actor("berg"), entscheidung=draft, version=2)


def test_u21_changed_answers_make_the_draft_stale(actor: Who) -> None:
    """U21: not presented on old facts; computed anew, a correction stays unless its own answer was changed."""
    antrag = submitted()
    draft = propose_decision(acting=actor("berg"), antrag=antrag)
    changes = [change(HEATING, "75,00"), change("personen.p1.vermoegen", "500,00", "Kontoauszug")]
    draft = save_draft(acting=actor("berg"), entscheidung=draft, version=1, changes=changes)
    amend_antrag(acting=citizen(antrag), antrag=antrag, answers=timo.answers(heizkosten="66.00"), anlass="Anruf")
    assert queries.decision_view(draft).stale
    with pytest.raises(StaleFacts):
        present_for_release(acting=actor("berg"), entscheidung=draft, version=draft.version)
    fresh = propose_decision(acting=actor("oeztuerk"), antrag=antrag)
    view = queries.decision_view(fresh)
    assert (fresh.version, fresh.antworten_nr, view.stale) == (3, 2, False)
    assert {r.pfad: r.wert for r in view.facts}[HEATING] == "66.00"
    assert view.dropped == ("Heizkosten",)
    assert [r.pfad for r in view.facts if r.korrigiert] == ["personen.p1.vermoegen"]


def test_red_checks_stop(actor: Who) -> None:
    antrag = submitted(timo.answers(vermoegen="40000.00"))
    draft = propose_decision(acting=actor("berg"), antrag=antrag)
    view = queries.decision_view(draft)
    assert view.checks[0].colour == "red" and not view.can_present
    with pytest.raises(StopsOpen, match="Ersparnisse über den Freibeträgen"):
        present_for_release(acting=actor("berg"), entscheidung=draft, version=1)


def test_a_presented_decision_stands_until_it_is_returned(actor: Who) -> None:
    antrag = submitted()
    waiting = presented(actor, antrag)
    with pytest.raises(NotADraft, match="zur Freigabe vorgelegt"):
        save_draft(acting=actor("berg"), entscheidung=waiting, version=1, changes=[change(HEATING, "75,00")])
    with pytest.raises(NotADraft):
        propose_decision(acting=actor("berg"), antrag=antrag)
    with pytest.raises(ReasonMissing):
        return_decision(acting=actor("wolter"), entscheidung=waiting, grund=" ")
    back = return_decision(acting=actor("wolter"), entscheidung=waiting, grund="Heizkosten bitte prüfen")
    assert (back.stand, back.rueckgabe_grund) == (Entscheidung.Stand.ZURUECKGEGEBEN, "Heizkosten bitte prüfen")
    saved = save_draft(acting=actor("berg"), entscheidung=back, version=1, changes=[change(HEATING, "75,00")])
    again = present_for_release(acting=actor("berg"), entscheidung=saved, version=2)
    assert (again.stand, again.rueckgabe_grund) == (Entscheidung.Stand.VORGELEGT, "")


def test_nothing_to_grant_is_refused_not_granted(actor: Who) -> None:
    antrag = submitted()
    draft = propose_decision(acting=actor("berg"), antrag=antrag)
    Entscheidung.objects.filter(id=draft.id).update(
        monate=[{**month, "summe": 0, "personen": []} for month in draft.monate]
    )
    with pytest.raises((NothingToGrant, StopsOpen), match="keinem Monat"):
        present_for_release(acting=actor("berg"), entscheidung=draft, version=1)
