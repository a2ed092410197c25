"""What became of the stock: how many were granted, refused, are open, and on which days."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from nahbar.config.demo.moments import any_hour, moment, office_hour, working_day_after
from nahbar.law.holidays import is_working_day

TAKE_OVER_BEFORE = timedelta(days=8)
"""The stock was taken over on the Sunday of the week before the demo begins; since then the office works in Nahbar."""
LAST_WORK_BEFORE = timedelta(days=10)
BACK = 390
"""Days that the stock reaches back."""


class Kind(StrEnum):
    """How a case of the stock stands."""

    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    SECURED = "secured"
    MISSING = "missing"
    COMPLETE = "complete"
    PRESENTED = "presented"


SHARES = (
    (Kind.REFUSED, 4),
    (Kind.WITHDRAWN, 2),
    (Kind.SECURED, 4),
    (Kind.MISSING, 6),
    (Kind.COMPLETE, 6),
    (Kind.PRESENTED, 2),
)
"""Per cent of the stock, at least one each; the rest was granted."""


@dataclass(frozen=True)
class Fate:
    """One case and its moments; None: has not happened."""

    kind: Kind
    secured: datetime
    received: datetime | None = None
    complete: datetime | None = None
    decided: datetime | None = None


def take_over(today: date) -> datetime:
    """The moment at which the stock came from the earlier procedure."""
    return moment(today - TAKE_OVER_BEFORE, 18)


def fates(dice: random.Random, size: int, today: date) -> list[Fate]:
    """As many cases as asked for, in the order in which they were secured."""
    kinds = [kind for kind, share in SHARES for _ in range(max(1, size * share // 100))]
    kinds += [Kind.GRANTED] * (size - len(kinds))
    found = [_fate(dice, kind, today - LAST_WORK_BEFORE) for kind in kinds]
    return sorted(found, key=lambda fate: fate.secured)


def _fate(dice: random.Random, kind: Kind, last: date) -> Fate:
    if kind is Kind.SECURED:
        return Fate(kind, any_hour(dice, last - timedelta(days=dice.randint(0, 40))))
    if kind is Kind.WITHDRAWN:
        received = _received(dice, last - timedelta(days=dice.randint(5, 200)))
        return Fate(kind, _secured(dice, received), received)
    if kind is Kind.MISSING:
        received = _received(dice, last - timedelta(days=dice.randint(0, 35)))
        return Fate(kind, _secured(dice, received), received)
    if kind in (Kind.COMPLETE, Kind.PRESENTED):
        complete = office_hour(dice, _working_day(last - timedelta(days=dice.randint(0, 12))))
        received = _received(dice, complete.date() - timedelta(days=dice.randint(1, 10)))
        return Fate(kind, _secured(dice, received), received, complete)
    # nearly half of the decisions fell within the last 90 days: from them the expected days are computed
    back = dice.randint(0, 78) if dice.random() < 0.45 else dice.randint(80, BACK)
    decided_on = _working_day(last - timedelta(days=back))
    complete = office_hour(dice, working_day_after(decided_on, -dice.choice((4, 5, 6, 6, 7, 7, 8, 8, 9, 10, 12))))
    received = _received(dice, complete.date() - timedelta(days=dice.choice((1, 1, 2, 3, 5, 8, 13))))
    return Fate(kind, _secured(dice, received), received, complete, office_hour(dice, decided_on))


def _received(dice: random.Random, day: date) -> datetime:
    return any_hour(dice, day)


def _secured(dice: random.Random, received: datetime) -> datetime:
    return received - timedelta(days=dice.choice((0, 0, 1, 2, 5)), minutes=dice.randint(25, 240))


def _working_day(day: date) -> date:
    return day if is_working_day(day, "NW") else working_day_after(day, -1)
