"""Widerspruch, § 62 SGB X with §§ 84, 64 and 66 SGG: until when."""

from __future__ import annotations

from datetime import date

from nahbar.law.bgb.fristen import end_after_months
from nahbar.law.holidays import next_working_day


def widerspruch_end(
    bekanntgabe: date, land: str, ags: str | None = None, *, ausland: bool = False, belehrung_richtig: bool = True
) -> date:
    """The last day of the period for a Widerspruch (§ 84 Abs. 1, § 64 Abs. 2 and 3 SGG).

    One month after Bekanntgabe, three months if made known abroad, one year if the instruction on legal remedies is
    missing or wrong (§ 66 Abs. 2 SGG). `ags` is the municipality of the authority's seat.
    """
    if not belehrung_richtig:
        months = 12
    else:
        months = 3 if ausland else 1
    return next_working_day(end_after_months(bekanntgabe, months), land, ags)
