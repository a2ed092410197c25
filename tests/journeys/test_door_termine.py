"""Appointments in Chromium: booked, moved and cancelled by code on a phone; two people for one time; a place set up."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from nahbar.config.demo.secret import PASSWORD
from tests.doors.termine import FILL
from tests.journeys.conftest import Town, axe

pytestmark = pytest.mark.journey

SHOTS = os.environ.get("NAHBAR_TEST_SHOTS", "")


@pytest.fixture(scope="module")
def offers(town: Town) -> Town:
    """The town with the places and offers of the demo."""
    town.python(FILL)
    return town


def look(page: Any, name: str, js: bool = True) -> None:
    """No finding of axe, and a picture if somebody wants to look."""
    if js:
        assert axe(page) == []
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def code_of(page: Any) -> str:
    """The code that the page shows."""
    text = str(page.locator(".nb-code [aria-hidden]").inner_text()).strip()
    assert re.fullmatch(r"[2-9A-Z]{4}-[2-9A-Z]{4}", text), text
    return text


def sign_in(page: Any, town: Town, login: str) -> None:
    """Somebody of the office."""
    page.goto(f"{town.url}/arbeit/anmelden")
    page.locator("[name=login]").fill(login)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=code]").fill(town.totp())
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/anmelden" not in url)


@pytest.mark.parametrize("js", [True, False], ids=["with-js", "without-js"])
def test_booked_moved_and_cancelled_by_code(offers: Town, open_page: Callable[..., Any], js: bool) -> None:
    """A01, C06: no account, a name is enough; the code alone moves and cancels; a calendar keeps up."""
    page = open_page(js=js, width=360)
    page.goto(offers.url)
    page.get_by_role("link", name="Termin buchen, ändern oder absagen").click()
    look(page, f"termin-js{js}", js)
    page.get_by_role("link", name="Neuen Termin buchen").click()
    look(page, f"termin-angebote-js{js}", js)
    page.get_by_role("link", name="Hilfe beim Antrag").click()
    look(page, f"termin-zeiten-js{js}", js)
    page.locator(".nb-times a").nth(2).click()
    look(page, f"termin-bestaetigen-js{js}", js)
    page.get_by_role("button", name="Termin buchen").click()
    assert "Sagen Sie uns einen Namen" in page.locator("main").inner_text()
    look(page, f"termin-ohne-name-js{js}", js)
    page.locator("[name=name]").fill("Frau Ngô")
    page.locator("[name=anlass]").fill("Post nicht verstanden")
    page.get_by_role("button", name="Termin buchen").click()
    page.wait_for_url("**/termin/*-*")
    look(page, f"termin-seite-js{js}", js)
    code, address = code_of(page), page.url.split("?")[0]
    assert "Marktplatz 1" in page.locator("main").inner_text()

    file = page.context.request.get(f"{address}/kalender.ics")
    event = Calendar.from_ical(file.body()).walk("VEVENT")[0]
    assert file.headers["content-type"].startswith("text/calendar") and event["SEQUENCE"] == 0

    page.get_by_role("link", name="Andere Zeit wählen").click()
    look(page, f"termin-verschieben-js{js}", js)
    page.locator(".nb-times button").nth(5).click()
    page.wait_for_url("**verschoben=1")
    assert "Ihr Termin ist verschoben" in page.locator("main").inner_text()
    later = Calendar.from_ical(page.context.request.get(f"{address}/kalender.ics").body()).walk("VEVENT")[0]
    assert later["UID"] == event["UID"] and later["SEQUENCE"] == 1 and later["DTSTART"].dt != event["DTSTART"].dt

    other = open_page(js=js, width=360)
    other.goto(address)
    assert other.url.endswith("/termin")  # the address alone opens nothing
    other.locator("[name=code]").fill(code.lower().replace("-", " "))
    other.get_by_role("button", name="Termin öffnen").click()
    other.wait_for_url("**/termin/*-*")
    shown = other.locator("main").inner_text()
    assert "Ngô" not in shown and "Post nicht verstanden" not in shown and "Frau Berg" not in shown
    other.get_by_role("link", name="Termin absagen").click()
    look(other, f"termin-absagen-js{js}", js)
    other.locator("[name=grund]").fill("Kind krank")
    other.get_by_role("button", name="Termin absagen").click()
    other.wait_for_url("**/termin/*-*")
    assert "Damit haben Sie nichts versäumt" in other.locator("main").inner_text()
    look(other, f"termin-abgesagt-js{js}", js)
    last = Calendar.from_ical(other.context.request.get(f"{address}/kalender.ics").body())
    assert last["METHOD"] == "CANCEL" and last.walk("VEVENT")[0]["SEQUENCE"] == 2


@pytest.mark.parametrize("js", [True, False], ids=["with-js", "without-js"])
def test_two_people_for_the_last_time(offers: Town, open_page: Callable[..., Any], js: bool) -> None:
    """The second gets a calm sentence and the next free times, and nothing typed is lost."""
    first, second = open_page(js=js), open_page(js=js)
    for page in (first, second):
        page.goto(f"{offers.url}/termin/buchen")
        page.get_by_role("link", name="Arbeit und Ausbildung").click()
    wanted = first.locator(".nb-times a").first.get_attribute("href")
    for page, name in ((first, "Erste"), (second, "Zweite")):
        page.locator(f".nb-times a[href='{wanted}']").click()
        page.locator("[name=name]").fill(name)
        page.locator("[name=unterstuetzung]").fill("Rollstuhl")
    first.get_by_role("button", name="Termin buchen").click()
    first.wait_for_url("**/termin/*-*")
    second.get_by_role("button", name="Termin buchen").click()
    text = second.locator("main").inner_text()
    assert "Diese Zeit hat gerade jemand anderes gewählt" in text and "Was Sie eingetragen haben" in text
    assert second.locator("[name=name]").input_value() == "Zweite"
    assert second.locator("[name=unterstuetzung]").input_value() == "Rollstuhl"
    look(second, f"termin-vergeben-js{js}", js)
    second.locator("input[name=zeit]").first.check()
    second.get_by_role("button", name="Termin buchen").click()
    second.wait_for_url("**/termin/*-*")
    assert "Ihr Termin ist gebucht" in second.locator("main").inner_text()
    kept = offers.sql(
        "select count(*), count(distinct beginn) from appointments_termin where name in ('Erste', 'Zweite')"
        " and stand = 'gebucht'"
    )
    booked = 4 if offers.sql("select 1 from appointments_termin where name = 'Zweite' offset 1") else 2
    assert kept == [(booked, booked)]


def test_a_partner_room_from_nothing_to_a_booking(offers: Town, open_page: Callable[..., Any]) -> None:
    """A06, A08: the team lead sets up a room, its hours and who advises; citizens book; no invitation is possible."""
    page = open_page(width=1280, height=900)
    sign_in(page, offers, "wolter")
    page.get_by_role("link", name="Orte", exact=True).click()
    look(page, "arbeit-orte")
    page.get_by_role("link", name="Neuer Ort").click()
    page.locator("#name").fill("Stadtteilbüro Süd")
    page.locator("#art").select_option("partnerraum")
    page.locator("#zweckbindung").select_option("beratung")
    page.locator("#strasse").fill("Südring 3")
    page.locator("#plz").fill("46325")
    page.locator("#ort").fill("Musterstadt")
    page.get_by_role("button", name="Ort speichern").click()
    assert "wem der Raum gehört" in page.locator("main").inner_text()
    assert page.locator("#strasse").input_value() == "Südring 3"
    look(page, "arbeit-ort-fehler")
    page.locator("#eigentuemer").fill("Arbeiterwohlfahrt")
    page.get_by_role("button", name="Ort speichern").click()
    page.wait_for_url("**/ort/*ok=ort_gespeichert")
    look(page, "arbeit-ort")
    page.get_by_role("link", name="Neues Angebot").click()
    page.locator("#titel").fill("Beratung im Stadtteil")
    page.get_by_role("button", name="Angebot speichern").click()
    page.wait_for_url("**/angebot/*ok=ort_gespeichert")
    page.locator("#weekday").select_option("3")
    page.locator("#von").fill("09:00")
    page.locator("#bis").fill("11:00")
    page.get_by_role("button", name="Zeit hinzufügen").click()
    page.wait_for_url("**ok=zeiten_gespeichert")
    page.locator("#wer").fill("Herr Maier")
    page.get_by_role("button", name="Hinzufügen", exact=True).click()
    page.wait_for_url("**ok=zeiten_gespeichert")
    assert "Herr Maier (Beraterin oder Berater)" in page.locator("main").inner_text()
    look(page, "arbeit-angebot")

    page.get_by_role("link", name="Termine", exact=True).click()
    look(page, "arbeit-termine-leer")
    page.locator("#tag").fill("2026-11-25")
    page.get_by_role("button", name="Anzeigen").click()
    look(page, "arbeit-termine-tag")
    page.locator("#sicht").select_option("woche")
    page.get_by_role("button", name="Anzeigen").click()
    look(page, "arbeit-termine-woche")
    page.get_by_role("link", name="Termin vereinbaren").click()
    options = page.locator("#angebot option")
    label = next(t for t in options.all_inner_texts() if "im Stadtteil" in t)
    page.locator("#angebot").select_option(label=label)
    page.locator("#q").fill("Weber")
    page.get_by_role("button", name="Zeiten und Personen zeigen").click()
    assert page.locator("#meldetermin").count() == 0
    assert "nur für Information und Beratung da" in page.locator("main").inner_text()
    look(page, "arbeit-termin-neu")
    page.locator("input[name=zeit]").first.check()
    page.locator("input[name=akte]").first.check()
    page.get_by_role("button", name="Termin vereinbaren").click()
    page.wait_for_url("**ok=termin_gebucht")
    assert "Jonas Weber" in page.locator("h1").inner_text() and "keine" in page.locator(".wp-facts").inner_text()
    look(page, "arbeit-termin")
    page.get_by_role("button", name="Absagen").click()
    page.wait_for_url("**ok=termin_abgesagt")
    assert "Der Termin" not in page.locator("h1").inner_text()
    page.goto(f"{offers.url}/arbeit/besuche")
    look(page, "arbeit-besuche")
    page.set_viewport_size({"width": 360, "height": 780})
    for path in ("termine?tag=2026-11-25", "orte", "besuche", "termine/neu"):
        page.goto(f"{offers.url}/arbeit/{path}")
        look(page, f"arbeit-schmal-{path.split('?')[0].replace('/', '-')}")

    citizen = open_page(width=360)
    citizen.goto(f"{offers.url}/termin/buchen")
    citizen.get_by_role("link", name="Beratung im Stadtteil").click()
    assert "Niemand kürzt Ihnen hier etwas" in citizen.locator("main").inner_text()
