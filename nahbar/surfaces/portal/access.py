"""Which application a request is about: the citizen's own, or none."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse

from nahbar.domain.applications import queries
from nahbar.domain.applications.errors import AntragUnknown
from nahbar.domain.casefile import queries as casefile
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.questionnaire.model import Answers, PageRef


def own(request: ActorRequest, antrag_id: UUID) -> queries.Antrag:
    """The citizen's own application; a foreign one is as unknown as one that does not exist."""
    try:
        return queries.own_antrag(request.actor, antrag_id)
    except AntragUnknown:
        raise Http404 from None


def sent(request: ActorRequest, antrag_id: UUID) -> tuple[queries.Antrag, casefile.Akte]:
    """The citizen's own application with its file; not found as long as there is none."""
    antrag = own(request, antrag_id)
    if antrag.akte is None:
        raise Http404
    return antrag, antrag.akte


def is_draft(antrag: queries.Antrag) -> bool:
    """True until the declaration was sent."""
    return bool(antrag.stand == "gesichert")


def answers_of(antrag: queries.Antrag) -> Answers:
    """The answers to go on with: the draft, or the correction that was begun."""
    answers: dict[str, Any] = antrag.antworten if antrag.korrektur is None else antrag.korrektur
    return answers


def page_url(antrag_id: UUID, ref: PageRef, way: str = "") -> str:
    """The address of one question; `way` says where to go afterwards."""
    if ref.item:
        url = reverse("portal:question_item", args=[antrag_id, ref.page, ref.item])
    else:
        url = reverse("portal:question", args=[antrag_id, ref.page])
    return f"{url}?weg={way}" if way else url
