"""U35, § 16 Abs. 2 SGB I: the wrong door costs nobody the day, also after the application was sent."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications import queries
from nahbar.domain.applications.errors import NotToHandOver
from nahbar.domain.applications.models import Antrag
from nahbar.domain.casefile.models import Aufgabe, Eintrag
from nahbar.domain.decisions.errors import ReasonMissing, RoleMissing
from nahbar.domain.decisions.models import Entscheidung
from nahbar.domain.mailroom.models import Brief
from nahbar.platform.accounts.roles import Actor
from nahbar.procedures.hand_over_antrag import hand_over_antrag, open_questions, targets
from nahbar.procedures.propose_decision import propose_decision
from nahbar.procedures.secure_antrag import secure_antrag
from nahbar.procedures.submit_antrag import submit_antrag
from tests.benefits import aylin
from tests.procedures.desk import Who, citizen
from tests.surfaces.sent import sent_browser
from tests.surfaces.workplace_cases import open_akte

WHY = "Sie sind über der Altersgrenze."
GOAL = "grundsicherung_im_alter"


@pytest.fixture
def antrag(traeger: Any) -> Antrag:
    """An application for SGB II that has arrived, of somebody who was born in 1955."""
    made = secure_antrag(acting=Actor(kind="anonymous", id="-"), leistung="grundsicherungsgeld").antrag
    who = citizen(made)
    answers = aylin.answers(geburtsdatum="1955-05-14", personen=[])
    applications.store_answers(acting=who, antrag=applications.lock(made), antworten=answers)
    return submit_antrag(acting=who, antrag=made)


def test_u35_the_day_stays_the_other_side_has_the_task_and_the_person_is_told(antrag: Antrag, actor: Who) -> None:
    propose_decision(acting=actor("berg"), antrag=antrag)
    before = (antrag.gesichert_at, antrag.eingegangen_at, antrag.nummer, antrag.akte_id, antrag.vorgang_id)
    assert GOAL in dict(targets(antrag)) and "grundsicherungsgeld" not in dict(targets(antrag))
    moved = hand_over_antrag(acting=actor("berg"), antrag=antrag, leistung=GOAL, grund=WHY)
    assert moved.leistung == GOAL and moved.vorgang_id != before[-1]
    assert (moved.gesichert_at, moved.eingegangen_at, moved.nummer, moved.akte_id) == before[:-1]
    assert moved.wirkt_ab == date(2026, 11, 1), "§ 44 Abs. 2 SGB XII: the first of the month"
    assert moved.antworten["vorname"] == "Aylin" and open_questions(moved)
    assert not Entscheidung.objects.filter(antrag=antrag).exclude(stand="verworfen").exists()
    waiting = Aufgabe.objects.filter(erledigt_at=None, art="antrag_pruefen")
    assert [(one.vorgang_id, one.titel.startswith("Abgegeben von")) for one in waiting] == [(moved.vorgang_id, True)]
    letter = Brief.objects.get(art="abgabe")
    assert letter.vorgang_id == moved.vorgang_id and letter.weg == "post"
    told = Eintrag.objects.filter(art="antrag_abgegeben", fuer_buerger=True)
    assert {one.vorgang_id for one in told} == {before[-1], moved.vorgang_id}
    assert not Eintrag.objects.filter(fuer_buerger=True, text__contains=WHY).exists(), "the reason stands in the letter"


def test_u35_only_what_arrived_is_handed_over_with_a_reason_and_by_whom_it_concerns(antrag: Antrag, actor: Who) -> None:
    with pytest.raises(ReasonMissing):
        hand_over_antrag(acting=actor("berg"), antrag=antrag, leistung=GOAL, grund="  ")
    with pytest.raises(RoleMissing):
        hand_over_antrag(acting=actor("post"), antrag=antrag, leistung=GOAL, grund=WHY)
    with pytest.raises(NotToHandOver):
        hand_over_antrag(acting=actor("berg"), antrag=antrag, leistung="grundsicherungsgeld", grund=WHY)
    with pytest.raises(NotToHandOver):
        hand_over_antrag(acting=actor("berg"), antrag=antrag, leistung="bildung_teilhabe", grund=WHY)
    waits = Antrag.Stand.VORGELEGT
    applications.set_stand(acting=actor("berg"), antrag=applications.lock(antrag), stand=waits)
    with pytest.raises(NotToHandOver):
        hand_over_antrag(acting=actor("berg"), antrag=queries.antrag_by_id(antrag.id), leistung=GOAL, grund=WHY)


def test_u35_from_the_desk_and_the_person_finds_the_open_questions(traeger: Any, client_for: Any) -> None:
    browser, antrag = sent_browser(aylin.answers())
    desk = client_for("berg")
    open_akte(desk, antrag)
    page = desk.get(f"/arbeit/antrag/{antrag.id}/entscheiden").content.decode()
    assert f"/arbeit/antrag/{antrag.id}/abgeben" in page
    refused = desk.post(f"/arbeit/antrag/{antrag.id}/abgeben", {"ziel": GOAL, "grund": ""})
    assert refused.status_code == 422
    done = desk.post(f"/arbeit/antrag/{antrag.id}/abgeben", {"ziel": GOAL, "grund": WHY}, follow=True)
    assert "Der Antrag ist abgegeben." in done.content.decode(), done.content.decode()[:2000]
    status = browser.get(f"/antrag/{antrag.id}/status")
    assert "Noch offene Fragen beantworten" in status.content.decode()
    assert browser.get(f"/antrag/{antrag.id}/aendern").status_code == 200
    assert browser.get(f"/antrag/{antrag.id}/bestaetigung").status_code == 200
