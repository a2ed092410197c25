"""Wiedereinsetzung, § 27 SGB X: a period of the law was missed without fault.

Not for periods that the authority set (those are extended, § 26 Abs. 7), and not for Widerspruch and Klage
(`nahbar.law.sgg.wiedereinsetzung`).
"""

from __future__ import annotations

from datetime import date, timedelta

from nahbar.law.bgb.fristen import end_after_weeks, zeitraum_ende_monate
from nahbar.law.holidays import next_working_day
from nahbar.law.norm import norm

WOCHEN = 2
AUSSCHLUSS_MONATE = 12


@norm("SGB X § 27 Abs. 2 S. 1", einheit="datum")
def wiedereinsetzung_bis(wegfall: date, land: str, ort: str | None) -> date:
    """The last day to ask for it and to make up for what was missed: two weeks after the obstacle ended."""
    return next_working_day(end_after_weeks(wegfall, WOCHEN), land, ort)


@norm("SGB X § 27 Abs. 3", einheit="datum")
def wiedereinsetzung_laengstens(fristende: date, land: str, ort: str | None) -> date:
    """The last day at all: a year since the end of the missed period, unless force majeure was in the way."""
    return next_working_day(zeitraum_ende_monate(fristende + timedelta(days=1), AUSSCHLUSS_MONATE), land, ort)


@norm("SGB X § 27 Abs. 1 S. 1", einheit="ja/nein")
def wiedereinsetzung_rechtzeitig(
    nachgeholt: date, wegfall: date, fristende: date, land: str, ort: str | None, hoehere_gewalt: bool
) -> bool:
    """Whether it can be granted in time: what was missed is made up for within both periods."""
    if nachgeholt > wiedereinsetzung_bis(wegfall, land, ort):
        return False
    return hoehere_gewalt or nachgeholt <= wiedereinsetzung_laengstens(fristende, land, ort)
