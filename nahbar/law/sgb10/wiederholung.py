"""A late application after another benefit was refused or must be paid back, § 28 SGB X with § 40 Abs. 7 SGB II."""

from __future__ import annotations

from datetime import date, timedelta

from nahbar.law.bgb.fristen import ende_des_monats, zeitraum_ende_monate
from nahbar.law.holidays import next_working_day
from nahbar.law.norm import norm

NACHHOLEN_MONATE = 6


@norm("SGB X § 28 Abs. 1 S. 1", einheit="datum")
def nachholen_bis(bindend: date, land: str, ort: str | None) -> date:
    """The last day: six months after the end of the month in which the refusal of the other benefit became binding."""
    begin = ende_des_monats(bindend) + timedelta(days=1)
    return next_working_day(zeitraum_ende_monate(begin, NACHHOLEN_MONATE), land, ort)


@norm("SGB II § 40 Abs. 7", einheit="datum")
def unverzueglich_nach(bindend: date) -> date:
    """SGB II instead: without culpable delay after the end of this month; the law names no number of days."""
    return ende_des_monats(bindend)


@norm("SGB X § 28 Abs. 1 S. 1", einheit="datum")
def nachgeholt_wirkt_ab(nachgeholt: date, erster_antrag: date) -> date:
    """From when the late application works: as if made in place of the other one, at most a year back."""
    return max(erster_antrag, _a_year_before(nachgeholt))


def _a_year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return date(day.year - 1, 2, 28)
