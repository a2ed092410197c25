"""A letter with its own code (C03): the page opens what the letter asks for, and nothing else of the application."""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseForbidden
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.domain.applications.briefcodes import Briefcode, asked_papers, day_of
from nahbar.domain.applications.queries import Nachweis, Upload
from nahbar.domain.applications.sendungen import Announced, Sendung, besides
from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest, public
from nahbar.platform.ids import normal_code
from nahbar.procedures.answer_letter import begin_paper, continue_paper, send_paper, stop_paper
from nahbar.procedures.open_letter import LetterCodeRefused, open_letter
from nahbar.surfaces.portal import letter_session
from nahbar.surfaces.portal.letter_words import plain_paper
from nahbar.surfaces.portal.receipts import Receipt, sending_words
from nahbar.surfaces.portal.views import upload
from nahbar.surfaces.portal.views.entry import resume, wait_words
from nahbar.surfaces.portal.views.papers import MAX_FILES, too_many
from nahbar.surfaces.ui.fields import Field, FormPage

SEAL = "nahbar.portal.letter"
ARRIVED = ("gesendet", "anerkannt")
LetterView = Callable[..., HttpResponseBase]


@public
@require_http_methods(["GET", "POST"])
def letter_code(request: ActorRequest) -> HttpResponseBase:
    """The code of a letter; with a PIN the way back to an application. What is wrong with a code is never said."""
    code = request.POST.get("code", "")[:20]
    errors: tuple[tuple[str, str], ...] = ()
    note = ""
    if request.method == "POST":
        if request.POST.get("pin", "").strip():
            return resume(request)
        if normal_code(code) is None:
            errors = (("f-code", _("Dieser Code hat einen Tippfehler. Er hat acht Zeichen, zum Beispiel 7F3K-92QX.")),)
        else:
            try:
                row = open_letter(acting=request.actor, code=code)
            except LetterCodeRefused as refused:
                errors = (("f-code", _("Mit diesem Code geht es hier nicht weiter. Prüfen Sie ihn auf dem Brief.")),)
                note = wait_words(refused.wait_seconds)
            else:
                letter_session.hold(request, row)
                return redirect("portal:letter_wanted")
    page = FormPage(
        title=_("Ich habe einen Brief mit Code"),
        fields=(
            Field("code", _("Ihr Code"), "code", value=code, width=12, hint=_("Zum Beispiel 7F3K-92QX")),
            Field(
                "pin", _("Ihre PIN"), "code", width=8, required=False,
                hint=_("Nur wenn Sie eine haben. Für den Code auf einem Brief brauchen Sie keine PIN."),
            ),
        ),
        errors=errors,
        primary=_("Weitermachen"),
        later="",
    )  # fmt: skip
    return render(request, "portal/brief.html", {"page": page, "note": note, "translated": True})


