"""J11: in a partner room kept for counselling no Meldeversäumnis can be recorded; at the desk it can (A07, A08)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.conftest import Town, axe
from tests.journeys.test_j1_first_application import sign_in

pytestmark = pytest.mark.journey

ROOM = "Gemeindehaus St. Pankratius"
FILL = """
import django; django.setup()
from nahbar.config.demo.counter import Counter
from nahbar.config.demo.doors import appointments, purpose
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.session import actor_of_account
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope
with traeger_scope(Traeger.objects.get(kuerzel="musterland").id):
    counter = Counter({a.login: actor_of_account(a) for a in Account.objects.all()}, clock.today())
    appointments.fill(counter)
    purpose.fill(counter)
"""


def work_at(page: Any, town: Town, place: str) -> None:
    """Say where one works today."""
    page.goto(f"{town.url}/arbeit/arbeitsort")
    choice = page.locator("#ort option").filter(has_text=place).first.get_attribute("value")
    page.locator("#ort").select_option(value=choice or "")
    page.get_by_role("button", name="Speichern").click()
    page.wait_for_load_state("load")


@pytest.mark.parametrize("js", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_j11_refused_in_the_room_possible_at_the_desk(town: Town, open_page: Callable[..., Any], js: bool) -> None:
    if js:
        town.python(FILL)
    page = open_page(js=js, width=1280)
    sign_in(page, town, "fall")
    work_at(page, town, ROOM)
    assert f"{ROOM}: nur Beratung" in page.inner_text("header")
    findings = axe(page) if js else []

    page.goto(f"{town.url}/arbeit/versaeumt")
    assert ROOM in page.inner_text("main") and "nur für Information und Beratung" in page.inner_text("main")
    findings += axe(page) if js else []
    missed = town.sql("select id from appointments_termin where meldetermin and stand = 'versaeumt'")[0][0]
    page.goto(f"{town.url}/arbeit/versaeumt/termin/{missed}")
    assert not page.locator("#belehrung").count()
    before = town.sql("select count(*) from decisions_meldeversaeumnis")

    page.get_by_role("link", name="Ich arbeite jetzt woanders").click()
    page.wait_for_load_state("load")
    work_at(page, town, "an meinem Schreibtisch")
    assert town.sql("select count(*) from decisions_meldeversaeumnis") == before
    if not js:
        return  # the record of the first run stands; there is one for each appointment
    page.goto(f"{town.url}/arbeit/versaeumt")
    findings += axe(page)
    page.get_by_role("link", name="Festhalten").first.click()
    page.locator("#belehrung").fill("Einladung vom 4. November 2026 mit Belehrung")
    findings += axe(page)
    page.get_by_role("button", name="Festhalten").click()
    page.wait_for_load_state("load")
    assert "1. versäumter Termin" in page.inner_text("main") and "keine Folgen für das Geld" in page.inner_text("main")
    page.get_by_role("button", name="Anhörung vorbereiten").click()
    page.wait_for_load_state("load")
    findings += axe(page)
    assert town.sql("select art, stand from mailroom_brief where art like 'anhoerung%%'") == [
        ("anhoerung_meldeversaeumnis", "bereit")
    ]
    assert findings == []


def test_a08_a_place_with_the_lock_takes_no_meldetermin(town: Town) -> None:
    """Whoever books tries in vain; the database would not take it either."""
    code = (
        FILL.split("    counter =")[0]
        + "    from datetime import datetime\n"
        + "    from nahbar.domain.appointments.errors import LockedRoom\n"
        + "    from nahbar.domain.appointments.models import Angebot\n"
        + "    from nahbar.platform.zone import BERLIN\n"
        + "    from nahbar.procedures.book_termin import book_termin\n"
        + "    offer = Angebot.objects.filter(ort__zweckbindung='beratung', art='einzel').first()\n"
        + "    acting = actor_of_account(Account.objects.get(login='fall'))\n"
        + "    try:\n"
        + "        book_termin(acting=acting, angebot=offer, beginn=datetime(2026, 12, 1, 13, 0, tzinfo=BERLIN),\n"
        + "                    name='Jonas', meldetermin=True)\n"
        + "    except LockedRoom as refused:\n"
        + "        print(refused)\n"
    )
    assert ROOM in town.python(code)
