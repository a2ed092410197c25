"""The contacts of a case in one line of time: what was asked for, called about, brought, said at the counter (F14)."""

from __future__ import annotations

from nahbar.domain.casefile.queries import Akte, Eintrag, timeline

CONTACTS = frozenset(
    {
        "unterlagen_angefordert", "brief_versandt", "unterlage_angekommen", "unterlage_geprueft", "datei_abgewiesen",
        "kontakt_telefon", "kontakt_schalter",
    }
)  # fmt: skip


def contacts(akte: Akte) -> list[Eintrag]:
    """The entries of a file that are contacts, newest first."""
    return [entry for entry in reversed(timeline(akte, for_citizen=False)) if entry.art in CONTACTS]
