"""Notes and resubmissions of a file."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from nahbar.domain.casefile import file_queries as files
from nahbar.domain.casefile import remarks
from nahbar.domain.casefile.queries import akte_by_id, dokument_by_id
from nahbar.domain.conversations.queries import colleagues
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.access import may_open
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, done, typed_day, typed_ids
from nahbar.surfaces.workplace.views.akte import page


def _must_be_open(request: ActorRequest, akte_id: UUID) -> None:
    if not may_open(request, akte_id):
        raise Http404


@allow(*nav.FILES)
@require_POST
def note(request: ActorRequest, akte_id: UUID) -> HttpResponse:
    """Write a note, to the file or to one of its documents."""
    _must_be_open(request, akte_id)
    akte, text = akte_by_id(akte_id), request.POST.get("text", "")
    named = [dokument_by_id(one) for one in typed_ids([request.POST.get("dokument", "")])]
    about = [one for one in named if one.akte_id == akte_id]
    refusal = attempt(
        lambda: remarks.write_note(
            acting=request.actor, akte=akte, text=text, dokument=about[0] if about else None
        )
    )
    if refusal:
        return page(request, akte_id, "", status=422, refusal=refusal)
    return done("viewer", "notiz", about[0].id) if about else done("akte", "notiz", akte_id)


@allow(*nav.FILES)
@require_POST
def strike(request: ActorRequest, notiz_id: UUID) -> HttpResponse:
    """Strike a note out, or let it count again."""
    found = files.note_by_id(notiz_id)
    _must_be_open(request, found.akte_id)
    again = request.POST.get("tat") == "wieder"
    remarks.strike_note(acting=request.actor, notiz=found, wieder=again)
    return done("akte", "notiz_wieder" if again else "notiz_weg", found.akte_id)


@allow(*nav.FILES)
@require_POST
def resubmit(request: ActorRequest, akte_id: UUID) -> HttpResponse:
    """See the file again on a day."""
    _must_be_open(request, akte_id)
    post = request.POST
    matter = next((m for m in files.matters(akte_by_id(akte_id)) if str(m.id) == post.get("vorgang")), None)
    to = next((one for one in colleagues(request.actor) if str(one.id) == post.get("fuer")), None)
    refusal = attempt(
        lambda: remarks.resubmit(
            acting=request.actor, vorgang=matter or files.matter_for_letters(akte_id), am=typed_day(post.get("am", "")),
            grund=post.get("grund", ""), fuer=to, mine=post.get("fuer") == "ich",
        )  # fmt: skip
    )
    if refusal:
        return page(request, akte_id, "", status=422, refusal=refusal, wanted=post, wanted_open=True)
    return done("akte", "wiedervorlage", akte_id)


@allow(*nav.FILES)
@require_POST
def change(request: ActorRequest, wiedervorlage_id: UUID) -> HttpResponse:
    """Done, or another day."""
    row = files.resubmission_by_id(wiedervorlage_id)
    _must_be_open(request, row.akte_id)
    if request.POST.get("tat") == "fertig":
        refusal, ok = attempt(lambda: remarks.settle(acting=request.actor, row=row)), "wiedervorlage_fertig"
    else:
        day = typed_day(request.POST.get("am", ""))
        refusal = attempt(lambda: remarks.put_off(acting=request.actor, row=row, am=day))
        ok = "wiedervorlage_spaeter"
    return page(request, row.akte_id, "", status=422, refusal=refusal) if refusal else done("akte", ok, row.akte_id)
