"""The benefits check in Chromium: on a phone, with and without JavaScript, from the start page to the application."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import Town, axe

pytestmark = pytest.mark.journey

SHOTS = os.environ.get("NAHBAR_TEST_SHOTS", "")
AYLIN = {"miete": "760", "heizkosten": "95", "kindergeld": "259", "unterhalt_0": "227", "unterhalt_1": "299"}
ROWS = "select (select count(*) from applications_antrag), (select count(*) from django_session)"


def look(page: Any, name: str, js: bool = True) -> None:
    """No finding of axe, and a picture if somebody wants to look."""
    if js:
        assert axe(page) == []
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def first_page(page: Any, town: Town, year: str, children: str) -> None:
    """From the start page to the second page."""
    page.goto(town.url)
    look(page, f"check-start-{page.viewport_size['width']}", js=False)
    page.get_by_role("link", name="Welche Leistungen passen zu Ihnen?").click()
    for part, value in (("tag", "14"), ("monat", "5"), ("jahr", year)):
        page.locator(f"[name=geburtsdatum__{part}]").fill(value)
    page.locator("[name=arbeit][value=ja]").check()
    page.locator("[name=partner][value=nein]").check()
    page.locator("[name=kinder]").fill(children)


@pytest.mark.parametrize("js", [True, False], ids=["js", "ohne-js"])
def test_aylin_on_a_phone(town: Town, open_page: Callable[..., Any], js: bool) -> None:
    """Eight questions, 1,373.68 with its reasons, back to change an answer, then the day is secured; nothing stored."""
    page = open_page(js=js)
    before = town.sql(ROWS)
    first_page(page, town, "1995", "5, 9")
    look(page, f"check-1-{js}", js)
    page.get_by_role("button", name="Weiter").click()
    for name, value in AYLIN.items():
        page.locator(f"[name={name}]").fill(value)
    look(page, f"check-2-{js}", js)
    page.get_by_role("button", name="Ergebnis zeigen").click()
    assert "1.373,68" in page.inner_text("main") and page.url == f"{town.url}/leistungscheck"
    page.get_by_text("Warum?").first.click()
    assert page.get_by_text("Der Mehrbedarf für Alleinerziehende beträgt").is_visible()
    look(page, f"check-3-{js}", js)
    assert town.sql(ROWS) == before
    assert {cookie["name"] for cookie in page.context.cookies()} <= {"csrftoken", "csrf"}
    page.get_by_role("button", name="Angaben ändern").click()
    assert page.locator("[name=kinder]").input_value() == "5, 9"
    page.locator("[name=kinder]").fill("5")
    page.get_by_role("button", name="Weiter").click()
    assert page.locator("[name=miete]").input_value() == "760"
    page.get_by_role("button", name="Ergebnis zeigen").click()
    assert "1.373,68" not in page.inner_text("main") and "Grundsicherungsgeld" in page.inner_text("main")
    page.get_by_role("link", name="Antrag jetzt sichern").click()
    assert "/antrag/sichern?leistung=" in page.url


def test_a_pensioner_at_a_desk(town: Town, open_page: Callable[..., Any]) -> None:
    """Wide and dark: two benefits with a range and the offices; an empty form says what is missing."""
    page = open_page(width=1280, color_scheme="dark")
    page.goto(f"{town.url}/leistungscheck")
    page.get_by_role("button", name="Weiter").click()
    page.locator("[data-error-summary]:focus").wait_for()
    look(page, "check-1-wrong-dark")
    first_page(page, town, "1955", "")
    page.get_by_role("button", name="Weiter").click()
    for name, value in {"miete": "420", "heizkosten": "80", "rente": "700"}.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="Ergebnis zeigen").click()
    shown = page.inner_text("main")
    assert "363,00" in shown and " bis " in shown and "Antrag jetzt sichern" in shown and "Wohngeldstelle" in shown
    look(page, "check-3-dark")
    page.emulate_media(color_scheme="light")
    look(page, "check-3-light")
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Angaben ändern").is_visible(), "paper has the result and no buttons"
    assert page.get_by_text("Ein kurzer Brief reicht").first.is_visible()
    look(page, "check-3-print", js=False)


def test_large_letters_and_a_very_small_phone(town: Town, open_page: Callable[..., Any]) -> None:
    """320 px and 200 % text: nothing is cut off sideways, for a couple with children and unknown answers."""
    page = open_page(width=320, height=640)
    first_page(page, town, "1988", "5 9")
    page.locator("[name=partner][value=ja]").check()
    for part, value in (("tag", "1"), ("monat", "3"), ("jahr", "1990")):
        page.locator(f"[name=partner_geburtsdatum__{part}]").fill(value)
    page.locator("[name=partner_arbeit][value=unbekannt]").check()
    page.get_by_role("button", name="Weiter").click()
    for name, value in {"brutto": "3400", "netto": "2600", "heizkosten": "120", "kindergeld": "259"}.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("[name=miete__unbekannt]").check()
    look(page, "check-2-320")
    page.get_by_role("button", name="Ergebnis zeigen").click()
    assert "Das hängt ab von: Miete" in page.inner_text("main")
    look(page, "check-3-320")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
