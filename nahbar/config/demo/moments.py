"""Moments of the demo: days at office hours, and a clock that stands elsewhere for a while."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from nahbar.law.holidays import is_working_day
from nahbar.platform.zone import BERLIN

LAND = "NW"
CLOCK = ("NAHBAR_NOW", "NAHBAR_NOW_SINCE", "NAHBAR_NOW_FILE")


def moment(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """This time of day in Europe/Berlin."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN)


def office_hour(dice: random.Random, day: date) -> datetime:
    """Some time at which the office works."""
    return moment(day, dice.randint(8, 15), dice.randint(0, 59))


def any_hour(dice: random.Random, day: date) -> datetime:
    """Some time at which people sit down to write: mostly by day, sometimes late."""
    return moment(day, dice.choice((7, 9, 10, 11, 13, 14, 16, 17, 18, 19, 20, 21, 22, 23)), dice.randint(0, 59))


def working_day_after(day: date, count: int) -> date:
    """The day on which this many working days have passed; backwards if negative."""
    step = 1 if count >= 0 else -1
    while count:
        day += timedelta(days=step)
        count -= step * is_working_day(day, LAND)
    return day


@contextmanager
def clock_at(when: datetime) -> Iterator[None]:
    """Let the clock run on from `when` inside, and as before afterwards."""
    before = {name: os.environ.get(name) for name in CLOCK}
    os.environ.pop("NAHBAR_NOW_FILE", None)
    os.environ["NAHBAR_NOW"] = when.isoformat()
    os.environ["NAHBAR_NOW_SINCE"] = str(time.time())
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
