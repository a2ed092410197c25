"""U45, acceptance 3: the line breaks in the middle of an upload of ten photos; nothing is lost, nothing is doubled."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.client import Browser
from tests.journeys.conftest import Town, axe
from tests.journeys.test_j1_first_application import photo
from tests.journeys.walk import secure

pytestmark = pytest.mark.journey

PIECES = "**/sendung/**"
UNCHANGED = "() => { globalThis.createImageBitmap = () => Promise.reject(new Error()) }"
"""What the browser makes smaller has a hash that only the browser knows."""
LEFT = """new Promise((done) => {
  const opening = indexedDB.open("nahbar-dateien");
  opening.onsuccess = () => {
    const counting = opening.result.transaction("dateien").objectStore("dateien").count();
    counting.onsuccess = () => done(counting.result);
  };
})"""


def files(count: int) -> list[dict[str, Any]]:
    """Ten pages, each another content."""
    return [
        {"name": f"Seite {n} 🏠.jpg", "mimeType": "image/jpeg", "buffer": photo([f"Mietvertrag Seite {n}", "620,00"])}
        for n in range(1, count + 1)
    ]


def begin(town: Town, open_page: Callable[..., Any]) -> tuple[Any, str]:
    """A phone with the paper page of a fresh application."""
    browser = Browser(town.url)
    antrag, code, pin = secure(browser)
    page = open_page(width=360)
    page.goto(f"{town.url}/weiter")
    page.locator('[name="code"]').fill(code)
    page.locator('[name="pin"]').fill(pin)
    page.get_by_role("button", name="Weiter", exact=False).first.click()
    page.wait_for_load_state("load")
    page.goto(f"{town.url}{antrag}unterlagen/sonstiges")
    page.evaluate(UNCHANGED)
    return page, antrag


def choose(page: Any, chosen: list[dict[str, Any]]) -> None:
    page.locator('input[type="file"]').set_input_files(chosen)
    page.locator(".nb-shot").nth(len(chosen) - 1).wait_for()
    page.get_by_role("button", name="Senden", exact=True).click()


def receipts(page: Any, count: int) -> str:
    """Wait until so many receipts are there; what the page says."""
    page.locator("[data-receipts] [data-receipt]").nth(count - 1).wait_for(timeout=120_000)
    page.locator(".nb-sending").first.wait_for(state="detached", timeout=60_000)
    return str(page.inner_text("main"))


def arrived(town: Town, antrag: str) -> list[str]:
    """The hashes of all uploads, accepted or not."""
    antrag_id = antrag.strip("/").split("/")[-1]
    return [row[0] for row in town.sql("select sha256 from applications_upload where antrag_id = %s", antrag_id)]


def hashes(chosen: list[dict[str, Any]]) -> list[str]:
    return sorted(hashlib.sha256(one["buffer"]).hexdigest() for one in chosen)


def nothing_left(town: Town) -> bool:
    """No piece waits any more, neither here nor there."""
    return town.sql("select count(*) from applications_sendung where upload_id is null") == [(0,)]


def test_u45_line_breaks(town: Town, open_page: Callable[..., Any]) -> None:
    """The first piece of the third photo is cut, then the line is gone, then an answer is lost: ten arrive, once."""
    page, antrag = begin(town, open_page)
    chosen = files(10)
    cut = {"pieces": 0, "answers": 0}

    def unlucky(route: Any) -> None:
        if route.request.method == "PATCH":
            cut["pieces"] += 1
            if cut["pieces"] in (2, 3):
                route.abort("connectionreset")
                return
            if cut["pieces"] == 5:  # the server has it, the phone does not know
                route.fetch()
                route.abort("connectionreset")
                return
        route.continue_()

    def unlucky_beginning(route: Any) -> None:
        cut["answers"] += 1
        if cut["answers"] in (4, 7):
            route.fetch()
            route.abort("connectionreset")
            return
        route.continue_()

    page.route(PIECES, unlucky)
    page.route("**/senden", unlucky_beginning)
    choose(page, chosen)
    page.locator("[data-receipts] [data-receipt]").nth(1).wait_for(timeout=60_000)
    page.context.set_offline(True)
    page.get_by_text("Kein Internet").first.wait_for(timeout=60_000)
    assert axe(page) == []
    page.context.set_offline(False)
    text = receipts(page, 10)
    assert cut["answers"] >= 7, cut
    assert "10 von 10 Dateien sind angekommen" in text and len(re.findall("Prüfzahl", text)) == 10
    assert sorted(arrived(town, antrag)) == hashes(chosen)
    assert nothing_left(town)
    assert page.get_by_role("button", name="Senden", exact=True).is_enabled(), "the next ones can be sent at once"
    assert axe(page) == []
    page.reload()
    assert len(re.findall("Prüfzahl", page.inner_text("main"))) == 10


def test_u45_server_killed_and_tab_closed(town: Town, open_page: Callable[..., Any]) -> None:
    """kill -9 of the server while photos arrive, then the tab is closed: the next page goes on by itself."""
    page, antrag = begin(town, open_page)
    chosen = files(5)
    choose(page, chosen)
    page.locator("[data-receipts] [data-receipt]").first.wait_for(timeout=60_000)
    town.kill()
    page.get_by_text("Die Verbindung ist abgebrochen").first.wait_for(timeout=60_000)
    context = page.context
    page.close()
    town.start()
    page = context.new_page()
    page.goto(f"{town.url}{antrag}unterlagen/sonstiges")
    receipts(page, 5)
    assert sorted(arrived(town, antrag)) == hashes(chosen)
    assert nothing_left(town)
    assert page.evaluate(LEFT) == 0, "nothing stays in the browser"
    # the same five again, as somebody does who is not sure: known, not doubled
    page.evaluate(UNCHANGED)
    choose(page, chosen)
    page.get_by_text("Schon in Ihrer Akte").nth(4).wait_for(timeout=60_000)
    assert len(arrived(town, antrag)) == 5
