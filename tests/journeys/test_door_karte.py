"""The card in Chromium (C23, A04, K11): checks in once, dies in two minutes, is blocked at once; numbers are called."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from tests.benefits import timo
from tests.journeys.client import Browser
from tests.journeys.conftest import Town, axe
from tests.journeys.test_j1_first_application import sign_in
from tests.journeys.test_j8_payment import send
from tests.journeys.walk import fill_questionnaire, secure

pytestmark = pytest.mark.journey

SHOTS = os.environ.get("NAHBAR_TEST_SHOTS", "")
FILL = """
import django; django.setup()
from datetime import date, datetime, time
from nahbar.domain.appointments import places
from nahbar.domain.applications.models import Antrag
from nahbar.domain.lobby import actions as lobby
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import MACHINE
from nahbar.platform.accounts.session import actor_of_account
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.platform.zone import BERLIN
from nahbar.procedures.book_termin import book_termin
from nahbar.surfaces.kiosk.device import screen_token
with traeger_scope(Traeger.objects.get(kuerzel="musterland").id):
    staff = {a.login: a for a in Account.objects.all()}
    lead, berg = actor_of_account(staff["wolter"]), actor_of_account(staff["berg"])
    ort = places.save_ort(acting=lead, name="Jobcenter", strasse="Marktplatz 1", plz="46325", ort="Musterstadt")
    offer = places.save_angebot(acting=lead, ort=ort, titel="Beratung", dauer_min=30)
    places.add_oeffnung(
        acting=lead, angebot=offer, weekday=0, von=time(8), bis=time(12), gueltig_von=date(2026, 1, 5)
    )
    places.assign_ressource(acting=lead, angebot=offer, name="Frau Berg", art="person", account=staff["berg"])
    akte = Antrag.objects.get().akte
    beginn = datetime(2026, 11, 23, 10, 30, tzinfo=BERLIN)
    book_termin(acting=berg, angebot=offer, beginn=beginn, akte=akte)
    terminal = lobby.create_terminal(acting=MACHINE, name="Eingang", ort="Eingang", token="t" * 40).terminal
    print(ort.id, screen_token(terminal))
