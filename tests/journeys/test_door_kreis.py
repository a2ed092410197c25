"""The county in Chromium (O01–O05, J12): a red gate, a letterhead that changes and comes back, a town on paper."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.benefits import timo
from tests.journeys.client import Browser
from tests.journeys.conftest import Town, axe
from tests.journeys.test_j1_first_application import sign_in
from tests.journeys.walk import fill_questionnaire, secure

pytestmark = pytest.mark.journey

SHOTS = os.environ.get("NAHBAR_TEST_SHOTS", "")
FILL = """
import django; django.setup()
from nahbar.config.demo.counter import Counter
from nahbar.config.demo.doors import rollout
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.session import actor_of_account
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope
with traeger_scope(Traeger.objects.get(kuerzel="musterland").id):
    staff = {a.login: actor_of_account(a) for a in Account.objects.filter(is_active=True)}
    rollout.fill(Counter(staff, clock.today()))
"""


@pytest.fixture(scope="module")
def county(town: Town) -> Town:
    """Kreis Musterland with its seven towns as the demo has them."""
    town.python(FILL)
    return town


def look(page: Any, name: str, *, js: bool = True) -> None:
    """No finding of axe, and a picture if somebody wants to look."""
    if js:
        assert axe(page) == []
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def test_the_operator_is_refused_by_a_red_gate_and_puts_the_town_off(
    county: Town, open_page: Callable[..., Any]
) -> None:
    """J12: Bocholt's line measures 320 kbit/s, 1 Mbit/s is needed; the others stay as they are."""
    page = open_page(width=1280, height=900)
    sign_in(page, county, "betrieb")
    page.get_by_role("link", name="Gemeinden").click()
    assert page.get_by_role("status").inner_text() == "5 von 7 Gemeinden arbeiten mit Nahbar."
    look(page, "gemeinden")
    page.get_by_role("link", name="Bocholt").click()
    look(page, "bocholt")
    page.get_by_label("Neuer Stand").select_option("live")
    page.get_by_label("Grund").fill("Die Stadt möchte heute anfangen.")
    page.get_by_role("button", name="Stand ändern").click()
    refused = page.locator("[data-refusal]").inner_text()
    assert "Bocholt kann noch nicht in Betrieb gehen" in refused
    assert "gemessen 320 kbit/s, nötig sind mindestens 1.000 kbit/s" in refused
    look(page, "bocholt-abgelehnt")
    page.get_by_label("Neuer Stand").select_option("verschoben")
    page.get_by_label("Termin", exact=True).fill("2027-02-01")
    page.get_by_role("button", name="Stand ändern").click()
    assert "Die anderen Gemeinden bleiben" in page.inner_text("main") and "1. Februar 2027" in re.sub(
        r"\s", " ", page.inner_text("main")
    )
    live = "select count(*) from rollout_einfuehrung where stand = 'live'"
    assert county.sql(live) == [(5,)]


def test_a_letterhead_changes_with_preview_and_comes_back(county: Town, open_page: Callable[..., Any]) -> None:
    """O05: without touching code; the citizen's page of the town changes with it; the earlier version comes back."""
    page = open_page(width=1280, height=900)
    sign_in(page, county, "betrieb")
    page.goto(f"{county.url}/arbeit/gemeinden")
    page.get_by_role("link", name="Rhede").click()
    page.get_by_role("link", name="Briefkopf und Öffnungszeiten ändern").click()
    page.get_by_label("Öffnungszeiten").fill("Dienstag 7 bis 19 Uhr")
    page.get_by_role("button", name="Vorschau").click()
    assert "noch nicht gespeichert" in page.inner_text("main")
    assert "Dienstag 7 bis 19 Uhr" in page.locator(".wp-head").inner_text()
    look(page, "briefkopf-vorschau")
    citizen = open_page(js=False)
    address = f"{county.url}/ihre-stadt?plz=46414"
    citizen.goto(address)
    assert "Dienstag 7 bis 19 Uhr" not in citizen.inner_text("main")
    page.get_by_role("button", name="Speichern").click()
    assert "gilt ab jetzt" in page.inner_text("main")
    citizen.goto(address)
    assert "Dienstag 7 bis 19 Uhr" in citizen.inner_text("main")
    page.get_by_role("button", name="Fassung 1 wieder verwenden").click()
    assert "Die frühere Fassung gilt wieder" in page.inner_text("main")
    citizen.goto(address)
    assert "Dienstag 7 bis 19 Uhr" not in citizen.inner_text("main")
    narrow = open_page(width=360)
    sign_in(narrow, county, "wolter")
    narrow.goto(page.url.split("?")[0])
    assert narrow.get_by_role("textbox", name="Telefon").get_attribute("readonly") is not None
    look(narrow, "briefkopf-360")
    narrow.get_by_label("Öffnungszeiten").fill("Mittwoch 8 bis 12 Uhr")
    narrow.get_by_role("button", name="Speichern").click()
    citizen.goto(address)
    assert "Mittwoch 8 bis 12 Uhr" in citizen.inner_text("main")


def test_somebody_from_a_town_on_paper_is_not_turned_away(county: Town, open_page: Callable[..., Any]) -> None:
    """Ugly case: Gescher is not live. What goes is said, the application counts, the post room forwards it."""
    phone = open_page(width=360)
    phone.goto(county.url)
    phone.get_by_role("link", name="Ihre Stadt").click()
    look(phone, "ihre-stadt")
    phone.get_by_label("Ihre Postleitzahl").fill("48712")
    phone.get_by_role("button", name="Nachsehen").click()
    said = phone.inner_text("main")
    assert "Ihre Stadt arbeitet noch auf Papier" in said and "02542 555-0" in said and "Antrag hier sichern" in said
    look(phone, "gescher")
    phone.goto(f"{county.url}/ihre-stadt?plz=12345")
    look(phone, "unbekannte-plz")

    browser = Browser(county.url)
    antrag, _, _ = secure(browser)
    fill_questionnaire(browser, antrag, timo.answers() | {"plz": "48712", "ort": "Gescher"})
    cookies = [{"name": c.name, "value": str(c.value), "url": county.url} for c in browser.jar]
    phone.context.add_cookies(cookies)
    phone.goto(f"{county.url}{antrag}pruefen")
    assert "Gescher arbeitet noch auf Papier" in phone.inner_text("main")
    phone.get_by_role("checkbox").check()
    phone.get_by_role("button", name=re.compile("abschicken|Abschicken")).click()
    phone.wait_for_url("**/bestaetigung")
    phone.goto(f"{county.url}{antrag}status")
    assert "Gescher arbeitet noch auf Papier" in phone.inner_text("main")
    look(phone, "status-papierstadt")

    post = open_page(width=1280, height=900)
    sign_in(post, county, "post")
    post.get_by_text("Ausdrucken und weiterleiten an Jobcenter Gescher").click()
    post.get_by_role("link", name="Ausdrucken und weiterleiten").click()
    said = post.inner_text("main")
    assert "Jobcenter Gescher" in said and "Eingangsbestätigung" in said
    look(post, "weiterleiten")
    post.get_by_role("button", name="Ist zur Post gegeben").click()
    assert "Der Antrag ist weitergeleitet" in post.inner_text("main")
    phone.reload()
    assert "zur Post gegeben" in phone.content()
