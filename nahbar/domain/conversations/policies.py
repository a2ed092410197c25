"""Who may read and answer, and when a meeting is open: plain functions over what the caller holds."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta

from nahbar.domain.conversations.errors import MessageTooLong
from nahbar.domain.conversations.models import Gespraech, Teilnahme, Treffen
from nahbar.platform.accounts.roles import Actor, Role

ANSWERERS = (Role.LEISTUNG, Role.FALLMANAGEMENT, Role.TEAMLEAD)
MAX_TEXT = 4000
MAX_AN_HOUR = 30
"""Messages of one citizen: more than anybody types, far less than a programme sends."""
OPENS_BEFORE = timedelta(minutes=15)
CLOSES_AFTER = timedelta(minutes=60)
FORGOTTEN_AFTER = timedelta(hours=24)
ABSENT_AFTER = timedelta(seconds=20)
"""Whoever has not been heard of for so long is not there: the browser was closed, the network is gone."""

_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that make a text read otherwise than it is stored; letters of every script stay."""
_OBJECTIONS = ("widerspruch", "widersprech", "einspruch", "nicht einverstanden")


def can_answer(actor: Actor) -> bool:
    """Whoever works with the case and has a name."""
    return actor.has(*ANSWERERS) and actor.account_id is not None


def is_reason_enough(actor: Actor, gespraech: Gespraech) -> bool:
    """A thread that waits for the office, or is one's own, is a reason to open it; others need to be named."""
    if gespraech.owner_id is not None:
        return gespraech.owner_id == actor.account_id
    return gespraech.stand == Gespraech.Stand.WARTET


def clean_text(text: str) -> str:
    """The words without characters that no keyboard makes; raises MessageTooLong."""
    joined = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(
        c for c in joined if c in "\n\t" or (unicodedata.category(c) not in {"Cc", "Cs"} and c not in _OVERRIDES)
    ).strip()
    if len(kept) > MAX_TEXT:
        raise MessageTooLong(len(kept), MAX_TEXT)
    return kept


def sounds_like_objection(text: str) -> bool:
    """True where somebody writes about a Widerspruch: a message does not replace one (§ 84 SGG)."""
    folded = text.casefold()
    return any(word in folded for word in _OBJECTIONS)


def is_open(treffen: Treffen, moment: datetime) -> bool:
    """From 15 minutes before the appointment until an hour after its end, unless it was ended."""
    if treffen.beendet_at is not None:
        return False
    return treffen.beginn - OPENS_BEFORE <= moment <= treffen.ende + CLOSES_AFTER


def is_there(teilnahme: Teilnahme, moment: datetime) -> bool:
    """True as long as the browser is heard of."""
    gone = {Teilnahme.Stand.WEG.value, Teilnahme.Stand.ABGELEHNT.value}
    return teilnahme.stand not in gone and moment - teilnahme.gesehen_at <= ABSENT_AFTER
