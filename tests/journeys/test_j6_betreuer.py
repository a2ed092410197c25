"""J6: Dr. Lange acts for Elfriede Schulte: released, applies, both answer, two letters, end by the clock (U16, U17)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from nahbar.benefits.grundsicherung_im_alter.benefit import BENEFIT
from nahbar.benefits.grundsicherung_im_alter.questions import QUESTIONNAIRE
from tests.benefits import elfriede
from tests.journeys import walk
from tests.journeys.conftest import Town
from tests.journeys.test_j1_first_application import Eyes, jpeg, sign_in
from tests.journeys.walk import ID, code_and_pin, type_answers

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("valid_html")]

HOUSE = """
import django; django.setup()
from nahbar.domain.applications.models import Antrag
from nahbar.domain.mailroom.models import Brief
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.session import actor_of_account
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope
who = lambda login: actor_of_account(Account.objects.get(login=login))
with traeger_scope(Traeger.objects.get(kuerzel="musterland").id):
    antrag = Antrag.objects.get(id="{antrag}")
"""
PAPERS = """
    from nahbar.procedures.add_upload import add_upload
    from tests.journeys.test_j1_first_application import photo
    for key in ("mietvertrag", "kontoauszuege", "rentenbescheid"):
        add_upload(acting=who("{login}"), antrag=antrag, nachweis_key=key, filename=key + ".jpg", data=photo([key]))
"""
DECIDE = """
    from nahbar.procedures.issue_bescheid import issue_bescheid
    from nahbar.procedures.present_for_release import present_for_release
    from nahbar.procedures.propose_decision import propose_decision
    draft = propose_decision(acting=who("berg"), antrag=antrag)
    shown = present_for_release(acting=who("berg"), entscheidung=draft, version=draft.version)
    row = issue_bescheid(acting=who("oeztuerk"), entscheidung=shown)
    print(row.erster_monat_summe)
"""
POST = """
    from nahbar.procedures.record_posting import record_posting
    for brief in Brief.objects.filter(vorgang=antrag.vorgang, stand="bereit", weg="post"):
        record_posting(acting=who("post"), brief=brief, posted_on=clock.today())
