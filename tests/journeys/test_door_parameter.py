"""J12: new values come as a file, two persons and a replay over the stock later they count (D03)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nahbar.config.demo.secret import PASSWORD
from nahbar.law.parameter import statutory
from nahbar.law.parameter_set import template
from tests.journeys.conftest import Town, axe

pytestmark = pytest.mark.journey

STOCK = """
import django; django.setup()
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.session import actor_of_account
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope
from tests.benefits import aylin, timo
from tests.procedures.desk import released, submitted
with traeger_scope(Traeger.objects.get(kuerzel='musterland').id):
    staff = {a.login: actor_of_account(a) for a in Account.objects.filter(is_active=True, kind='staff')}
    for answers in (timo.answers(), aylin.answers()):
        print(released(staff.__getitem__, submitted(answers)).akte.aktenzeichen)
"""


def sign_in(page: Any, town: Town, login: str) -> None:
    page.goto(f"{town.url}/arbeit/anmelden")
    page.fill("[name=login]", login)
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=code]", town.totp())
    page.click("main button")
    page.wait_for_load_state()
    assert "/anmelden" not in page.url


def values_2027(folder: Path) -> Path:
    """The template with invented values: Regelbedarfsstufe 1 ten euro more, sources that say so."""
    text = template(statutory()).replace('quelle: ""', 'quelle: "erfunden für die Probe"')
    before, name, rest = text.partition("\nregelbedarfsstufe_1:")
    assert name
    file = folder / "werte-2027.yaml"
    file.write_text(before + name + rest.replace("563.00", "573.00", 1), encoding="utf-8")
    return file


def test_j12_from_the_file_to_the_amount(town: Town, open_page: Callable[..., Any], tmp_path: Path) -> None:
    numbers = town.python(STOCK).split()
    operator, lead = open_page(width=360), open_page(width=1280)
    sign_in(operator, town, "betrieb")
    operator.goto(f"{town.url}/arbeit/parameter")
    assert axe(operator) == []
    assert "Noch kein Satz geladen" in operator.inner_text("main")
    operator.screenshot(path=str(town.home / "parameter-leer-360.png"), full_page=True)

    # the ugliest case: refused, nothing lost, corrected in the same field
    operator.fill("[name=name]", "Werte 2027")
    operator.fill("[name=inhalt]", 'sofortzuschlag:\n  werte:\n    - {ab: 2027-01-01, wert: 26, quelle: "erfunden"}\n')
    operator.click("main button:has-text('Satz laden')")
    operator.wait_for_url("**/parameter/laden")
    assert "Zeile 3, sofortzuschlag" in operator.inner_text("main")
    assert "wert: 26" in operator.input_value("[name=inhalt]")
    assert axe(operator) == []
    operator.screenshot(path=str(town.home / "parameter-abgelehnt-360.png"), full_page=True)

    operator.set_input_files("[name=datei]", str(values_2027(tmp_path)))
    operator.click("main button:has-text('Satz laden')")
    operator.wait_for_url("**ok=satz_geladen")
    here = operator.url.split("?")[0]
    assert "573,00" in operator.inner_text("main") and "zweite Person" in operator.inner_text("main")
    assert axe(operator) == []

    sign_in(lead, town, "wolter")
    lead.goto(here)
    assert axe(lead) == []
    lead.screenshot(path=str(town.home / "parameter-pruefen-1280.png"), full_page=True)
    lead.fill("[name=vermerk]", "Satz für Satz mit der Probe verglichen")
    lead.click("text=Prüfung bestätigen")
    lead.wait_for_url("**ok=satz_geprueft")

    operator.goto(here)
    operator.select_option("[name=monat]", "2027-01")
    operator.click("text=Bestand nachrechnen")
    operator.wait_for_url("**ok=satz_probelauf")
    assert "0 von 2" in operator.inner_text("main")
    assert axe(operator) == []
    town.work()
    operator.click("text=Stand neu laden")
    operator.wait_for_load_state()
    shown = operator.inner_text("main")
    assert "23,60" in shown and "angepasst ohne Antrag" in shown
    assert not any(number in operator.content() for number in numbers)
    assert axe(operator) == []
    operator.screenshot(path=str(town.home / "parameter-ergebnis-360.png"), full_page=True)
    lead.goto(here)
    lead.click("text=Die größten Unterschiede")
    assert all(number in lead.inner_text("main") for number in numbers)
    lead.screenshot(path=str(town.home / "parameter-ergebnis-1280.png"), full_page=True)

    operator.click("main button:has-text('In Kraft setzen')")
    operator.wait_for_url("**ok=satz_aktiv")
    assert "Nahbar rechnet damit" in operator.inner_text("main")
    assert axe(operator) == []

    plain = open_page(js=False, width=320, storage_state=operator.context.storage_state())
    plain.goto(here)
    box = plain.locator("main").bounding_box()
    assert box is not None and box["x"] + box["width"] <= 320
    assert "in Kraft gesetzt" in plain.inner_text("main")