"""


@dataclass(frozen=True)
class Desk:
    """The house, Timo's application with the cookies that open it, the waiting room and the terminal's screen."""

    town: Town
    antrag: str
    cookies: list[dict[str, str]]
    ort: str
    screen: str


@pytest.fixture(scope="module")
def there(town: Town) -> Desk:
    browser = Browser(town.url)
    antrag, _, _ = secure(browser)
    fill_questionnaire(browser, antrag, timo.answers())
    send(browser, antrag)
    ort, token = town.python(FILL).split()
    cookies = [{"name": c.name, "value": str(c.value), "url": town.url} for c in browser.jar]
    return Desk(town, antrag, cookies, ort, f"{town.url}/terminal/bildschirm/{token}")


def look(page: Any, name: str, *, js: bool = True) -> None:
    """No finding of axe, and a picture if somebody wants to look."""
    if js:
        assert axe(page) == []
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def scanned(page: Any, card: str = ".nb-livecard") -> str:
    """What a scanner reads from the screen of the telephone, or from the paper."""
    picture = page.locator(card).screenshot()
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    assert len(found) == 1, "one code on the card"
    return str(found[0].text)


def at_counter(page: Any, there: Desk, code: str) -> str:
    """The front desk holds the scanner over it; what the page says."""
    page.goto(f"{there.town.url}/arbeit/einchecken")
    page.get_by_label("Karte scannen").fill(code)
    page.get_by_role("button", name="Anmelden", exact=True).click()
    return str(page.inner_text("main"))


def test_the_changing_code_checks_in_once_and_dies(there: Desk, open_page: Callable[..., Any]) -> None:
    """C23: made in the portal, read off the screen, noted at the counter; two minutes later it is worth nothing."""
    phone = open_page(width=360)
    phone.context.add_cookies(there.cookies)
    phone.goto(f"{there.town.url}{there.antrag}status")
    phone.get_by_role("link", name="Ihre Kundenkarte").click()
    look(phone, "karte-keine")
    phone.get_by_role("button", name="Karte anlegen").click()
    there.town.set_now("2026-11-23T10:12:02")
    phone.goto(phone.url.split("?")[0])
    look(phone, "karte")
    code = scanned(phone)
    counter = open_page(width=1280, height=900)
    sign_in(counter, there.town, "empfang")
    said = at_counter(counter, there, code)
    assert "Angemeldet" in said and "Timo Krüger" in said and "Frau Berg, Zimmer 2.01" in said
    look(counter, "einchecken")
    assert "war schon hier" in at_counter(counter, there, code)
    arrived = "select count(*) from appointments_termin where eingecheckt_at is not null"
    assert there.town.sql(arrived) == [(1,)]
    assert there.town.sql("select count(*) from casefile_zugriff") == [(0,)], "a card opens no file"

    there.town.set_now("2026-11-23T10:14:27")
    assert "gilt nicht mehr" in at_counter(counter, there, code)
    look(counter, "einchecken-alt")
    phone.reload()
    before = scanned(phone)
    phone.wait_for_selector("[data-renewed]", timeout=15_000)
    assert scanned(phone) != before, "the page renews the code by itself"
    phone.context.set_offline(True)
    phone.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    phone.get_by_text("Keine Verbindung").wait_for()
    phone.context.set_offline(False)

    berg = open_page(width=1280, height=900)
    sign_in(berg, there.town, "berg")
    assert "Besuch ist da" in berg.inner_text("main")
    berg.goto(f"{there.town.url}/arbeit/warten")
    look(berg, "warteraum-besuch")
    berg.get_by_role("button", name=re.compile("Ist abgeholt")).click()
    assert "Die Aufgabe ist erledigt" in berg.inner_text("main")


def test_the_terminal_takes_the_printed_card_without_javascript(there: Desk, open_page: Callable[..., Any]) -> None:
    """K11: no telephone, no account: number and birth year, then the time of the appointment and nothing else."""
    there.town.set_now("2026-11-23T10:20")
    phone = open_page(js=False)
    phone.context.add_cookies(there.cookies)
    phone.goto(f"{there.town.url}{there.antrag}karte/drucken")
    number = re.search(r"K ([2-9A-Z]{4}-[2-9A-Z]{4})", phone.inner_text(".nb-plastic"))
    assert number
    assert scanned(phone, ".nb-plastic") == f"K0:{number[1]}"
    look(phone, "karte-gedruckt", js=False)
    small = open_page(width=320)
    small.context.add_cookies(there.cookies)
    small.goto(f"{there.town.url}{there.antrag}karte")
    assert scanned(small).startswith("K1:"), "whole on the smallest screen too"
    screen = open_page(js=False, width=1080, height=1600)
    screen.goto(there.screen)
    screen.get_by_role("link", name="Mich anmelden").click()
    look(screen, "terminal-anmelden", js=False)
    screen.get_by_role("textbox").fill(f"K{number[1].replace('-', '')}")
    screen.get_by_role("button", name="Weiter").click()
    assert "In welchem Jahr" in screen.inner_text("h1")
    for digit in timo.answers()["geburtsdatum"][:4]:
        screen.get_by_role("button", name=digit, exact=True).click()
    screen.get_by_role("button", name="Weiter").click()
    assert screen.inner_text("h1") == "Sie sind angemeldet"
    said = re.sub(r"\s", " ", screen.inner_text("body"))
    assert "10.30 Uhr" in said and "Krüger" not in said
    look(screen, "terminal-angemeldet", js=False)
    with_script = open_page(width=1080, height=1600)
    with_script.goto(there.screen)
    with_script.get_by_role("link", name="Mich anmelden").click()
    assert axe(with_script) == []
    with_script.get_by_role("button", name="Ohne Termin: Wartenummer").click()
    assert with_script.inner_text("h1") == "Ihre Nummer: W001"
    assert axe(with_script) == []


def test_a_stolen_card_is_refused_everywhere_and_a_new_one_works(there: Desk, open_page: Callable[..., Any]) -> None:
    """Ugly case: blocked without JavaScript; the counter reads since when, the terminal says nothing of it."""
    there.town.set_now("2026-11-23T10:40:03")
    phone = open_page(js=False)
    phone.context.add_cookies(there.cookies)
    card = f"{there.town.url}{there.antrag}karte"
    phone.goto(card)
    code = scanned(phone)
    phone.get_by_role("link", name="Karte jetzt sperren").click()
    look(phone, "karte-sperren", js=False)
    phone.get_by_role("button", name="Karte sperren").click()
    assert "Wählen Sie einen Grund aus" in phone.inner_text("main")
    phone.get_by_label("gestohlen").check()
    phone.get_by_role("button", name="Karte sperren").click()
    assert "Die Karte ist gesperrt" in phone.inner_text("main")
    counter = open_page(width=1280, height=900)
    sign_in(counter, there.town, "empfang")
    said = at_counter(counter, there, code)
    assert "Diese Karte ist gesperrt seit 23. November 2026" in re.sub(r"\s", " ", said) and "Krüger" not in said
    look(counter, "einchecken-gesperrt")
    screen = open_page(js=False, width=1080, height=1600)
    screen.goto(there.screen)
    screen.goto(f"{there.town.url}/terminal/anmelden")
    screen.get_by_role("textbox").fill(code)
    screen.get_by_role("button", name="Weiter").click()
    refused = screen.inner_text("body")
    assert "Das können wir hier nicht lesen" in refused and "gesperrt" not in refused
    phone.get_by_role("button", name="Neue Karte anlegen").click()
    assert "Angemeldet" in at_counter(counter, there, scanned(phone))


def test_numbers_are_drawn_called_and_shown(there: Desk, open_page: Callable[..., Any]) -> None:
    """A04: the display shows number and desk, never a name; it follows by itself, and reads without a script."""
    there.town.set_now("2026-11-23T11:00")
    board = open_page(width=1280, height=720)
    board.goto(f"{there.town.url}/anzeige/{there.ort}")
    counter = open_page(width=1280, height=900)
    sign_in(counter, there.town, "empfang")
    counter.goto(f"{there.town.url}/arbeit/warten?ort={there.ort}")
    for reason, priority in (("frage", "3"), ("geld", "1")):
        form = counter.locator("form", has=counter.get_by_role("button", name="Wartenummer geben"))
        form.locator("[name=anliegen]").select_option(reason)
        form.locator("[name=vorrang]").select_option(priority)
        counter.get_by_role("button", name="Wartenummer geben").click()
    look(counter, "warteraum")
    counter.get_by_label("Mein Platz").fill("Schalter 2")
    counter.get_by_role("button", name="Nächste Nummer aufrufen").click()
    urgent = counter.locator(".wp-tile[data-state=aufgerufen] .wp-tile__nr").inner_text()
    assert urgent == "W003", "need comes first: W001 came from the terminal, W002 with a question"
    board.get_by_role("rowheader", name=urgent).wait_for(timeout=10_000)
    assert "Schalter 2" in board.inner_text("main") and "Krüger" not in board.inner_text("main")
    look(board, "anzeige")
    plain = open_page(js=False, width=360)
    plain.goto(board.url)
    assert urgent in plain.inner_text("main")
    counter.get_by_role("button", name=re.compile("^Ist da")).click()
    counter.get_by_role("button", name="Nächste Nummer aufrufen").click()
    board.get_by_role("rowheader", name="W001").wait_for(timeout=10_000)
    assert board.get_by_role("rowheader", name=urgent).count() == 0
    narrow = open_page(width=360)
    sign_in(narrow, there.town, "empfang")
    for path in ("warten", "einchecken"):
        narrow.goto(f"{there.town.url}/arbeit/{path}")
        look(narrow, f"{path}-360")
