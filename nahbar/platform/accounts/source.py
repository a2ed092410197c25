"""Where a request comes from, for slowing down guesses: its network, and what this browser opened before.

A browser that once opened a code or login keeps a signed cookie. Its own mistakes slow it down, those of strangers do
not: whoever knows a code cannot keep its owner out (U1).
"""

from __future__ import annotations

import ipaddress
import secrets
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core import signing

COOKIE = "geraet"
MOST_TARGETS = 8
COOKIE_AGE = 180 * 86400


@dataclass
class Source:
    """One visitor: `network` (address, IPv6 by /64), and the keys of the targets that this browser opened before."""

    network: str = ""
    device: str = ""
    known: tuple[str, ...] = ()
    learnt: list[str] = field(default_factory=list)
    """Keys that this request opened: to be remembered by the browser."""


current: ContextVar[Source | None] = ContextVar("source", default=None)


def here() -> Source:
    """The visitor of this request; a nameless one outside of requests."""
    return current.get() or Source()


def network(meta: Mapping[str, Any]) -> str:
    """The address that asks; behind a proxy the one that the proxy saw, never what a visitor wrote before it."""
    text = str(meta.get("REMOTE_ADDR") or "")
    if settings.BEHIND_PROXY and meta.get("HTTP_X_FORWARDED_FOR"):
        text = str(meta["HTTP_X_FORWARDED_FOR"]).rsplit(",", 1)[-1].strip()
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return ""
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False).network_address)
    return str(address)


def read(meta: Mapping[str, Any], cookie: str) -> Source:
    """The visitor of these headers; a forged cookie is none."""
    try:
        kept = signing.loads(cookie, salt=COOKIE, max_age=COOKIE_AGE) if cookie else {}
        known = (str(kept["d"]), tuple(str(key) for key in kept["k"])) if kept else ("", ())
        return Source(network(meta), *known)
    except (signing.BadSignature, KeyError, TypeError):
        return Source(network(meta))


def cookie_of(source: Source) -> str:
    """What the browser keeps now; empty if nothing new was opened."""
    fresh = [key for key in dict.fromkeys(source.learnt) if key not in source.known]
    if not fresh:
        return ""
    keys = [*fresh, *source.known][:MOST_TARGETS]
    return signing.dumps({"d": source.device or secrets.token_urlsafe(12), "k": keys}, salt=COOKIE)
