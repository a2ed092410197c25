"""J11: planning opens the map, takes a proposal over and writes the paper for the council (P02, P07–P09)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from nahbar.config.demo.secret import PASSWORD
from tests.journeys.conftest import Town, axe

pytestmark = pytest.mark.journey

FILL = """
import django; django.setup()
from nahbar.config.demo.counter import Counter
from nahbar.config.demo.doors import planning
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.session import actor_of_account
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope
with traeger_scope(Traeger.objects.get(kuerzel='musterland').id):
    staff = {a.login: actor_of_account(a) for a in Account.objects.filter(is_active=True, kind='staff')}
    planning.fill(Counter(staff, clock.today()))
"""


def sign_in(page: Any, town: Town) -> None:
    page.goto(f"{town.url}/arbeit/anmelden")
    page.fill("[name=login]", "plan")
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=code]", town.totp())
    page.click("main button")
    page.wait_for_load_state()
    assert "/anmelden" not in page.url


def test_j11_from_map_to_paper(town: Town, open_page: Callable[..., Any]) -> None:
    town.python(FILL)
    page = open_page(width=360)
    sign_in(page, town)
    page.goto(f"{town.url}/arbeit/planung")
    assert axe(page) == []
    assert page.locator(".pl-area").count() == 17 == page.locator(".pl-table tbody tr").count()
    row = page.locator(".pl-table tbody tr", has_text="Südring")
    row.locator("a").focus()
    key = row.get_attribute("data-raum")
    assert "pl-now" in (page.locator(f'path[data-raum="{key}"]').get_attribute("class") or "")
    tiny = page.locator(".pl-table tbody tr", has_text="Am Moor")
    title = page.locator(f'path[data-raum="{tiny.get_attribute("data-raum")}"] title').text_content()
    assert not re.search(r"\d", tiny.inner_text() + title)
    page.screenshot(path=str(town.home / "karte-360.png"), full_page=True)

    page.goto(f"{town.url}/arbeit/planung/vorschlag")
    assert axe(page) == []
    page.click("text=Vorschlag berechnen")
    page.wait_for_url("**/vorschlag/0*")
    assert axe(page) == []
    assert "bleiben ohne Gespräch in der Nähe" in page.inner_text("main")
    page.click("text=Orte und Zeiten übernehmen")
    page.wait_for_url("**ok=planung_da")
    assert town.sql("select distinct zweckbindung, art from appointments_ort") == [("beratung", "partnerraum")]

    page.goto(f"{town.url}/arbeit/planung/vorlage")
    assert axe(page) == []
    page.click("main .wp-entries a")
    assert axe(page) == []
    page.click("text=PDF erstellen")
    page.wait_for_url("**ok=vorlage_erstellt")
    link = page.locator("main a[href$='.pdf']").get_attribute("href")
    answer = page.request.get(f"{town.url}{link}")
    assert answer.ok and answer.body().startswith(b"%PDF")

    plain = open_page(js=False, width=320, storage_state=page.context.storage_state())
    plain.goto(f"{town.url}/arbeit/planung")
    plain.select_option("#gruppe", "kinder")
    plain.click("text=Anzeigen")
    plain.wait_for_url("**gruppe=kinder*")
    assert "Kinder unter 15" in plain.inner_text("figure h2")
