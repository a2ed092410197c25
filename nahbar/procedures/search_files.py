"""Searching in all files: a reason first, and every file of which something was shown knows it (F03, U32)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from nahbar.domain.casefile.actions import log_access
from nahbar.domain.casefile.errors import ReasonMissing
from nahbar.domain.casefile.models import Akte
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit

SEARCHED = "Suche in allen Akten: "
"""How the reason begins in the list of who opened a file."""
LEAST = 8


@transaction.atomic
def note_search(*, acting: Actor, grund: str) -> None:
    """Somebody begins to search in all files; raises ReasonMissing. What was looked for is not kept."""
    if len(grund.strip()) < LEAST:
        raise ReasonMissing
    audit.record("pages_searched", acting=acting, object_type="account", object_id=str(acting.account_id))


@transaction.atomic
def note_shown(*, acting: Actor, akten: Iterable[Akte], grund: str) -> None:
    """Note in each of these files that a part of it was shown as a hit, once a day for the same reason."""
    for akte in sorted(akten, key=lambda one: one.id):
        log_access(acting=acting, akte=akte, zweck=f"{SEARCHED}{grund}"[:200], anlass="suche")
