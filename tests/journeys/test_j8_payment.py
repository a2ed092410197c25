"""J8: Timo Krüger's way from the work list to two schema-valid payment files, in the browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from nahbar.connectors.sepa import validate_pain001
from tests.benefits import timo
from tests.journeys.client import Browser
from tests.journeys.conftest import Town
from tests.journeys.test_j1_first_application import Eyes, decide, decision_of, letter_pdf, pdf_text, release, sign_in
from tests.journeys.walk import fill_questionnaire, secure

SHEET = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
"""One empty page."""

pytestmark = pytest.mark.journey


def apply_online(town: Town) -> str:
    """Timo applies without JavaScript and sends his papers; the id of the application."""
    browser = Browser(town.url)
    antrag, _, _ = secure(browser)
    fill_questionnaire(browser, antrag, timo.answers())
    papers = re.findall(r'href="([^"]*/unterlagen/[^"]+)"', browser.get(f"{antrag}unterlagen").text)
    assert papers
    for paper in dict.fromkeys(papers):
        page = browser.get(paper)
        name = re.search(r'<input[^>]*type="file"[^>]*name="([^"]+)"|name="([^"]+)"[^>]*type="file"', page.text)
        assert name, page.text
        field = name.group(1) or name.group(2)
        assert browser.upload(paper, field, "Blatt.pdf", SHEET, "application/pdf").status == 200
    send(browser, antrag)
    return antrag.strip("/").split("/")[-1]


def send(browser: Browser, antrag: str) -> None:
    """Declare and send the application."""
    review = browser.get(f"{antrag}pruefen").text
    boxes: dict[str, str | list[str]] = dict.fromkeys(re.findall(r'type="checkbox"[^>]*name="([^"]+)"', review), "ja")
    done = browser.post(f"{antrag}pruefen", boxes)
    assert done.path.endswith("/bestaetigung"), done.text


def make_run(page: Any, town: Town, kind: str) -> str:
    """Prepare a payment run of this kind; its address."""
    page.goto(f"{town.url}/arbeit/kasse")
    form = page.locator("form", has=page.locator(f'input[name="art"][value="{kind}"]'))
    form.get_by_role("button").first.click()
    page.wait_for_url("**/kasse/lauf/*")
    return str(page.url)


def release_run(page: Any, url: str) -> None:
    page.goto(url)
    page.get_by_role("button", name=re.compile("Freigeben|freigeben")).first.click()
    page.wait_for_load_state("load")


def bank_file(page: Any, url: str) -> bytes:
    """The pain.001 of a released run."""
    page.goto(url)
    link = page.locator('a[href$=".xml"]').first.get_attribute("href")
    answer = page.context.request.get(page.evaluate("h => new URL(h, location.href).href", link))
    assert answer.status == 200
    return bytes(answer.body())


def amounts(xml: bytes) -> list[str]:
    """Amounts of all orders of a file."""
    return [str(e.text) for e in etree.fromstring(xml).iter() if str(e.tag).endswith("}InstdAmt")]


def test_j8_from_the_work_list_to_the_bank(town: Town, open_page: Callable[..., Any]) -> None:
    town.set_now("2026-11-23T10:30")
    antrag_id = apply_online(town)
    eyes = Eyes(js=True)

    # 1 the caseworker takes it from the list and presents the proposal: 993.00 from 1 November
    town.set_now("2026-11-24T09:00")
    berg = open_page(width=1280)
    sign_in(berg, town, "berg")
    berg.goto(f"{town.url}/arbeit/")
    eyes(berg)
    assert "Timo" in berg.inner_text("main")
    decide(berg, town, antrag_id, eyes)

    akte = town.sql("select akte_id from applications_antrag where id = %s", antrag_id)[0][0]
    berg.goto(f"{town.url}/arbeit/akte/{akte}/")
    eyes(berg)

    # 2 her own work she cannot release
    decision = decision_of(town, antrag_id)
    berg.goto(f"{town.url}/arbeit/freigabe/{decision}")
    eyes(berg)
    button = berg.get_by_role("button", name="Freigeben", exact=True)
    if button.count() and button.first.is_enabled():
        button.first.click()
        berg.wait_for_load_state("load")
    assert town.sql("select stand from decisions_entscheidung where id = %s", decision) == [("vorgelegt",)]

    town.set_now("2026-11-25T09:00")
    second = open_page(width=1280)
    sign_in(second, town, "oeztuerk")
    release(second, town, antrag_id, eyes)
    assert town.sql("select stand from decisions_entscheidung where id = %s", decision) == [("freigegeben",)]
    assert "993,00" in pdf_text(letter_pdf(town, antrag_id), 1, 1)

    # 3 the post room enters the posting date by hand: served on the 30th, objection until 30 December
    town.set_now("2026-11-26T15:00")
    room = open_page(width=1280)
    sign_in(room, town, "post")
    room.goto(f"{town.url}/arbeit/post")
    eyes(room)
    room.locator('main input[type="checkbox"]').first.check()
    room.get_by_role("button", name=re.compile("[Aa]ufgegeben|eintragen")).first.click()
    room.wait_for_load_state("load")
    assert town.sql(
        "select aufgegeben_am, bekanntgabe_am, widerspruch_bis from mailroom_brief b"
        " join decisions_entscheidung e on e.brief_id = b.id where e.id = %s", decision
    ) == [("2026-11-26", "2026-11-30", "2026-12-30")]  # fmt: skip

    # 4 two orders of 993.00: November at once, December in the run on Monday 30 November; another cashier releases
    kasse, kasse2 = open_page(width=1280), open_page(width=1280)
    sign_in(kasse, town, "kasse")
    kasse.goto(f"{town.url}/arbeit/kasse")
    eyes(kasse)
    sign_in(kasse2, town, "kasse2")
    files = []
    for kind in ("sofort", "monatlich"):
        run = make_run(kasse, town, kind)
        eyes(kasse)
        release_run(kasse2, run)
        files.append(bank_file(kasse2, run))
    for xml in files:
        assert validate_pain001(xml) == []
        assert amounts(xml) == ["993.00"]
        assert b"Grundsicherung" not in xml and b"Regelbedarf" not in xml
    assert b"<ReqdExctnDt><Dt>2026-11-30</Dt></ReqdExctnDt>" in re.sub(rb">\s+<", b"><", files[1])
    total = town.sql("select sum(betrag)::int from payments_zahlungsauftrag where entscheidung_id = %s", decision)
    assert total == [(198600,)]
    assert town.command("audit-verify").returncode == 0
    assert eyes.findings == []
