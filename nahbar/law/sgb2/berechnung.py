"""§ 41: how amounts are calculated: two decimals, half up, a month of 30 days, and shares that add up."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import date, timedelta

from nahbar.law.norm import norm
from nahbar.law.parameter import ANTEIL
from nahbar.law.rechtsstand import Rechtsstand

MONATSTAGE = 30


@norm("SGB II § 41 Abs. 2")
def gerundet(zaehler: int, nenner: int) -> int:
    """A quotient in whole cents: the last decimal goes up when 5 to 9 would follow."""
    return (2 * zaehler + nenner) // (2 * nenner)


def quotient(zaehler: int, nenner: int) -> int:
    """`zaehler / nenner` in cents; the rounding norm is applied only where something is left to round."""
    return zaehler // nenner if zaehler % nenner == 0 else gerundet(zaehler, nenner)


def anteil_von(betrag: int, satz: int) -> int:
    """A share of an amount, `satz` in ten-thousandths, in cents half up."""
    return quotient(betrag * satz, ANTEIL)


@norm("SGB II § 41 Abs. 1 S. 3")
def anteil_nach_tagen(person: str, betrag: int, tage: int) -> int:
    """The part of a monthly amount that falls on these days of the 30-day month."""
    return quotient(betrag * tage, MONATSTAGE)


def abschnitte(monat: date, grenzen: set[int]) -> list[tuple[date, int]]:
    """Cut the 30-day month at these numbers of days: the first day of each section and its length in days."""
    starts = sorted({0} | {tage for tage in grenzen if 0 < tage < MONATSTAGE})
    ends = [*starts[1:], MONATSTAGE]
    return [(monat + timedelta(days=start), end - start) for start, end in zip(starts, ends, strict=True)]


def ueber_den_monat(
    person: str,
    teile: list[tuple[date, int]],
    kennung: Callable[[date], Hashable],
    betrag: Callable[[date], int],
) -> int:
    """A monthly amount that may change on a day inside the month.

    Sections with the same `kennung` are asked once; where the amount does not change, nothing is divided by days.
    """
    zusammen: list[tuple[date, int, Hashable]] = []
    for tag, tage in teile:
        merkmal = kennung(tag)
        if zusammen and zusammen[-1][2] == merkmal:
            tag, tage = zusammen[-1][0], zusammen.pop()[1] + tage
        zusammen.append((tag, tage, merkmal))
    teilbetraege: list[tuple[int, int]] = []
    for tag, tage, _ in zusammen:
        wert = betrag(tag)
        if teilbetraege and teilbetraege[-1][0] == wert:
            tage += teilbetraege.pop()[1]
        teilbetraege.append((wert, tage))
    if len(teilbetraege) == 1:
        return teilbetraege[0][0]
    return sum(anteil_nach_tagen(person, wert, tage) for wert, tage in teilbetraege)


def verteilt(summe: int, gewichte: Mapping[str, int]) -> dict[str, int]:
    """Divide an amount by weights: shares rounded down, leftover cents to the largest fractions.

    Ties go to the last in order, so the shares always add up to the amount. Without any weight nobody gets anything.
    """
    gesamt = sum(gewichte.values())
    if gesamt == 0:
        return dict.fromkeys(gewichte, 0)
    anteile = {key: summe * gewicht // gesamt for key, gewicht in gewichte.items()}
    rest = summe - sum(anteile.values())
    reihenfolge = sorted(enumerate(gewichte.items()), key=lambda item: (summe * item[1][1] % gesamt, item[0]))
    for _, (key, _) in reihenfolge[len(reihenfolge) - rest :] if rest else []:
        anteile[key] += 1
    return anteile


@norm("SGB II § 41 Abs. 1 S. 3", einheit="tage")
def anspruchstage(recht: Rechtsstand, person: str, von: date | None, bis: date | None) -> int:
    """Days of entitlement inside the month of 30 days: its last day is the 30th, the 31st is not counted.

    So the parts of a month always add up to the whole, in February too.
    """
    naechster = (recht.monat + timedelta(days=31)).replace(day=1)
    letzter = naechster - timedelta(days=1)
    erster = von or recht.monat
    schluss = bis or letzter
    ende = MONATSTAGE if schluss == letzter else schluss.day
    return max(0, ende - erster.day + 1)
