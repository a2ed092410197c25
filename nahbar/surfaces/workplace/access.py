"""Opening a file: by an own task, or with a reason that the person concerned can read (U32)."""

from __future__ import annotations

from uuid import UUID

from nahbar.domain.appointments.queries import own_termin_today
from nahbar.domain.casefile.actions import log_access
from nahbar.domain.casefile.aktenschutz import must_know
from nahbar.domain.casefile.queries import akte_by_id, open_aufgaben
from nahbar.platform.accounts.guard import ActorRequest

OPENED = "akten"
"""Session key: files opened with a reason in this session."""
PURPOSES = (
    "Anruf der antragstellenden Person",
    "Vorsprache im Haus",
    "Vertretung einer Kollegin oder eines Kollegen",
    "Prüfung einer Zahlung oder eines Schreibens",
)


def may_open(request: ActorRequest, akte_id: UUID) -> bool:
    """True if the file is open in this session, or one of its tasks or an appointment of today is this person's.

    Then the access is logged.

    Logging an access is the one thing that a reading page writes.
    """
    must_know(request.actor, akte_id)
    opened: dict[str, str] = request.session.get(OPENED, {})
    if str(akte_id) in opened:
        return True
    akte = akte_by_id(akte_id)
    own = [task for task in open_aufgaben(akte) if task.owner_id == request.actor.account_id]
    if not own and (termin := own_termin_today(akte, request.actor.account_id)):
        log_access(acting=request.actor, akte=akte, zweck=f"Termin: {termin.angebot.titel}"[:200], anlass="termin")
        _note(request, akte_id, termin.angebot.titel)
        return True
    if not own:
        return False
    log_access(acting=request.actor, akte=akte, zweck=f"Bearbeitung: {own[0].titel}"[:200], anlass="aufgabe")
    _note(request, akte_id, own[0].titel)
    return True


def open_file(request: ActorRequest, akte_id: UUID, zweck: str) -> None:
    """Open a file with a reason; raises ReasonMissing without one."""
    must_know(request.actor, akte_id)
    log_access(acting=request.actor, akte=akte_by_id(akte_id), zweck=zweck, anlass="grund")
    _note(request, akte_id, zweck)


def _note(request: ActorRequest, akte_id: UUID, zweck: str) -> None:
    request.session[OPENED] = {**request.session.get(OPENED, {}), str(akte_id): zweck[:200]}


def typed_purpose(request: ActorRequest) -> str:
    """The reason that was chosen, or typed where it is another one."""
    zweck = request.POST.get("zweck", "")
    return (request.POST.get("anderes", "") if zweck == "anderes" else zweck).strip()[:200]
