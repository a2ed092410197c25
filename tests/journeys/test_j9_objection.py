"""J9: not agreed on Sunday night, the form is missing, Niederschrift on Monday at 8:20, help with a new act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.benefits import timo
from tests.journeys.client import Browser
from tests.journeys.conftest import Town
from tests.journeys.places import DECIDE
from tests.journeys.test_j1_first_application import Eyes, decision_of, pdf_text, sign_in
from tests.journeys.test_j8_payment import send
from tests.journeys.walk import fill_questionnaire, secure

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("valid_html")]

HOURS = """
import django; django.setup()
from datetime import date, time
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.session import actor_of_account
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.domain.appointments.models import Angebot
from nahbar.procedures.set_up_ort import assign, open_hours, set_up_angebot, set_up_ort
with traeger_scope(Traeger.objects.get(kuerzel='musterland').id):
    lead = actor_of_account(Account.objects.get(login='wolter'))
    if not Angebot.objects.exists():
        house = {'name': 'Jobcenter Musterstadt', 'strasse': 'Marktplatz 1', 'plz': '46325', 'ort': 'Musterstadt'}
        haus = set_up_ort(acting=lead, **house)
        offer = set_up_angebot(acting=lead, ort=haus, titel='Widerspruch zur Niederschrift', dauer_min=20)
        open_hours(acting=lead, angebot=offer, weekday=0, von=time(8, 20), bis=time(12), gueltig_von=date(2026, 1, 1))
        assign(acting=lead, angebot=offer, name='Herr Yılmaz', art='person')
"""
POSTED = """
import django; django.setup()
from datetime import date
from nahbar.domain.decisions.models import Entscheidung
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.session import actor_of_account
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.procedures.record_posting import record_posting
with traeger_scope(Traeger.objects.get(kuerzel='musterland').id):
    row = Entscheidung.objects.get(antrag_id=%r, stand='freigegeben')
    post = actor_of_account(Account.objects.get(login='post'))
    print(record_posting(acting=post, brief=row.brief, posted_on=date(2026, 11, 27)).widerspruch_bis)
