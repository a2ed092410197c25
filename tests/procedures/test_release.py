"""Release: two persons, fresh facts, a whole letter, everything or nothing."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from nahbar.config.demo.households import make_answers
from nahbar.domain.applications.models import Antrag
from nahbar.domain.casefile import queries as casefile
from nahbar.domain.decisions import queries
from nahbar.domain.decisions.errors import AlreadyDecided, NotPresented, OwnWork, RoleMissing, StaleFacts
from nahbar.domain.decisions.facts import FactChange
from nahbar.domain.decisions.letters import BescheidIncomplete
from nahbar.domain.decisions.lines import AmountsDisagree
from nahbar.domain.decisions.models import Entscheidung, Leistungszeile
from nahbar.domain.mailroom.models import Brief
from nahbar.domain.payments.models import Zahlungsauftrag
from nahbar.platform import clock
from nahbar.procedures import issue_bescheid as issuing
from nahbar.procedures.amend_antrag import amend_antrag
from nahbar.procedures.issue_bescheid import issue_bescheid
from nahbar.procedures.present_for_release import present_for_release
from nahbar.procedures.propose_decision import propose_decision
from nahbar.procedures.return_decision import return_decision
from nahbar.procedures.save_draft import save_draft
from tests.benefits import aylin, timo
from tests.procedures.desk import Who, citizen, presented, released, submitted, text_of


def untouched(antrag: Antrag) -> bool:
    """Nothing of a release is there."""
    return (
        Leistungszeile.objects.count() == Brief.objects.count() == Zahlungsauftrag.objects.count() == 0
        and Antrag.objects.get(id=antrag.id).stand == Antrag.Stand.VORGELEGT
        and Entscheidung.objects.get(antrag=antrag).stand == Entscheidung.Stand.VORGELEGT
    )


def test_own_work_is_refused_for_whoever_edited_last(actor: Who) -> None:
    """Berg proposes, Öztürk corrects, Berg presents: neither of them releases, Wolter does."""
    antrag = submitted()
    draft = propose_decision(acting=actor("berg"), antrag=antrag)
    change = FactChange("wohnung.heizkosten", "75,00", "Abrechnung")
    draft = save_draft(acting=actor("oeztuerk"), entscheidung=draft, version=1, changes=[change])
    waiting = present_for_release(acting=actor("berg"), entscheidung=draft, version=2)
    for login in ("berg", "oeztuerk"):
        with pytest.raises(OwnWork):
            issue_bescheid(acting=actor(login), entscheidung=waiting)
    with pytest.raises(RoleMissing):
        issue_bescheid(acting=actor("kasse"), entscheidung=waiting)
    assert untouched(antrag)
    assert issue_bescheid(acting=actor("wolter"), entscheidung=waiting).stand == Entscheidung.Stand.FREIGEGEBEN


@pytest.mark.parametrize("other", ["vorgelegt_by_id", "bearbeitet_by_id"])
def test_four_eyes_also_in_the_database(actor: Who, other: str) -> None:
    """Whatever the programme does: no row can be released by who presented or changed it, or by nobody."""
    waiting = presented(actor)
    wolter, berg = actor("wolter").account_id, actor("berg").account_id
    for values in (
        {"freigegeben_by_id": wolter, other: wolter},
        {"freigegeben_by_id": None},
        {"freigegeben_by_id": berg, "vorgelegt_by_id": None, "bearbeitet_by_id": wolter},
    ):
        with pytest.raises(IntegrityError, match="entscheidung_zwei_personen"), transaction.atomic():
            Entscheidung.objects.filter(id=waiting.id).update(stand=Entscheidung.Stand.FREIGEGEBEN, **values)


def test_u21_not_released_on_facts_older_than_the_last_change(actor: Who) -> None:
    """U21: the citizen corrects an answer while the decision waits."""
    antrag = submitted()
    waiting = presented(actor, antrag)
    amend_antrag(acting=citizen(antrag), antrag=antrag, answers=timo.answers(heizkosten="66.00"), anlass="Portal")
    assert queries.release_list()[0].stale
    with pytest.raises(StaleFacts, match="neu"):
        issue_bescheid(acting=actor("oeztuerk"), entscheidung=waiting)
    assert untouched(antrag)
    return_decision(acting=actor("oeztuerk"), entscheidung=waiting, grund="Neue Angaben")
    draft = propose_decision(acting=actor("berg"), antrag=antrag)
    again = present_for_release(acting=actor("berg"), entscheidung=draft, version=draft.version)
    assert issue_bescheid(acting=actor("oeztuerk"), entscheidung=again).erster_monat_summe == 99900


def test_an_incomplete_letter_stops_everything(actor: Who, monkeypatch: pytest.MonkeyPatch) -> None:
    antrag = submitted()
    waiting = presented(actor, antrag)
    monkeypatch.setattr(issuing, "decision_letter", lambda row, goes: (b"%PDF", ["Im Brief fehlt: die Summe."]))
    with pytest.raises(BescheidIncomplete, match="Im Brief fehlt: die Summe"):
        issue_bescheid(acting=actor("oeztuerk"), entscheidung=waiting)
    assert untouched(antrag)


def test_sums_that_disagree_stop_everything(actor: Who) -> None:
    antrag = submitted()
    waiting = presented(actor, antrag)
    wrong = [{**month, "summe": month["summe"] + 1} for month in waiting.monate]
    Entscheidung.objects.filter(id=waiting.id).update(monate=wrong)
    with pytest.raises(AmountsDisagree):
        issue_bescheid(acting=actor("oeztuerk"), entscheidung=waiting)
    assert untouched(antrag)


def test_released_once(actor: Who) -> None:
    antrag = submitted()
    final = released(actor, antrag)
    with pytest.raises(AlreadyDecided):
        issue_bescheid(acting=actor("wolter"), entscheidung=final)
    with pytest.raises(AlreadyDecided):
        propose_decision(acting=actor("berg"), antrag=antrag)
    assert (Brief.objects.count(), Zahlungsauftrag.objects.count()) == (1, 2)


def test_a_draft_is_not_released(actor: Who) -> None:
    draft = propose_decision(acting=actor("berg"), antrag=submitted())
    with pytest.raises(NotPresented):
        issue_bescheid(acting=actor("oeztuerk"), entscheidung=draft)


def test_in_the_portal_the_clock_starts_with_the_notification(actor: Who, now: Any) -> None:
    """§ 37 Abs. 2a SGB X: released on 27.11., served on 1.12., Widerspruch until Mon 4.1.2027."""
    antrag = submitted(timo.answers(bescheid_weg="portal"))
    now.set("2026-11-27T09:00")
    brief = released(actor, antrag).brief
    assert brief is not None and (brief.weg, brief.stand) == ("portal", Brief.Stand.VERSANDT)
    assert (brief.aufgegeben_am, brief.bekanntgabe_am) == (date(2026, 11, 27), date(2026, 12, 1))
    assert brief.widerspruch_bis == date(2027, 1, 4)
    assert brief.dokument.fuer_buerger
    assert antrag.akte is not None
    assert "brief_versenden" not in {task.art for task in casefile.open_aufgaben(antrag.akte)}


def test_released_in_the_third_month_two_months_are_due_at_once(actor: Who, now: Any) -> None:
    antrag = submitted()
    now.set("2026-12-03T09:00")
    final = released(actor, antrag)
    assert list(
        Zahlungsauftrag.objects.filter(entscheidung=final).order_by("monat").values_list("monat", "faellig_am")
    ) == [
        (date(2026, 11, 1), date(2026, 12, 3)),
        (date(2026, 12, 1), date(2026, 12, 3)),
        (date(2027, 1, 1), date(2026, 12, 30)),
    ]


def test_remarks_for_the_office_stay_at_the_desk(actor: Who, tmp_path: Path) -> None:
    waiting = presented(actor)
    remarks = [hint.text for hint in queries.decision_view(waiting).months[0].hinweise]
    assert any("Angemessenheit ist zu prüfen" in remark for remark in remarks)
    brief = issue_bescheid(acting=actor("oeztuerk"), entscheidung=waiting).brief
    assert brief is not None
    text = text_of(brief, tmp_path)
    assert "zu prüfen" not in text and "Frau Öztürk" in text and "Ansprechperson: Frau Berg" in text


def test_each_member_of_the_family_has_an_own_line(actor: Who) -> None:
    final = released(actor, submitted(aylin.answers()))
    first = [line for line in queries.lines(final) if line.monat == date(2026, 11, 1)]
    assert {(line.name, line.anspruch, line.sofortzuschlag) for line in first} == {
        ("Aylin Demir", 105068, 0),
        ("Mert Demir", 15600, 2500),
        ("Lara Demir", 11700, 2500),
    }
    assert Zahlungsauftrag.objects.get(monat=date(2026, 11, 1)).betrag == 137368


@pytest.mark.parametrize("seed", range(6))
def test_sums_agree_from_member_to_payee(actor: Who, seed: int) -> None:
    """Σ of the members = total of the month = Σ of the payments, for invented households."""
    answers = make_answers(random.Random(seed), clock.today(), "Rhede", "46414")
    antrag = submitted(answers)
    draft = propose_decision(acting=actor("berg"), antrag=antrag)
    if not queries.decision_view(draft).can_present:
        pytest.skip("this household is not granted")
    final = released(actor, antrag)
    totals = queries.month_totals(final)
    for month in final.monate:
        day = date.fromisoformat(month["monat"])
        assert totals.get(day, 0) == month["summe"] + month["sofortzuschlag"]
        paid = Zahlungsauftrag.objects.filter(entscheidung=final, monat=day)
        assert all(order.betrag == totals[day] for order in paid)
    assert sum(o.betrag for o in Zahlungsauftrag.objects.all()) == totals[date(2026, 11, 1)] + totals[date(2026, 12, 1)]
