"""Signing in at the workplace: password and second factor, one sentence for everything."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any

import pyotp
import pytest
from django.test import Client
from django.urls import reverse

from nahbar.config.demo.secret import PASSWORD, TOTP_SECRET
from nahbar.platform import clock

REFUSED = "Anmeldename, Passwort oder Code stimmen nicht."


def code() -> str:
    return pyotp.TOTP(TOTP_SECRET).at(int(clock.now().timestamp()))


def post(client: Client, **values: str) -> Any:
    good = {"login": "berg", "password": PASSWORD, "code": code()}
    return client.post(reverse("workplace:sign_in"), {**good, **values})


def test_password_and_second_factor_lead_to_the_work_list(staff: dict[str, Any]) -> None:
    client = Client()
    answer = post(client)
    assert (answer.status_code, answer["Location"]) == (302, reverse("workplace:start"))
    page = client.get(reverse("workplace:start")).content.decode()
    assert "<h1>Eingang</h1>" in page and "Frau Berg" in page


@pytest.mark.parametrize(
    "wrong", [{"login": "niemand"}, {"password": "falsch"}, {"code": "000000"}, {"code": ""}], ids=str
)
def test_u1_whatever_is_wrong_the_sentence_is_the_same(staff: dict[str, Any], wrong: dict[str, str]) -> None:
    client = Client()
    answer = post(client, **wrong)
    assert answer.status_code == 422 and REFUSED in answer.content.decode()
    assert client.get(reverse("workplace:start")).status_code == 302


def test_u1_the_fifth_wrong_try_waits_and_says_so(staff: dict[str, Any]) -> None:
    client = Client()
    pages = [post(client, password="falsch").content.decode() for _ in range(5)]
    assert "Bitte warten Sie" not in pages[3] and "Bitte warten Sie" in pages[4]
    assert post(client).status_code == 422, "auch das richtige Passwort wartet"


def test_a_code_counts_once(staff: dict[str, Any]) -> None:
    assert post(Client()).status_code == 302
    assert post(Client()).status_code == 422
    os.environ["NAHBAR_NOW_SINCE"] = str(time.time() - 60)
    assert post(Client()).status_code == 302


def test_signing_in_leads_back_to_the_page_that_was_asked_for_and_nowhere_else(staff: dict[str, Any]) -> None:
    client = Client()
    asked = client.get("/arbeit/suche?q=Kr%C3%BCger")
    assert "weiter=/arbeit/suche%3Fq%3D" in asked["Location"]
    assert post(client, weiter="/arbeit/suche?q=x")["Location"] == "/arbeit/suche?q=x"
    assert post(Client(), login="maier", weiter="https://anderswo.example/")["Location"] == reverse("workplace:start")


def test_signing_out_ends_the_session(client_for: Callable[[str], Client]) -> None:
    client = client_for("berg")
    assert client.get(reverse("workplace:start")).status_code == 200
    assert client.get(reverse("workplace:logout")).status_code == 405
    client.post(reverse("workplace:logout"))
    assert client.get(reverse("workplace:start")).status_code == 302


def test_demo_shows_its_logins_with_codes_that_work_and_others_do_not(staff: dict[str, Any], settings: Any) -> None:
    plain = Client().get(reverse("workplace:sign_in")).content.decode()
    assert "Vorführung: Anmeldungen" not in plain and PASSWORD not in plain
    settings.DEMO_LOGINS = True
    page = Client().get(reverse("workplace:sign_in")).content.decode()
    assert "Vorführung" in page and PASSWORD in page and code() in page
    post(Client(), login="kasse")
    from nahbar.config.demo.logins import demo_logins

    shown = {one.login: one.code for one in demo_logins()}
    assert shown["berg"] == code() and shown["kasse"] != code(), "ein benutzter Code wird nicht mehr gezeigt"
