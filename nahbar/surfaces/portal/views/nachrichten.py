"""Messages: one thread with the office, with photos as answers; the page works without JavaScript."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.domain.applications.queries import Antrag, Upload
from nahbar.domain.appointments.queries import next_termin
from nahbar.domain.casefile.queries import Akte
from nahbar.domain.conversations import queries
from nahbar.domain.conversations.actions import mark_read
from nahbar.domain.conversations.errors import GespraechUnknown, MessageEmpty, MessageTooLong, TooManyMessages
from nahbar.domain.conversations.policies import MAX_TEXT
from nahbar.platform.accounts.guard import ActorRequest, allow
from nahbar.platform.accounts.roles import Role
from nahbar.platform.ids import uuid7
from nahbar.procedures.answer_with_photo import answer_with_photo
from nahbar.procedures.conversation import answer_expected, my_caseworker
from nahbar.procedures.pick_new_time import to_replace
from nahbar.procedures.send_message import OFFICE, PERSON, send_message
from nahbar.surfaces.portal.access import sent
from nahbar.surfaces.portal.views.papers import MAX_FILES, too_many
from nahbar.surfaces.ui.fields import Choice, Field

REFUSED = (MessageEmpty, MessageTooLong, TooManyMessages)
STATES = {
    "termin": ("Ihr neuer Termin ist gebucht", "success"),
    "gesendet": ("Ihre Nachricht ist angekommen", "success"),
    "angekommen": ("Ihre Datei ist angekommen", "success"),
    "unscharf": ("Angekommen, aber schwer zu lesen", "warning"),
    "geprueft": ("Ihre Datei ist angekommen und wird noch geprüft", "info"),
    "abgewiesen": ("Diese Datei konnten wir nicht annehmen", "danger"),
}
"""What is said on top after sending; the thread holds the details."""


@allow(Role.CITIZEN)
@require_http_methods(["GET", "POST"])
def messages(request: ActorRequest, antrag_id: UUID) -> HttpResponseBase:
    """The thread, and the form that goes on with it."""
    antrag, akte = sent(request, antrag_id)
    if request.method != "POST":
        return _page(request, antrag, akte)
    files = request.FILES.getlist("dateien")
    if len(files) > MAX_FILES:
        return _page(request, antrag, akte, file_error=too_many())
    try:
        state = _answered(request, antrag, akte) if files else _written(request, antrag)
    except REFUSED as refused:
        return _page(request, antrag, akte, error=str(refused))
    except GespraechUnknown:
        raise Http404 from None
    return HttpResponseRedirect(f"{reverse('portal:messages', args=[antrag.id])}?stand={state}#verlauf-ende")


def _written(request: ActorRequest, antrag: Antrag) -> str:
    if request.POST.get("bitte"):
        raise MessageEmpty  # a form for a photo without a photo
    send_message(
        acting=request.actor,
        antrag=antrag,
        text=request.POST.get("text", ""),
        to=PERSON if request.POST.get("an") == PERSON else OFFICE,
        key=request.POST.get("schluessel", ""),
    )
    return "gesendet"


def _answered(request: ActorRequest, antrag: Antrag, akte: Akte) -> str:
    bitte = None
    if asked := request.POST.get("bitte"):
        gespraech = queries.gespraech_of(akte)
        try:
            wanted = UUID(asked)
        except ValueError:
            raise GespraechUnknown from None
        if gespraech is None:
            raise GespraechUnknown
        bitte = queries.request_by_id(gespraech, wanted)
    uploads: list[Upload] = []
    for number, file in enumerate(request.FILES.getlist("dateien")):
        uploads.append(
            answer_with_photo(
                acting=request.actor,
                antrag=antrag,
                bitte=bitte,
                filename=file.name or "Datei",
                data=file.read(),
                text="" if number else request.POST.get("text", ""),
                key=request.POST.get("schluessel", ""),
            )
        )
    if not all(upload.angenommen or upload.wartet_seit for upload in uploads):
        return "abgewiesen"
    if any(upload.wartet_seit for upload in uploads):
        return "geprueft"
    return "unscharf" if any(upload.hinweis for upload in uploads) else "angekommen"


def _page(request: ActorRequest, antrag: Antrag, akte: Akte, *, error: str = "", file_error: str = "") -> HttpResponse:
    asked = request.POST.get("bitte", "")
    if asked and error:
        error, file_error = "", "Wählen Sie zuerst ein Foto oder eine Datei aus."
    caseworker = my_caseworker(akte)
    gespraech = queries.gespraech_of(akte)
    text = Field("text", "Ihre Nachricht", "textarea", error=error, value=request.POST.get("text", ""), rows=5,
                 hint=f"Bis zu {MAX_TEXT} Zeichen.")  # fmt: skip
    files = Field("dateien", "Foto oder Datei", "file", required=False, multiple=True,
                  error="" if asked else file_error)  # fmt: skip
    errors = [(text.id, error)] if error else []
    if file_error:
        errors.append((f"f-{asked}" if asked else files.id, file_error))
    context = {
        "antrag": antrag,
        "akte": akte,
        "me": "buerger",
        "text": text,
        "files": files,
        "to": _to(request, caseworker, gespraech),
        "asked": asked,
        "asked_error": file_error,
        "errors": errors,
        "key": request.POST.get("schluessel", "") or str(uuid7()),
        "expected": answer_expected(),
        "termin": next_termin(akte.id),
        "replace": to_replace(akte.id),
        "state": STATES.get(request.GET.get("stand", "")),
        **_shown(gespraech),
    }
    return render(request, "portal/messages.html", context)


def _to(request: ActorRequest, caseworker: Any, gespraech: queries.Gespraech | None) -> Field | None:
    """The choice between the office in general and the own caseworker (C15); none as long as nobody is known."""
    if caseworker is None:
        return None
    person = f"{caseworker.name}, bearbeitet Ihren Antrag"
    options = (Choice(PERSON, person), Choice(OFFICE, "das Amt", hint="Wer gerade Zeit hat, antwortet."))
    usual = PERSON if gespraech is None or gespraech.owner_id else OFFICE
    return Field("an", "An wen?", "choice", options=options, value=request.POST.get("an", usual))


def _shown(gespraech: queries.Gespraech | None) -> dict[str, Any]:
    lines = queries.thread(gespraech)
    return {"lines": lines, "version": queries.version(gespraech), "last": lines[-1].nachricht.nr if lines else 0}


@allow(Role.CITIZEN)
@require_GET
def messages_part(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """The thread alone, for the page that looks for news; 304 as long as nothing has changed."""
    antrag, akte = sent(request, antrag_id)
    gespraech = queries.gespraech_of(akte)
    version = f'"{queries.version(gespraech)}"'
    answer = HttpResponse(status=304)
    if request.headers.get("If-None-Match") != version:
        answer = render(
            request, "ui/conversation/thread.html", {"antrag": antrag, "me": "buerger", **_shown(gespraech)}
        )
    answer["ETag"] = version
    answer["Cache-Control"] = "no-cache, private"
    return answer


@allow(Role.CITIZEN)
@require_POST
def messages_open(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """Keeps the moment of reading, then shows the thread."""
    antrag, akte = sent(request, antrag_id)
    gespraech = queries.gespraech_of(akte)
    if gespraech is not None:
        mark_read(acting=request.actor, gespraech=gespraech, by_citizen=True)
    return HttpResponseRedirect(reverse("portal:messages", args=[antrag.id]))
