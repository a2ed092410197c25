"""Wiedereinsetzung for Widerspruch and Klage, § 67 SGG (with § 84 Abs. 2 S. 3): longer than that of § 27 SGB X."""

from __future__ import annotations

from datetime import date, timedelta

from nahbar.law.bgb.fristen import end_after_months, zeitraum_ende_monate
from nahbar.law.holidays import next_working_day
from nahbar.law.norm import norm

MONATE = 1
AUSSCHLUSS_MONATE = 12


@norm("SGG § 67 Abs. 2 S. 1", einheit="datum")
def prozess_wiedereinsetzung_bis(wegfall: date, land: str, ort: str | None) -> date:
    """The last day to ask for it and to make up for the Widerspruch: a month after the obstacle ended."""
    return next_working_day(end_after_months(wegfall, MONATE), land, ort)


@norm("SGG § 67 Abs. 3", einheit="datum")
def prozess_wiedereinsetzung_laengstens(fristende: date, land: str, ort: str | None) -> date:
    """The last day at all: a year since the end of the missed period, unless force majeure was in the way."""
    return next_working_day(zeitraum_ende_monate(fristende + timedelta(days=1), AUSSCHLUSS_MONATE), land, ort)
