"""Conversations at the workplace: who waits, with a reason only, asked papers, handing on, the transcript (C12–C15)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from nahbar.domain.casefile.queries import accesses, open_aufgaben
from nahbar.domain.conversations import queries
from nahbar.domain.conversations.models import Nachricht
from nahbar.procedures.send_message import send_message
from tests.procedures.desk import citizen, submitted

Clients = Callable[[str | None], Any]


@pytest.fixture
def antrag(traeger: Any) -> Any:
    one = submitted()
    send_message(acting=citizen(one), antrag=one, text="Wann kommt das <b>Geld</b>?", key="eins")
    return one


def thread_of(antrag: Any) -> Any:
    return queries.gespraech_of(antrag.akte)


def url(antrag: Any, name: str = "conversation") -> str:
    return reverse(f"workplace:{name}", args=[thread_of(antrag).id])


def test_who_waits_stands_in_the_list_and_in_the_inbox(client_for: Clients, antrag: Any) -> None:
    berg = client_for("berg")
    page = berg.get(reverse("workplace:conversations")).content.decode()
    assert "1\xa0neu" in page and "Timo" in page and "&lt;b&gt;Geld" in page
    assert "Nachricht beantworten" in berg.get(reverse("workplace:start")).content.decode()
    task = next(task for task in open_aufgaben(antrag.akte) if task.art == "nachricht_beantworten")
    lead = berg.get(reverse("workplace:task", args=[task.id]), follow=True)
    assert lead.redirect_chain[-1][0] == url(antrag)
    assert (
        "Dazu gibt es kein Gespräch" in berg.get(reverse("workplace:conversations") + "?text=Nirgends").content.decode()
    )


def test_a_waiting_message_is_a_reason_and_is_written_down(client_for: Clients, antrag: Any) -> None:
    assert client_for("berg").get(url(antrag)).status_code == 200
    assert [access.zweck for access in accesses(antrag.akte)] == ["Nachricht lesen und beantworten"]


def test_what_is_with_somebody_else_needs_a_reason(client_for: Clients, antrag: Any) -> None:
    berg, maier = client_for("berg"), client_for("maier")
    berg.get(url(antrag))
    berg.post(url(antrag, "conversation_hand_on"), {"an": "ich"})
    page = maier.get(url(antrag))
    assert "Warum öffnen Sie" in page.content.decode() and "Geld" not in page.content.decode()
    assert maier.get(url(antrag, "conversation_text")).headers["Content-Type"].startswith("text/html")
    refused = maier.post(url(antrag, "conversation_answer"), {"text": "Hallo"})
    assert "Warum öffnen Sie" in refused.content.decode() and Nachricht.objects.count() == 1
    assert maier.post(url(antrag, "conversation_open"), {"zweck": "anderes", "anderes": " "}).status_code == 422
    maier.post(url(antrag, "conversation_open"), {"zweck": "Vorsprache im Haus"})
    assert "Geld" in maier.get(url(antrag)).content.decode()


def test_answering_asking_and_handing_on(client_for: Clients, staff: dict[str, Any], antrag: Any) -> None:
    berg = client_for("berg")
    berg.get(url(antrag))
    assert berg.post(url(antrag, "conversation_answer"), {"text": " "}).status_code == 422
    for _ in range(2):  # a double click
        berg.post(url(antrag, "conversation_answer"), {"text": "Am 30. November.", "schluessel": "zwei"})
    asked = berg.post(url(antrag, "conversation_ask"), {"unterlage": "", "text": "Bitte"})
    assert asked.status_code == 422 and "welche Unterlage" in asked.content.decode()
    past = berg.post(url(antrag, "conversation_ask"), {"unterlage": "mietvertrag", "bis": "2026-11-01"})
    assert past.status_code == 422 and "Tag, der noch kommt" in past.content.decode()
    berg.post(url(antrag, "conversation_ask"), {"unterlage": "mietvertrag", "bis": "2026-12-04"})
    assert [line.nachricht.art for line in queries.thread(thread_of(antrag))] == ["text", "text", "bitte"]
    berg.post(url(antrag, "conversation_hand_on"), {"an": str(staff["maier"].id)})
    assert thread_of(antrag).owner.login == "maier"
    assert berg.post(url(antrag, "conversation_hand_on"), {"an": "niemand"}).status_code == 422


def test_the_transcript_is_in_the_file_and_as_text(client_for: Clients, antrag: Any) -> None:
    berg = client_for("berg")
    berg.post(reverse("workplace:akte_open", args=[antrag.akte_id]), {"zweck": "Vorsprache im Haus"})
    page = berg.get(reverse("workplace:akte_part", args=[antrag.akte_id, "gespraech"])).content.decode()
    assert "&lt;b&gt;Geld" in page and "<b>Geld" not in page
    text = berg.get(url(antrag, "conversation_text"))
    assert "Wann kommt das <b>Geld</b>?" in text.content.decode() and text["Content-Type"].startswith("text/plain")


def test_the_office_writes_first(client_for: Clients, traeger: Any) -> None:
    fresh = submitted()
    berg = client_for("berg")
    berg.post(reverse("workplace:akte_open", args=[fresh.akte_id]), {"zweck": "Vorsprache im Haus"})
    page = berg.get(reverse("workplace:akte_part", args=[fresh.akte_id, "gespraech"])).content.decode()
    assert "Gespräch beginnen" in page
    done = berg.post(reverse("workplace:conversation_of", args=[fresh.akte_id]), follow=True)
    assert "Noch keine Nachricht" in done.content.decode()


def test_news_at_the_workplace(client_for: Clients, antrag: Any) -> None:
    berg = client_for("berg")
    berg.get(url(antrag))
    first = berg.get(url(antrag, "conversation_part"))
    same = berg.get(url(antrag, "conversation_part"), headers={"If-None-Match": first["ETag"]})
    assert (first.status_code, same.status_code) == (200, 304)
    berg.post(url(antrag, "conversation_read"))
    assert Nachricht.objects.get().gelesen_at is not None
