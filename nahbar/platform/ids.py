"""Identifiers: time-ordered UUIDs, and codes that people can read aloud."""

from __future__ import annotations

import os
import secrets
import time
from uuid import UUID

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTVWXYZ"
"""No 0, O, 1, I, U: 31 characters, a prime, which the check character needs."""


def uuid7() -> UUID:
    """A UUID of version 7 (RFC 9562): 48 bits of milliseconds, then random bits; PostgreSQL 15 cannot make one."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds << 80) | int.from_bytes(os.urandom(10), "big")
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    return UUID(int=value)


def _check_character(body: str) -> str:
    """Weighted sum modulo 31, prime, so that one wrong character and one swap are always found."""
    total = sum((index + 2) * ALPHABET.index(char) for index, char in enumerate(body))
    return ALPHABET[total % 31]


def new_code() -> str:
    """A code such as `7F3K-92QX`: seven random characters (34 bits) and a check character."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(7))
    whole = body + _check_character(body)
    return f"{whole[:4]}-{whole[4:]}"


def normal_code(text: str) -> str | None:
    """The code that somebody typed, in its normal form; None if it cannot be one (typing error)."""
    cleaned = "".join(c for c in text.upper() if c.isalnum())
    if len(cleaned) != 8 or any(c not in ALPHABET for c in cleaned):
        return None
    if _check_character(cleaned[:7]) != cleaned[7]:
        return None
    return f"{cleaned[:4]}-{cleaned[4:]}"


def new_pin() -> str:
    """Six random digits."""
    return f"{secrets.randbelow(1_000_000):06d}"
