"""The receipt of one file: what arrived when, how many pages, its check number, and whether it was there before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nahbar.domain.applications import queries
from nahbar.domain.applications.uploads import can_be_removed, same_content
from nahbar.surfaces.ui.stored_words import said


@dataclass(frozen=True)
class Receipt:
    """One file as its sender sees it; empty texts are not shown."""

    name: str
    accepted: bool
    at: datetime
    pages: int = 0
    check_number: str = ""
    """First eight digits of SHA-256 in two groups, to be read aloud and compared."""
    preview_url: str = ""
    url: str = ""
    remove_url: str = ""
    hint: str = ""
    reason: str = ""
    known: bool = False
    """The same file lay there before it was sent this time."""
    held: bool = False
    """Arrived, but the virus check has not answered yet."""
    also_at: str = ""
    """Title of another paper at which the same file lies."""


def receipt_of(antrag: queries.Antrag, upload: queries.Upload, *, since: datetime | None = None) -> Receipt:
    """`since`: when this sending began; what arrived earlier was known already."""
    if upload.wartet_seit is not None:
        remove = reverse("portal:upload_remove", args=[antrag.id, upload.id]) if can_be_removed(upload) else ""
        return Receipt(upload.dateiname, False, upload.at, held=True, reason=upload.grund, remove_url=remove)
    if not upload.angenommen:
        return Receipt(upload.dateiname, False, upload.at, reason=upload.grund)
    args = [antrag.id, upload.id]
    twin = same_content(upload)
    return Receipt(
        name=upload.dateiname,
        accepted=True,
        at=upload.at,
        pages=upload.seiten,
        check_number=f"{upload.sha256[:4]} {upload.sha256[4:8]}",
        preview_url=reverse("portal:upload_preview", args=[*args, 1]) if upload.vorschau else "",
        url=reverse("portal:upload_view", args=args),
        remove_url=reverse("portal:upload_remove", args=args) if upload.dokument_id is None else "",
        hint=upload.hinweis,
        known=since is not None and upload.at < since,
        also_at=said(twin.nachweis.titel) if twin is not None and twin.nachweis is not None else "",
    )


def sending_words() -> dict[str, str | Promise]:
    """What the page says while files are on their way, in the language in which the page is shown."""
    return {
        "waits": _("Wartet, bis die Dateien davor angekommen sind."),
        "sends": _("Wird gesendet."),
        "away": _("Die Verbindung ist abgebrochen. Wir versuchen es gleich wieder. Nichts geht verloren."),
        "offline": _("Kein Internet. Sobald es wieder da ist, geht es von selbst weiter. Nichts geht verloren."),
        "locked": _(
            "Sie sind nicht mehr angemeldet. Die Datei ist auf diesem Gerät gespeichert. "
            "Öffnen Sie die Seite mit Ihrem Code noch einmal, dann geht es weiter."
        ),
        "held": _("Angekommen, aber noch nicht abgegeben. Schwärzen Sie jetzt, was niemand sehen soll."),
        "redact": _("Jetzt schwärzen"),
        "stop": _("Nicht senden"),
        "progress": _("{n} von {of} Dateien sind angekommen."),
        "done": _("Fertig: {n} von {of} Dateien sind angekommen."),
    }
