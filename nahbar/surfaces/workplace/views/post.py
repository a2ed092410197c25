"""The post room: letters that are ready, the day they went to the post, and what follows from it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from nahbar.domain.casefile.errors import PurposeLocked
from nahbar.domain.casefile.purpose import refuse_paper_in_locked_room
from nahbar.domain.mailroom.queries import at_provider, brief_by_id, outgoing
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.platform.accounts.roles import Role
from nahbar.platform.vault.actions import read_file
from nahbar.procedures.dispatch_letter import stop_letter
from nahbar.procedures.record_posting import record_posting
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, show, typed_day, typed_ids

SENT_SHOWN = 50


def _page(request: ActorRequest, *, status: int = 200, **values: Any) -> HttpResponse:
    sent = list(reversed(outgoing("versandt")))
    return show(
        request, "post", "post", status=status,
        ready=outgoing("bereit"), at_provider=at_provider(), stopped=outgoing("gestoppt"),
        sent=sent[:SENT_SHOWN], sent_count=len(sent),
        today=clock.today(), **values,
    )  # fmt: skip


@allow(*nav.POST)
@require_GET
def post(request: ActorRequest) -> HttpResponse:
    """Letters that are ready, stopped and sent."""
    return _page(request)


@allow(*nav.POST)
@require_GET
def letter(request: ActorRequest, brief_id: UUID) -> HttpResponse:
    """The letter as it is printed: the post room sees this one document, not the file."""
    brief = brief_by_id(brief_id)
    try:
        refuse_paper_in_locked_room(request.actor, brief.art)
    except PurposeLocked as locked:
        return show(request, "nur_beratung", "post", status=409, sentence=str(locked))
    paper = brief.stand == "bereit" and brief.weg == "post" and request.actor.has(Role.POSTROOM)
    # only who prints it sees what is in the window; for everybody else a protected address is not on the copy (U11)
    stored = brief.dokument.original if paper else brief.dokument.ansicht
    answer = HttpResponse(read_file(stored), content_type=stored.media_type)
    answer["Content-Disposition"] = f'inline; filename="brief-{brief_id}.pdf"'
    return answer


@allow(*nav.POST)
@require_POST
def posted(request: ActorRequest) -> HttpResponse:
    """One or several letters were handed to the post on a day."""
    ids = typed_ids(request.POST.getlist("brief"))
    typed = request.POST.get("am", "")
    day = typed_day(typed)
    if not ids or day is None:
        sentence = "Wählen Sie mindestens einen Brief und den Tag, an dem er zur Post ging."
        return _page(request, status=422, refusal=sentence, chosen=ids, typed=typed)
    refusal = attempt(
        lambda: [record_posting(acting=request.actor, brief=brief_by_id(one), posted_on=day) for one in ids]
    )
    if refusal:
        return _page(request, status=422, refusal=refusal, chosen=ids, typed=typed)
    return done("post", "aufgegeben")


@allow(*nav.POST)
@require_POST
def stop(request: ActorRequest, brief_id: UUID) -> HttpResponse:
    """Keep a letter in the house."""
    grund = request.POST.get("grund", "")
    refusal = attempt(lambda: stop_letter(acting=request.actor, brief=brief_by_id(brief_id), grund=grund))
    if refusal:
        return _page(request, status=422, refusal=refusal, stopping=brief_id)
    return done("post", "angehalten")
