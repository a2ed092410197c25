"""The file: documents beside facts, timeline, letters, payments, and who opened it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from nahbar.domain.applications.queries import antraege_of_akte, questionnaire_of
from nahbar.domain.applications.schutz import for_eyes
from nahbar.domain.applications.vertretung_queries import acting_in
from nahbar.domain.casefile import file_queries as files
from nahbar.domain.casefile.queries import accesses, akte_by_id, open_aufgaben, timeline
from nahbar.domain.conversations.queries import colleagues, gespraech_of, thread
from nahbar.domain.decisions.queries import final_decision, open_decision
from nahbar.domain.mailroom.queries import briefe
from nahbar.domain.payments.queries import orders_of_akte
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.questionnaire.summary import summary
from nahbar.surfaces.workplace import nav, preview
from nahbar.surfaces.workplace.access import PURPOSES, may_open, open_file
from nahbar.surfaces.workplace.guard import allow
from nahbar.surfaces.workplace.page import attempt, show
from nahbar.surfaces.workplace.views.brief import letter_codes

PARTS = {
    "": "Übersicht",
    "dokumente": "Dokumente",
    "entscheidung": "Entscheidung",
    "post": "Post",
    "zahlungen": "Zahlungen",
    "gespraech": "Gespräch",
    "verlauf": "Verlauf",
    "zugriffe": "Zugriffe",
}
KINDS = (
    ("eintrag", "Ereignisse"), ("dokument", "Dokumente"), ("notiz", "Notizen"), ("wiedervorlage", "Wiedervorlagen"),
)  # fmt: skip
SHORTCUTS = ({"key": "← / →", "text": "Seite zurück, weiter"},)


def ask_purpose(request: ActorRequest, akte_id: UUID, *, status: int = 200, **values: Any) -> HttpResponse:
    """Before a file that is no own task is shown: why? The person concerned can read the answer."""
    akte = akte_by_id(akte_id)
    return show(
        request, "akte_purpose", status=status, akte=akte, purposes=PURPOSES,
        target=values.pop("target", request.get_full_path()), **values,
    )  # fmt: skip


@allow(*nav.FILES)
@require_POST
def akte_open(request: ActorRequest, akte_id: UUID) -> HttpResponse:
    """Open a file with a reason, then go where the person wanted to go."""
    zweck = request.POST.get("zweck", "")
    if zweck == "anderes":
        zweck = request.POST.get("anderes", "")
    asked = request.POST.get("weiter", "")
    target = asked if url_has_allowed_host_and_scheme(asked, None) else reverse("workplace:akte", args=[akte_id])
    refusal = attempt(lambda: open_file(request, akte_id, zweck.strip()))
    if refusal:
        return ask_purpose(request, akte_id, status=422, refusal=refusal, target=target)
    return HttpResponseRedirect(target)


@allow(*nav.FILES)
@require_GET
def akte(request: ActorRequest, akte_id: UUID, part: str = "") -> HttpResponse:
    """One part of the file."""
    if part not in PARTS:
        raise Http404
    akte_by_id(akte_id)
    if not may_open(request, akte_id):
        return ask_purpose(request, akte_id)
    return page(request, akte_id, part)


def page(request: ActorRequest, akte_id: UUID, part: str, status: int = 200, **values: Any) -> HttpResponse:
    """A part of an opened file, also with a refusal on it."""
    found = akte_by_id(akte_id)
    antraege = antraege_of_akte(found)
    head: dict[str, Any] = {
        "akte": found,
        "tabs": _tabs(akte_id, part),
        "part": part,
        "antraege": antraege,
        "title": PARTS[part],
        "acting": acting_in(found),
    }
    content = CONTENT[part](request, found, antraege)
    return show(request, f"akte_{part or 'uebersicht'}", status=status, **head, **content, **values)


def _tabs(akte_id: UUID, part: str) -> list[dict[str, Any]]:
    return [
        {
            "title": title,
            "current": key == part,
            "url": reverse("workplace:akte", args=[akte_id]) + (f"{key}/" if key else ""),
        }
        for key, title in PARTS.items()
    ]


def _overview(request: ActorRequest, akte: Any, antraege: Any) -> dict[str, Any]:
    docs, shown = preview.listed(akte, request.GET)
    current = antraege[0] if antraege else None
    return {
        "shown": shown,
        "sections": summary(questionnaire_of(current), for_eyes(current, current.antworten)) if current else [],
        "antrag": current,
        "papers": preview.papers(current) if current else [],
        "tasks": open_aufgaben(akte),
        "entries": list(reversed(timeline(akte, for_citizen=False)))[:12],
        "notes": files.notes_of(akte),
        "resubmissions": files.resubmissions(akte),
        "matters": files.matters(akte),
        "colleagues": colleagues(request.actor),
        "today": clock.today(),
        "shortcuts": SHORTCUTS,
    }


def _documents(request: ActorRequest, akte: Any, antraege: Any) -> dict[str, Any]:
    docs, shown = preview.listed(akte, request.GET)
    by_id = {doc.id: doc for doc in docs}
    parts = [
        {
            "title": one.title, "count": one.count,
            "matters": [(m.vorgang, [by_id[d.id] for d in m.documents]) for m in one.matters],
        }
        for one in files.structure(akte)
    ]  # fmt: skip
    return {"docs": docs, "parts": parts, "shown": shown, "shortcuts": SHORTCUTS}


def _decision(request: ActorRequest, akte: Any, antraege: Any) -> dict[str, Any]:
    return {"decisions": [{"antrag": a, "open": open_decision(a), "final": final_decision(a)} for a in antraege]}


def _post(request: ActorRequest, akte: Any, antraege: Any) -> dict[str, Any]:
    return {"letters": briefe(akte, for_citizen=False), "codes": letter_codes(akte, request.actor)}


def _payments(request: ActorRequest, akte: Any, antraege: Any) -> dict[str, Any]:
    return {"orders": orders_of_akte(akte)}


def _conversation(request: ActorRequest, akte: Any, antraege: Any) -> dict[str, Any]:
    gespraech = gespraech_of(akte)
    return {"gespraech": gespraech, "lines": thread(gespraech), "me": "amt", "sees_files": True, "last": 0}


def _history(request: ActorRequest, akte: Any, antraege: Any) -> dict[str, Any]:
    lines = files.whole_timeline(akte)
    kind = request.GET.get("was", "")
    counts = [(key, label, sum(1 for one in lines if one.kind == key)) for key, label in KINDS]
    return {
        "entries": [one for one in lines if not kind or one.kind == kind], "kind": kind, "all": len(lines),
        "counts": counts,
    }  # fmt: skip


def _accesses(request: ActorRequest, akte: Any, antraege: Any) -> dict[str, Any]:
    return {"accesses": accesses(akte)}


CONTENT = {
    "": _overview,
    "dokumente": _documents,
    "entscheidung": _decision,
    "post": _post,
    "zahlungen": _payments,
    "gespraech": _conversation,
    "verlauf": _history,
    "zugriffe": _accesses,
}
