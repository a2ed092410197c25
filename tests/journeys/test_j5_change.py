"""J5: Aylin starts a mini-job; she sees what changes before she tells it, and the desk decides (C04)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.benefits import aylin
from tests.journeys.conftest import Town
from tests.journeys.places import DECIDE, Visitors, draft, id_of, send_paper, submit
from tests.journeys.test_j1_first_application import Eyes, jpeg, photo, release, send_files, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("valid_html")]


def plain(page: Any) -> str:
    return str(page.inner_text("main")).replace("\u00a0", " ").replace("\u2212", "-")


@pytest.mark.parametrize("js", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_j5_change(town: Town, open_page: Callable[..., Any], js: bool) -> None:
    town.set_now("2026-11-24T09:00")
    eyes = Eyes(js=js)
    browser, antrag = draft(town, aylin.answers())
    submit(browser, antrag)
    town.python(DECIDE % id_of(antrag))
    there = Visitors(town, {"aylin": browser}, {"aylin": antrag})
    page = open_page(js=js, width=360)
    page.context.add_cookies(there.cookies("aylin"))

    # 1 »Was wäre, wenn«: 603 gives 979.58 in place of 1,373.68
    town.set_now("2026-11-25T19:30")
    page.goto(f"{town.url}{antrag}status")
    page.get_by_role("link", name="Was wäre, wenn Sie arbeiten?").click()
    page.locator('[name="brutto"]').fill("603")
    page.get_by_role("button", name="Ausrechnen").click()
    eyes(page)
    text = plain(page)
    assert "979,58 €" in text and "394,10 €" in text and "208,90 €" in text

    # 2 one click: the same data, the effect again, a photo of the contract, sent
    page.get_by_role("button", name="Das mitteilen").click()
    page.wait_for_url("**/aenderung")
    eyes(page)
    text = plain(page)
    assert "1.373,68 € → 979,58 €" in text and "1. Dezember 2026" in text and "Schätzung" in text
    assert "Lohn auf dem Konto" in text, text
    assert "§ 9 Abs. 2" in text, text
    change = re.search(r"/antrag/[0-9a-f-]{36}/", page.url)
    assert change
    here = change.group(0)
    contract = ["Arbeitsvertrag", "603,00 Euro im Monat"]
    if js:  # camera and resumable sending have journeys of their own
        send_paper(browser, here, "aenderung_arbeit", "Vertrag.jpg", photo(contract), "image/jpeg")
    else:
        send_files(page, town, here, "aenderung_arbeit", [jpeg("Vertrag.jpg", contract)])
    page.goto(f"{town.url}{here}aenderung")
    assert "Angekommen: 1" in plain(page)
    page.get_by_role("button", name="Änderung abschicken").click()
    page.wait_for_url("**/bestaetigung")
    eyes(page)
    assert "Ihre Mitteilung ist angekommen" in plain(page) and "A-2026-" in plain(page)
    page.goto(f"{town.url}{antrag}aenderung/neu")
    eyes(page)
    assert "noch nicht entschieden" in plain(page)

    # at the desk: field by field, month by month, taken over, decided by two
    town.set_now("2026-11-26T09:00")
    desk = open_page(js=js, width=1280)
    sign_in(desk, town, "berg")
    address = f"{town.url}/arbeit/aenderung/{id_of(here)}"
    desk.goto(address)
    desk.locator('[name="zweck"][type="radio"]').first.check()
    desk.locator("main form button").first.click()
    desk.wait_for_load_state("load")
    desk.goto(address)
    eyes(desk)
    text = plain(desk)
    assert "979,58 € statt 1.373,68 €" in text and "-394,10 €" in text and "Lohn oder Gehalt" in text
    draft_button = desk.get_by_role("button", name="Übernehmen und Bescheid entwerfen")
    if draft_button.count():
        draft_button.click()
        desk.wait_for_load_state("load")
    desk.goto(f"{town.url}/arbeit/antrag/{id_of(here)}/entscheiden")
    sent = desk.locator('li.wp-paper:has([data-state="gesendet"])')
    sent.first.locator("summary").click()
    sent.first.locator('button[value="anerkennen"]').click()
    desk.wait_for_load_state("load")
    eyes(desk)
    desk.get_by_role("button", name="Zur Freigabe vorlegen").click()
    desk.wait_for_load_state("load")
    second = open_page(js=js, width=1280)
    sign_in(second, town, "oeztuerk")
    release(second, town, id_of(here), eyes)
    rows = town.sql(
        "select erster_monat_summe, von, aendert_id is not null from decisions_entscheidung"
        " where antrag_id = %s and stand = 'freigegeben'",
        id_of(here),
    )
    assert rows == [(97958, "2026-12-01", "True")] or rows == [(97958, "2026-12-01", 1)], rows
    orders = town.sql(
        "select z.betrag from payments_zahlungsauftrag z join decisions_entscheidung e on e.id = z.entscheidung_id"
        " where e.antrag_id = %s and z.monat = '2026-12-01'",
        id_of(here),
    )
    assert orders == [(97958,)]
    assert eyes.findings == []
