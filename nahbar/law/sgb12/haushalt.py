"""The household in one month with the amounts that the norms write, and dates of the month of 30 days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nahbar.law.calendar import erster, letzter, plus_monate, plus_tage, vollendet
from nahbar.law.norm import norm
from nahbar.law.parameter import ANTEIL
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb12.sachverhalt import NIEMAND, Leistung, Person, Sachverhalt, Wohnung

MONATSTAGE = 30
VOLLJAEHRIG = 18
PANDEMIE_MONATE = 6
_PANDEMIE_VON, _PANDEMIE_BIS = date(2020, 3, 1), date(2022, 12, 31)


@dataclass
class PersonenErgebnis:
    """One person's month in cents; `ueberschuss` is income above the own need that other members can use."""

    id: str
    leistung: Leistung
    in_bg: bool = False
    regelbedarf: int = 0
    mehrbedarf: int = 0
    kdu: int = 0
    bedarf: int = 0
    einkommen: int = 0
    einkommen_zugeteilt: int = 0
    anspruch: int = 0
    sofortzuschlag: int = 0
    tage: int = MONATSTAGE
    offen: int = 0
    ueberschuss: int = 0
    vermoegen: int = 0
    kindergeld_uebertrag: int = 0
    mit_eltern: bool = False
    anteil: int = 0


@dataclass(frozen=True)
class Haushalt:
    """Facts, law and the amounts of each person, in the order of the persons.

    `vergleich` is room for the same calculation without the Kindergeld of one person (§ 145 Abs. 1 S. 2 Nr. 2).
    """

    recht: Rechtsstand
    personen: tuple[Person, ...]
    wohnung: Wohnung
    leistungsbeginn: date
    ergebnisse: Sequence[PersonenErgebnis]
    vergleich: Sequence[PersonenErgebnis]
    ohne_kindergeld: int = NIEMAND


def haushalt(sv: Sachverhalt, recht: Rechtsstand) -> Haushalt:
    """The household of these facts, nothing calculated yet."""
    leer = [PersonenErgebnis(person.id, person.leistung) for person in sv.personen]
    vergleich = [PersonenErgebnis(person.id, person.leistung) for person in sv.personen]
    return Haushalt(recht, sv.personen, sv.wohnung, sv.leistungsbeginn, leer, vergleich)


def geteilt(zaehler: int, nenner: int) -> int:
    """A quotient in whole cents, half up. The SGB XII is silent on rounding; § 41 Abs. 2 SGB II is followed."""
    return (2 * zaehler + nenner) // (2 * nenner)


def satz_von(betrag: int, satz: int) -> int:
    """A share of an amount, `satz` in ten-thousandths, in cents half up."""
    return geteilt(betrag * satz, ANTEIL)


@norm("SGB XII § 27a Abs. 3 S. 3")
def anteilig(person: Person, betrag: int, tage: int) -> int:
    """The part of a monthly amount for these days: »anteilig«, counted in a month of 30 days."""
    return geteilt(betrag * tage, MONATSTAGE)


def teil(person: Person, betrag: int, tage: int) -> int:
    """The whole amount for the whole month, else its part."""
    if tage == MONATSTAGE or betrag == 0:
        return betrag
    return anteilig(person, betrag, tage)


def tag_im_monat(monat: date, tage: int) -> date:
    """The day after so many days of the 30-day month; behind the last day of February it stays the last."""
    tag = plus_tage(monat, tage)
    ende = letzter(monat)
    if tag > ende:
        return ende
    return tag


def juenger(person: Person, jahre: int, tag: date) -> bool:
    """Whether the person is born and has not completed this many years."""
    return person.geburtsdatum <= tag and tag < vollendet(person.geburtsdatum, jahre)


def unter(person: Person, jahre: int, tag: date) -> bool:
    """Whether this many years are not complete; true before birth as well."""
    return tag < vollendet(person.geburtsdatum, jahre)


def minderjaehrig_im_monat(person: Person, monat: date) -> bool:
    """Whether the person is a minor on the first of the month."""
    return unter(person, VOLLJAEHRIG, monat)


def beantragt(person: Person) -> bool:
    """Whether the person is to get a benefit of the SGB XII."""
    return person.leistung == Leistung.KAPITEL_3 or person.leistung == Leistung.KAPITEL_4


def elternteil_von(kind: Person, stelle: int) -> bool:
    """Whether the person at this place is a parent of the child."""
    return stelle >= 0 and (kind.elternteil_1 == stelle or kind.elternteil_2 == stelle)


def beginn_in_der_pandemie(recht: Rechtsstand) -> bool:
    """A period that began from March 2020 to December 2022 (§ 141 Abs. 1, 6)."""
    beginn = recht.bewilligung_beginn
    return beginn >= _PANDEMIE_VON and beginn <= _PANDEMIE_BIS


def in_der_pandemie(recht: Rechtsstand) -> bool:
    """The first six months of such a period (§ 141 Abs. 2, 3)."""
    ende = plus_monate(erster(recht.bewilligung_beginn), PANDEMIE_MONATE)
    return beginn_in_der_pandemie(recht) and recht.monat < ende
