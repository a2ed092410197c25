"""J1, the portal's part of J2 and J3, J5, J6, J9 with nothing but a keyboard, at 360 px, in German and in Arabic.

Acceptance 1. J1 types every question in German; in Arabic the first ones and those about a second person. J2 and J3
go without JavaScript too. What the office does between two steps, its procedures do: the desk has its own journeys.
"""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.benefits import aylin
from tests.homes import ROOT
from tests.journeys.conftest import Town
from tests.journeys.keys import Keys, Round
from tests.journeys.places import DECIDE, draft, id_of, submit
from tests.journeys.test_j1_first_application import jpeg
from tests.journeys.test_j6_betreuer import HOUSE
from tests.journeys.test_j9_objection import HOURS, POSTED
from tests.journeys.walk import ID, code_and_pin, fields_of, ref_of

pytestmark = [
    pytest.mark.journey, pytest.mark.usefixtures("valid_html"), pytest.mark.parametrize("language", ["de", "ar"])
]  # fmt: skip
SHOTS = os.environ.get("NAHBAR_TEST_SHOTS", "")

ASK = """
    from nahbar.procedures.request_evidence import request_evidence
    request_evidence(acting=who("berg"), antrag=antrag, keys=["mietvertrag"])
"""
RELEASE = """
import django; django.setup()
from datetime import date
from nahbar.domain.applications.models import Vertretung
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.session import actor_of_account
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.procedures.release_vertretung import Checked, release_vertretung
with traeger_scope(Traeger.objects.get(kuerzel="musterland").id):
    row = Vertretung.objects.get(id=%r)
    release_vertretung(
        acting=actor_of_account(Account.objects.get(login="berg")), vertretung=row,
        checked=Checked(fuer="neu", aufgabenkreise=["behoerden", "vermoegen"], einwilligungsvorbehalt=False,
                        von=date(2026, 11, 24), bis=date(2027, 3, 31), konflikt="", nachweis_gesehen=True,
                        person_verglichen=True))
"""


