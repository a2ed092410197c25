"""Room for files: an application has plenty, but no visitor can fill the disk on which days are secured."""

from __future__ import annotations

import json
import shutil

from django.conf import settings

from nahbar.domain.applications.models import Antrag
from nahbar.platform.audit.models import AuditEntry

MOST_FILES = 400
"""Of one application, those included that were taken back or refused."""
MOST_BYTES = 600_000_000
RESERVE = 1_000_000_000
"""Bytes that stay free for the database: securing a day and typing answers must go on when files cannot."""

SENT = ("upload_accepted", "upload_refused", "upload_held", "upload_released")
FULL = (
    "Zu diesem Antrag sind schon sehr viele Dateien angekommen. Mehr können wir hier nicht annehmen. "
    "Der Zeitpunkt Ihres Versuchs ist notiert und zählt. Bringen Sie weitere Unterlagen ins Amt oder rufen Sie uns an."
)
DISK = (
    "Wir können gerade keine Dateien speichern. Der Zeitpunkt Ihres Versuchs ist notiert und zählt. "
    "Senden Sie die Datei bitte morgen noch einmal oder bringen Sie das Papier ins Amt."
)


def no_room(antrag: Antrag, size: int) -> str:
    """Why no file of this size can be taken, as a sentence; empty if there is room.

    Counts what was sent by the audit trail: taking files back makes no room for new ones.
    """
    sent = AuditEntry.objects.filter(
        object_type="antrag", object_id=str(antrag.id), action__in=SENT
    ).values_list("details", flat=True)
    kilobytes = [int(json.loads(details).get("kb", 0)) for details in sent]
    if len(kilobytes) >= MOST_FILES or sum(kilobytes) * 1000 + size > MOST_BYTES:
        return FULL
    settings.VAULT_ROOT.parent.mkdir(parents=True, exist_ok=True)
    return DISK if shutil.disk_usage(settings.VAULT_ROOT.parent).free < RESERVE + size else ""
