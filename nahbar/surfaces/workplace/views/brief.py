"""The codes of letters: which were given out, when they were used, what ended them; blocked with one click (C03)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from nahbar.domain.applications.briefcodes import briefcode_by_id, briefcodes_of, ended_by
from nahbar.domain.casefile.queries import Akte
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.platform.accounts.roles import Role
from nahbar.procedures.open_letter import BLOCKERS, block_letter_code
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import done


def letter_codes(akte: Akte, actor: Any) -> list[dict[str, Any]]:
    """The codes of the letters of a file with their state; `may`: whether this reader can block it."""
    may = actor.has(*BLOCKERS)
    rows = [(row, ended_by(row)) for row in briefcodes_of(akte)]
    return [{"row": row, "ended": ended, "may": may and not ended} for row, ended in rows]


@allow(*BLOCKERS)
@require_POST
def block_code(request: ActorRequest, akte_id: UUID, briefcode_id: UUID) -> HttpResponse:
    """From now on this code opens nothing, nor does a page that was opened with it."""
    row = briefcode_by_id(briefcode_id)
    if row is None or row.antrag.akte_id != akte_id:
        raise Http404
    block_letter_code(acting=request.actor, briefcode=row)
    if request.actor.has(Role.FRONTDESK):
        return done("desk", "briefcode", akte_id)
    return HttpResponseRedirect(f"{reverse('workplace:akte', args=[akte_id])}post/?ok=briefcode")
