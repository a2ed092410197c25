"""When a day ends in Germany: the moment something arrives decides, not the clock of a server."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from nahbar.law.norm import norm

BERLIN = ZoneInfo("Europe/Berlin")
"""Legal time in Germany (§ 4 EinhZeitG): Central European Time, in summer one hour more."""


class NaiveMoment(ValueError):
    """A moment without a time zone: nobody can say on which day it lies."""


@norm("BGB § 187 Abs. 1", einheit="datum")
def tag_des_eingangs(zeitpunkt: datetime) -> date:
    """The day in Germany on which this moment lies; raises NaiveMoment."""
    return _in_berlin(zeitpunkt).date()


@norm("BGB § 188 Abs. 1", einheit="zeitpunkt")
def ablauf_des_tages(tag: date) -> datetime:
    """The moment at which a day is over: 24:00 in Germany, which is the first moment of the next day, in UTC."""
    following = tag + timedelta(days=1)
    return datetime(following.year, following.month, following.day, tzinfo=BERLIN).astimezone(UTC)


@norm("BGB § 188 Abs. 1", einheit="ja/nein")
def rechtzeitig(zeitpunkt: datetime, letzter_tag: date) -> bool:
    """Whether what arrived at this moment is in time: until the end of the last day, 24:00 in Germany (U41).

    23:59:59 is in time, 24:00:00 is not. Days of 23 and of 25 hours end at their own midnight. Raises NaiveMoment.
    """
    return _in_berlin(zeitpunkt).date() <= letzter_tag


def _in_berlin(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise NaiveMoment(f"{moment.isoformat()} hat keine Zeitzone")
    return moment.astimezone(BERLIN)
