"""Reading video meetings, and the servers that help two browsers to find each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from nahbar.domain.conversations.meetings import peer_of
from nahbar.domain.conversations.models import Teilnahme, Treffen
from nahbar.domain.conversations.policies import CLOSES_AFTER, is_there
from nahbar.platform import clock

__all__ = ["Teilnahme", "Treffen"]


class VideoDoor(Protocol):
    """What helps two browsers to find each other (port `video`)."""

    def ice_servers(self, until: datetime) -> list[dict[str, Any]]:
        """Servers in the shape of RTCConfiguration.iceServers; access to them ends at `until`."""
        ...


@dataclass(frozen=True)
class Room:
    """What one participant sees of the meeting."""

    stand: str
    ended: bool
    peer: str
    """Name of the other side while it is there; empty otherwise."""
    guests: tuple[dict[str, Any], ...]
    """For the office only: who waits since when."""


def treffen_of(termin_id: UUID) -> Treffen | None:
    """The meeting of an appointment; None as long as nobody came."""
    found: Treffen | None = Treffen.objects.filter(termin=termin_id).first()
    return found


def teilnahme_of(termin_id: UUID, key: str) -> Teilnahme | None:
    """The seat of this browser in the meeting of an appointment."""
    found: Teilnahme | None = (
        Teilnahme.objects.select_related("treffen").filter(treffen__termin=termin_id, besucher=key).first()
    )
    return found


def room_of(teilnahme: Teilnahme) -> Room:
    """The meeting as this participant sees it now."""
    now = clock.now()
    peer = peer_of(teilnahme, now) if teilnahme.stand == Teilnahme.Stand.DRIN else None
    guests: tuple[dict[str, Any], ...] = ()
    if teilnahme.rolle == Teilnahme.Rolle.AMT:
        rows = Teilnahme.objects.filter(treffen_id=teilnahme.treffen_id, rolle=Teilnahme.Rolle.GAST)
        guests = tuple(
            {"id": str(one.id), "name": one.name, "seconds": int((now - one.wartet_seit).total_seconds()),
             "stand": one.stand}
            for one in rows
            if is_there(one, now)
        )  # fmt: skip
    ended = teilnahme.treffen.beendet_at is not None or now > teilnahme.treffen.ende + CLOSES_AFTER
    return Room(teilnahme.stand, ended, peer.name if peer else "", guests)


def waiting_guests(termin_ids: list[UUID]) -> dict[UUID, int]:
    """How many wait, by appointment."""
    now = clock.now()
    rows = Teilnahme.objects.filter(
        treffen__termin__in=termin_ids, rolle=Teilnahme.Rolle.GAST, stand=Teilnahme.Stand.WARTET
    ).select_related("treffen")
    found: dict[UUID, int] = {}
    for row in rows:
        if is_there(row, now):
            found[row.treffen.termin] = found.get(row.treffen.termin, 0) + 1
    return found


def left_open() -> list[Treffen]:
    """Meetings that nobody ended, an hour after their time."""
    return list(Treffen.objects.filter(beendet_at=None, ende__lt=clock.now() - CLOSES_AFTER).select_related("akte"))
