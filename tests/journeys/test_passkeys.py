"""Passkeys in Chromium with its virtual authenticator, against a real server."""

from __future__ import annotations

import http.client
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from nahbar.config.demo.secret import PASSWORD
from tests.journeys.conftest import Town, axe

pytestmark = pytest.mark.journey

DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip
SHOTS = os.environ.get("NAHBAR_TEST_SHOTS", "")


class Phone:
    """A page with an authenticator built in; what it holds can be carried to another one."""

    def __init__(self, page: Any, **device: Any) -> None:
        self.page = page
        self.cdp = page.context.new_cdp_session(page)
        self.cdp.send("WebAuthn.enable")
        self.device = self.cdp.send("WebAuthn.addVirtualAuthenticator", {"options": {**DEVICE, **device}})[
            "authenticatorId"
        ]

    def keys(self) -> list[dict[str, Any]]:
        """The credentials that the device holds, private keys and counters included."""
        found = self.cdp.send("WebAuthn.getCredentials", {"authenticatorId": self.device})
        return list(found["credentials"])

    def take(self, credential: dict[str, Any], **changes: Any) -> None:
        """Put a credential into this device."""
        given = {"authenticatorId": self.device, "credential": {**credential, **changes}}
        self.cdp.send("WebAuthn.addCredential", given)

    def shot(self, name: str) -> None:
        """Keep a picture of the page if somebody wants to look."""
        if SHOTS:
            Path(SHOTS).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def secure(page: Any, town: Town) -> str:
    """Secure an application; its number's id."""
    page.goto(f"{town.url}/antrag/sichern")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/gesichert")
    return str(page.url).split("/")[-2]


def set_up(phone: Phone, town: Town) -> str:
    """Secure an application and let this phone sign in for it; the application's id."""
    page = phone.page
    antrag = secure(page, town)
    page.get_by_role("link", name="Mit diesem Gerät anmelden (Passkey)").click()
    phone.shot("geraet-einrichten")
    assert axe(page) == [] and not page.locator("[data-passkey-without]").is_visible()
    page.get_by_role("button", name="Dieses Gerät einrichten").click()
    page.wait_for_url("**/geraet?ok=1")
    phone.shot("geraet-eingerichtet")
    assert axe(page) == []
    return antrag


def press(page: Any, town: Town) -> None:
    """Sign in at the portal with the device, as far as it goes."""
    page.goto(f"{town.url}/anmelden")
    page.get_by_role("button", name="Mit diesem Gerät anmelden (Passkey)").click()


def test_a_citizen_comes_back_with_the_device(town: Town, open_page: Callable[..., Any]) -> None:
    """From securing to signing in without code, name or password; the PIN of before is still shown."""
    phone = Phone(open_page())
    antrag = set_up(phone, town)
    page = phone.page
    page.get_by_role("link", name="Weiter", exact=True).click()
    assert page.url.endswith("/gesichert") and "Die PIN zeigen wir nur jetzt" in page.inner_text("main")
    page.context.clear_cookies()
    page.goto(f"{town.url}/anmelden")
    phone.shot("anmelden")
    assert axe(page) == []
    press(page, town)
    page.wait_for_url(f"**/antrag/{antrag}/")
    assert phone.keys()[0]["rpId"] == "localhost"
    page.goto(f"{town.url}/antrag/{antrag}/geraet")
    phone.shot("geraet-liste")
    assert axe(page) == [] and page.get_by_role("button", name="Entfernen").count() == 1
    page.get_by_role("button", name="Dieses Gerät einrichten").click()
    page.get_by_text("Dieses Gerät ist schon eingerichtet.").wait_for()


