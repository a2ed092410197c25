"""U45: the line breaks at question 14 and at the very last step; nothing is lost, nothing is there twice.

Cut before the server has heard anything, and after it has done its work but before the browser heard of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.benefits import aylin
from tests.journeys.conftest import Town, axe
from tests.journeys.places import draft, id_of
from tests.journeys.walk import ID, code_and_pin, ref_of, type_answers

pytestmark = pytest.mark.journey

SAVE = "Speichern und weiter"
SEND = re.compile("abschicken")
LOST = "Keine Verbindung. Ihre Angaben sind auf diesem Gerät gespeichert."


class Line:
    """The connection of one page: cut for all forms, before or after the server has worked."""

    def __init__(self, page: Any) -> None:
        self.page, self.mode, self.sent = page, "", 0
        page.route("**/antrag/**", self._carry)

    def _carry(self, route: Any) -> None:
        if route.request.method != "POST" or not self.mode:
            route.continue_()
            return
        self.sent += 1
        if self.mode == "after":
            answer = route.fetch(max_redirects=0)  # the server does its work, and nobody hears of it
            assert answer.status < 400, answer.status
        route.abort("connectionreset" if self.mode == "after" else "internetdisconnected")

    def cut(self, mode: str) -> None:
        """From now on nothing gets through: `before` or `after` the server; "" mends it."""
        self.mode, self.sent = mode, 0


def secured(page: Any, town: Town) -> str:
    """Secure an application in this browser; its address."""
    page.goto(f"{town.url}/antrag/sichern")
    page.get_by_role("button", name=re.compile("sichern")).click()
    page.wait_for_url("**/gesichert")
    found = re.search(rf"/antrag/{ID}/", page.url)
    assert found
    return found.group(0)


def answers_of(town: Town, antrag: str) -> str:
    """What the office holds."""
    return str(town.sql("select antworten from applications_antrag where id = %s", id_of(antrag))[0][0])


def note(page: Any) -> str:
    """What the line under the form says."""
    return str(page.locator("[data-line]").inner_text())


def kept(page: Any) -> dict[str, Any]:
    """What lies in the browser's own store, as a program on the disk would find it."""
    found: dict[str, Any] = page.evaluate(
        """() => new Promise((resolve) => {
             const opening = indexedDB.open("entwuerfe");
             opening.onupgradeneeded = () => { opening.transaction.abort(); };
             opening.onerror = () => resolve({drafts: 0, text: "", key: ""});
             opening.onsuccess = () => {
               const db = opening.result, got = {};
               const look = db.transaction(["entwuerfe", "schluessel"]);
               look.objectStore("entwuerfe").getAll().onsuccess = (e) => { got.rows = e.target.result; };
               look.objectStore("schluessel").get("k").onsuccess = (e) => { got.key = e.target.result; };
               look.oncomplete = () => {
                 const text = got.rows.map((r) => String.fromCharCode(...new Uint8Array(r.sealed))).join("");
                 db.close();
                 resolve({drafts: got.rows.length, text, key: got.key ? String(got.key.extractable) : ""});
               };
             };
           })"""
    )
    return found


@pytest.mark.parametrize("mode", ["before", "after"])
def test_u45_step_14_keeps_what_was_typed_and_sends_it_when_the_line_is_back(
    town: Town, open_page: Callable[..., Any], mode: str
) -> None:
    page = open_page()
    antrag = secured(page, town)
    page.goto(f"{town.url}{antrag}frage/name")
    type_answers(page, aylin.answers(), stop_at="miete")
    path = urlsplit(page.url).path
    line = Line(page)
    line.cut(mode)
    page.locator('[name="grundmiete"]').fill("620")
    page.locator('[name="nebenkosten"]').fill("140")
    page.locator('[name="heizkosten"]').fill("95")
    button = page.get_by_role("button", name=SAVE)
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_text(LOST).wait_for()

    # the page stays, the focus stays on the button, a screen reader is told once and politely
    assert urlsplit(page.url).path == path
    assert page.evaluate("document.activeElement.textContent.trim()") == SAVE
    assert page.locator("[data-line]").get_attribute("role") == "status"
    assert page.locator('[name="grundmiete"]').input_value() == "620"
    assert axe(page) == []
    assert ('"620"' in answers_of(town, antrag) or "620" in answers_of(town, antrag)) is (mode == "after")

    # at rest it is sealed, and no script gets the key out
    store = kept(page)
    assert store["drafts"] == 1 and store["key"] == "false"
    assert "620" not in store["text"] and "grundmiete" not in store["text"]

    # the line is back: it goes on by itself, once
    line.cut("")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_url(lambda url: urlsplit(url).path != path)
    assert ref_of(urlsplit(page.url).path) is not None
    assert answers_of(town, antrag).count("620") == 1
    assert kept(page)["drafts"] == 0


@pytest.mark.parametrize("mode", ["before", "after"])
def test_u45_the_phone_goes_out_at_a_question_and_the_draft_is_there_again(
    town: Town, open_page: Callable[..., Any], mode: str
) -> None:
    """Reloaded without a line, then with one: the answer stands there, the focus is where it was, and it is said."""
    page = open_page()
    antrag = secured(page, town)
    page.goto(f"{town.url}{antrag}frage/name")
    type_answers(page, aylin.answers(), stop_at="anschrift")
    line = Line(page)
    line.cut(mode)
    for name, value in {"strasse": "Südstraße", "hausnummer": "4 b", "plz": "46414", "ort": "Rhede"}.items():
        page.locator(f'[name="{name}"]').fill(value)
    page.get_by_role("button", name=SAVE).click()
    page.get_by_text(LOST).wait_for()
    page.locator('[name="hausnummer"]').focus()
    page.locator('[name="hausnummer"]').fill("4 c")
    page.get_by_text("Ihre Änderung ist auf diesem Gerät gespeichert").wait_for()
    page.wait_for_timeout(600)
    line.cut("")
    page.reload()
    page.locator("[data-line] p").wait_for()
    if mode == "after":  # the office has an older answer by now: nothing is overwritten unasked
        assert page.locator('[name="hausnummer"]').input_value() == "4 b"
        page.get_by_role("button", name="Das Getippte einsetzen").click()
    assert page.locator('[name="hausnummer"]').input_value() == "4 c"
    assert page.evaluate("document.activeElement.name") == "hausnummer"
    assert "eingesetzt, was Sie zuletzt getippt haben" in note(page)
    assert axe(page) == []
    page.get_by_role("button", name=SAVE).click()
    page.wait_for_url(lambda url: not url.endswith("/anschrift"))
    assert "4 c" in answers_of(town, antrag)


