"""Widerspruch, § 62 SGB X with §§ 84, 64 and 66 SGG: until when."""

from __future__ import annotations

from datetime import date

from nahbar.law.bgb.fristen import end_after_months
from nahbar.law.holidays import next_working_day
from nahbar.law.norm import norm


def widerspruch_end(
    bekanntgabe: date, land: str, ags: str | None = None, *, ausland: bool = False, belehrung_richtig: bool = True
) -> date:
    """The last day of the period for a Widerspruch (§ 84 Abs. 1, § 64 Abs. 2 and 3 SGG).

    One month after Bekanntgabe, three months if made known abroad, one year if the instruction on legal remedies is
    missing or wrong (§ 66 Abs. 2 SGG). `ags` is the municipality of the authority's seat.
    """
    months = widerspruchsfrist_monate(ausland, belehrung_richtig)
    return date.fromisoformat(fristende_am_werktag(end_after_months(bekanntgabe, months), land, ags))


@norm("SGG § 84 Abs. 1", einheit="monate")
def widerspruchsfrist_monate(ausland: bool, belehrung_richtig: bool) -> int:
    """One month, abroad three, a year without right instruction (§ 66 Abs. 2 SGG)."""
    if not belehrung_richtig:
        return 12
    return 3 if ausland else 1


@norm("SGG § 64 Abs. 3", einheit="datum")
def fristende_am_werktag(ende: date, land: str, ort: str | None) -> str:
    """The end of a period, moved off a Saturday, Sunday or holiday."""
    return next_working_day(ende, land, ort).isoformat()
