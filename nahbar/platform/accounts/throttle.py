"""Slowing down guesses without locking anybody out (U1)."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta

from django.conf import settings

from nahbar.platform import clock
from nahbar.platform.accounts.models import Attempt

FREE_TRIES = 4
LONGEST_WAIT = timedelta(minutes=15)


def _key(target: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), target.strip().lower().encode(), hashlib.sha256).hexdigest()


def seconds_to_wait(target: str) -> int:
    """Seconds until the next try counts; 0 if it may be made now. The same for targets that do not exist."""
    attempt = Attempt.objects.filter(target=_key(target)).first()
    if attempt is None:
        return 0
    return max(0, int((attempt.next_try_at - clock.now()).total_seconds() + 0.999))


def note_failure(target: str) -> None:
    """Count a failure: from the fifth on each doubles the wait, a quarter of an hour at most."""
    now = clock.now()
    attempt, _ = Attempt.objects.select_for_update().get_or_create(target=_key(target), defaults={"next_try_at": now})
    if attempt.failures and attempt.next_try_at < now - timedelta(hours=1):
        attempt.failures = 0
    attempt.failures += 1
    over = attempt.failures - FREE_TRIES
    wait = timedelta(0) if over <= 0 else min(LONGEST_WAIT, timedelta(seconds=15 * 2 ** (over - 1)))
    attempt.next_try_at = now + wait
    attempt.save()


def note_success(target: str) -> None:
    """Forget the failures."""
    Attempt.objects.filter(target=_key(target)).delete()
