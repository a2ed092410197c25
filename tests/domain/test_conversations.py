"""Rules of conversations that need no case: what is kept of a text, what is an objection, when a room is open."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from nahbar.domain.conversations.errors import MessageTooLong
from nahbar.domain.conversations.models import Gespraech, Teilnahme, Treffen
from nahbar.domain.conversations.policies import (
    ABSENT_AFTER,
    clean_text,
    is_open,
    is_reason_enough,
    is_there,
    sounds_like_objection,
)
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.platform.ids import uuid7

TEN = datetime(2026, 12, 9, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Hallo \r\n Welt ", "Hallo \n Welt"),
        ("a\x00b\x1b[31mc", "ab[31mc"),
        ("\u202egnp.exe", "gnp.exe"),
        ("Tab\tbleibt", "Tab\tbleibt"),
        ("שלום\u200f", "שלום\u200f"),
    ],
)
def test_what_is_kept_of_a_text(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


def test_the_length_counts_letters_not_bytes() -> None:
    assert len(clean_text("👍" * 4000)) == 4000
    with pytest.raises(MessageTooLong, match="4001 Zeichen"):
        clean_text("ä" * 4001)


@pytest.mark.parametrize(
    ("text", "sounds"),
    [
        ("Ich lege Widerspruch ein", True),
        ("ich widerspreche dem Bescheid", True),
        ("Damit bin ich NICHT EINVERSTANDEN.", True),
        ("Wann kommt das Geld?", False),
    ],
)
def test_what_sounds_like_an_objection(text: str, sounds: bool) -> None:
    assert sounds_like_objection(text) is sounds


@pytest.mark.parametrize(("minutes", "opened"), [(-16, False), (-15, True), (0, True), (90, True), (91, False)])
def test_when_a_meeting_is_open(minutes: int, opened: bool) -> None:
    treffen = Treffen(beginn=TEN, ende=TEN + timedelta(minutes=30))
    assert is_open(treffen, TEN + timedelta(minutes=minutes)) is opened
    treffen.beendet_at = TEN
    assert not is_open(treffen, TEN + timedelta(minutes=minutes))


def test_who_is_there() -> None:
    one = Teilnahme(stand=Teilnahme.Stand.WARTET, gesehen_at=TEN)
    assert is_there(one, TEN + ABSENT_AFTER) and not is_there(one, TEN + ABSENT_AFTER + timedelta(seconds=1))
    one.stand = Teilnahme.Stand.WEG
    assert not is_there(one, TEN)


def test_which_threads_are_a_reason_to_open_them() -> None:
    me, other = uuid7(), uuid7()
    actor = Actor("staff", str(me), frozenset({Role.LEISTUNG}), account_id=me)
    waiting, resting = Gespraech.Stand.WARTET, Gespraech.Stand.RUHT
    assert is_reason_enough(actor, Gespraech(stand=waiting)) and not is_reason_enough(actor, Gespraech(stand=resting))
    assert is_reason_enough(actor, Gespraech(stand=resting, owner_id=me))
    assert not is_reason_enough(actor, Gespraech(stand=waiting, owner_id=other))
