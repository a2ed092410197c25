"""Slowing down guesses without locking anybody out (U1).

Failures count three times: of one visitor at one target, of all strangers at one target, of one network at all
targets. A browser that opened the target before answers for its own failures only.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta

from django.conf import settings
from django.db import connection

from nahbar.platform import clock
from nahbar.platform.accounts import source
from nahbar.platform.accounts.models import Attempt

FREE_TRIES = 4
FREE_OF_STRANGERS = 20
"""Of all strangers at one target together: a guess from many networks gets as slow as one from a single place."""
FREE_OF_NETWORK = 60
"""At all targets: a library or a mobile network has many honest visitors behind one address."""
LONGEST_WAIT = timedelta(minutes=15)


def _key(target: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), target.strip().lower().encode(), hashlib.sha256).hexdigest()


def _own(target: str) -> str:
    """The counter of this visitor at this target."""
    visitor = source.here()
    if visitor.device and _key(target) in visitor.known:
        return f"{target}|device:{visitor.device}"
    return f"{target}|from:{visitor.network}"


def _counters(target: str) -> dict[str, int]:
    """The counters that a failure adds to, with the tries that are free."""
    visitor, own = source.here(), _own(target)
    if "|device:" in own:
        return {_key(own): FREE_TRIES}
    found = {_key(own): FREE_TRIES, _key(f"{target}|strangers"): FREE_OF_STRANGERS}
    if visitor.network:
        found[_key(f"network:{visitor.network}")] = FREE_OF_NETWORK
    return found


def seconds_to_wait(target: str) -> int:
    """Seconds until the next try counts; 0 if it may be made now. The same for targets that do not exist.

    Tries at one target are made one after the other: many at the same moment gain nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 3))", [_key(target)])
    attempts = Attempt.objects.filter(target__in=list(_counters(target)))
    latest = max((attempt.next_try_at for attempt in attempts), default=None)
    if latest is None:
        return 0
    return max(0, int((latest - clock.now()).total_seconds() + 0.999))


def note_failure(target: str) -> None:
    """Count a failure: from the fifth of a visitor on each doubles the wait, a quarter of an hour at most."""
    now = clock.now()
    for key, free in sorted(_counters(target).items()):  # one order for all: no deadlock
        attempt, _ = Attempt.objects.select_for_update().get_or_create(target=key, defaults={"next_try_at": now})
        if attempt.failures and attempt.next_try_at < now - timedelta(hours=1):
            attempt.failures = 0
        attempt.failures += 1
        over = attempt.failures - free
        wait = timedelta(0) if over <= 0 else min(LONGEST_WAIT, timedelta(seconds=15 * 2 ** min(over - 1, 10)))
        attempt.next_try_at = now + wait
        attempt.save()


def note_success(target: str) -> None:
    """Forget this visitor's failures, and let the browser remember that it was right here."""
    Attempt.objects.filter(target=_key(_own(target))).delete()
    source.here().learnt.append(_key(target))


def seconds_for_use(name: str, free: int) -> int:
    """Count one use of something open to everybody by this network; seconds to wait instead, if it was too much."""
    now = clock.now()
    key = _key(f"use:{name}|from:{source.here().network}")
    row, _ = Attempt.objects.select_for_update().get_or_create(target=key, defaults={"next_try_at": now})
    if row.next_try_at > now:
        return int((row.next_try_at - now).total_seconds() + 0.999)
    if row.next_try_at < now - timedelta(hours=1):
        row.failures = 0
    row.failures += 1
    over = row.failures - free
    row.next_try_at = now + (timedelta(0) if over < 0 else min(LONGEST_WAIT, timedelta(seconds=60 * 2 ** min(over, 5))))
    row.save()
    return 0
