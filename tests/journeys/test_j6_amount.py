"""J6's amount in Chromium, on a phone: from the first door to the right benefit and its estimate (C21)."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from nahbar.benefits.grundsicherung_im_alter.questions import QUESTIONNAIRE
from tests.benefits import elfriede
from tests.journeys.conftest import Seen, Town, axe
from tests.journeys.walk import ID, type_answers

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("valid_html")]
SHOTS = os.environ.get("NAHBAR_TEST_SHOTS", "")


class Eyes:
    """Axe on each page, once; pictures if somebody wants to look."""

    def __init__(self, *, js: bool) -> None:
        self.js, self.seen, self.findings = js, set[str](), list[str]()

    def __call__(self, page: Any, name: str = "") -> None:
        path = re.sub(ID, "…", urlsplit(page.url).path)
        if path in self.seen and not name:
            return
        self.seen.add(path)
        Seen.add(page)
        if self.js:
            self.findings += axe(page)
        if SHOTS:
            Path(SHOTS).mkdir(parents=True, exist_ok=True)
            picture = name or path.strip("/").replace("/", "-") or "start"
            page.screenshot(path=f"{SHOTS}/j6-{picture}-{self.js}.png", full_page=True)


@pytest.mark.parametrize("js", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_j6_amount(town: Town, open_page: Callable[..., Any], js: bool) -> None:
    """Elfriede Schulte: one click, her birthday, 27 pages, 405.60; with Merkzeichen G 501.31."""
    town.set_now("2026-11-23T10:00")
    eyes, page = Eyes(js=js), open_page(js=js, width=360)
    page.goto(f"{town.url}/")
    page.get_by_role("link", name="Ich brauche Geld zum Leben").click()
    page.get_by_role("button", name=re.compile("sichern")).click()
    page.wait_for_url("**/gesichert")
    page.get_by_role("button", name=re.compile("notiert")).click()
    page.wait_for_url("**/hilfe")
    eyes(page)
    page.get_by_role("button", name="Weiter", exact=True).click()
    page.locator("[data-error-summary], .nb-error-summary").first.wait_for()
    eyes(page, "fehler")
    for part, value in (("tag", "8"), ("monat", "3"), ("jahr", "1955")):
        page.locator(f"[name=geburtsdatum__{part}]").fill(value)
    page.get_by_role("button", name="Weiter", exact=True).click()
    page.wait_for_url(re.compile(rf"/antrag/{ID}/$"))
    eyes(page)
    shown = page.inner_text("main").replace("\u00a0", " ")
    assert "Grundsicherung im Alter und bei Erwerbsminderung" in shown and "1. November 2026" in shown
    antrag = urlsplit(page.url).path

    page.get_by_role("link", name=re.compile("beginnen|Weitermachen")).click()
    asked = type_answers(page, elfriede.answers(), look=eyes, questionnaire=QUESTIONNAIRE)
    assert len(asked) == 27 and not any(path.endswith("/frage/arbeitsfaehig") for path in asked)
    page.goto(f"{town.url}{antrag}schaetzung")
    eyes(page)
    assert "405,60" in page.inner_text("main")
    page.goto(f"{town.url}{antrag}frage/merkzeichen")
    page.locator('[name="ausweis_merkzeichen"][value="g"]').check()
    page.get_by_role("button", name="Speichern und weiter").click()
    page.wait_for_url(lambda url: not url.endswith("/merkzeichen"))
    page.goto(f"{town.url}{antrag}schaetzung")
    assert "501,31" in page.inner_text("main")
    page.goto(f"{town.url}{antrag}pruefen")
    eyes(page)
    assert eyes.findings == []