def test_u45_adding_a_child_over_a_broken_line_adds_one(town: Town, open_page: Callable[..., Any]) -> None:
    page = open_page()
    antrag = secured(page, town)
    page.goto(f"{town.url}{antrag}frage/personen")
    line = Line(page)
    line.cut("after")
    page.locator('[name="personen_weiter"][value="ja"]').check()
    page.get_by_role("button", name=SAVE).click()
    page.get_by_text(LOST).wait_for()
    with page.expect_event("requestfailed"):  # the second try is lost as well before the line is mended
        page.get_by_role("button", name="Noch einmal senden").click()
    assert line.sent == 2
    line.cut("")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_url(lambda url: not url.endswith("/personen"))
    assert answers_of(town, antrag).count("'id'") == 1


@pytest.mark.parametrize("mode", ["before", "after"])
def test_u45_the_last_step_gives_one_application_and_one_receipt(
    town: Town, open_page: Callable[..., Any], mode: str
) -> None:
    browser, antrag = draft(town, aylin.answers())
    page = open_page()
    page.context.add_cookies([{"name": c.name, "value": str(c.value), "url": town.url} for c in browser.jar])
    before = town.sql("select count(*) from casefile_akte")[0][0]
    page.goto(f"{town.url}{antrag}pruefen")
    line = Line(page)
    line.cut(mode)
    page.locator('[name="richtig"]').check()
    page.get_by_role("button", name=SEND).click()
    page.get_by_text(LOST).wait_for()
    assert axe(page) == []
    for _ in range(2):
        page.get_by_role("button", name="Noch einmal senden").click()
        page.wait_for_timeout(300)
    assert line.sent >= 2
    line.cut("")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_url("**/bestaetigung")
    assert kept(page)["drafts"] == 0
    assert town.sql("select count(*) from casefile_akte")[0][0] == before + 1
    receipts = "select count(*) from casefile_dokument d join applications_antrag a on a.akte_id = d.akte_id"
    assert town.sql(f"{receipts} where a.id = %s and d.art = 'eingangsbestaetigung'", id_of(antrag)) == [(1,)]


def test_u45_an_hour_later_the_session_is_over_and_the_draft_waits_behind_code_and_pin(
    town: Town, open_page: Callable[..., Any]
) -> None:
    page = open_page()
    antrag = secured(page, town)
    code, pin = code_and_pin(page.inner_text("main"))
    page.goto(f"{town.url}{antrag}frage/name")
    page.locator('[name="vorname"]').fill("Aylin")
    page.locator('[name="nachname"]').fill("Demir")
    page.locator('[name="geburtsdatum__tag"]').fill("14")
    page.locator('[name="geburtsdatum__monat"]').fill("5")
    page.locator('[name="geburtsdatum__jahr"]').fill("1995")
    page.context.clear_cookies(name="sitzung")
    page.get_by_role("button", name=SAVE).click()
    page.wait_for_url("**/weiter?**")
    page.locator('[name="code"]').fill(code)
    page.locator('[name="pin"]').fill(pin)
    page.get_by_role("button", name="Weitermachen").click()
    page.wait_for_url("**/frage/name")
    page.locator("[data-line] p").wait_for()
    assert page.locator('[name="nachname"]').input_value() == "Demir"
    page.get_by_role("button", name=SAVE).click()
    page.wait_for_url("**/frage/wohnsituation")

    # the end of the session is the end of what lies here
    page.locator('[name="wohnsituation"][value="ohne"]').check()
    page.wait_for_timeout(600)
    assert kept(page)["drafts"] == 1
    page.goto(f"{town.url}{antrag}spaeter")
    page.get_by_role("link", name="Sitzung auf diesem Gerät beenden").click()
    page.get_by_role("button", name="Sitzung beenden").click()
    page.get_by_role("heading", name="Die Sitzung ist beendet").wait_for()
    assert kept(page) == {"drafts": 0, "text": "", "key": ""}


def test_u45_without_javascript_going_back_and_sending_again_counts_once(
    town: Town, open_page: Callable[..., Any]
) -> None:
    page = open_page(js=False)
    antrag = secured(page, town)
    page.goto(f"{town.url}{antrag}frage/personen")
    token = page.locator('[name="einmal"]').get_attribute("value")
    page.locator('[name="personen_weiter"][value="ja"]').check()
    page.get_by_role("button", name=SAVE).click()
    page.wait_for_load_state("load")
    first = page.url
    csrf = page.locator('[name="csrfmiddlewaretoken"]').first.get_attribute("value")
    form = {"personen_weiter": "ja", "einmal": token, "csrfmiddlewaretoken": csrf}
    again = page.context.request.post(
        f"{town.url}{antrag}frage/personen", form=form, headers={"Origin": town.url}
    )  # fmt: skip
    assert again.url == first and answers_of(town, antrag).count("'id'") == 1
