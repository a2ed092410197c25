"""Signing in by an identity provider in Chromium (C19, C26), and a hint about a page that the office reads (B04)."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from nahbar.connectors.identity import counterpart
from tests.journeys.conftest import Town, axe
from tests.journeys.test_j1_first_application import sign_in
from tests.journeys.test_u45_connection import secured

pytestmark = pytest.mark.journey
SHOTS = os.environ.get("NAHBAR_TEST_SHOTS", "")


def look(page: Any, name: str) -> None:
    """axe, and a picture for whoever wants to see."""
    assert axe(page) == []
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


@pytest.fixture(scope="module")
def broker(town: Town) -> Iterator[None]:
    """A provider on this machine that this town uses."""
    server = counterpart.make_server(town.home / "outside/identity")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    town.environment |= {
        "NAHBAR_OIDC_ISSUER": f"http://localhost:{server.server_address[1]}",
        "NAHBAR_OIDC_CLIENT": counterpart.CLIENT,
        "NAHBAR_OIDC_SECRET": counterpart.SECRET,
    }
    town.kill()
    town.start()
    yield
    server.shutdown()
    server.server_close()


@pytest.mark.usefixtures("broker")
@pytest.mark.parametrize("js", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_there_and_back_takes_the_application_along(town: Town, open_page: Callable[..., Any], js: bool) -> None:
    person = "Aylin Demir" if js else "Timo Krüger"
    page = open_page(js=js)
    antrag = secured(page, town)
    page.goto(f"{town.url}/anmelden")
    if js:
        look(page, "anmelden-bundid")
    page.get_by_role("button", name="Mit BundID anmelden").click()
    if not js:
        page.get_by_role("link", name="Weiter zu BundID").click()
    page.get_by_role("heading", name="Gegenstelle der Vorführung: BundID").wait_for()
    page.get_by_label("Online-Ausweis (hoch)").check()
    page.get_by_role("button", name=person).click()
    if not js:
        page.get_by_role("heading", name="Sie sind zurück").wait_for()
        page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url(f"**{antrag}")
    if js:
        look(page, "nach-bundid")

    # another phone, the same person: no code, no PIN
    other = open_page(js=js)
    other.goto(f"{town.url}/anmelden")
    other.get_by_role("button", name="Mit BundID anmelden").click()
    if not js:
        other.get_by_role("link", name="Weiter zu BundID").click()
    other.get_by_role("button", name=person).click()
    if not js:
        other.get_by_role("button", name="Anmelden").click()
    other.wait_for_url(f"**{antrag}")


def test_b04_a_hint_from_a_question_is_read_and_done(town: Town, open_page: Callable[..., Any]) -> None:
    page = open_page()
    antrag = secured(page, town)
    page.goto(f"{town.url}{antrag}frage/name")
    page.get_by_role("link", name="Hinweis zu dieser Seite").click()
    look(page, "hinweis")
    page.get_by_label("Ich verstehe etwas nicht").check()
    page.get_by_label("Was möchten Sie uns sagen?").fill("Was heißt Geburtsname?")
    page.get_by_role("button", name="Hinweis senden").click()
    look(page, "hinweis-danke")
    page.get_by_role("link", name="Zurück zur Seite").click()
    page.wait_for_url("**/frage/name")

    desk = open_page(width=1280)
    sign_in(desk, town, "wolter")
    desk.get_by_role("link", name=re.compile("^Hinweise")).first.click()
    desk.get_by_text("Was heißt Geburtsname?").wait_for()
    look(desk, "arbeit-hinweise")
    desk.get_by_role("button", name=re.compile("^Erledigt")).first.click()
    desk.get_by_text("Als erledigt vermerkt.").wait_for()
    desk.get_by_role("link", name="Nutzung").click()
    desk.get_by_role("heading", name="Auf welchem Weg").wait_for()
    look(desk, "arbeit-nutzung")
