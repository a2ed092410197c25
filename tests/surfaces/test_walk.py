"""What a new user stumbled over (issue 5, acceptance 6), and leaving the page in a hurry."""

from __future__ import annotations

from typing import Any

from django.test import Client

from nahbar.domain.applications.access import current_code
from nahbar.domain.applications.models import Antrag
from tests.benefits import aylin
from tests.surfaces.sent import sent_browser
from tests.surfaces.test_portal_application import answer_all, antrag_of


def secured() -> tuple[Client, str]:
    client = Client()
    client.post("/antrag/sichern")
    return client, f"/antrag/{antrag_of(client).id}"


def test_what_is_not_possible_yet_says_what_is_missing_with_the_way_to_it(traeger: Any) -> None:
    client, here = secured()
    page = client.get(f"{here}/")
    row = page.context["more"][-1]
    assert row["state"] == "gesperrt" and row["missing"]
    assert "Es fehlt noch:" in page.content.decode() and row["missing"][0]["url"] in page.content.decode()
    answer_all(client)
    assert client.get(f"{here}/").context["more"][-1]["missing"] == []


def test_what_was_said_when_choosing_the_benefit_is_not_asked_a_second_time(traeger: Any) -> None:
    client, here = secured()
    born = {"geburtsdatum__tag": "14", "geburtsdatum__monat": "5", "geburtsdatum__jahr": "1995"}
    assert client.post(f"{here}/hilfe", born | {"arbeit": "ja"}).status_code == 302
    status = client.post(f"{here}/frage/familienstand", {"familienstand": "ledig"})
    assert status.status_code == 302 and "/arbeitsfaehig" not in status["Location"]
    assert client.get(f"{here}/frage/arbeitsfaehig").status_code == 200, "it can still be changed"
    assert antrag_of(client).antworten["arbeitsfaehig"] is True


def test_applying_again_leads_to_where_it_begins(traeger: Any) -> None:
    client, antrag = sent_browser(aylin.answers())
    assert client.get(f"/antrag/{antrag.id}/weiter")["Location"] == f"/antrag/{antrag.id}/weiter/neu"
    assert client.get(f"/antrag/{antrag.id}/weiter/neu").status_code == 200
    other, here = secured()
    assert other.get(f"{here}/weiter")["Location"] == f"{here}/"


def test_a_correction_sent_twice_is_one(traeger: Any) -> None:
    client, antrag = sent_browser(aylin.answers())
    here = f"/antrag/{antrag.id}"
    client.post(f"{here}/frage/telefon?weg=aendern", {"telefon": "02872 999", "weg": "aendern"})
    page = client.get(f"{here}/aendern").content.decode()
    assert 'name="einmal"' in page


def test_the_one_button_pressed_twice_over_a_slow_line_is_one_application(traeger: Any) -> None:
    """The second press leaves before the first answer, and its session, is there."""
    form = Client()
    token = form.get("/antrag/sichern").content.decode().split('name="sichern" value="')[1].split('"')[0]
    proof = form.cookies["sichern"].value
    answers = []
    for _ in range(2):
        browser = Client()
        browser.cookies["sichern"] = proof
        answers.append(browser.post("/antrag/sichern", {"sichern": token}))
    assert Antrag.objects.count() == 1
    assert answers[0]["Location"] == answers[1]["Location"]
    shown = browser.session["pin_einmal"]
    assert current_code(Antrag.objects.get()) == shown["code"]
    assert browser.get(answers[1]["Location"]).context["pin"] == shown["pin"]
    stranger = Client()
    assert stranger.post("/antrag/sichern", {"sichern": token})["Location"] != answers[0]["Location"]
    assert Antrag.objects.count() == 2


def test_ending_the_session_says_what_stays_and_that_it_has_ended(traeger: Any) -> None:
    client, here = secured()
    asked = client.get("/abmelden").content.decode()
    assert "Code und Ihrer PIN" in asked and "bleibt gesichert" in asked
    assert client.get(f"{here}/").status_code == 200, "asking ends nothing"
    done = client.post("/abmelden", follow=True).content.decode()
    assert "Die Sitzung ist beendet" in done
    assert client.get(f"{here}/").status_code == 302


def test_leaving_in_a_hurry_ends_the_session(traeger: Any) -> None:
    client, here = secured()
    page = client.get(f"{here}/").content.decode()
    assert 'action="/schnell-weg"' in page
    away = client.post("/schnell-weg")
    assert away["Location"] == "https://www.dwd.de/" and not client.session.get("antraege")
    assert client.get(f"{here}/").status_code == 302
    start = client.get("/").content.decode()
    assert "dwd.de" in start and 'action="/schnell-weg"' not in start
    assert "Verlauf selbst" in client.get("/datenschutz").content.decode()
