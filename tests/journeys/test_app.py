"""The portal as an app (C02, C20): manifest, the page for no connection, drafts, what a browser keeps and what not."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.conftest import Town, axe
from tests.journeys.test_u45_connection import kept, secured
from tests.journeys.walk import code_and_pin

pytestmark = pytest.mark.journey

READY = "() => navigator.serviceWorker.ready.then((r) => r.active.state)"
CACHED = """async () => {
  const found = [];
  for (const name of await caches.keys())
    for (const one of await (await caches.open(name)).keys()) found.push(new URL(one.url).pathname);
  return found;
}"""


def ready(page: Any) -> None:
    """Wait until the worker has taken over."""
    page.evaluate(READY)
    page.reload()
    assert page.evaluate("() => Boolean(navigator.serviceWorker.controller)")


def test_without_a_line_the_page_says_what_is_possible_and_the_draft_waits(
    town: Town, open_page: Callable[..., Any]
) -> None:
    page = open_page()
    antrag = secured(page, town)
    page.goto(f"{town.url}{antrag}frage/name")
    ready(page)
    page.locator('[name="vorname"]').fill("Aylin")
    page.wait_for_timeout(700)
    page.context.set_offline(True)
    page.reload()
    page.get_by_role("heading", name="Keine Verbindung").wait_for()
    page.get_by_role("link", name="Über Sie").wait_for()
    shown = page.inner_text("main")
    assert "Aylin" not in shown and "Frist" in shown
    assert axe(page) == []

    # nothing of a person is in any cache
    paths = page.evaluate(CACHED)
    assert "/offline" in paths and all(path == "/offline" or path.startswith("/static/") for path in paths)

    # the line is back: the same page again, with what was typed
    page.context.set_offline(False)
    page.get_by_role("heading", name="Wer sind Sie?").wait_for()
    page.locator("[data-line] p").wait_for()
    assert page.locator('[name="vorname"]').input_value() == "Aylin"

    # the workplace and the terminal are not answered by the worker
    page.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.goto(f"{town.url}/terminal/")
    page.context.set_offline(False)

    # the end of the session takes everything along
    page.goto(f"{town.url}{antrag}spaeter")
    page.get_by_role("link", name="Sitzung auf diesem Gerät beenden").click()
    page.get_by_role("button", name="Sitzung beenden").click()
    page.get_by_role("heading", name="Die Sitzung ist beendet").wait_for()
    assert kept(page) == {"drafts": 0, "text": "", "key": ""}


def test_it_can_be_installed_under_the_name_of_the_office(town: Town, open_page: Callable[..., Any]) -> None:
    page = open_page()
    page.goto(f"{town.url}/")
    address = page.locator('link[rel="manifest"]').get_attribute("href")
    manifest = page.context.request.get(f"{town.url}{address}").json()
    assert "Musterland" in manifest["name"] and manifest["display"] == "standalone"
    neighbour = open_page()
    neighbour.goto(town.url.replace("localhost", "nebenstadt.localhost"))
    there = neighbour.evaluate("(address) => fetch(address).then((answer) => answer.json())", address)
    assert "Nebenstadt" in there["name"]
    for icon in manifest["icons"]:
        image = page.context.request.get(f"{town.url}{icon['src']}")
        assert image.headers["content-type"] == "image/png"
    found = page.context.new_cdp_session(page).send("Page.getInstallabilityErrors")
    errors = [one["errorId"] for one in found["installabilityErrors"] if one["errorId"] != "in-incognito"]
    assert errors == []


def test_a_message_says_nothing_whatever_was_sent(town: Town, open_page: Callable[..., Any]) -> None:
    """C16: what a push service could read or add is not shown."""
    page = open_page()
    page.context.grant_permissions(["notifications"])
    page.goto(f"{town.url}/")
    ready(page)
    cdp = page.context.new_cdp_session(page)
    seen: list[Any] = []
    cdp.on("ServiceWorker.workerRegistrationUpdated", lambda event: seen.extend(event["registrations"]))
    cdp.send("ServiceWorker.enable")
    page.wait_for_timeout(300)
    message = {"origin": town.url, "registrationId": seen[0]["registrationId"], "data": "Ihr Bescheid: 1.373,68 Euro"}
    cdp.send("ServiceWorker.deliverPushMessage", message)
    page.wait_for_timeout(500)
    shown = page.evaluate(
        "() => navigator.serviceWorker.ready.then((r) => r.getNotifications())"
        ".then((all) => all.map((one) => [one.title, one.body, String(one.data)]))"
    )
    assert len(shown) == 1 and "1.373" not in json.dumps(shown) and "Bescheid" not in json.dumps(shown)


WEATHER = "<!doctype html><html lang=de><title>Wetter</title><h1>Wetter</h1></html>"


@pytest.mark.parametrize("js", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_who_leaves_in_a_hurry_is_not_found_by_going_back(town: Town, open_page: Callable[..., Any], js: bool) -> None:
    """ui.md, exit-this-page: no step back shows anything of a person; the list of visited pages stays, help says so."""
    page = open_page(js=js)
    page.context.route("https://www.dwd.de/**", lambda route: route.fulfill(body=WEATHER, content_type="text/html"))
    page.goto(f"{town.url}/antrag/sichern")
    page.get_by_role("button", name="Antrag jetzt sichern").click()
    page.wait_for_url("**/gesichert")
    antrag = page.url.removesuffix("gesichert")
    code, _pin = code_and_pin(page.inner_text("main"))
    page.goto(f"{antrag}frage/name")
    page.locator('[name="vorname"]').fill("Aylin")
    page.goto(antrag)
    if js:
        for _ in range(3):
            page.keyboard.press("Escape")
    else:
        page.get_by_role("button", name="Seite schnell verlassen").click()
    page.get_by_role("heading", name="Wetter").wait_for()
    shown = []
    for _ in range(3):
        page.go_back(wait_until="load")
        shown.append(page.inner_text("body"))
        assert code not in shown[-1] and "Ihr Antrag gilt" not in shown[-1], shown[-1][:600]
        assert "Wer sind Sie?" not in shown[-1] and "Ihre Angaben" not in shown[-1], shown[-1][:600]
    assert any("Weitermachen mit Code und PIN" in text for text in shown), shown


def test_going_back_over_a_refused_form_shows_the_page_and_asks_nothing(
    town: Town, open_page: Callable[..., Any]
) -> None:
    """A refused form stays an ordinary page in the browser's history: no ERR_CACHE_MISS, no second sending."""
    page = open_page()
    page.goto(f"{town.url}/weiter")
    page.get_by_role("button", name="Weitermachen").click()
    page.locator("[data-error-summary]").wait_for()
    page.goto(f"{town.url}/impressum")
    page.go_back(wait_until="load")
    page.get_by_role("heading", name="Weitermachen mit Code und PIN").wait_for()
    assert page.locator("[data-error-summary]").count() == 0