class Citizen:
    """A phone-sized browser whose owner has only a keyboard."""

    def __init__(self, town: Town, page: Any, language: str, *, js: bool = True) -> None:
        self.town, self.page, self.language, self.js = town, page, language, js
        self.look = Round(language, SHOTS, js=js)
        self.keys = Keys(page, self.look)
        self.words = gettext.translation("django", str(ROOT / "locale"), [language], fallback=True)
        page.emulate_media(reduced_motion="reduce")
        if language != "de":
            page.context.add_cookies([{"name": "sprache", "value": language, "url": town.url}])

    def goes_on_as(self, browser: Any) -> None:
        """Take over the session of somebody who came here without this browser."""
        cookies = [{"name": c.name, "value": str(c.value), "url": self.town.url} for c in browser.jar]
        self.page.context.add_cookies([one for one in cookies if one["name"] != "sprache"])

    def open(self, path: str) -> None:
        """Type an address, as somebody who follows a bookmark."""
        self.page.goto(self.town.url + path)
        self.look(self.page)

    def said(self, german: str) -> str:
        """The words as this page must have them: translated where it says that it is."""
        shown = self.page.locator("main").get_attribute("lang")
        return german if shown == "de" else self.words.gettext(german)

    def link(self, german: str) -> None:
        """Follow a link of the page."""
        self.keys.enter(self.page.locator("main").get_by_role("link", name=self.said(german)))
        self.look(self.page)

    def button(self, german: str) -> None:
        """Press a button that leads to another page."""
        self.keys.enter(self.page.locator("main").get_by_role("button", name=self.said(german), exact=True))
        self.look(self.page)

    def fill(self, **values: str) -> None:
        """Type into fields by their names."""
        for name, value in values.items():
            self.keys.type(self.page.locator(f'main [name="{name}"]'), value)

    def choose(self, name: str, value: str) -> None:
        """Take an answer."""
        self.keys.choose(self.page.locator(f'main [name="{name}"][value="{value}"]'))

    def answer(self, *, more_people: bool = False) -> None:
        """Type Aylin's answer to the question that is shown, and go on."""
        here = urlsplit(self.page.url).path
        for name, values in fields_of(here, aylin.answers(), more_people=more_people).items():
            field = re.sub(r"_(tag|monat|jahr)$", r"__\1", name)
            for value in values:
                if self.page.locator(f'main [name="{field}"]').first.get_attribute("type") in {"radio", "checkbox"}:
                    self.choose(field, value)
                else:
                    self.fill(**{field: value})
        self.keys.enter(self.page.get_by_role("button", name=self.said("Speichern und weiter"), exact=True))
        assert urlsplit(self.page.url).path != here, self.page.inner_text("main")[:600]

    def answer_all(self) -> None:
        """Type Aylin's answers until nothing is asked any more; J1 with a mouse has axe on the same pages."""
        people: set[str] = set()
        while (ref := ref_of(self.page.url)) is not None:
            self.look(self.page, axe_too=False)
            people |= {ref.item} - {""}
            self.answer(more_people=len(people) < len(aylin.answers()["personen"]))

    def send_photo(self, name: str, lines: list[str]) -> None:
        """On the page of a paper: choose a photo, send it, wait for its receipt."""
        self.keys.file(self.page.locator('form[data-send] input[type="file"]'), [jpeg(name, lines)])
        send = self.page.locator("form[data-send] button[type=submit]")
        if not self.js:
            self.keys.enter(send)
            self.look.seen.discard(Round.place(self.page))
            self.look(self.page)
            return
        self.page.locator(".nb-shot").first.wait_for()
        self.keys.to(send)
        self.keys.press("Enter")
        self.page.locator("[data-receipts] [data-receipt]").first.wait_for(timeout=60_000)
        self.page.locator(".nb-sending").first.wait_for(state="detached", timeout=60_000)

    def done(self) -> None:
        """Nothing was found on the way."""
        assert not self.look.findings, "\n".join(self.look.findings)

    def text(self) -> str:
        """What the page says, with ordinary blanks and without the marks that set figures apart."""
        plain = str(self.page.inner_text("main")).replace("\u00a0", " ").replace("\u2212", "-")
        return re.sub("[\u2066-\u2069\u200e\u200f]", "", plain)


@pytest.fixture
def js() -> bool:
    """With JavaScript, unless a test asks for both."""
    return True


@pytest.fixture
def citizen(town: Town, open_page: Callable[..., Any], language: str, js: bool) -> Citizen:
    return Citizen(town, open_page(width=360, js=js), language, js=js)


def sent(town: Town, **changes: Any) -> tuple[Any, str]:
    """Aylin's application as it was sent; the browser that did it, and its address."""
    browser, antrag = draft(town, aylin.answers(**changes))
    submit(browser, antrag)
    return browser, antrag


def test_j1_every_question_papers_and_sending(town: Town, citizen: Citizen, language: str) -> None:
    town.set_now("2026-11-23T21:40")
    citizen.open("/")
    citizen.link("Ich brauche Geld zum Leben")
    citizen.button("Antrag jetzt sichern")
    antrag = re.search(rf"/antrag/{ID}/", citizen.page.url)
    assert antrag, citizen.page.url
    citizen.button("Ich habe beides notiert, weiter")
    here = antrag.group(0)
    citizen.open(f"{here}frage/name")
    if language == "de":
        citizen.answer_all()
    else:
        for _ in range(3):
            citizen.answer()
        citizen.open(f"{here}frage/personen")
        citizen.answer(more_people=True)
        while (ref := ref_of(citizen.page.url)) is not None and ref.item:
            citizen.answer()
        assert "Mert" in citizen.text()
        citizen.answer()
    kept = town.sql("select antworten from applications_antrag where id = %s", id_of(here))[0][0]
    assert "Aylin" in kept and "Mert" in kept

    if language != "de":
        browser, here = draft(town, aylin.answers())
        citizen.goes_on_as(browser)
    citizen.open(here)
    citizen.link("Unterlagen")
    citizen.keys.enter(citizen.page.locator(f'main a[href="{here}unterlagen/mietvertrag"]'))
    citizen.look(citizen.page)
    citizen.send_photo("Miete.jpg", ["Mietvertrag", "620,00 Euro"])
    citizen.open(f"{here}pruefen")
    citizen.button("Antrag abschicken")
    assert citizen.page.evaluate("document.activeElement.matches('[data-error-summary]')"), "what is missing is told"
    citizen.choose("richtig", "1")
    citizen.button("Antrag abschicken")
    citizen.page.wait_for_url("**/bestaetigung")
    assert citizen.said("Nummer") in citizen.text() and "A-2026-" in citizen.text()
    citizen.done()


