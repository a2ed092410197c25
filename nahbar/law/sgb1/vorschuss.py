"""Advances and provisional benefits, §§ 42 and 43 SGB I: from when they must be paid on request."""

from __future__ import annotations

from datetime import date, timedelta

from nahbar.law.bgb.fristen import end_after_months
from nahbar.law.norm import norm

MONATE = 1


@norm("SGB I § 42 Abs. 1 S. 2", einheit="datum")
def vorschuss_spaetestens_ab(antrag: date) -> date:
    """The day from which an advance must be paid: a month since the request for it arrived is over."""
    return end_after_months(antrag, MONATE) + timedelta(days=1)


@norm("SGB I § 43 Abs. 1 S. 2", einheit="datum")
def vorlaeufig_spaetestens_ab(antrag: date) -> date:
    """Bodies dispute who must pay: the first one asked begins when a month since the request for it is over."""
    return end_after_months(antrag, MONATE) + timedelta(days=1)
