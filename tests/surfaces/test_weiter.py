"""Weiterbewilligung: prefilled, only changes are asked, without a gap, reminded before the end (C05)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications import queries
from nahbar.domain.applications.models import Antrag
from nahbar.domain.casefile.queries import open_aufgaben, timeline
from nahbar.platform.accounts.roles import Actor
from nahbar.procedures.propose_decision import propose_decision
from nahbar.procedures.remind_weiter import remind_round, stage
from nahbar.procedures.start_weiter import takes_effect
from nahbar.procedures.submit_antrag import submit_antrag
from tests.benefits import aylin
from tests.conftest import Clock
from tests.procedures.desk import citizen, released
from tests.surfaces.sent import sent_browser


@pytest.fixture
def browser(traeger: Any, actor: Callable[[str], Actor]) -> Client:
    """A browser whose application is decided from November 2026 to October 2027."""
    client, antrag = sent_browser(aylin.answers())
    released(actor, queries.antrag_by_id(antrag.id))
    return client


@pytest.fixture
def root(browser: Client) -> Antrag:
    return queries.antrag_by_id(browser.session["antraege"][0])


def text(answer: Any) -> str:
    return str(answer.content.decode()).replace("\xa0", " ")


def test_c05_too_early_says_from_when(browser: Client, root: Antrag) -> None:
    page = text(browser.get(f"/antrag/{root.id}/weiter/neu"))
    assert "31. Oktober 2027" in page and "31. Juli 2027" in page and "Weiter beantragen</" not in page
    assert browser.post(f"/antrag/{root.id}/weiter/neu").url.endswith("/weiter/neu")


def test_c05_prefilled_and_only_changes_are_asked(
    browser: Client, root: Antrag, now: Clock, actor: Callable[[str], Actor]
) -> None:
    now.set("2027-09-06T18:00")
    browser.cookies["sitzung"] = browser.cookies["sitzung"].value
    shown = browser.post(f"/antrag/{root.id}/weiter/neu", follow=True)
    here = shown.request["PATH_INFO"]
    draft_id = here.split("/")[2]
    assert "Stimmt das noch?" in text(shown) and "2027" in text(shown)
    draft = queries.antrag_by_id(draft_id)
    assert draft.antworten["grundmiete"] == "620.00" and draft.wirkt_ab == date(2027, 11, 1)
    first = browser.get(f"{here}/1")
    assert "Aylin" in text(first)
    for _ in range(40):
        rows = shown.context["sections"]
        todo = next((row for row in rows if row["state"] != "fertig"), None)
        if todo is None:
            break
        if todo["gap"]:  # asked anew: whether help is needed today
            assert "notlage" in todo["gap"], todo["gap"]
            back = browser.post(todo["gap"], {"notlage": "keine"}, follow=True)
            assert back.request["PATH_INFO"] == here
        browser.post(todo["url"])
        shown = browser.get(here)
    assert all(row["state"] == "fertig" for row in shown.context["sections"])
    receipt = browser.post(f"/antrag/{draft_id}/pruefen", {"richtig": "1"}, follow=True)
    assert "angekommen" in text(receipt)
    sent = queries.antrag_by_id(draft_id)
    assert sent.akte_id == root.akte_id and sent.akte is not None and sent.person_id == root.person_id
    assert any(t.titel == "Weiterbewilligung prüfen" for t in open_aufgaben(sent.akte))
    decision = propose_decision(acting=actor("berg"), antrag=sent)
    assert (decision.von, decision.aendert) == (date(2027, 11, 1), None)
    assert browser.get(f"/antrag/{root.id}/weiter/neu").url == f"/antrag/{draft_id}/status"


def test_c05_effect_is_seamless_or_the_first_of_the_month() -> None:
    """§ 37 Abs. 2 S. 2, § 41 Abs. 3 SGB II."""
    end = date(2027, 10, 31)
    assert takes_effect(end, date(2027, 9, 6)) == date(2027, 11, 1) == takes_effect(end, date(2027, 11, 30))
    assert takes_effect(end, date(2027, 12, 2)) == date(2027, 12, 1)


def test_c05_reminders_8_4_2_weeks_each_once_and_none_after_applying(
    browser: Client, root: Antrag, now: Clock, traeger: Any
) -> None:
    assert [stage(days) for days in (57, 56, 29, 28, 15, 14, 0, -1)] == [None, 8, 8, 4, 4, 2, 2, None]

    def reminded() -> list[str]:
        assert root.akte is not None
        return [e.art for e in timeline(root.akte, for_citizen=True) if e.art.startswith("weiter_erinnert")]

    for moment, count in (
        ("2027-09-04T09:00", 0), ("2027-09-06T03:00", 0), ("2027-09-06T09:00", 1), ("2027-09-07T09:30", 1),
        ("2027-10-04T09:00", 2), ("2027-10-18T09:00", 3), ("2027-10-20T09:00", 3),
    ):  # fmt: skip
        now.set(moment)
        remind_round(traeger.id)
        assert len(reminded()) == count, moment
    assert root.akte is not None
    assert [t.art for t in open_aufgaben(root.akte)].count("weiter_brief") == 1


def test_c05_no_reminder_for_whoever_has_applied(browser: Client, root: Antrag, now: Clock, traeger: Any) -> None:
    now.set("2027-09-03T09:00")
    shown = browser.post(f"/antrag/{root.id}/weiter/neu", follow=True)
    draft = applications.lock(queries.antrag_by_id(shown.request["PATH_INFO"].split("/")[2]))
    answers = {**draft.antworten, "notlage": ["keine"]}
    applications.store_answers(acting=citizen(root), antrag=draft, antworten=answers)
    submit_antrag(acting=citizen(root), antrag=draft)
    now.set("2027-09-06T09:00")
    remind_round(traeger.id)
    assert root.akte is not None
    assert not [e for e in timeline(root.akte, for_citizen=True) if e.art.startswith("weiter_erinnert")]
