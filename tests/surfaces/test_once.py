"""A form that is sent twice counts once (C02, U45): questions, people, the application itself."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from nahbar.domain.applications import queries
from nahbar.domain.applications.models import Antrag
from nahbar.platform import clock
from nahbar.platform.accounts import once
from nahbar.platform.accounts.models import SentForm
from tests.benefits import aylin
from tests.surfaces.test_portal_application import antrag_of

REST = {"nachname": "Demir", "geburtsdatum__tag": "14", "geburtsdatum__monat": "5", "geburtsdatum__jahr": "1995"}
TOKEN = re.compile(r'name="einmal" value="([\w-]+)"')


@pytest.fixture
def citizen(traeger: Any) -> Client:
    """A browser in which an application was secured."""
    client = Client()
    client.post("/antrag/sichern")
    return client


def token_of(client: Client, path: str) -> str:
    """The random field of the form at this address."""
    found = TOKEN.search(client.get(path).content.decode())
    assert found
    return found.group(1)


def people(client: Client) -> list[Any]:
    """Who was added so far."""
    return list(antrag_of(client).antworten.get("personen", []))


def test_u45_a_person_is_added_once_however_often_the_form_arrives(citizen: Client) -> None:
    path = f"/antrag/{antrag_of(citizen).id}/frage/personen"
    form = {"personen_weiter": "ja", "einmal": token_of(citizen, path)}
    answers = [citizen.post(path, form) for _ in range(3)]
    assert len(people(citizen)) == 1
    assert {answer["Location"] for answer in answers} == {answers[0]["Location"]}
    citizen.post(path, form | {"einmal": token_of(citizen, path)})
    assert len(people(citizen)) == 2


def test_u45_changed_content_is_a_new_sending_and_the_old_one_again_too(citizen: Client) -> None:
    path = f"/antrag/{antrag_of(citizen).id}/frage/name"
    token = token_of(citizen, path)
    for name in ("Aylin", "Ayla", "Aylin"):
        citizen.post(path, {"vorname": name, "einmal": token, **REST})
        assert antrag_of(citizen).antworten["vorname"] == name


def test_u45_a_refused_form_may_be_sent_again(citizen: Client) -> None:
    path = f"/antrag/{antrag_of(citizen).id}/frage/name"
    token = token_of(citizen, path)
    refused = citizen.post(path, {"vorname": "", "nachname": "", "einmal": token}, headers={"X-Sendung": "1"})
    assert refused.status_code == 200 and "text/html" in refused["Content-Type"]
    assert SentForm.objects.count() == 0
    taken = citizen.post(path, {"vorname": "Aylin", **REST, "einmal": token}, headers={"X-Sendung": "1"})
    assert taken.json()["angekommen"] is True and taken.json()["weiter"].startswith("/antrag/")


def test_u45_the_application_sent_again_leads_to_the_same_receipt(citizen: Client) -> None:
    antrag = antrag_of(citizen)
    Antrag.objects.filter(id=antrag.id).update(antworten=aylin.answers())
    path = f"/antrag/{antrag.id}/pruefen"
    form = {"richtig": "1", "einmal": token_of(citizen, path)}
    answers = [citizen.post(path, form) for _ in range(3)]
    assert {answer["Location"] for answer in answers} == {f"/antrag/{antrag.id}/bestaetigung"}
    sent = queries.antrag_by_id(antrag.id)
    assert sent.akte is not None and sent.akte.eintraege.filter(art="antrag_eingegangen").count() == 1
    assert sent.akte.dokumente.filter(art="eingangsbestaetigung").count() == 1


def test_somebody_elses_form_is_not_recognised_and_a_session_that_is_over_is_not_arrival(citizen: Client) -> None:
    path = f"/antrag/{antrag_of(citizen).id}/frage/name"
    form = {"vorname": "Aylin", **REST, "einmal": token_of(citizen, path)}
    citizen.post(path, form)
    other = Client()
    other.post("/antrag/sichern")
    assert other.post(path, form).status_code == 404
    gone = Client().post(path, form, headers={"X-Sendung": "1"})
    assert gone.json()["angekommen"] is False and gone.json()["weiter"].startswith("/weiter?")
    assert SentForm.objects.count() == 1


def test_what_was_noted_says_nothing_and_is_forgotten(citizen: Client) -> None:
    path = f"/antrag/{antrag_of(citizen).id}/frage/name"
    token = token_of(citizen, path)
    citizen.post(path, {"vorname": "Aylin", **REST, "einmal": token})
    row = SentForm.objects.get()
    assert token not in row.key and "Aylin" not in str(vars(row))
    SentForm.objects.update(sent_at=clock.now() - once.KEPT - timedelta(minutes=1))
    once.forget()
    assert SentForm.objects.count() == 0
