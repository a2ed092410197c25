"""Untätigkeitsklage, § 88 SGG: from when a person may go to court because nobody decides."""

from __future__ import annotations

from datetime import date, timedelta

from nahbar.law.bgb.fristen import end_after_months
from nahbar.law.norm import norm

ANTRAG_MONATE = 6
WIDERSPRUCH_MONATE = 3


@norm("SGG § 88 Abs. 1 S. 1", einheit="datum")
def untaetigkeitsklage_antrag_ab(antrag: date) -> date:
    """The first day for it where an application was not decided: six months since it was made are over."""
    return end_after_months(antrag, ANTRAG_MONATE) + timedelta(days=1)


@norm("SGG § 88 Abs. 2", einheit="datum")
def untaetigkeitsklage_widerspruch_ab(widerspruch: date) -> date:
    """The first day for it where a Widerspruch was not decided: three months since it was made are over."""
    return end_after_months(widerspruch, WIDERSPRUCH_MONATE) + timedelta(days=1)
