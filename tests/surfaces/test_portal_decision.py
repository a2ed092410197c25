"""What the citizen sees of a decision: mailbox, Bescheid in plain words, the way to say no, who opened the file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from nahbar.domain.applications import queries
from nahbar.domain.casefile import actions as casefile_actions
from nahbar.domain.casefile import queries as casefile
from nahbar.domain.mailroom.actions import record_posting
from nahbar.platform.accounts.roles import Actor
from tests.benefits import timo
from tests.procedures.desk import released
from tests.surfaces.sent import sent_browser


@pytest.fixture
def browser(traeger: Any) -> Client:
    """A browser whose application has been sent."""
    client, _ = sent_browser(timo.answers())
    return client


@pytest.fixture
def base(browser: Client) -> str:
    return f"/antrag/{browser.session['antraege'][0]}"


def decide(base: str, actor: Callable[[str], Actor]) -> Any:
    decision = released(actor, queries.antrag_by_id(base.split("/")[-1]))
    return record_posting(acting=actor("post"), brief=decision.brief, posted_on=date(2026, 11, 23))


def test_before_posting_the_citizen_sees_no_decision(browser: Client, base: str, actor: Callable[[str], Actor]) -> None:
    assert browser.get(f"{base}/bescheid").status_code == 404
    released(actor, queries.antrag_by_id(base.split("/")[-1]))
    assert browser.get(f"{base}/bescheid").status_code == 404
    assert browser.get(f"{base}/post").context["letters"] == []


def test_bescheid_in_plain_words_J8(browser: Client, base: str, actor: Callable[[str], Actor]) -> None:
    letter = decide(base, actor)
    page = browser.get(f"{base}/bescheid").content.decode()
    assert "993,00\xa0€" in page and page.count("<h1") == 1
    assert "Montag, 30. November 2026".replace("30. ", "30.\xa0") in page
    assert letter.widerspruch_bis is not None
    assert browser.get(f"{base}/bescheid").context["deadline"] == letter.widerspruch_bis
    assert "entschieden" in browser.get(f"{base}/status").content.decode()


def test_opening_a_letter_is_a_post_and_keeps_the_first_moment(
    browser: Client, base: str, actor: Callable[[str], Actor]
) -> None:
    letter = decide(base, actor)
    assert browser.get(f"{base}/post/{letter.id}/oeffnen").status_code == 405
    answer = browser.post(f"{base}/post/{letter.id}/oeffnen", follow=True)
    assert answer.content.startswith(b"%PDF")
    assert browser.get(f"{base}/post").context["letters"][0].gelesen_at is not None
    other = Client()
    other.post("/antrag/sichern")
    assert other.post(f"{base}/post/{letter.id}/oeffnen").status_code == 404
    assert other.get(f"/antrag/{other.session['antraege'][0]}/post/{letter.id}").status_code == 404


def test_disagreeing_is_noted_with_its_time_and_the_missing_form_is_said_J9(
    browser: Client, base: str, actor: Callable[[str], Actor]
) -> None:
    decide(base, actor)
    answer = browser.post(f"{base}/nicht-einverstanden", {"text": "Die Miete ist falsch."}, follow=True)
    text = answer.content.decode()
    assert "Ihre Unterschrift fehlt noch" in text and "24 Uhr" in text
    antrag = queries.antrag_by_id(base.split("/")[-1])
    assert antrag.akte is not None
    assert "widerspruch_pruefen" in {t.art for t in casefile.open_aufgaben(antrag.akte)}
    noted = [e.text for e in casefile.timeline(antrag.akte, for_citizen=True) if e.art == "widerspruch_erklaert"]
    assert noted == ["Widerspruch erklärt, die Form fehlt noch. „Die Miete ist falsch.“"]


def test_who_opened_the_file_is_listed_with_role_and_reason_U32(
    browser: Client, base: str, actor: Callable[[str], Actor]
) -> None:
    antrag = queries.antrag_by_id(base.split("/")[-1])
    assert antrag.akte is not None
    casefile_actions.log_access(acting=actor("berg"), akte=antrag.akte, zweck="Antrag prüfen")
    page = browser.get(f"{base}/einsicht").content.decode()
    assert "Leistungssachbearbeitung" in page and "Antrag prüfen" in page and "Frau Berg" not in page


def test_an_advance_is_asked_for_once(browser: Client, base: str) -> None:
    for _ in range(2):
        assert "Vorschuss ist angekommen" in browser.post(f"{base}/vorschuss", follow=True).content.decode()
    antrag = queries.antrag_by_id(base.split("/")[-1])
    assert antrag.akte is not None
    assert [t.art for t in casefile.open_aufgaben(antrag.akte)].count("vorschuss_pruefen") == 1
