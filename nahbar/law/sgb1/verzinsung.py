"""Interest on benefits that come late, § 44 SGB I: from when, until when, how much."""

from __future__ import annotations

from datetime import date, timedelta

from nahbar.law.norm import norm

ZINS_PROZENT = 4
ANTRAG_MONATE = 6
CENT = 100


@norm("SGB I § 44 Abs. 1", einheit="datum")
def zinsen_nach_faelligkeit_ab(faellig: date) -> date:
    """The first day of interest as far as the claim being due decides: a whole calendar month after it is over."""
    return _first_after(faellig, 1)


@norm("SGB I § 44 Abs. 2", einheit="datum")
def zinsen_nach_antrag_ab(vollstaendiger_antrag: date | None, bekanntgabe: date) -> date:
    """The earliest day of interest: six whole calendar months after the complete application are over.

    Without an application: one whole calendar month after the decision was made known.
    """
    if vollstaendiger_antrag is None:
        return _first_after(bekanntgabe, 1)
    return _first_after(vollstaendiger_antrag, ANTRAG_MONATE)


@norm("SGB I § 44 Abs. 1", einheit="datum")
def zinsen_bis(zahlung: date) -> date:
    """The last day of interest: the end of the calendar month before the payment."""
    return zahlung.replace(day=1) - timedelta(days=1)


@norm("SGB I § 44 Abs. 3 S. 2", einheit="anzahl")
def zinsmonate(ab: date, bis: date) -> int:
    """Whole calendar months of interest, each of thirty days; none if the payment came before."""
    return max(0, (bis.year - ab.year) * 12 + bis.month - ab.month + 1)


@norm("SGB I § 44 Abs. 3 S. 1")
def verzinster_betrag(anspruch: int) -> int:
    """What bears interest: the claim's whole euros."""
    return anspruch // CENT * CENT if anspruch > 0 else 0


@norm("SGB I § 44 Abs. 1")
def zinsen(
    anspruch: int, faellig: date, vollstaendiger_antrag: date | None, bekanntgabe: date, zahlung: date
) -> int:  # fmt: skip
    """Interest on one claim: four per cent a year on whole euros, by whole calendar months, to the nearest cent."""
    begin = max(zinsen_nach_faelligkeit_ab(faellig), zinsen_nach_antrag_ab(vollstaendiger_antrag, bekanntgabe))
    months = zinsmonate(begin, zinsen_bis(zahlung))
    whole = 12 * 100
    return (2 * verzinster_betrag(anspruch) * ZINS_PROZENT * months + whole) // (2 * whole)


def _first_after(day: date, months: int) -> date:
    """The first day after this many whole calendar months that follow the month of the day."""
    index = day.year * 12 + day.month - 1 + months + 1
    return date(index // 12, index % 12 + 1, 1)