"""


def plain(page: Any) -> str:
    """The words of the page with ordinary blanks."""
    return str(page.inner_text("main")).replace("\u00a0", " ")


@pytest.mark.parametrize("js", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_j9_objection(town: Town, open_page: Callable[..., Any], js: bool) -> None:
    town.set_now("2026-11-23T10:30")
    town.python(HOURS)
    town.sql("update appointments_belegung set aktiv = false")  # the journey before this one has taken 8:20
    browser = Browser(town.url)
    antrag, code, pin = secure(browser)
    fill_questionnaire(browser, antrag, timo.answers())
    send(browser, antrag)
    antrag_id = antrag.strip("/").split("/")[-1]
    town.set_now("2026-11-26T10:00")
    town.python(DECIDE % antrag_id)
    town.set_now("2026-11-27T15:00")
    assert town.python(POSTED % antrag_id).strip() == "2027-01-04"

    attacked = decision_of(town, antrag_id)  # before the new act stands beside it

    # Sunday, ten to eleven at night, with the code alone
    town.set_now("2027-01-03T22:50")
    eyes = Eyes(js=js)
    phone = open_page(js=js, width=360)
    phone.goto(f"{town.url}/weiter")
    phone.locator('[name="code"]').fill(code)
    phone.locator('[name="pin"]').fill(pin)
    phone.get_by_role("button", name="Weiter", exact=False).first.click()
    phone.wait_for_load_state("load")
    phone.goto(f"{town.url}{antrag}bescheid")
    phone.get_by_role("link", name="Ich bin nicht einverstanden").click()
    eyes(phone)
    phone.locator('[name="text"]').fill("Ich bin nicht einverstanden, Miete falsch")
    phone.get_by_role("button", name="Abschicken").click()
    phone.wait_for_url("**/widerspruch/*")
    eyes(phone)
    text = plain(phone)
    for words in (
        "Sonntag, 3. Januar 2027, 22.5", "Miete falsch", "Ihre Unterschrift fehlt noch",
        "bis Montag, 4. Januar 2027, 24", "Im Amt aufschreiben lassen", "4. Januar 2027, 8.20 Uhr",
        "Ausdrucken und unterschreiben", "Online-Ausweis",
    ):  # fmt: skip
        assert words in text, (words, text)
    letter = phone.context.request.get(f"{phone.url}/schreiben.pdf")
    assert letter.status == 200
    assert "ich lege Widerspruch ein" in pdf_text(letter.body()) and "Miete falsch" in pdf_text(letter.body())
    phone.get_by_role("button", name="Diesen Termin nehmen").click()
    phone.wait_for_url("**/widerspruch/*")
    assert "Ihr Termin: Montag, 4. Januar 2027, 8.20 Uhr" in plain(phone)
    objection = phone.url.rsplit("/", 1)[-1]
    booked = "select to_char(t.beginn at time zone 'Europe/Berlin', 'DD HH24:MI') from appointments_termin t"
    taken = f"{booked} join decisions_widerspruch w on w.termin_id = t.id where w.id = %s"
    assert town.sql(taken, objection) == [("04 08:20",)]

    # Monday, 8:20: written down, read out, signed
    town.set_now("2027-01-04T08:20")
    desk = open_page(js=js, width=1280)
    sign_in(desk, town, "empfang")
    desk.goto(f"{town.url}/arbeit/widersprueche")
    eyes(desk)
    assert "fehlt noch" in plain(desk)
    desk.locator(f'a[href$="{objection}"]').click()
    desk.wait_for_load_state("load")
    eyes(desk)
    desk.locator('[name="text"]').fill("Die Kaltmiete beträgt 395 Euro, nicht 370 Euro.")
    desk.get_by_role("button", name="Form eintragen").click()
    desk.wait_for_load_state("load")
    assert "Unterschrift gesehen" in plain(desk) and "Erst dann ist die Form da" in desk.inner_text("body")
    desk.locator('[name="unterschrift"]').check()
    desk.get_by_role("button", name="Form eintragen").click()
    desk.wait_for_load_state("load")
    text = plain(desk)
    assert "rechtzeitig" in text and "Montag, 5. April 2027" in text, text

    # the objection office: rent 430 → 455, costs, a second person, the new act becomes part
    town.set_now("2027-01-05T09:00")
    berg = open_page(js=js, width=1280)
    sign_in(berg, town, "berg")
    berg.goto(f"{town.url}/arbeit/widerspruch/{objection}")
    eyes(berg)
    berg.locator('[name="pfad1"]').select_option("wohnung.bruttokaltmiete")
    berg.locator('[name="wert1"]').fill("395,00")
    berg.locator('[name="grund1"]').fill("Mietvertrag, Seite 2")
    berg.locator('[name="kosten"]').select_option("voll")
    berg.locator('[name="begruendung"]').fill("Wir hatten die Miete zu niedrig angesetzt.")
    berg.get_by_role("button", name="Neu berechnen").click()
    berg.wait_for_load_state("load")
    text = plain(berg)
    assert "993,00" in text and "1.018,00" in text and "25,00" in text, text
    eyes.seen.discard("/arbeit/widerspruch/…")
    eyes(berg)
    with berg.expect_navigation():
        berg.get_by_role("button", name="Zur Freigabe vorlegen").click()
    draft = town.sql("select id from decisions_entscheidung where ersetzt_id = %s", attacked)
    second = open_page(js=js, width=1280)
    sign_in(second, town, "oeztuerk")
    second.goto(f"{town.url}/arbeit/freigabe/{draft[0][0]}")
    with second.expect_navigation():
        second.get_by_role("button", name="Freigeben", exact=True).click()
    ended = town.sql("select stand, kosten, abhilfe_id from decisions_widerspruch where id = %s", objection)
    assert ended == [("abhilfe", "voll", draft[0][0])]
    ordered = "select betrag from payments_zahlungsauftrag where entscheidung_id = %s order by monat"
    orders = town.sql(ordered, draft[0][0])
    assert orders[:2] == [(2500,), (2500,)], orders  # November and December were ordered in full before
    second.goto(f"{town.url}/arbeit/widersprueche")
    assert "abgeholfen" in plain(second)

    phone.goto(f"{town.url}{antrag}widerspruch/{objection}")
    assert "Abgeholfen" in plain(phone)
    assert eyes.findings == []
