"""Where one works today: at the desk, or in a partner room whose purpose lock then holds (A07)."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from nahbar.domain.appointments.errors import TerminUnknown
from nahbar.domain.appointments.queries import ort_by_id, orte
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.platform.accounts.roles import Role
from nahbar.platform.accounts.session import ARBEITSORT, DEVICE_AGE, DEVICE_PLACE
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import done, show

DEVICES = (Role.TEAMLEAD, Role.OPERATOR)


def _chosen(request: ActorRequest) -> str | None:
    """The id of a known place, empty for the desk, None for nonsense."""
    value = request.POST.get("ort", "")
    if not value:
        return ""
    try:
        return str(ort_by_id(UUID(value)).id)
    except (ValueError, TerminUnknown):
        return None


def _page(request: ActorRequest, *, status: int = 200, refusal: str = "") -> HttpResponse:
    return show(
        request, "arbeitsort", "arbeitsort", status=status, orte=orte(), hier=request.actor.arbeitsort,
        may_fix=request.actor.has(*DEVICES), refusal=refusal,
    )  # fmt: skip


@allow(*nav.EVERYBODY)
@require_http_methods(["GET", "POST"])
def arbeitsort(request: ActorRequest) -> HttpResponse:
    """Choose the place for this session."""
    if request.method == "GET":
        return _page(request)
    chosen = _chosen(request)
    if chosen is None:
        return _page(request, status=422, refusal="Diesen Ort gibt es nicht mehr. Wählen Sie einen aus der Liste.")
    request.session[ARBEITSORT] = chosen
    return done("arbeitsort", "arbeitsort")


@allow(*DEVICES)
@require_POST
def device(request: ActorRequest) -> HttpResponse:
    """Fix the place of this very device: whoever signs in on it works there, and cannot say otherwise."""
    chosen = _chosen(request)
    if chosen is None:
        return _page(request, status=422, refusal="Diesen Ort gibt es nicht mehr. Wählen Sie einen aus der Liste.")
    answer = done("arbeitsort", "geraet_ort")
    if chosen:
        answer.set_signed_cookie(
            DEVICE_PLACE, chosen, salt=DEVICE_PLACE, max_age=DEVICE_AGE, httponly=True, samesite="Lax",
            secure=settings.HTTPS,
        )  # fmt: skip
    else:
        answer.delete_cookie(DEVICE_PLACE)
    return answer
