"""The desk with an application for Sozialhilfe: checks, amounts by person, release, letter (C21)."""

from __future__ import annotations

from typing import Any

import pytest

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications.models import Antrag
from nahbar.domain.decisions import actions as decisions
from nahbar.domain.decisions.facts import FactChange
from nahbar.domain.decisions.models import Entscheidung
from nahbar.domain.decisions.queries import decision_view
from nahbar.platform.accounts.roles import Actor
from nahbar.procedures.propose_decision import propose_decision
from nahbar.procedures.secure_antrag import secure_antrag
from nahbar.procedures.submit_antrag import submit_antrag
from tests.benefits import elfriede
from tests.benefits.test_grundsicherung_im_alter import partner
from tests.procedures.desk import Who, citizen
from tests.surfaces.workplace_cases import open_akte


def sent(leistung: str, answers: dict[str, Any]) -> Antrag:
    antrag = secure_antrag(acting=Actor(kind="anonymous", id="-"), leistung=leistung).antrag
    who = citizen(antrag)
    applications.store_answers(acting=who, antrag=applications.lock(antrag), antworten=answers)
    return submit_antrag(acting=who, antrag=antrag)


@pytest.fixture
def couple(traeger: Any, actor: Who) -> Entscheidung:
    """Elfriede and Heinz: both by chapter 4."""
    answers = elfriede.answers(personen=[partner()], mietvertrag_mit="ich", _zaehler={"personen": 2})
    return propose_decision(acting=actor("berg"), antrag=sent("grundsicherung_im_alter", answers))


def test_the_desk_shows_checks_and_each_persons_amount(couple: Entscheidung, client_for: Any) -> None:
    client = client_for("berg")
    open_akte(client, couple.antrag)
    page = client.get(f"/arbeit/antrag/{couple.antrag_id}/entscheiden")
    assert page.status_code == 200, page.status_code
    text = page.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")
    for words in (
        "Grundsicherung im Alter und bei Erwerbsminderung", "Die Altersgrenze ist erreicht.", "121,10", "33,50",
        "154,60", "Elfriede Schulte", "Heinz Schulte", "SGB XII § 41 Abs. 2",
    ):  # fmt: skip
        assert words in text, words


def test_the_desk_can_correct_a_fact_of_the_sgb12(couple: Entscheidung, client_for: Any, actor: Who) -> None:
    change = FactChange("personen.p1.merkzeichen_g", "ja", "Ausweis liegt vor")
    row = decisions.change_facts(acting=actor("berg"), entscheidung=couple, version=couple.version, changes=[change])
    assert decision_view(row).months[0].summe == 154_60 + 86_02, "17 per cent of 506"


def test_the_front_desk_offers_what_the_office_takes(traeger: Any, client_for: Any) -> None:
    page = client_for("empfang").get("/arbeit/empfang").content.decode()
    for key in ("grundsicherungsgeld", "grundsicherung_im_alter", "hilfe_zum_lebensunterhalt"):
        assert f'value="{key}"' in page
