"""Which form an objection needs and until when (§ 84 Abs. 1 SGG, § 36a Abs. 2 and 2a SGB I): plain functions.

A message in the portal that was opened with a password or a code is a declaration with a time, but no form: nobody has
proved with certainty who she is. The law knows five ways that suffice. A request for review (§ 44 SGB X) needs none of
them (§ 9 SGB X) and no period.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from nahbar.domain.decisions.widerspruch_models import Widerspruch
from nahbar.platform.zone import BERLIN

NORMS = {
    Widerspruch.Form.NIEDERSCHRIFT: "§ 84 Abs. 1 S. 1 SGG",
    Widerspruch.Form.SCHRIFT: "§ 84 Abs. 1 S. 1 SGG",
    Widerspruch.Form.AUSWEIS: "§ 36a Abs. 2a Nr. 1 Buchst. a SGB I",
    Widerspruch.Form.SIGNATUR: "§ 36a Abs. 2 SGB I",
    Widerspruch.Form.POSTFACH: "§ 36a Abs. 2a Nr. 2 SGB I",
}
"""Each form with what it rests on."""
AT_THE_COUNTER = (Widerspruch.Form.NIEDERSCHRIFT, Widerspruch.Form.SCHRIFT)
"""What staff may note; the electronic ways prove themselves."""


@dataclass(frozen=True)
class Period:
    """Until when, seen from one moment."""

    last_day: date | None
    """Until 24 o'clock; None: no period runs yet."""
    over: bool


def day_of(moment: datetime) -> date:
    """The local day on which something arrived: 23:59:59 counts for the day that ends (U41)."""
    return moment.astimezone(BERLIN).date()


def period(last_day: date | None, moment: datetime) -> Period:
    """The period of a letter at this moment: it ends with the last second of its last day (§ 64 Abs. 2 SGG)."""
    return Period(last_day, last_day is not None and day_of(moment) > last_day)


def in_time(last_day: date | None, arrived: datetime) -> bool:
    """True if what arrived at this moment keeps the period; the clock is the server's, in local time (U41)."""
    return not period(last_day, arrived).over
