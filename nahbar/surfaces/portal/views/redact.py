"""Blacking out on the page, before a file is handed over."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from nahbar.domain.applications import queries
from nahbar.domain.applications.errors import AntragUnknown
from nahbar.domain.applications.sendungen import Sendung, preview_of, sendung_by_id
from nahbar.platform.accounts.guard import ActorRequest, allow
from nahbar.platform.accounts.roles import Role
from nahbar.platform.intake.model import Unfit
from nahbar.platform.intake.redact import bars_of
from nahbar.platform.vault.actions import read_file
from nahbar.procedures.redact_file import redact_file
from nahbar.procedures.send_in_pieces import stop_sending
from nahbar.surfaces.portal.access import own
from nahbar.surfaces.portal.views.papers import KNOWN, RESULT

NO_BARS = "Setzen Sie zuerst einen Balken. Oder geben Sie die Datei ohne Balken ab."
NOT_DRAWN = (
    "Wir konnten nicht alle Seiten zeichnen. Schwärzen Sie auf Papier, fotografieren Sie die Seiten und senden Sie die "
    "Fotos."
)


@allow(Role.CITIZEN)
@require_http_methods(["GET", "POST"])
def redact(request: ActorRequest, antrag_id: UUID, sendung_id: UUID) -> HttpResponseBase:
    """The pages of a held file: bars, and then handing over, or taking it back."""
    antrag = own(request, antrag_id)
    try:
        sendung = sendung_by_id(antrag, sendung_id)
    except AntragUnknown:
        raise Http404 from None
    back = reverse("portal:paper", args=[antrag.id, sendung.nachweis_key])
    if not sendung.wartet:
        return redirect(back)
    if request.method == "GET":
        return _page(request, antrag, sendung, back, "")
    what = request.POST.get("was")
    if what == "loeschen":
        stop_sending(acting=request.actor, antrag=antrag, sendung=sendung)
        return redirect(back)
    bars = bars_of(request.POST.get("balken", "")) if what == "schwaerzen" else []
    if what == "schwaerzen" and not bars:
        return _page(request, antrag, sendung, back, NO_BARS)
    try:
        upload = redact_file(acting=request.actor, antrag=antrag, sendung=sendung, bars=bars)
    except (Unfit, ValueError):
        return _page(request, antrag, sendung, back, NOT_DRAWN)
    request.session[RESULT], request.session[KNOWN] = [str(upload.id)], []
    return redirect(f"{back}?gesendet=1")


@allow(Role.CITIZEN)
@require_GET
def redact_preview(request: ActorRequest, antrag_id: UUID, sendung_id: UUID, nr: int) -> HttpResponse:
    """The picture of one page of a file that its sender has not handed over yet."""
    antrag = own(request, antrag_id)
    try:
        picture = preview_of(sendung_by_id(antrag, sendung_id), nr)
    except AntragUnknown:
        raise Http404 from None
    return HttpResponse(read_file(picture), content_type="image/jpeg")


def _page(request: ActorRequest, antrag: queries.Antrag, sendung: Sendung, back: str, error: str) -> HttpResponse:
    pages = [
        {"nr": nr, "url": reverse("portal:redact_preview", args=[antrag.id, sendung.id, nr])}
        for nr in range(1, len(sendung.vorschau) + 1)
    ]
    context = {"antrag": antrag, "sendung": sendung, "back": back, "pages": pages, "errors": []}
    if error:
        context["errors"] = [("inhalt", error)]
    return render(request, "portal/redact.html", context)