def _with_letter(view: LetterView) -> LetterView:
    """Only for a browser that opened a letter, as long as its code opens anything; others are asked for the code."""

    @wraps(view)
    def opened(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        row = letter_session.held(request)
        if row is not None:
            return view(request, row, *args, **kwargs)
        letter_session.let_go(request)
        return redirect("portal:letter_code")

    return opened


def _paper(row: Briefcode, nr: int) -> Nachweis:
    """The paper with this number on the letter."""
    papers = asked_papers(row) if row.zweck == Briefcode.Zweck.UNTERLAGEN else []
    if not 1 <= nr <= len(papers):
        raise Http404
    return papers[nr - 1]


@public
@require_GET
@_with_letter
def letter_wanted(request: ActorRequest, row: Briefcode) -> HttpResponseBase:
    """What the letter asks for, until when; neither a name nor anything else of the application."""
    papers = [
        {
            "nr": nr, "words": plain_paper(row, paper), "here": paper.stand in ARRIVED,
            "again": paper.stand == "unbrauchbar", "done": paper.stand in ("anerkannt", "entfaellt"),
        }
        for nr, paper in enumerate(asked_papers(row), start=1)
    ]  # fmt: skip
    context = {
        "letter": row, "day": day_of(row), "papers": papers,
        "open": sum(not one["here"] and not one["done"] for one in papers),
        "late": row.frist is not None and row.frist < clock.today(), "sent": bool(letter_session.sent_ids(request)),
        "translated": True,
    }  # fmt: skip
    return render(request, "portal/brief_offen.html", context)


@public
@require_http_methods(["GET", "POST"])
@_with_letter
def letter_paper(request: ActorRequest, row: Briefcode, nr: int) -> HttpResponseBase:
    """Takes files for one paper of the letter, judged like any others; shows what this visit brought."""
    paper = _paper(row, nr)
    error = ""
    if request.method == "POST":
        files = request.FILES.getlist("dateien")
        if not files:
            error = _("Wählen Sie zuerst ein Foto oder eine Datei aus.")
        elif len(files) > MAX_FILES:
            error = too_many()
        else:
            for file in files:
                made = send_paper(briefcode=row, key=paper.key, filename=file.name or "Datei", data=file.read())
                letter_session.note_sent(request, [one.id for one in made])
            return redirect(f"{reverse('portal:letter_paper', args=[nr])}?gesendet=1")
    words = plain_paper(row, paper)
    field = Field(
        "dateien", _("Fotos oder Dateien"), "file", multiple=True, error=error,
        hint=_("Alle Seiten, gut zu lesen. Sie können mehrere auf einmal auswählen."),
    )  # fmt: skip
    context = {
        "letter": row, "nr": nr, "title": words.title, "words": words, "field": field,
        "errors": [(field.id, error)] if error else [], "receipts": _receipts(request, row, paper),
        "sent": "gesendet" in request.GET, "begin": reverse("portal:letter_begin", args=[nr]),
        "seal": base64.b64encode(salted_hmac(SEAL, str(row.id), algorithm="sha256").digest()).decode(),
        "sending": sending_words(), "translated": True,
    }  # fmt: skip
    return render(request, "portal/brief_unterlage.html", context)


def _uploads(request: ActorRequest, row: Briefcode, paper: Nachweis) -> list[Upload]:
    brought = letter_session.sent_ids(request)
    return [one for one in reversed(list(paper.uploads.all())) if str(one.id) in brought]


def _receipts(request: ActorRequest, row: Briefcode, paper: Nachweis) -> list[Receipt]:
    return [_receipt(one) for one in _uploads(request, row, paper)]


def _receipt(sent: Upload, *, known: bool = False) -> Receipt:
    """Without picture and link: with the code of a letter nothing is read, not even what was sent with it."""
    if not sent.angenommen:
        return Receipt(sent.dateiname, False, sent.at, reason=sent.grund)
    check = f"{sent.sha256[:4]} {sent.sha256[4:8]}"
    return Receipt(sent.dateiname, True, sent.at, sent.seiten, check, hint=sent.hinweis, known=known)


@public
@require_GET
@_with_letter
def letter_receipt(request: ActorRequest, row: Briefcode) -> HttpResponseBase:
    """What this visit brought: number, time, list; to be printed."""
    papers = []
    sent: list[Upload] = []
    for nr, paper in enumerate(asked_papers(row), start=1):
        here = [one for one in _uploads(request, row, paper) if one.angenommen]
        if here:
            papers.append({"nr": nr, "words": plain_paper(row, paper), "receipts": [_receipt(one) for one in here]})
            sent.extend(here)
    if not sent:
        return redirect("portal:letter_wanted")
    last = max(sent, key=lambda one: (one.at, one.id))
    context = {
        "letter": row, "day": day_of(row), "papers": papers, "number": f"B-{last.id.hex[-8:].upper()}",
        "at": last.at, "translated": True,
    }  # fmt: skip
    return render(request, "portal/brief_quittung.html", context)


@public
@require_POST
def letter_close(request: ActorRequest) -> HttpResponseBase:
    """Close the letter in this browser."""
    letter_session.let_go(request)
    return redirect("portal:start")


def _way(request: ActorRequest, row: Briefcode) -> upload.Way:
    def noted(sendung: Sendung) -> Sendung:
        if sendung.upload_id is not None:
            letter_session.note_sent(request, [sendung.upload_id, *(one.upload_id for one in besides(sendung))])
        return sendung

    def begin(announced: Announced) -> Sendung:
        if announced.schwaerzen:  # not offered here: it would show the file again
            raise Http404
        return noted(begin_paper(briefcode=row, announced=announced))

    def go_on(sendung: Sendung, offset: int, data: bytes) -> Sendung | None:
        after = continue_paper(briefcode=row, sendung=sendung, offset=offset, data=data)
        return noted(after) if after is not None else None

    return upload.Way(
        row.antrag,
        begin=begin,
        go_on=go_on,
        stop=lambda sendung: stop_paper(briefcode=row, sendung=sendung),
        place=lambda sendung: reverse("portal:letter_piece", args=[sendung.id]),
        redact=lambda sendung: reverse("portal:letter_wanted"),
        receipt=lambda sent, sendung: _receipt(sent, known=sent.at < sendung.begonnen_at),
    )


@public
@require_http_methods(["OPTIONS", "GET", "POST"])
def letter_begin(request: ActorRequest, nr: int) -> HttpResponse:
    """Announces a file for a paper of the letter (tus, see `views/upload.py`)."""
    row = letter_session.held(request)
    if row is None:  # a program is told no, somebody who opens the address gets the page for the code
        return redirect("portal:letter_code") if request.method == "GET" else HttpResponseForbidden()
    return upload.begun(request, _way(request, row), _paper(row, nr).key)


@public
@require_http_methods(["HEAD", "GET", "PATCH", "DELETE", "POST"])
def letter_piece(request: ActorRequest, sendung_id: UUID) -> HttpResponse:
    """A file under way to a paper of the letter; files of other papers are unknown here."""
    row = letter_session.held(request)
    if row is None:  # a program is told no, somebody who opens the address gets the page for the code
        return redirect("portal:letter_code") if request.method == "GET" else HttpResponseForbidden()
    return upload.continued(request, _way(request, row), sendung_id, row.nachweise)
