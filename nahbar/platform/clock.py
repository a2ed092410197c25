"""The one clock: UTC for storing, Europe/Berlin for the law. `NAHBAR_NOW` moves it in demo and tests."""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from nahbar.platform.zone import BERLIN

_started = time.time()


class WrongClock(ValueError):
    """NAHBAR_NOW is no date and time."""


def _parse(text: str) -> datetime:
    try:
        value = datetime.fromisoformat(text.strip())
    except ValueError:
        raise WrongClock(f"NAHBAR_NOW={text!r}: erwartet wird etwa 2026-11-23T21:40") from None
    return value.replace(tzinfo=BERLIN) if value.tzinfo is None else value


def moved() -> bool:
    """True if the clock does not show the real time."""
    return bool(os.environ.get("NAHBAR_NOW") or os.environ.get("NAHBAR_NOW_FILE"))


def now() -> datetime:
    """The present moment, aware, in UTC.

    With `NAHBAR_NOW` the clock starts there and runs on from `NAHBAR_NOW_SINCE` (epoch seconds; default: start of this
    process), so that server and worker agree. With `NAHBAR_NOW_FILE` it runs on from the file's modification.
    """
    file = os.environ.get("NAHBAR_NOW_FILE")
    if file:
        path = Path(file)
        elapsed = max(0.0, time.time() - path.stat().st_mtime)
        return (_parse(path.read_text(encoding="utf-8")) + timedelta(seconds=elapsed)).astimezone(UTC)
    text = os.environ.get("NAHBAR_NOW")
    if text:
        since = float(os.environ.get("NAHBAR_NOW_SINCE") or _started)
        return (_parse(text) + timedelta(seconds=max(0.0, time.time() - since))).astimezone(UTC)
    return datetime.now(UTC)


def local_now() -> datetime:
    """The present moment in Europe/Berlin."""
    return now().astimezone(BERLIN)


def today() -> date:
    """The day in Europe/Berlin: the one that deadlines and effect dates count from."""
    return local_now().date()
