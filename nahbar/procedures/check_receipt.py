"""Check an Eingangsbestätigung that somebody shows: is it ours, unchanged, and from when (C09)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from nahbar.domain.applications.models import Antrag
from nahbar.domain.casefile.models import Dokument

RECEIPT = "eingangsbestaetigung"


@dataclass(frozen=True)
class Genuine:
    """What may be said to anybody who holds the file: no name, no content."""

    nummer: str
    received_at: datetime
    pages: int


def genuine_receipt(nummer: str, sha256: str) -> Genuine | None:
    """The receipt of this number whose file has this SHA-256 (hex); None for every other file, and nothing more.

    Number and checksum are needed together, so nothing can be learnt by trying.
    """
    digest = "".join(sha256.split()).lower()
    antrag = Antrag.objects.filter(nummer=nummer.strip().upper(), vorgang__isnull=False).first()
    if antrag is None or len(digest) != 64:
        return None
    found = Dokument.objects.filter(vorgang=antrag.vorgang_id, art=RECEIPT, original__sha256=digest).first()
    if found is None:
        return None
    return Genuine(antrag.nummer, found.received_at, found.seiten)
