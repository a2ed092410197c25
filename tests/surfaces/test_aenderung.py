"""Telling a change in the portal and working on it at the desk (C04, J5, U35)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from nahbar.domain.applications import queries
from nahbar.domain.casefile.queries import open_aufgaben
from nahbar.domain.decisions.models import Entscheidung
from nahbar.platform.accounts.roles import Actor
from tests.benefits import aylin
from tests.procedures.desk import released
from tests.surfaces.sent import sent_browser
from tests.surfaces.workplace_cases import open_akte

REPORT = {"arten": "arbeit", "ab__tag": "1", "ab__monat": "12", "ab__jahr": "2026"}
WAGE = {"brutto": "603", "netto": "603"}


@pytest.fixture
def browser(traeger: Any, actor: Callable[[str], Actor]) -> Client:
    """A browser whose application is decided: 1.373,68 from November on."""
    client, antrag = sent_browser(aylin.answers())
    released(actor, queries.antrag_by_id(antrag.id))
    return client


@pytest.fixture
def base(browser: Client) -> str:
    return f"/antrag/{browser.session['antraege'][0]}"


def text(answer: Any) -> str:
    return str(answer.content.decode()).replace("\xa0", " ")


def test_j5_from_what_if_by_one_click_to_the_receipt(browser: Client, base: str) -> None:
    tried = browser.post(f"{base}/was-waere-wenn", WAGE)
    assert "979,58" in text(tried) and 'name="ab__monat" value="12"' in text(tried)
    shown = browser.post(f"{base}/aenderung/neu", REPORT | WAGE, follow=True)
    page = text(shown)
    assert "1.373,68 €</bdi> → <bdi>979,58 €" in page and "§ 9 Abs. 2" in page
    assert "Schätzung" in page and "Arbeitsvertrag" in page
    here = shown.request["PATH_INFO"]
    receipt = browser.post(here, follow=True)
    assert "Ihre Mitteilung ist angekommen" in text(receipt)
    assert browser.get(receipt.request["PATH_INFO"] + ".pdf").content.startswith(b"%PDF")
    assert "Wir prüfen schon eine Änderung" in text(browser.get(f"{base}/aenderung/neu"))
    assert browser.get(here).status_code == 302


def test_only_the_questions_concerned_are_shown_and_lead_back(browser: Client, base: str) -> None:
    shown = browser.post(f"{base}/aenderung/neu", REPORT | {"arten": "miete"}, follow=True)
    page = text(shown)
    here = shown.request["PATH_INFO"]
    draft = here.rsplit("/", 1)[0]
    assert f"{draft}/frage/miete" in page and "frage/vermoegen" not in page
    amounts = {"grundmiete": "620", "nebenkosten": "140", "heizkosten": "125"}
    back = browser.post(f"{draft}/frage/miete", amounts, follow=True)
    assert back.request["PATH_INFO"] == here
    assert "Bisher: 95,00 €" in text(back) and "1.403,68" in text(back)
    assert browser.get(f"{draft}/").url == here and browser.get(f"{draft}/pruefen").url == here
    dropped = browser.post(f"{here}/verwerfen")
    assert dropped.url == f"{base}/status"


def test_what_is_wrong_is_said(browser: Client, base: str) -> None:
    answer = browser.post(f"{base}/aenderung/neu", {"ab__tag": "31", "ab__monat": "2", "ab__jahr": "2026"})
    assert "Wählen Sie aus, was sich geändert hat." in text(answer) and "Diesen Tag gibt es nicht" in text(answer)
    far = browser.post(f"{base}/aenderung/neu", REPORT | {"ab__jahr": "1999"})
    assert "liegt zu weit weg" in text(far)


def test_a_stranger_finds_nothing(browser: Client, base: str) -> None:
    shown = browser.post(f"{base}/aenderung/neu", REPORT | WAGE, follow=True)
    stranger = Client()
    stranger.post("/antrag/sichern")
    for path in (f"{base}/aenderung/neu", shown.request["PATH_INFO"]):
        assert stranger.get(path).status_code == 404


def test_before_a_decision_there_is_nothing_to_change(traeger: Any) -> None:
    client = Client()
    client.post("/antrag/sichern")
    answer = client.get(f"/antrag/{client.session['antraege'][0]}/aenderung/neu")
    assert "Es gibt noch nichts zu ändern" in text(answer)


def test_the_desk_sees_field_by_field_and_drafts_the_bescheid(
    browser: Client, base: str, client_for: Callable[[str | None], Client]
) -> None:
    shown = browser.post(f"{base}/aenderung/neu", REPORT | WAGE, follow=True)
    browser.post(shown.request["PATH_INFO"])
    change = queries.antrag_by_id(shown.request["PATH_INFO"].split("/")[2])
    desk = client_for("berg")
    address = f"/arbeit/aenderung/{change.id}"
    assert "zweck" in text(desk.get(address))
    open_akte(desk, change)
    page = text(desk.get(address))
    assert "<del>Kein Geld</del> <ins>Lohn oder Gehalt</ins>" in page
    assert "Dezember 2026 bis Februar 2027" in page and "-394,10" in page.replace("−", "-")
    assert "prüfen Sie, ob das Geld noch angehalten werden kann" in page
    refused = desk.post(f"{address}/ohne-bescheid", {"grund": "Passt schon."})
    assert refused.status_code == 422 and "ändert sich der Betrag" in text(refused)
    drafted = desk.post(f"{address}/uebernehmen")
    assert drafted.url.startswith(f"/arbeit/antrag/{change.id}/entscheiden")
    row = Entscheidung.objects.get(antrag=change)
    assert row.aendert is not None and row.erster_monat_summe == 97_958
    assert "Anders als im letzten Bescheid" in text(desk.get(drafted.url))


def test_u35_a_move_to_another_kreis_brings_the_list_of_the_handover(
    browser: Client, base: str, client_for: Callable[[str | None], Client]
) -> None:
    """U35: told what happens, no gap; the desk has its task with what is to be handed over."""
    shown = browser.post(f"{base}/aenderung/neu", REPORT | {"arten": "umzug"}, follow=True)
    here = shown.request["PATH_INFO"]
    draft = here.rsplit("/", 1)[0]
    assert "Ziehen Sie in einen anderen Kreis?" in text(shown)
    moved = browser.post(
        f"{draft}/frage/anschrift", {"strasse": "Lange Gasse", "hausnummer": "2", "plz": "80331", "ort": "München"},
        follow=True,
    )  # fmt: skip
    assert "Sie ziehen in einen anderen Kreis" in text(moved) and "ohne Lücke" in text(moved)
    browser.post(here)
    change = queries.antrag_by_id(draft.split("/")[-1])
    assert change.akte is not None
    tasks = {t.art: t.titel for t in open_aufgaben(change.akte) if t.vorgang_id == change.vorgang_id}
    assert tasks["fall_uebergeben"] == "Umzug nach München: Fall ohne Lücke übergeben" and "aenderung_melden" in tasks
    desk = client_for("berg")
    open_akte(desk, change)
    assert "§ 2 Abs. 3 SGB X" in text(desk.get(f"/arbeit/aenderung/{change.id}"))
