"""What both doors of a video meeting share: whose browser it is, reading a request, the answer to it."""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase, JsonResponse

from nahbar.domain.conversations import meetings
from nahbar.domain.conversations.errors import NotAdmitted, SignalRefused
from nahbar.domain.conversations.meeting_queries import VideoDoor, room_of, teilnahme_of
from nahbar.domain.conversations.policies import CLOSES_AFTER
from nahbar.platform import ports
from nahbar.platform.accounts.guard import ActorRequest

SEAT = "video"
"""Session key: what makes this browser the same visitor after a lost network."""
MOST_BYTES = 400_000
MARGIN = timedelta(minutes=5)
"""Helpers of the connection stay reachable a little longer than the meeting."""
LOST = "Ihr Platz ist nicht mehr da. Laden Sie die Seite neu."


def seat_key(request: ActorRequest, side: str, *, make: bool = False) -> str:
    """The hash by which the meeting knows this browser on this side (`gast`, `amt`); empty before it has entered."""
    secret = request.session.get(SEAT, "")
    if not secret and make:
        secret = request.session[SEAT] = secrets.token_urlsafe(24)
    return hashlib.sha256(f"video:{side}:{secret}".encode()).hexdigest() if secret else ""


def sent(request: ActorRequest) -> dict[str, Any]:
    """The JSON object that a browser has sent; empty for anything else."""
    if len(request.body) > MOST_BYTES:
        return {}
    try:
        data = json.loads(request.body or b"{}")
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


def listed(data: dict[str, Any], key: str) -> list[Any]:
    """A list of the object; empty for anything else."""
    value = data.get(key)
    return value if isinstance(value, list) else []


def refused(sentence: str, status: int = 409) -> JsonResponse:
    """What the page says instead."""
    return JsonResponse({"problem": sentence}, status=status)


def exchanged(request: ActorRequest, termin_id: UUID, side: str) -> HttpResponseBase:
    """One round: lines in, lines out, who is there. Nothing flows to or from somebody who is not let in."""
    teilnahme = teilnahme_of(termin_id, seat_key(request, side))
    if teilnahme is None:
        return refused(LOST)
    data = sent(request)
    ids = [str(UUID(one)) for one in listed(data, "seen") if isinstance(one, str) and _is_id(one)]
    try:
        lines = meetings.exchange(
            acting=request.actor,
            teilnahme=teilnahme,
            lines=listed(data, "lines"),
            seen=ids,
            connected=data.get("connected") is True,
        )
    except (NotAdmitted, SignalRefused) as refusal:
        return refused(str(refusal))
    room = room_of(teilnahme)
    answer: dict[str, Any] = {
        "stand": room.stand,
        "ended": room.ended,
        "peer": room.peer,
        "guests": room.guests,
        "signals": [{"id": str(line.id), "data": line.daten} for line in lines],
    }
    if data.get("ice") is True and room.stand == "drin":
        door: VideoDoor = ports.get("video")
        answer["ice"] = door.ice_servers(teilnahme.treffen.ende + CLOSES_AFTER + MARGIN)
    return JsonResponse(answer)


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def with_devices(response: HttpResponseBase) -> HttpResponseBase:
    """This page alone may ask for the microphone too."""
    response.headers["Permissions-Policy"] = "geolocation=(), microphone=(self), camera=(self)"
    return response
