"""The resumable way for files: tus 1.0.0 (core, creation with upload, expiration, termination) within the portal.

An application's own session, CSRF token in a header, pieces of at most `PIECE` bytes. GET, which tus leaves open,
gives the receipt as JSON; its `html` is what the page without JavaScript would show.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import http_date
from django.views.decorators.http import require_http_methods

from nahbar.domain.applications import queries
from nahbar.domain.applications.errors import AntragUnknown
from nahbar.domain.applications.sendungen import Announced, Sendung, besides, sendung_by_id
from nahbar.platform.accounts.guard import ActorRequest, allow
from nahbar.platform.accounts.roles import Role
from nahbar.procedures.send_in_pieces import (
    MOST_BYTES,
    OffsetConflict,
    SendingExpired,
    begin_sending,
    continue_sending,
    stop_sending,
)
from nahbar.surfaces.portal.access import own
from nahbar.surfaces.portal.receipts import Receipt, receipt_of

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,expiration,termination"
PIECE = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
PIECE_TYPE = "application/offset+octet-stream"
DAMAGED = 460
"""tus: the checksum does not fit; the sender begins anew."""


@dataclass(frozen=True)
class Way:
    """Where files go and as whom: an application that was opened, or the papers of one letter (`views/brief.py`)."""

    antrag: queries.Antrag
    begin: Callable[[Announced], Sendung]
    go_on: Callable[[Sendung, int, bytes], Sendung | None]
    stop: Callable[[Sendung], None]
    place: Callable[[Sendung], str]
    redact: Callable[[Sendung], str]
    receipt: Callable[[queries.Upload, Sendung], Receipt]


def _own_way(request: ActorRequest, antrag_id: UUID) -> Way:
    antrag = own(request, antrag_id)
    who = request.actor

    return Way(
        antrag,
        begin=lambda announced: begin_sending(acting=who, antrag=antrag, announced=announced),
        go_on=lambda sendung, offset, data: continue_sending(
            acting=who, antrag=antrag, sendung=sendung, offset=offset, data=data
        ),
        stop=lambda sendung: stop_sending(acting=who, antrag=antrag, sendung=sendung),
        place=lambda sendung: reverse("portal:upload_piece", args=[antrag.id, sendung.id]),
        redact=lambda sendung: reverse("portal:redact", args=[antrag.id, sendung.id]),
        receipt=lambda upload, sendung: receipt_of(antrag, upload, since=sendung.begonnen_at),
    )


@allow(Role.CITIZEN)
@require_http_methods(["OPTIONS", "GET", "POST"])
def begin(request: ActorRequest, antrag_id: UUID, key: str) -> HttpResponse:
    """Announces a file for a paper, perhaps with its first piece; told twice it is one file."""
    return begun(request, _own_way(request, antrag_id), key)


def begun(request: ActorRequest, way: Way, key: str) -> HttpResponse:
    """The answer to an announcement."""
    if request.method == "OPTIONS":
        return _answer(204, {"Tus-Version": VERSION, "Tus-Extension": EXTENSIONS, "Tus-Max-Size": str(MOST_BYTES)})
    if request.method == "GET":
        return _answer(405)
    if refusal := _not_ours(request):
        return refusal
    try:
        announced = _announced(request, key)
    except (ValueError, KeyError):
        return _answer(400)
    try:
        sendung = way.begin(announced)
    except AntragUnknown:
        raise Http404 from None
    status = 201
    if sendung.groesse > MOST_BYTES:
        status = 413
    elif sendung.upload_id is None and sendung.angekommen == 0 and _brings_bytes(request, sendung):
        answer = _take(request, way, sendung, 0)
        if answer.status_code not in (204, 409):
            return answer
        sendung = sendung_by_id(way.antrag, sendung.id)
    return _json(request, way, sendung, status, {"Location": way.place(sendung)})


@allow(Role.CITIZEN)
@require_http_methods(["HEAD", "GET", "PATCH", "DELETE", "POST"])
def piece(request: ActorRequest, antrag_id: UUID, sendung_id: UUID) -> HttpResponse:
    """How far the file is (HEAD), its next piece (PATCH), taking it back (DELETE), its receipt (GET)."""
    return continued(request, _own_way(request, antrag_id), sendung_id)


def continued(request: ActorRequest, way: Way, sendung_id: UUID, keys: Collection[str] | None = None) -> HttpResponse:
    """The answer about one file under way; `keys`: the papers that this visitor may know of."""
    try:
        sendung = sendung_by_id(way.antrag, sendung_id)
    except AntragUnknown:
        raise Http404 from None
    if keys is not None and sendung.nachweis_key not in keys:
        raise Http404
    method = request.headers.get("X-HTTP-Method-Override", request.method or "")
    if request.method == "POST" and method not in ("PATCH", "DELETE"):
        return _answer(405)
    if request.method == "GET":
        return _json(request, way, sendung, 200, {})
    if refusal := _not_ours(request):
        return refusal
    if request.method == "HEAD":
        return _answer(200, {"Upload-Length": str(sendung.groesse), **_progress(sendung)})
    if method == "DELETE":
        way.stop(sendung)
        return _answer(204)
    if request.META.get("CONTENT_TYPE") != PIECE_TYPE:
        return _answer(415)
    try:
        offset = int(request.headers["Upload-Offset"])
    except (KeyError, ValueError):
        return _answer(400)
    return _take(request, way, sendung, offset)


def _take(request: ActorRequest, way: Way, sendung: Sendung, offset: int) -> HttpResponse:
    if int(request.META.get("CONTENT_LENGTH") or 0) > PIECE:
        return _answer(413)
    try:
        # what arrived before the line broke is a piece too
        after = way.go_on(sendung, offset, request.read(PIECE))
    except OffsetConflict as conflict:
        return _answer(409, {"Upload-Offset": str(conflict.angekommen)})
    except SendingExpired:
        return _answer(410)
    except AntragUnknown:
        raise Http404 from None
    if after is None:
        return HttpResponse(status=DAMAGED, reason="Checksum Mismatch", headers={"Tus-Resumable": VERSION})
    return _answer(204, _progress(after))


def _brings_bytes(request: ActorRequest, sendung: Sendung) -> bool:
    return request.META.get("CONTENT_TYPE") == PIECE_TYPE or sendung.groesse == 0


def _announced(request: ActorRequest, key: str) -> Announced:
    """Raises ValueError or KeyError for what no honest sender says."""
    said = {}
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        name, _, value = pair.strip().partition(" ")
        try:
            said[name] = base64.b64decode(value, validate=True).decode()
        except binascii.Error as error:
            raise ValueError(name) from error
    size = int(request.headers["Upload-Length"])
    sha256 = said.get("sha256", "").lower()
    if size < 0 or (sha256 and (len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"))):
        raise ValueError(size)
    if not 8 <= len(said["schluessel"]) <= 64 or any("\x00" in text for text in said.values()):
        raise ValueError("schluessel")
    return Announced(
        schluessel=said["schluessel"],
        nachweis_key=key,
        dateiname=said.get("filename") or "Datei",
        groesse=size,
        sha256=sha256,
        schwaerzen=said.get("schwaerzen") == "ja",
    )


def _not_ours(request: ActorRequest) -> HttpResponse | None:
    if request.headers.get("Tus-Resumable") == VERSION:
        return None
    return _answer(412, {"Tus-Version": VERSION})


def _progress(sendung: Sendung) -> dict[str, str]:
    headers = {"Upload-Offset": str(sendung.angekommen)}
    if sendung.upload_id is None:
        headers["Upload-Expires"] = http_date(sendung.verfaellt_at.timestamp())
    return headers


def _answer(status: int, headers: dict[str, str] | None = None) -> HttpResponse:
    return HttpResponse(status=status, headers={"Tus-Resumable": VERSION, **(headers or {})})


def _json(request: ActorRequest, way: Way, sendung: Sendung, status: int, headers: dict[str, str]) -> HttpResponse:
    body: dict[str, Any] = {"stand": "laeuft", "angekommen": sendung.angekommen, "groesse": sendung.groesse}
    if sendung.wartet:
        body |= {"stand": "wartet", "weiter": way.redact(sendung)}
    elif sendung.upload is not None:
        uploads = [sendung.upload, *(row.upload for row in besides(sendung) if row.upload)]
        receipts = [way.receipt(upload, sendung) for upload in uploads]
        body |= {
            "stand": "angenommen" if any(receipt.accepted or receipt.held for receipt in receipts) else "abgewiesen",
            "sha256": sendung.upload.sha256,
        }
        rows = [render_to_string("portal/receipt_row.html", {"row": row}, request) for row in receipts]
        body["html"] = "".join(rows)
    return JsonResponse(body, status=status, headers={"Tus-Resumable": VERSION, **_progress(sendung), **headers})
