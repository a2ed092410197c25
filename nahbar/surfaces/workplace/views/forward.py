"""The post room prints an application for a town on paper and says when it left."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from nahbar.domain.casefile.queries import Aufgabe, Dokument, aufgabe_by_id, documents
from nahbar.domain.rollout.heads import house_of
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.platform.vault.actions import read_file
from nahbar.procedures.finish_forwarding import finish_forwarding
from nahbar.procedures.forward_paper import TASK
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show


def _task(aufgabe_id: UUID) -> Aufgabe:
    """The open task of this id, if it is one of forwarding."""
    aufgabe = aufgabe_by_id(aufgabe_id)
    if aufgabe.art != TASK or aufgabe.erledigt_at is not None:
        raise Http404
    return aufgabe


def _papers(aufgabe: Aufgabe) -> list[Dokument]:
    """What is printed: the papers of this matter that its citizen sees, the declaration among them."""
    return [paper for paper in documents(aufgabe.akte, for_citizen=True) if paper.vorgang_id == aufgabe.vorgang_id]


@allow(*nav.POST)
@require_http_methods(["GET", "POST"])
def forward(request: ActorRequest, aufgabe_id: UUID) -> HttpResponse:
    """Address, papers to print, and one button."""
    aufgabe = _task(aufgabe_id)
    values: dict[str, Any] = {}
    if request.method == "POST":
        refusal = attempt(lambda: finish_forwarding(acting=request.actor, aufgabe=aufgabe))
        if not refusal:
            return done("start", "weitergeleitet")
        values = {"status": 422, "refusal": refusal}
    house = house_of(request.traeger, aufgabe.akte.gemeinde)
    return show(request, "forward", "eingang", task=aufgabe, house=house, papers=_papers(aufgabe), **values)


@allow(*nav.POST)
@require_GET
def document(request: ActorRequest, aufgabe_id: UUID, dokument_id: UUID) -> HttpResponse:
    """One of these papers as PDF; no other document of the file."""
    paper = next((one for one in _papers(_task(aufgabe_id)) if one.id == dokument_id), None)
    if paper is None:
        raise Http404
    answer = HttpResponse(read_file(paper.ansicht), content_type=paper.ansicht.media_type)
    answer["Content-Disposition"] = 'inline; filename="Papier.pdf"'
    return answer
