"""The thread in the portal: without JavaScript, without HTML of others, cheap to look at, and only one's own (C12)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nahbar.domain.conversations import queries
from nahbar.domain.conversations.actions import Content
from nahbar.domain.conversations.models import Nachricht
from nahbar.platform.accounts.session import ANTRAEGE
from nahbar.procedures.answer_message import answer_message
from nahbar.procedures.ask_for_paper import ask_for_paper
from tests.procedures.desk import submitted
from tests.procedures.test_upload import picture

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>{{ 7 }}"


@pytest.fixture
def antrag(traeger: Any) -> Any:
    return submitted()


@pytest.fixture
def citizen(antrag: Any) -> Any:
    client = Client()
    session = client.session
    session[ANTRAEGE] = [str(antrag.id)]
    session.save()
    client.cookies["sitzung"] = str(session.session_key)
    return client


def address(antrag: Any, name: str = "messages") -> str:
    return reverse(f"portal:{name}", args=[antrag.id])


def send(client: Any, antrag: Any, **data: Any) -> Any:
    return client.post(address(antrag), {"text": "Guten Tag", **data})


def test_a_message_is_posted_and_shown(citizen: Any, antrag: Any) -> None:
    assert "Noch keine Nachrichten" in citizen.get(address(antrag)).content.decode()
    done = send(citizen, antrag, text="Wann kommt das Geld?")
    assert done.status_code == 302 and "stand=gesendet" in done.url
    page = citizen.get(done.url).content.decode()
    assert "Wann kommt das Geld?" in page and "25.\xa0November" in page and "Sie" in page


def test_no_html_of_anybody_is_rendered(citizen: Any, antrag: Any, actor: Callable[[str], Any]) -> None:
    send(citizen, antrag, text=EVIL)
    gespraech = queries.gespraech_of(antrag.akte)
    assert gespraech is not None
    answer_message(acting=actor("berg"), gespraech=gespraech, content=Content(text=EVIL))
    for name in ("messages", "messages_part"):
        page = citizen.get(address(antrag, name)).content.decode()
        assert page.count("&lt;script&gt;alert(1)") == 2
        assert "<script>alert" not in page and "<img src=x" not in page


def test_a_refused_form_keeps_the_draft(citizen: Any, antrag: Any) -> None:
    page = send(citizen, antrag, text="Ä" * 4001).content.decode()
    assert "Ä" * 4001 in page and "4001 Zeichen" in page
    assert "Schreiben Sie etwas" in send(citizen, antrag, text="  ").content.decode()
    assert Nachricht.objects.count() == 0


def test_the_same_form_twice_is_one_message(citizen: Any, antrag: Any) -> None:
    for _ in range(2):
        assert send(citizen, antrag, schluessel="0190-eins").status_code == 302
    assert Nachricht.objects.count() == 1


def test_looking_for_news_costs_nothing_until_there_is_some(
    citizen: Any, antrag: Any, actor: Callable[[str], Any]
) -> None:
    send(citizen, antrag)
    first = citizen.get(address(antrag, "messages_part"))
    again = citizen.get(address(antrag, "messages_part"), headers={"If-None-Match": first["ETag"]})
    assert first.status_code == 200 and again.status_code == 304 and again.content == b""
    gespraech = queries.gespraech_of(antrag.akte)
    assert gespraech is not None
    answer_message(acting=actor("berg"), gespraech=gespraech, content=Content(text="Guten Tag zurück"))
    news = citizen.get(address(antrag, "messages_part"), headers={"If-None-Match": first["ETag"]})
    assert (
        news.status_code == 200 and "Guten Tag zurück" in news.content.decode() and "<html" not in news.content.decode()
    )


def test_reading_is_kept_by_a_posted_form_only(citizen: Any, antrag: Any, actor: Callable[[str], Any]) -> None:
    send(citizen, antrag)
    gespraech = queries.gespraech_of(antrag.akte)
    assert gespraech is not None
    answer_message(acting=actor("berg"), gespraech=gespraech, content=Content(text="Antwort"))
    status = citizen.get(reverse("portal:status", args=[antrag.id])).content.decode()
    assert "1 neu" in status
    citizen.get(address(antrag))
    assert queries.unread_for_citizen(antrag.akte) == 1
    assert citizen.get(address(antrag, "messages_open")).status_code == 405
    assert citizen.post(address(antrag, "messages_open")).status_code == 302
    assert queries.unread_for_citizen(antrag.akte) == 0


def test_a_photo_answers_the_request_right_there_C14(citizen: Any, antrag: Any, actor: Callable[[str], Any]) -> None:
    send(citizen, antrag)
    gespraech = queries.gespraech_of(antrag.akte)
    assert gespraech is not None
    bitte = ask_for_paper(
        acting=actor("berg"), gespraech=gespraech, antrag=antrag, nachweis_key="mietvertrag"
    ).nachricht
    page = citizen.get(address(antrag)).content.decode()
    assert f'name="bitte" value="{bitte.id}"' in page
    assert "Wählen Sie zuerst ein Foto" in citizen.post(address(antrag), {"bitte": str(bitte.id)}).content.decode()
    photo = SimpleUploadedFile("vertrag.jpg", picture(), "image/jpeg")
    done = citizen.post(address(antrag), {"bitte": str(bitte.id), "dateien": photo})
    assert "stand=angekommen" in done.url
    page = citizen.get(done.url).content.decode()
    assert "angekommen" in page and f'name="bitte" value="{bitte.id}"' not in page


@pytest.mark.parametrize("wrong", ["x", "01900000-0000-7000-8000-000000000000"])
def test_a_request_that_does_not_exist_is_not_found(citizen: Any, antrag: Any, wrong: str) -> None:
    send(citizen, antrag)
    photo = SimpleUploadedFile("vertrag.jpg", picture(), "image/jpeg")
    assert citizen.post(address(antrag), {"bitte": wrong, "dateien": photo}).status_code == 404
