"""Where staff work: the place behind a session or a device, with its purpose lock (A07)."""

from __future__ import annotations

from uuid import UUID

from nahbar.domain.appointments.models import Ort
from nahbar.platform.accounts.roles import Arbeitsort


def arbeitsort(value: str, *, fest: bool = False) -> Arbeitsort | None:
    """The place of this id as the Actor carries it, read anew each time; None for what is no place (any more)."""
    try:
        wanted = UUID(value)
    except ValueError:
        return None
    found = Ort.objects.filter(id=wanted).first()
    return Arbeitsort(found.id, found.name, found.nur_beratung, fest) if found is not None else None
