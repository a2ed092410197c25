"""The addresses of a video meeting: whose they are, what they say to nonsense, who may ask for the microphone (A03)."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nahbar.domain.conversations.models import Signal, Teilnahme
from nahbar.platform.accounts.session import ANTRAEGE
from tests.procedures.test_meetings import termin as a_meeting  # noqa: F401 - a fixture

Clients = Callable[[str | None], Any]


def visitor(*antraege: Any) -> Any:
    client = Client()
    session = client.session
    session[ANTRAEGE] = [str(one.id) for one in antraege]
    session.save()
    client.cookies["sitzung"] = str(session.session_key)
    return client


def address(space: str, name: str, termin: Any) -> str:
    return reverse(f"{space}:{name}", args=[termin.id])


def post(client: Any, url: str, body: Any = None) -> Any:
    data = body if isinstance(body, bytes) else json.dumps(body or {})
    return client.post(url, data, content_type="application/json")


@pytest.fixture
def meeting(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue("a_meeting")


def test_the_link_alone_opens_nothing(meeting: Any) -> None:
    stranger = visitor()
    assert stranger.get(address("portal", "meeting", meeting)).status_code == 302
    for name in ("meeting_enter", "meeting_exchange"):
        assert post(stranger, address("portal", name, meeting)).status_code == 403
    assert post(stranger, address("portal", "meeting_leave", meeting)).status_code == 409
    assert Teilnahme.objects.count() == 0


def test_the_own_case_opens_the_waiting_room_and_the_microphone(meeting: Any) -> None:
    citizen = visitor(meeting.antrag)
    page = citizen.get(address("portal", "meeting", meeting))
    assert "microphone=(self)" in page["Permissions-Policy"] and "script-src 'self'" in page["Content-Security-Policy"]
    assert "microphone=()" in citizen.get(reverse("portal:start"))["Permissions-Policy"]
    assert post(citizen, address("portal", "meeting_enter", meeting)).json() == {"stand": "wartet"}
    answer = post(citizen, address("portal", "meeting_exchange", meeting), {"ice": True}).json()
    assert (answer["stand"], answer["peer"], answer["guests"], answer["signals"]) == ("wartet", "", [], [])
    assert "ice" not in answer  # helpers of the connection are for those who are let in


def test_lines_before_admission_and_nonsense_are_refused(meeting: Any) -> None:
    citizen = visitor(meeting.antrag)
    url = address("portal", "meeting_exchange", meeting)
    assert post(citizen, url).status_code == 409
    post(citizen, address("portal", "meeting_enter", meeting))
    assert post(citizen, url, {"lines": [{"sdp": 1}]}).status_code == 409
    for nonsense in (b"", b"{", b"[]", b'"x"', b'{"lines": 3, "seen": {"a": 1}}', b'{"seen": [1, "x", null]}'):
        assert post(citizen, url, nonsense).status_code == 200, nonsense
    assert Signal.objects.count() == 0


def test_the_office_lets_in_and_ends(client_for: Clients, meeting: Any) -> None:
    citizen, berg = visitor(meeting.antrag), client_for("berg")
    post(citizen, address("portal", "meeting_enter", meeting))
    assert post(berg, address("workplace", "meeting_enter", meeting)).json() == {"stand": "drin"}
    guests = post(berg, address("workplace", "meeting_exchange", meeting)).json()["guests"]
    assert [guest["stand"] for guest in guests] == ["wartet"]
    assert post(berg, address("workplace", "meeting_admit", meeting), {"teilnahme": "x"}).status_code == 409
    post(berg, address("workplace", "meeting_admit", meeting), {"teilnahme": guests[0]["id"]})
    answer = post(citizen, address("portal", "meeting_exchange", meeting), {"ice": True}).json()
    assert (answer["stand"], answer["peer"], answer["ice"]) == ("drin", "Frau Berg", [])
    assert post(berg, address("workplace", "meeting_end", meeting)).status_code == 200
    assert post(citizen, address("portal", "meeting_exchange", meeting)).json()["ended"]
