"""Places at which a test kills the process, to prove that nothing is half done afterwards."""

from __future__ import annotations

import os
import signal
from collections import Counter

from django.conf import settings

_hits: Counter[str] = Counter()


class FailpointRefused(RuntimeError):
    """A failpoint is set where real people are served."""


def hit(name: str) -> None:
    """Kill this process with SIGKILL if NAHBAR_FAILPOINT is `name`, or `name:n` at the n-th time; else do nothing.

    Raises FailpointRefused in production.
    """
    wanted = os.environ.get("NAHBAR_FAILPOINT")
    if not wanted:
        return
    if settings.MODE == "production":
        raise FailpointRefused("NAHBAR_FAILPOINT ist nur in Vorführung und Tests erlaubt (NAHBAR_MODE).")
    place, _, number = wanted.partition(":")
    if place != name:
        return
    _hits[name] += 1
    if _hits[name] == int(number or 1):
        os.kill(os.getpid(), signal.SIGKILL)
