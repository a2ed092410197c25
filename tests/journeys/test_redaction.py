"""Bank statement by phone: bars by finger and by keyboard, undo, nothing beneath them (C07, § 67a SGB X)."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from tests.journeys.client import Browser
from tests.journeys.conftest import Town, axe
from tests.journeys.test_u45_line_breaks import arrived
from tests.journeys.walk import fill_questionnaire, secure
from tests.platform import intake_samples as samples

pytestmark = pytest.mark.journey


def test_c07_redaction_by_finger_and_by_keyboard(town: Town, open_page: Callable[..., Any]) -> None:
    browser = Browser(town.url)
    antrag, code, pin = secure(browser)
    fill_questionnaire(browser, antrag)
    page = open_page(width=360)
    page.goto(f"{town.url}/weiter")
    page.locator('[name="code"]').fill(code)
    page.locator('[name="pin"]').fill(pin)
    page.get_by_role("button", name="Weiter", exact=False).first.click()
    page.wait_for_load_state("load")
    page.goto(f"{town.url}{antrag}unterlagen/kontoauszuege")
    statement = {"name": "Konto.pdf", "mimeType": "application/pdf", "buffer": samples.pdf(pages=2)}
    page.locator('input[type="file"]').set_input_files(statement)
    page.get_by_label("Ich möchte vorher etwas schwärzen").check()
    page.get_by_role("button", name="Senden", exact=True).click()
    page.get_by_role("link", name="Jetzt schwärzen").click()
    page.wait_for_url("**/schwaerzen")
    findings = axe(page)
    assert arrived(town, antrag) == []

    # by finger: a stroke through the line on the first page (text at 500 of 842 points from below)
    first = page.locator('[data-page="1"] img')
    first.scroll_into_view_if_needed()
    box = first.bounding_box()
    line = box["y"] + box["height"] * (842 - 508) / 842
    page.mouse.move(box["x"] + box["width"] * 0.1, line)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, line + 1, steps=6)
    page.mouse.up()
    assert page.locator("[data-redact-count]").inner_text() == "Balken bisher: 1"

    # by keyboard: one bar too many, taken back; one moved and made larger
    page.get_by_role("button", name="Balken einfügen").press("Enter")
    assert page.evaluate("document.activeElement.dataset.bar") == "1"
    for press in ("ArrowDown", "Shift+ArrowRight", "Shift+ArrowDown"):
        page.keyboard.press(press)
    assert page.evaluate("document.activeElement.dataset.bar") == "1"
    page.keyboard.press("Delete")
    assert page.locator("[data-redact-count]").inner_text() == "Balken bisher: 1"
    page.get_by_role("button", name="Rückgängig").press("Enter")
    assert page.locator("[data-redact-count]").inner_text() == "Balken bisher: 2"
    findings += axe(page)
    page.get_by_role("button", name="Geschwärzt abgeben").click()
    page.wait_for_url("**gesendet=1")
    assert "Konto (geschwärzt).pdf" in page.inner_text("main") and "2 Seiten" in page.inner_text("main")
    findings += axe(page)
    assert findings == []

    link = page.locator("[data-receipts] a").first.get_attribute("href")
    view = page.context.request.get(f"{town.url}{link}").body()
    assert subprocess.run(["pdftotext", "-", "-"], input=view, capture_output=True, check=True).stdout.strip() == b""
    picture = page.locator("[data-receipts] img").first.get_attribute("src")
    seen = Image.open(io.BytesIO(page.context.request.get(f"{town.url}{picture}").body())).convert("L")
    assert seen.getpixel((seen.width // 4, seen.height * (842 - 508) // 842)) < 25
    assert len(arrived(town, antrag)) == 1
