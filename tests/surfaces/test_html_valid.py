"""Acceptance 1: every page of the portal is valid HTML, empty, half filled, with mistakes, sent, in each language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from nahbar.benefits.grundsicherungsgeld.questions import QUESTIONNAIRE
from tests.html import Pages
from tests.surfaces.test_portal_application import answer_all, antrag_of

PUBLIC = (
    "/", "/hilfe-heute", "/antrag/sichern", "/weiter", "/anmelden", "/zugang-verloren", "/zugang-verloren/danke",
    "/datenschutz", "/impressum", "/barrierefreiheit", "/leichte-sprache", "/gebaerdensprache", "/leistungscheck",
    "/termin", "/stadt", "/hilfe", "/gibt-es-nicht", "/ui/galerie", "/ui/galerie?fehler",
)  # fmt: skip
DRAFT = ("/", "/gesichert", "/konto", "/geraet", "/spaeter", "/schaetzung", "/was-waere-wenn", "/unterlagen",
         "/pruefen", "/zuruecknehmen")  # fmt: skip
SENT = ("/bestaetigung", "/status", "/aendern", "/unterlagen", "/unterlagen/sonstiges", "/unterlagen/mietvertrag",
        "/post", "/einsicht", "/schaetzung", "/vorschuss", "/nicht-einverstanden")  # fmt: skip


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    return Pages(tmp_path)


def see(client: Client, pages: Pages, address: str) -> None:
    answer = client.get(address, follow=True)
    if answer["Content-Type"].startswith("text/html"):
        pages.add(f"{client.cookies[settings.LANGUAGE_COOKIE_NAME].value} {address}", answer.content.decode())


def secured(language: str) -> Client:
    """A browser in which an application was secured."""
    client = Client()
    client.post("/antrag/sichern", {"ort": "05554052"})
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


def must_be_valid(pages: Pages) -> None:
    found = pages.findings()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_public_pages_and_questions_are_valid(traeger: Any, pages: Pages, language: str) -> None:
    """All questions in German, those of the first pages in the other languages; each also with its mistake."""
    client = secured(language)
    base = f"/antrag/{antrag_of(client).id}"
    for address in PUBLIC:
        see(client, pages, address)
    for page in QUESTIONNAIRE.pages if language == "de" else QUESTIONNAIRE.pages[:12]:
        see(client, pages, f"{base}/frage/{page.key}")
        answer = client.post(f"{base}/frage/{page.key}", {})
        if answer.status_code == 200:
            pages.add(f"{language} {page.key} wrong", answer.content.decode())
    assert len(pages.names) > 20
    must_be_valid(pages)


@pytest.mark.parametrize("language", ["de", "ar"])
def test_the_pages_of_an_application_are_valid(traeger: Any, pages: Pages, language: str) -> None:
    """Empty, filled and sent."""
    client = secured(language)
    base = f"/antrag/{antrag_of(client).id}"
    for path in DRAFT:
        see(client, pages, base + path)
    answer_all(client)
    for path in DRAFT:
        see(client, pages, base + path)
    client.post(f"{base}/pruefen", {"richtig": "1"})
    for path in SENT:
        see(client, pages, base + path)
    assert len(pages.names) > 20
    must_be_valid(pages)


def test_the_validator_finds_what_is_wrong(pages: Pages) -> None:
    """The check itself is checked: a block in a paragraph, an id twice, an element that is not closed."""
    head = '<!doctype html><html lang="de"><head><title>x</title></head><body>'
    pages.add("bad", f'{head}<span><p id="a">x</p></span><p id="a">y</p><b></body></html>')
    found = "\n".join(pages.findings())
    assert "element-permitted-content" in found and "no-dup-id" in found and "close-order" in found
