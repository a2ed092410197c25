"""The worker looks into the mailbox every minute."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings

from nahbar.connectors.mail_inbox.maildir import look
from nahbar.platform.jobs.rounds import every_minute
from nahbar.platform.tenancy.models import Traeger


@every_minute("mail_inbox")
def look_into_mail_inbox(traeger_id: UUID) -> None:
    """One Träger; each message is committed alone."""
    if settings.MAIL_INBOX is not None:
        own = frozenset({settings.MAIL_FROM.lower()}) - {""}
        look(settings.MAIL_INBOX, Traeger.objects.get(id=traeger_id), own=own, gateways=settings.FAX_SENDERS)
