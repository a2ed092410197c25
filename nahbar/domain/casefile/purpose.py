"""The purpose lock: in a room for information and counselling nothing of a reduction happens (A07)."""

from __future__ import annotations

from nahbar.domain.casefile.errors import PurposeLocked
from nahbar.platform.accounts.roles import Actor

REDUCTIONS = frozenset({"anhoerung_meldeversaeumnis", "ergebnis_meldeversaeumnis", "anhoerung_minderung", "minderung"})
"""Kinds of letters and documents that belong to a reduction or its hearing (§§ 31 to 32 SGB II)."""


def refuse_in_locked_room(acting: Actor) -> None:
    """Raise PurposeLocked if whoever acts is in a room that is kept for information and counselling."""
    if acting.arbeitsort is not None and acting.arbeitsort.nur_beratung:
        raise PurposeLocked(acting.arbeitsort.name)


def refuse_paper_in_locked_room(acting: Actor, art: str) -> None:
    """Raise PurposeLocked where a letter or document of this kind must not be made, shown for print, or handed on."""
    if art in REDUCTIONS:
        refuse_in_locked_room(acting)
