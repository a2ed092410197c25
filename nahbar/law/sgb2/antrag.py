"""§ 37: the application, and from which day it works."""

from __future__ import annotations

from datetime import date

from nahbar.law.bgb.fristen import end_after_months, ende_des_monats
from nahbar.law.norm import norm

HEIZKOSTEN_AB = date(2023, 1, 1)
HEIZKOSTEN_BIS = date(2023, 12, 31)
"""§ 37 Abs. 2 S. 3 holds for applications of this time only (S. 4)."""
HEIZKOSTEN_MONATE = 3


@norm("SGB II § 37 Abs. 1 S. 2", einheit="ja/nein")
def gesondert_zu_beantragen(paragraph: str) -> bool:
    """Whether the first application does not cover this: § 24 Abs. 1 and 3, and Lernförderung of § 28 Abs. 5."""
    return paragraph in ("24 Abs. 1", "24 Abs. 3", "28 Abs. 5")


def antrag_wirkt_ab(antrag: date, *, lebensunterhalt: bool = True, faelligkeitsmonat: date | None = None) -> date:
    """The first day for which an application gives a claim.

    `lebensunterhalt`: it is about securing the livelihood, as are benefits that must be applied for separately; others
    work from the day itself. `faelligkeitsmonat`: asked for this month alone, in which heating costs fell due.
    """
    if not lebensunterhalt:
        return wirkt_ab_antragstellung(antrag)
    if faelligkeitsmonat is not None and heizkosten_antrag_rechtzeitig(antrag, faelligkeitsmonat):
        return wirkt_ab_faelligkeitsmonat(faelligkeitsmonat)
    return wirkt_ab_monatsersten(antrag)


@norm("SGB II § 37 Abs. 2 S. 1", einheit="datum")
def wirkt_ab_antragstellung(antrag: date) -> date:
    """Nothing is paid for times before the application."""
    return antrag


@norm("SGB II § 37 Abs. 2 S. 2", einheit="datum")
def wirkt_ab_monatsersten(antrag: date) -> date:
    """An application for the livelihood works back to the first of its month."""
    return antrag.replace(day=1)


@norm("SGB II § 37 Abs. 2 S. 4", einheit="ja/nein")
def heizkosten_antrag_rechtzeitig(antrag: date, faelligkeitsmonat: date) -> bool:
    """Whether S. 3 holds: made in 2023, and by the end of the third month after the one in which the costs fell due."""
    third = end_after_months(faelligkeitsmonat.replace(day=1), HEIZKOSTEN_MONATE)
    return HEIZKOSTEN_AB <= antrag <= HEIZKOSTEN_BIS and antrag <= ende_des_monats(third)


@norm("SGB II § 37 Abs. 2 S. 3", einheit="datum")
def wirkt_ab_faelligkeitsmonat(faelligkeitsmonat: date) -> date:
    """An application for the one month of heating costs works back to the first of the month in which they fell due."""
    return faelligkeitsmonat.replace(day=1)
