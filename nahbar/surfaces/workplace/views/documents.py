"""Documents and their pages: only for files that are open in this session; the vault is read per request."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from nahbar.domain.casefile.errors import PurposeLocked
from nahbar.domain.casefile.file_queries import picture_of, view_of
from nahbar.domain.casefile.purpose import refuse_paper_in_locked_room
from nahbar.domain.casefile.queries import dokument_by_id
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.platform.intake.model import Limits
from nahbar.platform.intake.render import page_preview
from nahbar.platform.vault.actions import read_file
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.access import may_open
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import show


@allow(*nav.FILES)
@require_GET
def document(request: ActorRequest, dokument_id: UUID) -> HttpResponse:
    """The PDF of a document."""
    dokument = dokument_by_id(dokument_id)
    if not may_open(request, dokument.akte_id):
        raise Http404
    try:
        refuse_paper_in_locked_room(request.actor, dokument.art)
    except PurposeLocked as locked:
        return show(request, "nur_beratung", status=409, sentence=str(locked))
    stored = view_of(dokument).datei
    answer = HttpResponse(read_file(stored), content_type=stored.media_type)
    answer["Content-Disposition"] = f'inline; filename="{dokument.id}.pdf"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@allow(*nav.FILES)
@require_GET
def document_page(request: ActorRequest, dokument_id: UUID, nr: int) -> HttpResponse:
    """The preview picture of one page."""
    dokument = dokument_by_id(dokument_id)
    if not may_open(request, dokument.akte_id):
        raise Http404
    try:
        refuse_paper_in_locked_room(request.actor, dokument.art)
    except PurposeLocked:
        raise Http404 from None
    return HttpResponse(page_picture(dokument, nr), content_type="image/jpeg")


def page_picture(dokument: Any, nr: int) -> bytes:
    """The picture of one page as it is shown now, at most 150 kB (F16)."""
    view = view_of(dokument)
    kept = picture_of(dokument, view, nr)
    if kept is not None:
        return read_file(kept)
    # letters of the office keep no pictures: a page is drawn when somebody looks
    drawn = page_preview(read_file(view.datei), nr, Limits()) if 1 <= nr <= max(1, view.seiten) else None
    if drawn is None:
        raise Http404
    return drawn
