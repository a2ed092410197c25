"""What a browser remembers of a letter's code: which one, since when, what it sent; no session of the application."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.middleware.csrf import rotate_token

from nahbar.domain.applications.briefcodes import Briefcode
from nahbar.procedures.open_letter import still_open

KEY = "brief"
MINUTES = 30
"""After half an hour without a page the code is asked for again: letters are opened on borrowed telephones."""
MOST_SENT = 60


def hold(request: HttpRequest, row: Briefcode) -> None:
    """Let this browser answer the letter of this code; another letter it held is closed."""
    request.session.cycle_key()
    request.session[KEY] = {"id": str(row.id), "seen": int(time.time()), "sent": []}
    rotate_token(request)


def held(request: HttpRequest) -> Briefcode | None:
    """The letter that this browser opened, if its code still opens anything; of another Träger it is none."""
    kept: Any = request.session.get(KEY)
    if not kept:
        return None
    now = int(time.time())
    row = still_open(UUID(kept["id"])) if now - kept["seen"] <= MINUTES * 60 else None
    if row is not None and request.method not in ("GET", "HEAD", "OPTIONS"):
        kept["seen"] = now
        request.session[KEY] = kept
    return row


def note_sent(request: HttpRequest, upload_ids: Iterable[UUID | None]) -> None:
    """Remember what this visit brought: the receipt lists that, and nothing from before."""
    kept: Any = request.session.get(KEY)
    if kept:
        kept["sent"] = list(dict.fromkeys([*kept["sent"], *(str(one) for one in upload_ids if one)]))[-MOST_SENT:]
        request.session[KEY] = kept


def sent_ids(request: HttpRequest) -> frozenset[str]:
    """What this visit brought."""
    kept: Any = request.session.get(KEY)
    return frozenset(kept["sent"]) if kept else frozenset()


def let_go(request: HttpRequest) -> None:
    """Close the letter; whoever is signed in besides stays so."""
    request.session.pop(KEY, None)