def test_an_answer_sent_again_is_refused(town: Town, open_page: Callable[..., Any]) -> None:
    """Somebody who has seen the answer gains nothing, in another browser or in the same one."""
    phone = Phone(open_page())
    set_up(phone, town)
    phone.page.context.clear_cookies()
    sent: list[str] = []
    phone.page.on("request", lambda r: sent.append(r.post_data or "") if r.url.endswith("/anmelden/geraet") else None)
    press(phone.page, town)
    phone.page.wait_for_url("**/antrag/*/")
    answer = parse_qs(sent[0])["passkey"][0]
    thief = open_page()
    for page in (thief, phone.page):
        page.context.clear_cookies()
        page.goto(f"{town.url}/anmelden")
        token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
        page.evaluate(
            "csrfmiddlewaretoken => fetch('/anmelden/geraet/frage',"
            " {method: 'POST', body: new URLSearchParams({csrfmiddlewaretoken})})",
            token,
        )
        page.evaluate(
            "answer => { const form = document.querySelector('[data-passkey]').closest('form');"
            " form.elements.passkey.value = answer; form.submit(); }",
            answer,
        )
        page.get_by_text("Nehmen Sie einen anderen Weg").first.wait_for()
        assert page.goto(f"{town.url}/mein").url.startswith(f"{town.url}/weiter")


def test_of_the_same_answer_sent_six_times_at_once_one_counts(town: Town, open_page: Callable[..., Any]) -> None:
    """The challenge is taken under a lock: nobody gets in beside the owner, and nothing breaks."""
    phone = Phone(open_page())
    set_up(phone, town)
    page, caught = phone.page, []

    def keep(route: Any) -> None:
        caught.append((route.request.post_data_buffer, route.request.all_headers()))
        route.abort()

    page.context.clear_cookies()
    page.route("**/anmelden/geraet", keep)
    press(page, town)
    for _ in range(300):
        if caught:
            break
        page.wait_for_timeout(50)
    body, headers = caught[0]
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())
    kept = {name: value for name, value in headers.items() if name in {"content-type", "origin", "referer"}}

    def send(_: int) -> tuple[int, str]:
        connection = http.client.HTTPConnection("localhost", town.port, timeout=60)
        connection.request("POST", "/anmelden/geraet", body, {**kept, "Cookie": cookies})
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location") or ""

    with ThreadPoolExecutor(6) as crowd:
        answers = list(crowd.map(send, range(6)))
    assert answers.count((302, "/mein")) == 1, answers
    assert [status for status, _ in answers if status not in {200, 400}] == [302], answers


def test_a_counter_that_goes_back_is_refused(town: Town, open_page: Callable[..., Any]) -> None:
    """A copy of the device with an older counter does not get in; the audit trail says so."""
    phone = Phone(open_page())
    set_up(phone, town)
    old = phone.keys()[0]
    for _ in range(3):
        phone.page.context.clear_cookies()
        press(phone.page, town)
        phone.page.wait_for_url("**/antrag/*/")
    copy = Phone(open_page())
    copy.take(old, signCount=1)
    press(copy.page, town)
    copy.page.get_by_text("Nehmen Sie einen anderen Weg").first.wait_for()
    copy.shot("anmelden-abgelehnt")
    assert axe(copy.page) == []
    assert town.sql("select count(*) from audit_auditentry where action = 'passkey_counter_back'") == [(1,)]


def test_a_foreign_traegers_credential_is_unknown(town: Town, open_page: Callable[..., Any]) -> None:
    """The same key, carried to the neighbour's host: rightly signed, but nobody there knows it."""
    phone = Phone(open_page())
    set_up(phone, town)
    neighbour = Phone(open_page())
    neighbour.take(phone.keys()[0], rpId="nebenstadt.localhost")
    there = town.url.replace("localhost", "nebenstadt.localhost")
    neighbour.page.goto(f"{there}/anmelden")
    assert "Sozialamt Nebenstadt" in neighbour.page.inner_text("header")
    neighbour.page.get_by_role("button", name="Mit diesem Gerät anmelden (Passkey)").click()
    neighbour.page.get_by_text("Nehmen Sie einen anderen Weg").first.wait_for()


