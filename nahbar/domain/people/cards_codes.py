"""What a card shows: a code that changes every half minute, and a number for the printed card.

The changing code is `K1:` and 39 characters of Base32: ten bytes of the card's opaque id, four of the step, ten of a
MAC (HMAC-SHA-256). It tells nothing about a person, is worth nothing a minute later, and fits into a small QR code.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import struct
from dataclasses import dataclass

from django.conf import settings

from nahbar.platform import clock
from nahbar.platform.ids import normal_code
from nahbar.platform.tenancy.scope import current_traeger_id

STEP = 30
"""Seconds that one code is shown."""
TOLERANCE = 1
"""Steps before and after that still count: clocks and hands are slow."""
CHANGING = re.compile(r"^K1[^A-Z2-7]?([A-Z2-7]{39})$")
PRINTED = re.compile(r"^K0?[^A-Z0-9]*([A-Z0-9]{4})[^A-Z0-9]?([A-Z0-9]{4})$")


@dataclass(frozen=True)
class Changing:
    """A changing code that was genuine: the card's id and the half minute it was made for."""

    kennung: str
    schritt: int


def new_kennung() -> str:
    """80 random bits in Base32."""
    return base64.b32encode(secrets.token_bytes(10)).decode("ascii")


def step_now() -> int:
    """The half minute that runs now, by the clock of the house."""
    return int(clock.now().timestamp()) // STEP


def seconds_left() -> int:
    """Seconds until the code changes, at least one."""
    return STEP - int(clock.now().timestamp()) % STEP


def _mac(kennung: bytes, schritt: int) -> bytes:
    key = hmac.new(settings.SECRET_KEY.encode(), b"kundenkarte" + current_traeger_id().bytes, hashlib.sha256).digest()
    return hmac.new(key, kennung + struct.pack(">Q", schritt), hashlib.sha256).digest()[:10]


def changing_code(kennung: str, schritt: int) -> str:
    """The text of the QR code for one half minute."""
    raw = base64.b32decode(kennung)
    whole = raw + struct.pack(">I", schritt & 0xFFFFFFFF) + _mac(raw, schritt)
    return "K1:" + base64.b32encode(whole).decode("ascii").rstrip("=")


def read_changing(text: str) -> Changing | None:
    """The genuine changing code in what a scanner gave; None for anything else, forged codes too."""
    match = CHANGING.match("".join(text.split()).upper())
    if match is None:
        return None
    whole = base64.b32decode(match[1] + "=")
    raw, schritt = whole[:10], struct.unpack(">I", whole[10:14])[0]
    if not hmac.compare_digest(whole[14:], _mac(raw, schritt)):
        return None
    return Changing(base64.b32encode(raw).decode("ascii"), schritt)


def printed_code(nummer: str) -> str:
    """The text of the QR code on the printed card."""
    return f"K0:{nummer}"


def read_printed(text: str) -> str | None:
    """The number of a printed card as it was scanned or typed with its K; None if it cannot be one."""
    match = PRINTED.match("".join(text.split()).upper())
    return normal_code(match[1] + match[2]) if match else None


def is_card(text: str) -> bool:
    """True if the text looks like a code of a card, genuine or not."""
    tidy = "".join(text.split()).upper()
    return tidy.startswith(("K1:", "K0:", "K-")) or bool(CHANGING.match(tidy) or PRINTED.match(tidy))
