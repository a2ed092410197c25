"""Periods set by the authority, § 26 SGB X."""

from __future__ import annotations

from datetime import date

from nahbar.law.bgb.fristen import end_after_days
from nahbar.law.holidays import next_working_day
from nahbar.law.norm import norm


def authority_deadline(bekanntgabe: date, days: int, land: str, ags: str | None = None) -> date:
    """The last day of a period of `days` that the authority sets with an act (§ 26 Abs. 2 and 3 SGB X).

    Begins the day after Bekanntgabe; a Saturday, Sunday or holiday at its end moves it to the next working day. A day
    that the letter names with reference to § 26 Abs. 3 S. 2 does not move: then this function is not needed.
    """
    return date.fromisoformat(ende_am_werktag(end_after_days(bekanntgabe, days), land, ags))


@norm("SGB X § 26 Abs. 3 S. 1", einheit="datum")
def ende_am_werktag(ende: date, land: str, ort: str | None) -> str:
    """The end of a period, moved off a Saturday, Sunday or holiday."""
    return next_working_day(ende, land, ort).isoformat()