def test_a_device_that_does_not_know_its_owner_is_refused(town: Town, open_page: Callable[..., Any]) -> None:
    phone = Phone(open_page(), isUserVerified=False)
    secure(phone.page, town)
    phone.page.get_by_role("link", name="Mit diesem Gerät anmelden (Passkey)").click()
    phone.page.get_by_role("button", name="Dieses Gerät einrichten").click()
    phone.page.get_by_text("Das hat nicht geklappt oder wurde abgebrochen.").wait_for()
    phone.shot("geraet-abgebrochen")
    assert phone.keys() == [] and axe(phone.page) == []


def test_without_javascript_the_other_ways_are_shown(town: Town, open_page: Callable[..., Any]) -> None:
    page = open_page(js=False)
    antrag = secure(page, town)
    page.goto(f"{town.url}/antrag/{antrag}/geraet")
    assert not page.get_by_role("button", name="Dieses Gerät einrichten").is_visible()
    assert page.get_by_text("Code und PIN gelten weiter.").is_visible()
    page.goto(f"{town.url}/anmelden")
    assert not page.get_by_role("button", name="Mit diesem Gerät anmelden (Passkey)").is_visible()
    assert page.get_by_role("button", name="Anmelden", exact=True).is_visible()


def sign_in_at_work(page: Any, town: Town, *, code: str = "", login: str = "maier") -> None:
    page.goto(f"{town.url}/arbeit/anmelden")
    page.get_by_label("Anmeldename").fill(login)
    page.get_by_label("Passwort").fill(PASSWORD)
    if code:
        page.get_by_label("Sechsstelliger Code").fill(code)
        page.get_by_role("button", name="Anmelden", exact=True).click()
    else:
        page.get_by_role("button", name="Anmelden mit Passkey statt Code").click()


def test_staff_sign_in_with_password_and_passkey(town: Town, open_page: Callable[..., Any]) -> None:
    """Set up with the code, used instead of it, removed; a colleague's login is not opened by it."""
    phone = Phone(open_page())
    page = phone.page
    sign_in_at_work(page, town, code=town.totp())
    page.wait_for_url("**/arbeit/")
    page.get_by_role("link", name="Meine Anmeldung").click()
    assert axe(page) == []
    page.get_by_label("Wie soll der Passkey heißen?").fill("Diensttelefon")
    page.get_by_label("Ihr Passwort").fill("falsch")
    page.get_by_role("button", name="Passkey einrichten").click()
    page.get_by_text("Das Passwort stimmt nicht.").wait_for()
    phone.shot("meine-anmeldung-falsch")
    assert phone.keys() == []
    page.get_by_label("Ihr Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Passkey einrichten").click()
    page.get_by_text("Der Passkey ist eingerichtet.").wait_for()
    phone.shot("meine-anmeldung")
    assert axe(page) == [] and page.get_by_role("listitem").filter(has_text="Diensttelefon").is_visible()
    page.context.clear_cookies()
    page.goto(f"{town.url}/arbeit/anmelden")
    phone.shot("arbeit-anmelden")
    assert axe(page) == []
    sign_in_at_work(page, town)
    page.wait_for_url("**/arbeit/")
    page.context.clear_cookies()
    sign_in_at_work(page, town, login="wolter")
    page.get_by_text("Anmeldename, Passwort oder Code stimmen nicht.").first.wait_for()
    sign_in_at_work(page, town)
    page.wait_for_url("**/arbeit/")
    page.goto(f"{town.url}/arbeit/meine-anmeldung")
    page.get_by_role("button", name="Entfernen").click()
    page.get_by_text("Der Passkey ist entfernt.").wait_for()
    page.context.clear_cookies()
    sign_in_at_work(page, town)
    page.get_by_text("Anmeldename, Passwort oder Code stimmen nicht.").first.wait_for()
