"""§ 11 Abs. 2, 3: back payments, counted when they arrive or spread over six months."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from nahbar.law.calendar import NIE, erster, letzter
from nahbar.law.explain import silent
from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.berechnung import verteilt
from nahbar.law.sgb2.sachverhalt import Nachzahlung, Person, Sachverhalt

MONATE = 6
Ansprueche = Callable[[Sachverhalt, Rechtsstand], dict[str, int]]


@norm("SGB II § 11 Abs. 2 S. 1")
def nachzahlung_im_zuflussmonat(recht: Rechtsstand, person: Person, betrag: int) -> int:
    """A back payment counts in the month in which it arrives."""
    return betrag


@norm("SGB II § 11 Abs. 3")
def nachzahlung_aufgeteilt(recht: Rechtsstand, person: Person, betrag: int, monat_nr: int) -> int:
    """Where it would end the claim of that month, a sixth in each of six months; leftover cents come last."""
    return verteilt(betrag, {str(nummer): 1 for nummer in range(1, MONATE + 1)})[str(monat_nr)]


def eingerechnet(sv: Sachverhalt, recht: Rechtsstand, ansprueche: Ansprueche) -> Sachverhalt:
    """The facts with the part of every back payment that counts in this month.

    Whether the claim would end is asked for the person who receives the money, in the month of arrival, with the same
    facts; `ansprueche` gives the claims of a month.
    """
    personen = []
    for person in sv.personen:
        zahlung = person.nachzahlung
        betrag = _anteil(sv, recht, person, zahlung, ansprueche) if zahlung else 0
        if zahlung and betrag:
            person = replace(person, **{zahlung.art: getattr(person, zahlung.art) + betrag})
        personen.append(replace(person, nachzahlung=None))
    return replace(sv, personen=tuple(personen))


def _anteil(sv: Sachverhalt, recht: Rechtsstand, person: Person, zahlung: Nachzahlung, ansprueche: Ansprueche) -> int:
    zufluss = erster(zahlung.zufluss)
    nummer = (recht.monat.year - zufluss.year) * 12 + recht.monat.month - zufluss.month + 1
    if not 1 <= nummer <= MONATE:
        return 0
    damals = replace(recht, monat=zufluss, werte=min(recht.werte, zufluss) if recht.werte else None)
    ohne = tuple(
        replace(p, nachzahlung=None, von=NIE, bis=NIE) for p in sv.personen if p.geburtsdatum <= letzter(zufluss)
    )
    mit = tuple(
        replace(p, **{zahlung.art: getattr(p, zahlung.art) + zahlung.betrag}) if p.id == person.id else p for p in ohne
    )
    with silent():
        vorher = ansprueche(replace(sv, personen=ohne), damals).get(person.id, 0)
        nachher = ansprueche(replace(sv, personen=mit), damals).get(person.id, 0)
    if vorher > 0 and nachher == 0:
        return nachzahlung_aufgeteilt(recht, person, zahlung.betrag, nummer)
    return nachzahlung_im_zuflussmonat(recht, person, zahlung.betrag) if nummer == 1 else 0
