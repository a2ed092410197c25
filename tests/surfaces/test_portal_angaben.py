"""What somebody stated, as a file to keep: complete, structured, the own only."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from nahbar.benefits.grundsicherungsgeld.questions import QUESTIONNAIRE
from nahbar.domain.applications.models import Antrag
from nahbar.questionnaire import engine
from nahbar.questionnaire.model import UNKNOWN
from tests.benefits import aylin

pytestmark = pytest.mark.django_db


@pytest.fixture
def client_with_answers(traeger: Any) -> Client:
    client = Client()
    client.post("/antrag/sichern")
    rows = Antrag.objects.filter(id=client.session["antraege"][0])
    rows.update(antworten={k: v for k, v in aylin.answers().items() if k != "heizkosten"} | {UNKNOWN: ["heizkosten"]})
    return client


def test_the_answers_come_as_structured_data(client_with_answers: Client) -> None:
    antrag_id = client_with_answers.session["antraege"][0]
    answer = client_with_answers.get(f"/antrag/{antrag_id}/angaben.json")
    assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("application/json")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    found = json.loads(answer.content)
    assert (found["format"], found["version"], found["vollstaendig"]) == (1, QUESTIONNAIRE.version, True)
    rows = {row["schluessel"]: row for row in found["angaben"]}
    assert rows["grundmiete"]["wert"] == "620.00" and rows["grundmiete"]["antwort"] == "620,00 €"
    assert rows["personen.p2.geburtsdatum"]["wert"] == "2021-03-10"
    assert rows["personen.p2.geburtsdatum"]["person"] == "Mert Demir"
    assert rows["heizkosten"]["unbekannt"] is True and rows["heizkosten"]["wert"] is None
    assert all(row["norm"] and row["frage"] for row in found["angaben"])


def test_nobody_else_gets_them(client_with_answers: Client) -> None:
    antrag_id = client_with_answers.session["antraege"][0]
    other = Client()
    assert other.get(f"/antrag/{antrag_id}/angaben.json").status_code in (302, 403, 404)
    other.post("/antrag/sichern")
    assert other.get(f"/antrag/{antrag_id}/angaben.json").status_code == 404


def test_what_no_longer_applies_is_left_out() -> None:
    found = engine.export(QUESTIONNAIRE, aylin.answers(konto=False))
    keys = {row["schluessel"] for row in found["angaben"]}
    assert "iban" not in keys and found["vollstaendig"] is False