@pytest.mark.parametrize("js", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_j2_j3_a_paper_that_a_letter_asked_for(town: Town, citizen: Citizen) -> None:
    """The letter's paper is named, the question is read aloud, and what came is one paper, once, in one thread."""
    town.set_now("2026-11-24T09:00")
    browser, antrag = sent(town)
    town.python(HOUSE.format(antrag=id_of(antrag)) + ASK)
    citizen.goes_on_as(browser)
    citizen.open(f"{antrag}status")
    citizen.link("Fehlende Unterlagen senden")
    citizen.keys.enter(citizen.page.locator(f'main a[href="{antrag}unterlagen/mietvertrag"]'))
    citizen.look(citizen.page)
    citizen.send_photo("Miete.jpg", ["Mietvertrag", "620,00 Euro"])
    citizen.open(f"{antrag}status")
    rows = "select stand from applications_nachweis where antrag_id = %s and key = 'mietvertrag'"
    assert town.sql(rows, id_of(antrag)) == [("gesendet",)]
    tasks = "select count(*) from casefile_aufgabe a join applications_antrag b on b.vorgang_id = a.vorgang_id"
    wanted = f"{tasks} where b.id = %s and a.art = 'unterlage_pruefen' and a.erledigt_at is null"
    assert town.sql(wanted, id_of(antrag)) == [(1,)]
    citizen.open(f"{antrag}frage/miete?weg=aendern")
    citizen.keys.to(citizen.page.locator(".nb-details--listen summary"))
    citizen.keys.press("Enter")
    sound = citizen.page.locator(".nb-details--listen audio")
    sound.wait_for(state="visible")
    answer = citizen.page.context.request.get(town.url + sound.get_attribute("src"))
    assert answer.headers["content-type"] == "audio/mpeg"
    citizen.done()


def test_j5_a_job_and_what_it_changes(town: Town, citizen: Citizen) -> None:
    town.set_now("2026-11-24T09:30")
    browser, antrag = sent(town)
    town.python(DECIDE % id_of(antrag))
    citizen.goes_on_as(browser)
    town.set_now("2026-11-25T19:30")
    citizen.open(f"{antrag}status")
    citizen.link("Was wäre, wenn Sie arbeiten?")
    citizen.fill(brutto="603")
    citizen.button("Ausrechnen")
    shown = citizen.text()
    for amount in ("979,58", "394,10", "208,90"):
        assert amount in shown, (amount, shown)
    citizen.look.seen.discard("/antrag/…/was-waere-wenn")
    citizen.look(citizen.page)
    citizen.button("Das mitteilen")
    assert "1.373,68" in citizen.text() and "979,58" in citizen.text()
    change = urlsplit(citizen.page.url).path
    citizen.keys.enter(citizen.page.locator('main a[href$="/unterlagen/aenderung_arbeit"]'))
    citizen.look(citizen.page)
    citizen.send_photo("Vertrag.jpg", ["Arbeitsvertrag", "603,00 Euro im Monat"])
    citizen.open(change)
    citizen.button("Änderung abschicken")
    citizen.page.wait_for_url("**/bestaetigung")
    assert citizen.said("Ihre Mitteilung ist angekommen") in citizen.text()
    citizen.open(f"{antrag}aenderung/neu")
    citizen.link("Ein Papier dazu senden")
    citizen.done()


def test_j6_acting_for_somebody(town: Town, citizen: Citizen, language: str) -> None:
    town.set_now("2026-11-24T10:00")
    citizen.open("/")
    citizen.link("Ich handle für jemand anderen")
    citizen.link("Konto anlegen")
    citizen.button("Konto anlegen")
    citizen.fill(name="Dr. Anton Lange", organisation="Betreuungsbüro Lange", strasse="Marktstraße", hausnummer="4",
                 plz="48599", ort="Gronau", login=f"lange-{language}", passwort="drei-gelbe-birnen")  # fmt: skip
    citizen.button("Konto anlegen")
    citizen.link("Für eine Person handeln")
    citizen.choose("art", "betreuung")
    citizen.fill(vorname="Elfriede", nachname="Schulte", geburtsdatum__tag="8" if language == "de" else "9",
                 geburtsdatum__monat="3", geburtsdatum__jahr="1955")  # fmt: skip
    for kreis in ("behoerden", "vermoegen"):
        citizen.choose("aufgabenkreise", kreis)
    citizen.fill(bis__tag="31", bis__monat="3", bis__jahr="2027")
    citizen.keys.file(citizen.page.locator('main input[type="file"]'), [jpeg("Ausweis.jpg", ["Betreuerausweis"])])
    citizen.button("Zur Prüfung senden")
    asked = re.search(rf"{ID}", citizen.page.url)
    assert asked, citizen.text()
    town.python(RELEASE % asked.group(0))
    citizen.open("/mein")
    citizen.link("Elfriede Schulte")
    citizen.button("Grundsicherung im Alter und bei Erwerbsminderung beantragen")
    code, pin = code_and_pin(citizen.page.inner_text("main"))
    here = re.search(rf"/antrag/{ID}/", citizen.page.url)
    assert here and "Elfriede Schulte" in citizen.page.inner_text("body")

    # she, in her own browser: who acts for me, and a code for somebody who helps
    citizen.page.context.clear_cookies(name="sitzung")
    citizen.open("/weiter")
    citizen.fill(code=code, pin=pin)
    citizen.button("Weitermachen")
    citizen.open(f"{here.group(0)}vertretung")
    assert "Betreuungsbüro Lange" in citizen.text()
    citizen.button("Code zeigen")
    citizen.done()


def test_j9_not_agreed_on_a_sunday_night(town: Town, citizen: Citizen) -> None:
    town.set_now("2026-11-23T10:30")
    town.python(HOURS)
    town.sql("update appointments_belegung set aktiv = false")  # who came before has taken 8:20
    browser, antrag = sent(town)
    town.set_now("2026-11-26T10:00")
    town.python(DECIDE % id_of(antrag))
    town.set_now("2026-11-27T15:00")
    town.python(POSTED % id_of(antrag))
    town.set_now("2027-01-03T22:50")
    citizen.goes_on_as(browser)
    citizen.open(f"{antrag}bescheid")
    citizen.link("Ich bin nicht einverstanden")
    citizen.fill(text="Ich bin nicht einverstanden, Miete falsch")
    citizen.choose("weg", "widerspruch")
    citizen.button("Abschicken")
    assert citizen.said("Ihre Unterschrift fehlt noch.") in citizen.text() and "Miete falsch" in citizen.text()
    citizen.button("Diesen Termin nehmen")
    citizen.look.seen.discard("/antrag/…/widerspruch/…")
    citizen.look(citizen.page)
    objection = urlsplit(citizen.page.url).path.rsplit("/", 1)[-1]
    booked = "select to_char(t.beginn at time zone 'Europe/Berlin', 'DD HH24:MI') from appointments_termin t"
    taken = f"{booked} join decisions_widerspruch w on w.termin_id = t.id where w.id = %s"
    assert town.sql(taken, objection) == [("04 08:20",)]
    citizen.link("Zurücknehmen")
    citizen.link("Nein, es bleibt dabei")
    assert town.sql("select stand from decisions_widerspruch where id = %s", objection) == [("offen",)]
    citizen.done()
