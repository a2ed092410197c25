"""Papers: what is needed and why, sending photos and files, looking at what was sent."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from nahbar.domain.applications import queries
from nahbar.domain.applications.actions import remove_upload
from nahbar.domain.applications.errors import AntragUnknown
from nahbar.domain.applications.sendungen import waiting
from nahbar.domain.applications.uploads import can_be_removed
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest, allow
from nahbar.platform.accounts.roles import Role
from nahbar.platform.vault.actions import read_file
from nahbar.procedures.add_upload import add_uploads
from nahbar.procedures.send_in_pieces import hold_file
from nahbar.surfaces.portal.access import is_draft, own
from nahbar.surfaces.portal.receipts import receipt_of, sending_words
from nahbar.surfaces.portal.shielded import shield
from nahbar.surfaces.portal.views.clips import shown_at
from nahbar.surfaces.portal.views.wissen import help_at
from nahbar.surfaces.ui.fields import Field
from nahbar.surfaces.ui.stored_words import said

STATES = {"fehlt": "fehlt", "gesendet": "gesendet", "anerkannt": "anerkannt", "unbrauchbar": "unscharf"}
OTHER = "sonstiges"
MAX_FILES = 20
RESULT = "upload_ergebnis"
"""Session key: ids of what the last sending brought, shown once at the top of the page."""
KNOWN = "upload_schon_da"
"""Session key: those of them that lay there before."""
SEAL = "nahbar.portal.waiting"


def file_rows(antrag: queries.Antrag, uploads: list[queries.Upload]) -> list[dict[str, Any]]:
    """The accepted files of a paper for the file list; only those that are no documents yet can be removed."""
    rows = []
    for upload in uploads:
        if upload.wartet_seit is not None:
            waits: dict[str, Any] = {"name": upload.dateiname, "note": upload.grund}
            if can_be_removed(upload):
                waits["remove_url"] = reverse("portal:upload_remove", args=[antrag.id, upload.id])
            rows.append(waits)
        if not upload.angenommen:
            continue
        args = [antrag.id, upload.id]
        row: dict[str, Any] = {
            "name": upload.dateiname,
            "pages": upload.seiten,
            "url": reverse("portal:upload_view", args=args),
            "note": upload.hinweis,
        }
        if upload.vorschau:
            row["preview_url"] = reverse("portal:upload_preview", args=[*args, 1])
        if upload.dokument_id is None:
            row["remove_url"] = reverse("portal:upload_remove", args=args)
        rows.append(row)
    return rows


def _card(antrag: queries.Antrag, paper: queries.Nachweis) -> dict[str, Any]:
    uploads = list(paper.uploads.all())
    state = STATES[paper.stand]
    if state == "gesendet" and uploads and not any(u.hinweis for u in uploads if u.angenommen):
        state = "lesbar"
    card: dict[str, Any] = {
        "title": said(paper.titel),
        "why": said(paper.grund),
        "state": state,
        "files": file_rows(antrag, uploads),
        "note": paper.bemerkung,
        "optional": not paper.pflicht,
    }
    if paper.stand != "anerkannt":
        card["url"] = reverse("portal:paper", args=[antrag.id, paper.key])
        if paper.stand == "gesendet":
            card["action"] = gettext("Noch eine Seite senden")
    if paper.angefordert_bis and paper.stand in ("fehlt", "unbrauchbar"):
        card["deadline"] = paper.angefordert_bis
    return card


@allow(Role.CITIZEN)
@require_GET
def papers(request: ActorRequest, antrag_id: UUID) -> HttpResponse:
    """One card for each paper."""
    antrag = own(request, antrag_id)
    listed = [paper for paper in queries.nachweise(antrag) if paper.stand != "entfaellt"]
    listed.sort(key=lambda paper: paper.stand not in ("fehlt", "unbrauchbar"))  # what is still to do comes first
    context = {
        "antrag": antrag,
        "draft": is_draft(antrag),
        "needed": [_card(antrag, paper) for paper in listed if paper.pflicht],
        "helpful": [_card(antrag, paper) for paper in listed if not paper.pflicht],
        "other": reverse("portal:paper", args=[antrag.id, OTHER]),
        "translated": True,
        "count": sum(paper.pflicht and paper.stand in ("fehlt", "unbrauchbar") for paper in listed),
    }
    return render(request, "portal/papers.html", context)


@allow(Role.CITIZEN)
@require_http_methods(["GET", "POST"])
def paper(request: ActorRequest, antrag_id: UUID, key: str) -> HttpResponseBase:
    """Takes files for one paper: each is judged alone, refused ones say why, the others are kept."""
    antrag = own(request, antrag_id)
    try:
        needed = queries.nachweis_by_key(antrag, key)
    except AntragUnknown:
        if key != OTHER:
            raise Http404 from None
        needed = None
    here = reverse("portal:paper", args=[antrag.id, key])
    if request.method == "POST":
        files = request.FILES.getlist("dateien")
        if not files:
            return _paper_page(request, antrag, key, needed, gettext("Wählen Sie zuerst ein Foto oder eine Datei aus."))
        if len(files) > MAX_FILES:
            return _paper_page(request, antrag, key, needed, too_many())
        if request.POST.get("schwaerzen"):
            return _hold(request, antrag, key, files)
        begun = clock.now()
        results = [
            upload
            for file in files
            for upload in add_uploads(
                acting=request.actor, antrag=antrag, nachweis_key=key, filename=file.name or "Datei", data=file.read()
            )
        ]
        request.session[RESULT] = [str(upload.id) for upload in results]
        request.session[KNOWN] = [str(upload.id) for upload in results if upload.at < begun]
        return redirect(f"{here}?gesendet=1")
    return _paper_page(request, antrag, key, needed, "")


def too_many() -> str:
    """What is said to more than `MAX_FILES` at once."""
    words = gettext("Wählen Sie höchstens %(n)s Dateien auf einmal aus und senden Sie die übrigen danach.")
    return words % {"n": MAX_FILES}


def _hold(
    request: ActorRequest, antrag: queries.Antrag, key: str, files: Sequence[UploadedFile[Any]]
) -> HttpResponseBase:
    """Keeps the files until their sender has blacked something out; what cannot be opened is refused at once."""
    refused = []
    for file in files:
        data = file.read()
        sendung = hold_file(
            acting=request.actor, antrag=antrag, nachweis_key=key, filename=file.name or "Datei", data=data
        )
        if sendung.upload is not None:
            refused.append(str(sendung.upload.id))
    request.session[RESULT], request.session[KNOWN] = refused, []
    if len(files) == 1 and not refused:
        return redirect("portal:redact", antrag.id, sendung.id)
    return redirect(f"{reverse('portal:paper', args=[antrag.id, key])}?gesendet=1")


def _paper_page(
    request: ActorRequest, antrag: queries.Antrag, key: str, needed: queries.Nachweis | None, error: str
) -> HttpResponse:
    uploads = list(needed.uploads.all()) if needed else []
    last = set(request.session.get(RESULT, ())) if "gesendet" in request.GET else set()
    new = [upload for upload in uploads if str(upload.id) in last]
    before = set(request.session.get(KNOWN, ()))
    known = [upload for upload in new if str(upload.id) in before]
    accepted = [upload for upload in new if upload.angenommen and upload not in known]
    field = Field(
        "dateien",
        gettext("Fotos oder Dateien"),
        "file",
        multiple=True,
        error=error,
        hint=gettext(
            "Alle Seiten, gut zu lesen. Sie können mehrere auf einmal auswählen. "
            "Aus einer gespeicherten E-Mail nehmen wir die Anhänge."
        ),
    )
    context = {
        "antrag": antrag,
        "title": said(needed.titel if needed else "Etwas anderes"),
        "why": said(needed.grund if needed else "Hier ist Platz für alles, was Sie uns noch zeigen möchten."),
        "norm": needed.norm if needed else "",
        "remark": needed.bemerkung if needed else "",
        "field": field,
        "errors": [(field.id, error)] if error else [],
        "refused": [upload for upload in new if not upload.angenommen and upload.wartet_seit is None],
        "held": [upload for upload in new if upload.wartet_seit is not None],
        "unclear": [upload for upload in accepted if upload.hinweis],
        "clear": [upload for upload in accepted if not upload.hinweis],
        "known": known,
        "sent": bool(new),
        "receipts": [receipt_of(antrag, upload) for upload in reversed(uploads) if _kept(upload)],
        "begin": reverse("portal:upload_begin", args=[antrag.id, key]),
        "seal": base64.b64encode(salted_hmac(SEAL, str(antrag.id), algorithm="sha256").digest()).decode(),
        "words": sending_words(),
        "waiting": waiting(antrag, key),
        "blacken": key.startswith("konto"),
        "helps": help_at(f"unterlage:{key}"),
        "clips": shown_at(f"unterlage:{key}"),
        "translated": True,
    }
    return render(request, "portal/paper.html", context)


def _kept(upload: queries.Upload) -> bool:
    return upload.angenommen or upload.wartet_seit is not None


def _upload(request: ActorRequest, antrag_id: UUID, upload_id: UUID, *, held: bool = False) -> queries.Upload:
    try:
        antrag = own(request, antrag_id)
        shield(request, antrag)
        upload = queries.upload_by_id(antrag, upload_id)
    except AntragUnknown:
        raise Http404 from None
    if not (upload.angenommen or held and upload.wartet_seit is not None):
        raise Http404
    return upload


@allow(Role.CITIZEN)
@require_GET
def upload_preview(request: ActorRequest, antrag_id: UUID, upload_id: UUID, nr: int) -> HttpResponse:
    """The picture of one page."""
    upload = _upload(request, antrag_id, upload_id)
    try:
        picture = queries.preview(upload, nr)
    except AntragUnknown:
        raise Http404 from None
    return HttpResponse(read_file(picture), content_type="image/jpeg")


@allow(Role.CITIZEN)
@require_GET
def upload_view(request: ActorRequest, antrag_id: UUID, upload_id: UUID) -> HttpResponse:
    """The file as it is shown to everybody: a PDF without active content."""
    upload = _upload(request, antrag_id, upload_id)
    if upload.ansicht is None:
        raise Http404
    return pdf(read_file(upload.ansicht), "Unterlage.pdf")


def pdf(data: bytes, name: str) -> HttpResponse:
    """A PDF to look at in the browser."""
    response = HttpResponse(data, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


@allow(Role.CITIZEN)
@require_http_methods(["GET", "POST"])
def upload_remove(request: ActorRequest, antrag_id: UUID, upload_id: UUID) -> HttpResponseBase:
    """Takes a file back before it is part of the application that was sent."""
    upload = _upload(request, antrag_id, upload_id, held=True)
    key = upload.nachweis.key if upload.nachweis else OTHER
    back = reverse("portal:paper", args=[antrag_id, key])
    if not can_be_removed(upload):
        return redirect(back)
    if request.method == "POST":
        remove_upload(acting=request.actor, upload=upload)
        return redirect(back)
    return render(request, "portal/upload_remove.html", {"upload": upload, "back": back, "translated": True})
