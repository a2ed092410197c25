"""Which application a request is about: the citizen's own, one for which somebody acts, or none."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse

from nahbar.domain.applications import queries
from nahbar.domain.applications.errors import AntragUnknown
from nahbar.domain.applications.policies import acts_for, is_own_antrag
from nahbar.domain.casefile import queries as casefile
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.questionnaire import engine
from nahbar.questionnaire.model import Answers, PageRef
from nahbar.surfaces.portal.vertretung_rights import needed


def own(request: ActorRequest, antrag_id: UUID) -> queries.Antrag:
    """The citizen's own application, or one for which somebody may do this today.

    A foreign one is as unknown as one that does not exist; so is one whose representation has ended. Whoever acts for
    somebody else is told so on the page (`request.acting_for`: the person's name).
    """
    try:
        antrag = queries.antrag_by_id(antrag_id)
    except AntragUnknown:
        raise Http404 from None
    if is_own_antrag(request.actor, antrag):
        return antrag
    match = request.resolver_match
    right = needed(match.url_name or "", request.method or "GET") if match else None
    if right is None or not acts_for(request.actor, antrag, right):
        raise Http404
    request.acting_for = next(  # type: ignore[attr-defined]  # read by the frame of the portal
        one.fuer for one in request.actor.befugnisse if one.antrag_id == antrag.id
    )
    return antrag


def sent(request: ActorRequest, antrag_id: UUID) -> tuple[queries.Antrag, casefile.Akte]:
    """The citizen's own application with its file; not found as long as there is none."""
    antrag = own(request, antrag_id)
    if antrag.akte is None:
        raise Http404
    return antrag, antrag.akte


def is_draft(antrag: queries.Antrag) -> bool:
    """True until the declaration was sent."""
    return bool(antrag.stand == "gesichert")


FOLLOW_UPS = {"aenderung": "portal:aenderung", "weiterbewilligung": "portal:weiter"}
"""Kinds of follow-up that have a page of their own in place of the task list."""


def follow_up_home(antrag: queries.Antrag) -> str:
    """Where a draft that follows an earlier application is worked on; empty for a first application."""
    name = FOLLOW_UPS.get(antrag.art, "")
    return reverse(name, args=[antrag.id]) if name and is_draft(antrag) else ""


def first_question(draft: queries.Antrag) -> str:
    """The first page of a draft that lacks an answer; its review when there is none."""
    gap = engine.first_open_page(queries.questionnaire_of(draft), draft.antworten)
    return page_url(draft.id, gap) if gap else reverse("portal:review", args=[draft.id])


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
