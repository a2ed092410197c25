"""§ 82 Abs. 7: back payments, counted when they arrive or spread over six months."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from nahbar.law.calendar import NIE, erster
from nahbar.law.explain import silent
from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb12.haushalt import beantragt
from nahbar.law.sgb12.sachverhalt import Person, Sachverhalt

MONATE = 6
Anspruch = Callable[[Sachverhalt, Rechtsstand], dict[str, int]]


@norm("SGB XII § 82 Abs. 7 S. 1")
def nachzahlung_im_zuflussmonat(recht: Rechtsstand, person: Person, betrag: int) -> int:
    """A back payment counts in the month in which it arrives."""
    return betrag


@norm("SGB XII § 82 Abs. 7 S. 2")
def nachzahlung_aufgeteilt(recht: Rechtsstand, person: Person, betrag: int, monat_nr: int) -> int:
    """If it would end the claim of its month, it is spread evenly over six months from that month on.

    Leftover cents go to the last months.
    """
    rest = betrag % MONATE
    return betrag // MONATE + (1 if monat_nr > MONATE - rest else 0)


def eingerechnet(sachverhalt: Sachverhalt, recht: Rechtsstand, anspruch: Anspruch) -> Sachverhalt:
    """The facts with the back payments that count in this month in the field they belong to."""
    personen = tuple(_person(sachverhalt, recht, person, anspruch) for person in sachverhalt.personen)
    return replace(sachverhalt, personen=personen)


def _person(sachverhalt: Sachverhalt, recht: Rechtsstand, person: Person, anspruch: Anspruch) -> Person:
    zahlung = person.nachzahlung
    if zahlung is None:
        return person
    zufluss = erster(zahlung.zufluss)
    nr = (recht.monat.year - zufluss.year) * 12 + recht.monat.month - zufluss.month + 1
    if not 1 <= nr <= MONATE:
        return replace(person, nachzahlung=None)
    if _entfiele(sachverhalt, recht, person, anspruch):
        betrag = nachzahlung_aufgeteilt(recht, person, zahlung.betrag, nr)
    elif nr == 1:
        betrag = nachzahlung_im_zuflussmonat(recht, person, zahlung.betrag)
    else:
        betrag = 0
    return _erhoeht(person, zahlung.art, betrag)


def _entfiele(sachverhalt: Sachverhalt, recht: Rechtsstand, person: Person, anspruch: Anspruch) -> bool:
    """Whether the claim of this person in the month of arrival would be lost to the whole payment."""
    if person.nachzahlung is None or not beantragt(person):
        return False
    zahlung = person.nachzahlung
    damals = replace(recht, monat=erster(zahlung.zufluss))
    with silent():
        ganz = _ersetzt(sachverhalt, person, _erhoeht(person, zahlung.art, zahlung.betrag))
        ohne = _ersetzt(sachverhalt, person, replace(person, nachzahlung=None))
        return anspruch(ganz, damals)[person.id] == 0 < anspruch(ohne, damals)[person.id]


def _ersetzt(sachverhalt: Sachverhalt, person: Person, durch: Person) -> Sachverhalt:
    personen = tuple(durch if p is person else replace(p, nachzahlung=None, von=NIE, bis=NIE)
                     for p in sachverhalt.personen)  # fmt: skip
    return replace(sachverhalt, personen=personen)


def _erhoeht(person: Person, art: str, betrag: int) -> Person:
    arten = ("brutto", "netto") if art in ("brutto", "netto") else (art,)
    erhoeht: dict[str, int] = {name: getattr(person, name) + betrag for name in arten}
    return replace(person, nachzahlung=None, **erhoeht)  # type: ignore[arg-type]  # the name of an amount
