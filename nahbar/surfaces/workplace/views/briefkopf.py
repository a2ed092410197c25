"""The letterhead of a town: change it, look at it before, take an earlier one back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.domain.rollout import queries
from nahbar.domain.rollout.actions import HEAD_FIELDS, LENGTHS, checked_head
from nahbar.domain.rollout.policies import can_set_up
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.procedures.change_gemeinde import change_letterhead, present_values, restore_letterhead
from nahbar.procedures.preview_letterhead import preview_letterhead
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show


def _page(request: ActorRequest, gemeinde_id: UUID, *, status: int = 200, **values: Any) -> HttpResponse:
    town = queries.gemeinde_by_id(gemeinde_id)
    typed: dict[str, str] = values.pop("typed", None) or present_values(town)
    may = can_set_up(request.actor)
    fields = [
        {
            "name": name,
            "label": label,
            "value": typed.get(name, ""),
            "longest": LENGTHS[name],
            "fixed": not may and name != "oeffnungszeiten",
        }
        for name, label in HEAD_FIELDS.items()
    ]
    return show(
        request, "briefkopf", "gemeinden", status=status,
        town=town, fields=fields, head=typed, versions=queries.letterheads(town), may=may, **values,
    )  # fmt: skip


@allow(*nav.TOWNS)
@require_http_methods(["GET", "POST"])
def briefkopf(request: ActorRequest, gemeinde_id: UUID) -> HttpResponse:
    """The form; `vorschau` shows how it would look, `pdf` gives the sample letter, `speichern` keeps a version."""
    town = queries.gemeinde_by_id(gemeinde_id)
    if request.method != "POST":
        return _page(request, gemeinde_id)
    typed = {name: request.POST.get(name, "") for name in HEAD_FIELDS}
    step = request.POST.get("tat", "vorschau")
    if step == "pdf":
        made: list[bytes] = []
        refusal = attempt(lambda: made.append(preview_letterhead(town, checked_head(typed))))
        if not refusal:
            return _pdf(made[0])
    elif step == "speichern":
        refusal = attempt(lambda: change_letterhead(acting=request.actor, gemeinde=town, values=typed))
        if not refusal:
            return done("briefkopf", "briefkopf", town.id)
    else:
        refusal = attempt(lambda: checked_head(typed))
        if not refusal:
            return _page(request, gemeinde_id, typed=typed, previewed=True)
    return _page(request, gemeinde_id, status=422, typed=typed, refusal=refusal)


def _pdf(data: bytes) -> HttpResponse:
    answer = HttpResponse(data, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="Musterbrief.pdf"'
    return answer


@allow(*nav.TOWNS)
@require_GET
def sample(request: ActorRequest, gemeinde_id: UUID, version: int) -> HttpResponse:
    """A sample letter with one version of the head."""
    town = queries.gemeinde_by_id(gemeinde_id)
    head = queries.letterhead_version(town, version)
    return _pdf(preview_letterhead(town, {name: str(getattr(head, name)) for name in HEAD_FIELDS}))


@allow(*nav.OPERATION)
@require_POST
def restore(request: ActorRequest, gemeinde_id: UUID) -> HttpResponse:
    """Take an earlier version back into use."""
    town = queries.gemeinde_by_id(gemeinde_id)
    typed = request.POST.get("version", "")
    version = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 8 else 0
    refusal = attempt(lambda: restore_letterhead(acting=request.actor, gemeinde=town, version=version))
    if refusal:
        return _page(request, gemeinde_id, status=422, refusal=refusal)
    return done("briefkopf", "briefkopf_zurueck", town.id)
