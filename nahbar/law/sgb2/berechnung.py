"""§ 41: how amounts are calculated: two decimals, half up, a month of 30 days, and shares that add up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from nahbar.law.calendar import NIE, letzter, plus_tage, tag_im_monat
from nahbar.law.norm import norm
from nahbar.law.parameter import ANTEIL
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.sachverhalt import Person

if TYPE_CHECKING:  # the household itself is built with this file
    from nahbar.law.sgb2.bedarfsgemeinschaft import Haushalt

MONATSTAGE = 30


@norm("SGB II § 41 Abs. 2")
def gerundet(zaehler: int, nenner: int) -> int:
    """A quotient in whole cents: the last decimal goes up when 5 to 9 would follow."""
    return (2 * zaehler + nenner) // (2 * nenner)


def quotient(zaehler: int, nenner: int) -> int:
    """`zaehler / nenner` in cents; the rounding norm is applied only where something is left to round."""
    if zaehler % nenner == 0:
        return zaehler // nenner
    return gerundet(zaehler, nenner)


def anteil_von(betrag: int, satz: int) -> int:
    """A share of an amount, `satz` in ten-thousandths, in cents half up."""
    return quotient(betrag * satz, ANTEIL)


@norm("SGB II § 41 Abs. 1 S. 3")
def anteil_nach_tagen(person: Person | str, betrag: int, tage: int) -> int:
    """The part of a monthly amount that falls on these days of the 30-day month."""
    return quotient(betrag * tage, MONATSTAGE)


def naechster_schnitt(schnitte: int, davor: int) -> int:
    """How many days lie before the next day on which something changes, 30 if none comes."""
    if schnitte >> (davor + 1) == 0:
        return MONATSTAGE
    davor += 1
    while (schnitte >> davor) & 1 == 0:
        davor += 1
    return davor


def ueber_den_monat(
    h: Haushalt,
    person: Person,
    kennung: Callable[[Haushalt, Person, date], int],
    betrag: Callable[[Haushalt, Person, date], int],
) -> int:
    """A monthly amount that may change on a day inside the month.

    `betrag` is asked anew only where `kennung` changes; where the amount stays, nothing is divided by days.
    """
    if h.schnitte == 0:
        return betrag(h, person, h.recht.monat)
    beginn, davor = 0, 0
    merkmal = kennung(h, person, h.recht.monat)
    laufend = betrag(h, person, h.recht.monat)
    summe = 0
    while True:
        davor = naechster_schnitt(h.schnitte, davor)
        if davor == MONATSTAGE:
            break
        tag = plus_tage(h.recht.monat, davor)
        neues_merkmal = kennung(h, person, tag)
        if neues_merkmal == merkmal:
            continue
        merkmal = neues_merkmal
        neuer_betrag = betrag(h, person, tag)
        if neuer_betrag != laufend:
            summe += anteil_nach_tagen(person, laufend, davor - beginn)
            beginn, laufend = davor, neuer_betrag
    if beginn == 0:
        return laufend
    return summe + anteil_nach_tagen(person, laufend, MONATSTAGE - beginn)


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


def kopfteil(summe: int, koepfe: int, nr: int) -> int:
    """One of equal shares, as `verteilt` gives them: leftover cents go to the last heads."""
    anteil, rest = summe // koepfe, summe % koepfe
    return anteil + 1 if nr >= koepfe - rest else anteil


def anteil_am_offenen(h: Haushalt, person: Person, summe: int, offen_gesamt: int) -> int:
    """This member's share of an amount that is spread by the open needs, as `verteilt` gives it."""
    mein = h.ergebnisse[person.nr].offen
    if mein == 0:
        return 0
    if mein == offen_gesamt:
        return summe
    anteil = summe * mein // offen_gesamt
    bruchteil = summe * mein - anteil * offen_gesamt
    if bruchteil == 0:  # who has no fraction stands behind all who have one, and these are more than the cents left
        return anteil
    rest, vor_mir = 0, 0
    for anderer in h.personen:
        e = h.ergebnisse[anderer.nr]
        if not e.in_bg or e.offen == 0:
            continue
        sein_bruchteil = summe * e.offen % offen_gesamt
        rest += sein_bruchteil
        if sein_bruchteil > bruchteil or (sein_bruchteil == bruchteil and anderer.nr > person.nr):
            vor_mir += 1
    return anteil + 1 if vor_mir * offen_gesamt < rest else anteil


@norm("SGB II § 41 Abs. 1 S. 3", einheit="tage")
def anspruchstage(recht: Rechtsstand, person: Person | str, von: date, bis: date) -> int:
    """Days of entitlement inside the month of 30 days: its last day is the 30th, the 31st is not counted.

    So the parts of a month always add up to the whole, in February too. `NIE`: from the first, to the last day.
    """
    erster_tag = 1 if von == NIE else tag_im_monat(von)
    ende = MONATSTAGE if bis == NIE or bis == letzter(recht.monat) else tag_im_monat(bis)
    return max(0, ende - erster_tag + 1)
