"""Knowledge in Chromium: a citizen's help with a video whose subtitles load, a caseworker's rule beside the field."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.benefits import timo
from tests.doors.wissen import FILL
from tests.journeys.client import Browser
from tests.journeys.conftest import Town, axe
from tests.journeys.test_j1_first_application import sign_in
from tests.journeys.test_j8_payment import send
from tests.journeys.walk import fill_questionnaire, secure

pytestmark = pytest.mark.journey

SHOTS = os.environ.get("NAHBAR_TEST_SHOTS", "")
SUBTITLES = """async () => {
  const video = document.querySelector('video');
  const track = video.textTracks[0];
  track.mode = 'showing';
  for (let n = 0; n < 100 && !(track.cues && track.cues.length); n++) await new Promise(go => setTimeout(go, 50));
  return [track.language, track.kind, track.cues.length, track.cues[0].text];
}"""
PLAYS = """async () => {
  const video = document.querySelector('video');
  const before = [video.paused, video.autoplay];
  video.muted = true;
  await video.play();
  for (let n = 0; n < 100 && video.currentTime < 0.3; n++) await new Promise(go => setTimeout(go, 50));
  video.pause();
  return [before, video.currentTime > 0.2, video.videoWidth, Math.round(video.duration), video.error === null];
}"""


@pytest.fixture(scope="module")
def filled(town: Town) -> Town:
    """The town with the articles and rules of the demo."""
    town.python(FILL)
    return town


def look(page: Any, name: str, js: bool = True) -> None:
    """No finding of axe, and a picture if somebody wants to look."""
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)
    if js:
        assert axe(page) == []


def at_question(page: Any, town: Town, question: str) -> None:
    """Somebody's own application at one question."""
    browser = Browser(town.url)
    antrag, _, _ = secure(browser)
    fill_questionnaire(browser, antrag, timo.answers())
    page.context.add_cookies([{"name": c.name, "value": str(c.value), "url": town.url} for c in browser.jar])
    page.goto(f"{town.url}{antrag}frage/{question}")


def test_a_citizen_finds_help_where_the_question_is(filled: Town, open_page: Callable[..., Any]) -> None:
    """C24: the help of the question has article and video; subtitles load; it plays only when asked to."""
    page = open_page()
    at_question(page, filled, "konto")
    assert not page.locator("video").is_visible()
    page.get_by_text("Ich verstehe die Frage nicht").click()
    assert page.locator("video").is_visible()
    assert "Das dürfen Sie schwärzen" in page.inner_text("main")
    assert page.evaluate(SUBTITLES) == ["de", "subtitles", 10, "Für Ihren Antrag brauchen wir Ihre Kontoauszüge."]
    before, ran, width, seconds, good = page.evaluate(PLAYS)
    assert (before, ran, width, good) == ([True, False], True, 1280, True)
    assert 30 <= seconds <= 50
    look(page, "wissen-frage")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name=re.compile("Als eigene Seite")).click()
    article = opened.value
    article.wait_for_load_state()
    assert article.url.endswith("/hilfe/kontoauszuege-was-muss-zu-sehen-sein-was-darf-ich")
    assert article.evaluate(SUBTITLES)[2] == 10
    assert "Den Betrag schwärzen Sie nicht." in article.inner_text("main")
    look(article, "wissen-artikel")
    article.goto(f"{page.url.partition('frage/')[0]}unterlagen/kontoauszuege")
    article.get_by_text("Ich verstehe die Frage nicht").click()
    assert article.locator("video[controls]").is_visible()
    look(article, "wissen-unterlage")
    article.goto(f"{filled.url}/hilfe")
    assert "Was gehört zur Miete?" in article.inner_text("main")
    look(article, "wissen-alle")


def test_help_without_javascript_and_in_the_dark(filled: Town, open_page: Callable[..., Any]) -> None:
    """The article, the transcript and the controls of the browser are there; a draft has no page."""
    page = open_page(js=False)
    at_question(page, filled, "miete")
    page.get_by_text("Ich verstehe die Frage nicht").click()
    assert "Grundmiete: für die Wohnung selbst" in page.inner_text("main")
    page.goto(f"{filled.url}/hilfe/kontoauszuege-was-muss-zu-sehen-sein-was-darf-ich")
    assert page.locator("video[controls] track[default]").count() == 1
    assert "Was im Video gesagt wird" in page.inner_text("main")
    assert page.goto(f"{filled.url}/hilfe/heizoel-und-holz").status == 404
    dark = open_page(width=320, color_scheme="dark")
    dark.goto(f"{filled.url}/hilfe/kontoauszuege-was-muss-zu-sehen-sein-was-darf-ich")
    look(dark, "wissen-artikel-dunkel")


