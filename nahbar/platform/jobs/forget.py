"""What nobody needs any more: sessions that are over, failed tries of long ago, sentences that nobody hears."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from procrastinate.contrib.django import app

from nahbar.platform import clock, speech
from nahbar.platform.accounts import once
from nahbar.platform.accounts.models import Attempt
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope

KEPT = timedelta(days=7)


@app.periodic(cron="17 3 * * *")
@app.task(name="forget_old", queueing_lock="forget_old", pass_context=False)
def forget_old(timestamp: int) -> None:
    """Once a night, for every Träger."""
    SessionStore.clear_expired()
    for traeger in Traeger.objects.all():
        with traeger_scope(traeger.id):
            Attempt.objects.filter(next_try_at__lt=clock.now() - KEPT).delete()
            once.forget()
    speech.prune(settings.SPEECH_ROOT)
