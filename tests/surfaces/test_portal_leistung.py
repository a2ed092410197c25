"""The way from «Ich brauche Geld zum Leben» to the right benefit (C21), and the office after that."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from nahbar.domain.applications.models import Antrag
from nahbar.procedures.submit_antrag import submit_antrag
from tests.benefits import timo
from tests.procedures.desk import citizen as owner
from tests.surfaces.test_portal_application import antrag_of


def born(day: str) -> dict[str, str]:
    year, month, number = day.split("-")
    return {"geburtsdatum__tag": number, "geburtsdatum__monat": month, "geburtsdatum__jahr": year}


@pytest.fixture
def citizen(traeger: Any) -> Client:
    """A browser in which an application was secured with one click."""
    client = Client()
    client.post("/antrag/sichern")
    return client


def choose(client: Client, **typed: str) -> Any:
    return client.post(f"/antrag/{antrag_of(client).id}/hilfe", typed)


def test_after_securing_two_questions_are_asked_and_named_benefits_are_not(citizen: Client) -> None:
    antrag = antrag_of(citizen)
    assert citizen.post(f"/antrag/{antrag.id}/gesichert").headers["Location"] == f"/antrag/{antrag.id}/hilfe"
    page = citizen.get(f"/antrag/{antrag.id}/hilfe").content.decode()
    assert "Wann sind Sie geboren?" in page and "Grundsicherung im Alter" in page
    other = Client()
    other.post("/antrag/sichern", {"leistung": "grundsicherung_im_alter"})
    named = antrag_of(other)
    assert other.post(f"/antrag/{named.id}/gesichert").headers["Location"] == f"/antrag/{named.id}/"


@pytest.mark.parametrize(
    ("typed", "leistung", "wirkt_ab"),
    [
        (born("1955-03-08"), "grundsicherung_im_alter", date(2026, 11, 1)),
        (born("1955-03-08") | {"arbeit": "ja"}, "grundsicherung_im_alter", date(2026, 11, 1)),
        (born("1960-07-31") | {"arbeit": "ja"}, "grundsicherung_im_alter", date(2026, 11, 1)),
        (born("1960-08-02") | {"arbeit": "ja"}, "grundsicherungsgeld", date(2026, 11, 1)),
        (born("1990-01-01") | {"arbeit": "ja"}, "grundsicherungsgeld", date(2026, 11, 1)),
        (born("1990-01-01") | {"arbeit": "unbekannt"}, "grundsicherungsgeld", date(2026, 11, 1)),
        (born("1990-01-01") | {"arbeit": "dauerhaft_nein"}, "grundsicherung_im_alter", date(2026, 11, 1)),
        (born("1990-01-01") | {"arbeit": "nein", "partner": "nein"}, "hilfe_zum_lebensunterhalt", date(2026, 11, 23)),
        (born("1990-01-01") | {"arbeit": "nein", "partner": "ja"}, "grundsicherungsgeld", date(2026, 11, 1)),
    ],
)
def test_the_answers_choose_the_benefit(citizen: Client, typed: dict[str, str], leistung: str, wirkt_ab: date) -> None:
    """§ 19 Abs. 2, § 21 SGB XII, §§ 7, 44a SGB II: age, ability to work, and who lives there."""
    secured = antrag_of(citizen).gesichert_at
    answer = choose(citizen, **typed)
    antrag = antrag_of(citizen)
    assert answer.headers["Location"] == f"/antrag/{antrag.id}/"
    assert (antrag.leistung, antrag.wirkt_ab, antrag.gesichert_at) == (leistung, wirkt_ab, secured)
    given = f"{typed['geburtsdatum__jahr']}-{typed['geburtsdatum__monat']}-{typed['geburtsdatum__tag']}"
    assert antrag.antworten["geburtsdatum"] == given, "what was said is not asked again"


def test_what_was_said_about_work_is_an_answer(citizen: Client) -> None:
    choose(citizen, **born("1990-01-01"), arbeit="unbekannt")
    assert antrag_of(citizen).antworten["_weiss_nicht"] == ["arbeitsfaehig"]
    choose(citizen, **born("1990-01-01"), arbeit="ja")
    answers = antrag_of(citizen).antworten
    assert answers["arbeitsfaehig"] is True and "_weiss_nicht" not in answers


def test_the_wrong_door_loses_neither_answers_nor_the_day(citizen: Client) -> None:
    """§ 16 Abs. 2 S. 2 SGB I: name and address stay, the day stays, and going back brings the rest back."""
    antrag = antrag_of(citizen)
    base = f"/antrag/{antrag.id}"
    citizen.post(f"{base}/frage/name", {"vorname": "Elfriede", "nachname": "Schulte"} | born("1955-03-08"))
    citizen.post(f"{base}/frage/wohnsituation", {"wohnsituation": "wohnung"})
    place = {"strasse": "Enscheder Straße", "hausnummer": "22", "plz": "48599", "ort": "Gronau"}
    citizen.post(f"{base}/frage/anschrift", place)
    assert citizen.get(f"{base}/hilfe").context["fields"][0].values == ("8", "3", "1955"), "known already"
    choose(citizen, leistung="hilfe_zum_lebensunterhalt")
    assert antrag_of(citizen).wirkt_ab == date(2026, 11, 23)
    choose(citizen, **born("1955-03-08"))
    after = antrag_of(citizen)
    assert after.leistung == "grundsicherung_im_alter" and after.wirkt_ab == date(2026, 11, 1)
    assert after.gesichert_at == antrag.gesichert_at and after.nummer == antrag.nummer
    assert after.antworten.items() >= (place | {"vorname": "Elfriede", "nachname": "Schulte"}).items()
    tasks = citizen.get(f"{base}/").content.decode()
    assert "Grundsicherung im Alter und bei Erwerbsminderung" in tasks and f"{base}/hilfe" in tasks
    review = citizen.get(f"{base}/pruefen").content.decode()
    assert "Enscheder Straße" in review
    choose(citizen, leistung="grundsicherungsgeld")
    assert antrag_of(citizen).antworten.items() >= place.items()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Wählen Sie eine Antwort."),
        (born("1990-13-01") | {"arbeit": "ja"}, "gibt es nicht"),
        (born("2030-01-01") | {"arbeit": "ja"}, "Prüfen Sie das Jahr der Geburt."),
        (born("1800-01-01"), "Prüfen Sie das Jahr der Geburt."),
        (born("1990-01-01") | {"arbeit": "quatsch"}, "Wählen Sie eine Antwort."),
        (born("1990-01-01") | {"arbeit": "nein"}, "Wählen Sie Ja oder Nein."),
        ({"leistung": "wintergeld"}, "Wählen Sie eine Antwort."),
    ],
)
def test_what_is_missing_is_said_at_its_field(citizen: Client, typed: dict[str, str], sentence: str) -> None:
    answer = choose(citizen, **typed)
    assert answer.status_code == 200 and sentence in answer.content.decode()
    assert antrag_of(citizen).leistung == "grundsicherungsgeld" and "geburtsdatum" not in antrag_of(citizen).antworten


def test_a_sozialamt_keeps_the_day_for_the_jobcenter(other_traeger: Any) -> None:
    """It takes Sozialhilfe only: somebody who can work is told, and goes on all the same."""
    from nahbar.platform.tenancy.scope import traeger_scope

    client = Client(SERVER_NAME="nebenstadt.localhost")
    client.post("/antrag/sichern")
    with traeger_scope(other_traeger.id):
        antrag = antrag_of(client)
        assert antrag.leistung == "grundsicherung_im_alter"
    answer = client.post(f"/antrag/{antrag.id}/hilfe", born("1990-01-01") | {"arbeit": "ja"})
    text = answer.content.decode()
    assert "Jobcenter" in text and "bleibt trotzdem gesichert" in text and "Weiter mit diesem Antrag" in text


def test_a_sent_application_does_not_change_its_benefit(citizen: Client, traeger: Any) -> None:
    antrag = antrag_of(citizen)
    Antrag.objects.filter(id=antrag.id).update(antworten=timo.answers())
    submit_antrag(acting=owner(antrag), antrag=antrag_of(citizen))
    assert choose(citizen, leistung="hilfe_zum_lebensunterhalt").status_code == 302
    assert antrag_of(citizen).leistung == "grundsicherungsgeld"


def test_another_persons_draft_is_unknown(citizen: Client) -> None:
    stranger = Client()
    assert stranger.get(f"/antrag/{antrag_of(citizen).id}/hilfe").status_code in (302, 404)
    stranger.post("/antrag/sichern")
    assert stranger.post(f"/antrag/{antrag_of(citizen).id}/hilfe", {"leistung": "x"}).status_code == 404


def test_whoever_comes_to_secure_again_finds_the_way_back_to_what_is_open(citizen: Client) -> None:
    """A second one would close the first in this browser: the page says so, and offers the first."""
    antrag = antrag_of(citizen)
    citizen.post(f"/antrag/{antrag.id}/gesichert")
    page = citizen.get("/antrag/sichern").content.decode()
    assert "Sie haben hier schon einen Antrag." in page and f'href="/antrag/{antrag.id}/"' in page
    assert "Sie haben hier schon" not in Client().get("/antrag/sichern").content.decode()


def test_code_and_pin_left_empty_are_named_and_cost_no_try(citizen: Client) -> None:
    page = Client().post("/weiter", {"code": "", "pin": ""}).content.decode()
    assert "Tragen Sie Ihren Code ein." in page and "Tragen Sie Ihre PIN ein." in page
    page = Client().post("/weiter", {"code": "7F3K-92QX", "pin": ""}).content.decode()
    assert "Tragen Sie Ihren Code ein." not in page and "Tragen Sie Ihre PIN ein." in page
