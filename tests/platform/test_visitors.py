"""The start page for visitors: one click to each door, and nowhere in production."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest
from django.test import Client

from nahbar.config.demo.secret import BETREUER
from nahbar.config.demo.town import STAFF
from nahbar.config.demo.tries import DOORS

TRIES = [one for door in DOORS for one in door.tries]


def test_keys_are_unique_and_logins_exist() -> None:
    assert len({one.key for one in TRIES}) == len(TRIES)
    assert {one.login for one in TRIES if one.login} <= {line[0] for line in STAFF} | {BETREUER}


def test_every_try_is_a_button(traeger: Any) -> None:
    page = Client().get("/vorfuehrung")
    assert page.status_code == 200
    for one in TRIES:
        assert f'action="/vorfuehrung/als/{one.key}"' in page.content.decode()


@pytest.mark.parametrize("one", [one for one in TRIES if one.login], ids=lambda one: one.key)
def test_one_click_makes_somebody_of_the_office(traeger: Any, staff: Any, one: Any) -> None:
    """The page behind the button opens, with the rights of that person and no more."""
    client = Client()
    arrived = client.post(f"/vorfuehrung/als/{one.key}", follow=True)
    if arrived.redirect_chain[-1][0].startswith("/vorfuehrung?fehlt="):
        pytest.skip("this office has no such person")  # the office of the tests is smaller than the demo's
    assert arrived.status_code == 200, one.path


def test_who_is_not_there_is_said(traeger: Any) -> None:
    """Without the demo's cases a citizen's door says so instead of failing."""
    gone = next(one for one in TRIES if one.citizen)
    page = Client().post(f"/vorfuehrung/als/{gone.key}", follow=True)
    assert "gibt es in der Vorführung gerade nicht" in page.content.decode()


def test_production_has_no_such_address() -> None:
    """Becoming anybody by a click must not exist outside the demo."""
    code = (
        "import django; django.setup()\n"
        "from django.urls import Resolver404, resolve\n"
        "try:\n    print('there', resolve('/vorfuehrung'))\n"
        "except Resolver404:\n    print('gone')\n"
    )
    environment = {k: v for k, v in os.environ.items() if not k.startswith("NAHBAR_NOW")}
    environment |= {"NAHBAR_MODE": "production", "DJANGO_SETTINGS_MODULE": "nahbar.config.settings"}
    for name in ("NAHBAR_PG_UNSAFE_FAST", "NAHBAR_FAILPOINT"):
        environment.pop(name, None)
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "gone", done.stderr[-400:]
