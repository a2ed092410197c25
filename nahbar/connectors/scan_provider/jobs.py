"""The worker looks into the provider's folder every minute."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings

from nahbar.connectors.scan_provider.inbox import look
from nahbar.platform.jobs.rounds import every_minute
from nahbar.platform.tenancy.models import Traeger


@every_minute("scan_inbox")
def look_into_scan_inbox(traeger_id: UUID) -> None:
    """One Träger; each delivery is committed alone."""
    look(settings.SCAN_INBOX, Traeger.objects.get(id=traeger_id))
