"""Is this receipt genuine? Anybody who holds the file can ask; the file is looked at and not kept (C09)."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nahbar.platform import clock
from nahbar.platform.accounts.guard import ActorRequest, public
from nahbar.platform.letters.seal import kept_key
from nahbar.procedures.check_receipt import genuine_receipt
from nahbar.surfaces.ui.fields import Field, FormPage

MOST = 20_000_000
"""Bytes of a file that are looked at: no receipt is larger."""


def _digest(request: ActorRequest) -> str:
    """SHA-256 of the file that was sent, or the one that was typed in."""
    file = request.FILES.get("datei")
    if file is None:
        return request.POST.get("pruefwert", "")
    if not file.size or file.size > MOST:
        return ""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


@public
@require_http_methods(["GET", "POST"])
def beleg(request: ActorRequest) -> HttpResponse:
    """Number and file, or number and checksum; the answer is yes with time and pages, or no."""
    nummer = request.POST.get("nummer", "")[:20]
    asked = request.method == "POST"
    genuine = genuine_receipt(nummer, _digest(request)) if asked else None
    page = FormPage(
        title=_("Ist die Eingangsbestätigung echt?"),
        fields=(
            Field(
                "nummer", _("Nummer des Antrags"), value=nummer, width=16, autocomplete="off",
                hint=_("Sie steht auf der Bestätigung, zum Beispiel A-2026-000123."),
            ),
            Field(
                "datei", _("Die Datei (PDF)"), "file", required=False, accept="application/pdf",
                hint=_("Wir sehen sie an und behalten sie nicht."),
            ),
            Field(
                "pruefwert", _("Oder der Prüfwert der Datei (SHA-256)"), required=False, autocomplete="off",
                value=request.POST.get("pruefwert", "")[:80],
            ),
        ),
        primary=_("Prüfen"),
        later="",
    )  # fmt: skip
    context = {
        "page": page, "asked": asked, "genuine": genuine,
        "fingerprint": kept_key(settings.SEAL_KEY_FILE, clock.now()).fingerprint,
    }  # fmt: skip
    return render(request, "portal/beleg.html", context, status=200 if genuine or not asked else 422)
