"""Guessing codes and passwords gets slow, and nobody can keep somebody else out (U1)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from nahbar.domain.applications.access import antrag_for_access
from nahbar.domain.applications.errors import AccessRefused
from nahbar.domain.applications.models import Antrag
from nahbar.platform.accounts import source, throttle
from nahbar.platform.accounts.roles import ANONYMOUS
from nahbar.procedures.secure_antrag import secure_antrag

STRANGER, OWNER = "203.0.113.7", "198.51.100.9"


def enter(client: Client, code: str, pin: str, address: str) -> Any:
    """Send the form of the way back from an address."""
    return client.post("/weiter", {"code": code, "pin": pin}, REMOTE_ADDR=address)


def wrong(pin: str) -> str:
    """Another PIN."""
    return f"{(int(pin) + 1) % 1_000_000:06d}"


def test_u1_a_stranger_who_knows_the_code_does_not_lock_its_owner_out(traeger: Any) -> None:
    """U1: ten wrong PINs from one place slow down that place alone."""
    secured = secure_antrag(acting=ANONYMOUS, leistung="grundsicherungsgeld")
    for _ in range(10):
        enter(Client(), secured.code, wrong(secured.pin), STRANGER)
    refused = enter(Client(), secured.code, secured.pin, STRANGER)
    assert refused.status_code == 200 and "Warten Sie" in refused.content.decode()
    assert enter(Client(), secured.code, secured.pin, OWNER).status_code == 302


def test_u1_a_browser_that_was_right_before_is_never_kept_waiting_by_strangers(traeger: Any) -> None:
    """U1: many networks together exhaust the tries of strangers; the owner's own browser still opens the code."""
    secured, owner = secure_antrag(acting=ANONYMOUS, leistung="grundsicherungsgeld"), Client()
    assert enter(owner, secured.code, secured.pin, OWNER).status_code == 302
    for number in range(throttle.FREE_OF_STRANGERS + 1):
        enter(Client(), secured.code, wrong(secured.pin), f"203.0.113.{number}")
    assert enter(Client(), secured.code, secured.pin, "192.0.2.1").status_code == 200, "strangers wait, even if right"
    assert enter(owner, secured.code, secured.pin, OWNER).status_code == 302


def test_u1_wrong_pins_never_hinder_securing_a_day(traeger: Any) -> None:
    """U1: whoever was slowed down secures a new day at once."""
    visitor = Client(REMOTE_ADDR=STRANGER)
    for _ in range(8):
        visitor.post("/weiter", {"code": "AAAA-AAAA", "pin": "123456"})
    before = Antrag.objects.count()
    assert visitor.post("/antrag/sichern", {"ort": ""}).status_code == 302
    assert Antrag.objects.count() == before + 1


def test_one_network_gets_slower_over_many_codes(traeger: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of codes tried one after the other from one place is slowed down as well."""
    monkeypatch.setattr(throttle, "FREE_OF_NETWORK", 5)
    token = source.current.set(source.Source(STRANGER))
    try:
        waits = []
        for number in range(7):
            with pytest.raises(AccessRefused) as refused:
                antrag_for_access(f"2222-222{number}", "123456")
            waits.append(refused.value.wait_seconds)
    finally:
        source.current.reset(token)
    assert waits[:5] == [0] * 5 and waits[6] > 0


def test_longest_wait_is_a_quarter_of_an_hour(traeger: Any, now: Any) -> None:
    """Nobody is locked out for good."""
    target, waits = "account:x", []
    for _ in range(40):
        throttle.note_failure(target)
        waits.append(throttle.seconds_to_wait(target))
    assert waits[:4] == [0] * 4 and 0 < waits[4] <= 15 and max(waits) <= 900


def test_a_forged_device_cookie_is_none(traeger: Any) -> None:
    """The cookie is signed; an unsigned one does not open a counter of its own."""
    secured = secure_antrag(acting=ANONYMOUS, leistung="grundsicherungsgeld")
    for number in range(throttle.FREE_OF_STRANGERS + 1):
        enter(Client(), secured.code, wrong(secured.pin), f"203.0.113.{number}")
    forged = Client()
    forged.cookies[source.COOKIE] = "eyJkIjoieCIsImsiOltdfQ:1abcde:xxxxxxxx"
    assert enter(forged, secured.code, secured.pin, OWNER).status_code == 200


def test_the_address_before_the_proxy_cannot_be_chosen(settings: Any) -> None:
    """What a visitor writes into X-Forwarded-For counts neither without a proxy nor in front of its entry."""
    meta = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "1.1.1.1, 2001:db8:1:2:3::4"}
    settings.BEHIND_PROXY = False
    assert source.network(meta) == "127.0.0.1"
    settings.BEHIND_PROXY = True
    assert source.network(meta) == "2001:db8:1:2::"