"""


def do(town: Town, antrag: str, what: str, login: str = "") -> str:
    """Run steps of the office for this application."""
    return town.python((HOUSE + what).format(antrag=antrag, login=login))


def press(page: Any, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name).first.click()


def fill(page: Any, **values: str) -> None:
    for name, value in values.items():
        page.locator(f'main [name="{name}"]').first.fill(value)


def main(page: Any) -> str:
    return str(page.inner_text("main")).replace("\u00a0", " ")


@pytest.mark.parametrize("js", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_j6_betreuer(town: Town, open_page: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, js: bool) -> None:
    monkeypatch.setattr(walk, "QUESTIONNAIRE", BENEFIT.questionnaire)
    town.set_now("2026-11-24T10:00")
    login, born = ("lange", "8") if js else ("lange-ohne", "9")
    answers = elfriede.answers(geburtsdatum=f"1955-03-0{born}")
    eyes = Eyes(js=js)
    lange = open_page(js=js, width=360)

    # 1 he registers, uploads the Betreuerausweis, states scope and last day; he learns nothing about her
    lange.goto(f"{town.url}/")
    lange.get_by_role("link", name="Ich handle für jemand anderen").click()
    eyes(lange)
    lange.get_by_role("link", name="Konto anlegen").click()
    press(lange, "Konto anlegen")
    assert "Tragen Sie die Straße ein." in main(lange)
    eyes(lange)
    fill(lange, name="Dr. Anton Lange", organisation="Betreuungsbüro Lange", strasse="Marktstraße", hausnummer="4",
         plz="48599", ort="Gronau", login=login, passwort="drei-gelbe-birnen")  # fmt: skip
    press(lange, "Konto anlegen")
    assert lange.url.endswith("/mein") and "Noch niemand" in main(lange)
    eyes(lange)
    lange.get_by_role("link", name="Für eine Person handeln").click()
    eyes(lange)
    lange.locator('[name="art"][value="betreuung"]').check()
    fill(lange, vorname="Elfriede", nachname="Schulte", geburtsdatum__tag=born, geburtsdatum__monat="3",
         geburtsdatum__jahr="1955", bis__tag="31", bis__monat="3", bis__jahr="2027")  # fmt: skip
    for kreis in ("behoerden", "vermoegen"):
        lange.locator(f'[name="aufgabenkreise"][value="{kreis}"]').check()
    lange.locator('input[type="file"]').first.set_input_files([jpeg("Ausweis.jpg", ["Betreuerausweis"])])
    press(lange, "Zur Prüfung senden")
    assert "Bis dahin sehen Sie hier nichts von der Person." in main(lange)
    eyes(lange)

    # the office compares and releases
    desk = open_page(width=1280)
    look = Eyes(js=True)
    sign_in(desk, town, "berg")
    desk.goto(f"{town.url}/arbeit/vertretungen")
    look(desk)
    desk.get_by_role("link", name="Dr. Anton Lange (Betreuungsbüro Lange)").first.click()
    look(desk)
    desk.locator('[name="fuer"][value="neu"]').check()
    press(desk, "Freigeben")
    assert "Setzen Sie beide Haken" in main(desk)
    desk.locator('[name="fuer"][value="neu"]').check()
    for box in ("gesehen", "verglichen"):
        desk.locator(f'[name="{box}"]').check()
    press(desk, "Freigeben")
    assert "Freigegeben. Die Person darf ab jetzt handeln" in main(desk)
    look(desk)

    # 2 he applies for her; each page says for whom
    lange.goto(f"{town.url}/mein")
    lange.get_by_role("link", name="Elfriede Schulte").click()
    eyes(lange)
    press(lange, "Grundsicherung im Alter")
    eyes(lange)
    assert "Sie handeln für Elfriede Schulte." in lange.inner_text("body")
    secured = main(lange)
    antrag = re.search(rf"/antrag/({ID})/", lange.url)
    code, pin = code_and_pin(secured)
    assert antrag, lange.url
    number, here = antrag.group(1), f"{town.url}/antrag/{antrag.group(1)}"
    lange.goto(here + "/")
    lange.get_by_role("link", name=re.compile("Mit den Fragen beginnen|Weitermachen")).first.click()
    type_answers(lange, answers, look=eyes, questionnaire=QUESTIONNAIRE)
    do(town, number, PAPERS, login)
    lange.goto(f"{here}/pruefen")
    eyes(lange)
    assert "Sie handeln für Elfriede Schulte." in lange.inner_text("body")
    lange.locator('[name="richtig"]').check()
    press(lange, "Antrag abschicken")
    lange.wait_for_url("**/bestaetigung")
    eyes(lange)

    # she acts herself with code and PIN, and says something else: both answers stay, the desk has a task (U17)
    her = open_page(js=js, width=360)
    her.goto(f"{town.url}/weiter")
    fill(her, code=code, pin=pin)
    press(her, "Weitermachen")
    her.goto(f"{here}/vertretung")
    assert "Betreuungsbüro Lange" in main(her) and "Sie handeln für" not in her.inner_text("body")
    eyes(her)
    page = next(p.key for p in BENEFIT.questionnaire.pages if any(q.key == "grundmiete" for q in p.questions))
    her.goto(f"{here}/frage/{page}?weg=aendern")
    her.locator('[name="grundmiete"]').fill("320,00")
    press(her, "Speichern und weiter")
    her.goto(f"{here}/aendern")
    eyes(her)
    press(her, "Änderungen abschicken")
    both = "select count(*) from applications_angabe where antrag_id = %s and pfad = 'grundmiete'"
    assert town.sql(both, number) == [(2,)]
    her.goto(f"{here}/vertretung")
    assert "Zwei verschiedene Angaben" in main(her)
    eyes(her)
    tasks = "select a.art from casefile_aufgabe a join applications_antrag b on b.vorgang_id = a.vorgang_id"
    assert ("angaben_widersprechen",) in town.sql(f"{tasks} where b.id = %s and a.erledigt_at is null", number)
    akte = town.sql("select akte_id from applications_antrag where id = %s", number)[0][0]
    desk.goto(f"{town.url}/arbeit/vertretungen/akte/{akte}")
    if desk.locator('[name="zweck"]').count():
        desk.locator('[name="zweck"]').first.check()
        with desk.expect_navigation():
            desk.locator("main form button").first.click()
    look(desk)
    assert "Zwei verschiedene Angaben" in main(desk) and "320,00" in main(desk)
    desk.locator('[name="grund"]').first.fill("Mietvertrag: 310,00 Euro")
    press(desk, "Als geklärt vermerken")
    assert "Zwei verschiedene Angaben" not in main(desk)
    desk.goto(f"{town.url}/arbeit/akte/{akte}/")
    assert "Dr. Anton Lange" in main(desk)

    # he agrees with the contract; 3 the amount, 4 the Bescheid to him and a copy to her, the period by the first
    lange.goto(f"{here}/frage/{page}?weg=aendern")
    lange.locator('[name="grundmiete"]').fill("310,00")
    press(lange, "Speichern und weiter")
    lange.goto(f"{here}/aendern")
    press(lange, "Änderungen abschicken")
    eyes(lange)
    town.work()
    assert do(town, number, DECIDE).strip() == "40560"
    town.set_now("2026-11-26T15:00")
    do(town, number, POST)
    lange.goto(f"{here}/bescheid")
    assert "Das ist der an Dr. Anton Lange." in main(lange) and "30. November 2026" in main(lange)
    eyes(lange)
    her.goto(f"{here}/bescheid")
    assert "eine Kopie an Elfriede Schulte" in main(her)

    # 5 his office ends on 31.3.: nothing has to run for his access to end; the desk gets what is open
    town.set_now("2027-04-01T08:00")
    for part in ("/", "/status", "/bescheid", "/unterlagen", "/post"):
        assert lange.goto(f"{here}{part}").status == 404, part
    lange.goto(f"{town.url}/mein")
    assert "beendet am" in main(lange)
    eyes(lange)
    assert her.goto(f"{here}/status").status == 200
    town.work()
    assert ("vertretung_beendet",) in town.sql(f"{tasks} where b.id = %s and a.erledigt_at is null", number)
    assert eyes.findings == [] and look.findings == []