def test_a_caseworker_sees_the_rule_beside_the_field_until_it_ends(filled: Town, open_page: Callable[..., Any]) -> None:
    """D07, D08, D12: author and day beside the field; asked there; the released draft joins it; the ended one goes."""
    browser = Browser(filled.url)
    antrag, _, _ = secure(browser)
    fill_questionnaire(browser, antrag, timo.answers())
    send(browser, antrag)
    desk = f"{filled.url}/arbeit/antrag/{antrag.strip('/').split('/')[-1]}/entscheiden"
    page = open_page(width=1280, height=900)
    sign_in(page, filled, "berg")
    page.goto(desk)
    page.locator('[name="zweck"][type="radio"]').first.check()
    page.locator("main form button").first.click()
    page.wait_for_load_state("load")
    page.goto(desk)
    page.get_by_role("button", name=re.compile("berechnen")).first.click()
    page.wait_for_load_state("load")
    beside = page.locator("li", has=page.locator(".wp-fact", has_text="Heizkosten")).locator("[data-rule]")
    assert beside.count() == 1, "the draft about oil and wood is not shown"
    rule = beside.first.inner_text()
    for word in ("Nachzahlung für Heizung", "Berg", "23.\xa0November 2026", "§ 22 Abs. 1 SGB II"):
        assert word in rule, word
    beside.first.locator("summary").click()
    look(page, "wissen-regel-am-feld")
    beside.first.get_by_role("link", name=re.compile("Rückfrage oder Hinweis")).click()
    assert "solange die Forderung in den Bezug fällt" in page.inner_text("main")
    page.get_by_label("Was möchten Sie fragen oder sagen?").fill("Und bei Gas?")
    page.get_by_role("button", name="Anmerken").click()
    page.wait_for_load_state("load")
    assert "Und bei Gas?" in page.inner_text("main")
    look(page, "wissen-beitrag")
    address = page.url.partition("?")[0]

    lead = open_page(width=1280, height=900)
    sign_in(lead, filled, "wolter")
    lead.goto(f"{filled.url}/arbeit/wissen")
    look(lead, "wissen-liste")
    lead.get_by_role("link", name="Heizöl und Holz").click()
    lead.get_by_role("button", name="Freigeben", exact=True).click()
    lead.wait_for_load_state("load")
    page.goto(desk)
    assert beside.count() == 2
    lead.goto(address)
    lead.get_by_text("Beenden", exact=True).click()
    lead.get_by_label("Letzter Tag").fill("2026-11-23")
    lead.get_by_role("button", name="Letzten Tag setzen").click()
    lead.wait_for_load_state("load")
    page.goto(desk)
    assert beside.count() == 2, "it still holds on its last day"
    filled.set_now("2026-11-24T09:00")
    sign_in(page, filled, "berg")
    page.goto(desk)
    if page.locator('[name="zweck"][type="radio"]').count():
        page.locator('[name="zweck"][type="radio"]').first.check()
        page.locator("main form button").first.click()
        page.wait_for_load_state("load")
        page.goto(desk)
    assert [one.split("\n")[0] for one in beside.all_inner_texts()] == ["Praxisregel: Heizöl und Holz"]


def test_writing_on_a_phone(filled: Town, open_page: Callable[..., Any]) -> None:
    page = open_page()
    sign_in(page, filled, "oeztuerk")
    page.goto(f"{filled.url}/arbeit/wissen")
    look(page, "wissen-liste-schmal")
    page.get_by_role("link", name="Praxisregel schreiben").click()
    page.get_by_role("button", name="Entwurf speichern").click()
    assert "Es fehlt noch: der Titel" in page.inner_text("main")
    page.get_by_label("Titel").fill("Untermiete")
    page.get_by_label("Text", exact=True).fill("Nach Köpfen teilen.")
    page.get_by_label("Wo steht es?").select_option("feld:bruttokaltmiete")
    look(page, "wissen-schreiben")
    page.get_by_role("button", name="Entwurf speichern").click()
    page.wait_for_load_state("load")
    assert "Ihren eigenen Entwurf gibt eine andere Person frei" in page.inner_text("main")
    look(page, "wissen-entwurf")
