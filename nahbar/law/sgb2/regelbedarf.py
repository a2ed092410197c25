"""§§ 20, 23: the Regelbedarf of each person."""

from __future__ import annotations

from datetime import date
from enum import IntEnum

from nahbar.law.calendar import plus_tage, vollendet
from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.bedarfsgemeinschaft import AUSZUG, ERWERBSALTER, VOLLJAEHRIG, Haushalt, erwachsen, juenger
from nahbar.law.sgb2.berechnung import MONATSTAGE, naechster_schnitt, ueber_den_monat
from nahbar.law.sgb2.sachverhalt import Person, Rolle


class Regelung(IntEnum):
    """Which rule of §§ 20, 23 gives a Regelbedarf."""

    ALLEINSTEHEND = 1
    PARTNER = 2
    JUNGE_ERWACHSENE = 3
    OHNE_ZUSICHERUNG = 4
    JUGENDLICHE = 5
    KIND_14 = 6
    KIND_6_BIS_13 = 7
    KIND_BIS_5 = 8


@norm("SGB II § 20 Abs. 2 S. 1")
def regelbedarf_alleinstehend(recht: Rechtsstand, person: Person) -> int:
    """Regelbedarfsstufe 1 for persons who are alone, alone with children, or whose partner is a minor."""
    return recht.parameter("regelbedarfsstufe_1")


@norm("SGB II § 20 Abs. 4")
def regelbedarf_partner(recht: Rechtsstand, person: Person) -> int:
    """Regelbedarfsstufe 2 for each of two partners of age."""
    return recht.parameter("regelbedarfsstufe_2")


@norm("SGB II § 20 Abs. 2 S. 2 Nr. 2")
def regelbedarf_junge_erwachsene(recht: Rechtsstand, person: Person) -> int:
    """Regelbedarfsstufe 3 in the remaining cases: members of age who are neither alone nor partners of age."""
    return recht.parameter("regelbedarfsstufe_3")


@norm("SGB II § 20 Abs. 3")
def regelbedarf_ohne_zusicherung(recht: Rechtsstand, person: Person) -> int:
    """Regelbedarfsstufe 3 under 25 after a move without Zusicherung."""
    return recht.parameter("regelbedarfsstufe_3")


@norm("SGB II § 20 Abs. 2 S. 2 Nr. 1")
def regelbedarf_jugendliche(recht: Rechtsstand, person: Person) -> int:
    """Regelbedarfsstufe 4 for other members who have not completed the eighteenth year, partners included."""
    return recht.parameter("regelbedarfsstufe_4")


@norm("SGB II § 23 Nr. 1")
def regelbedarf_kind(recht: Rechtsstand, person: Person, stufe: int) -> int:
    """Regelbedarfsstufe 6 until 6, 5 until 14, 4 in the fifteenth year."""
    if stufe == 6:
        return recht.parameter("regelbedarfsstufe_6")
    if stufe == 5:
        return recht.parameter("regelbedarfsstufe_5")
    return recht.parameter("regelbedarfsstufe_4")


def regelung(h: Haushalt, person: Person, tag: date) -> int:
    """Which rule of §§ 20, 23 gives this person's Regelbedarf on this day."""
    if person.rolle == Rolle.KIND:
        return _regelung_kind(person, tag)
    for partner in h.personen:
        if erwachsen(partner) and partner.nr != person.nr and not juenger(partner, VOLLJAEHRIG, tag):
            return Regelung.JUGENDLICHE if juenger(person, VOLLJAEHRIG, tag) else Regelung.PARTNER
    if person.umzug_ohne_zusicherung and juenger(person, AUSZUG, tag):
        return Regelung.OHNE_ZUSICHERUNG
    return Regelung.ALLEINSTEHEND


def _regelung_kind(person: Person, tag: date) -> int:
    if tag < vollendet(person.geburtsdatum, 6):
        return Regelung.KIND_BIS_5
    if tag < vollendet(person.geburtsdatum, 14):
        return Regelung.KIND_6_BIS_13
    if tag < vollendet(person.geburtsdatum, ERWERBSALTER):
        return Regelung.KIND_14
    if tag < vollendet(person.geburtsdatum, VOLLJAEHRIG):
        return Regelung.JUGENDLICHE
    return Regelung.JUNGE_ERWACHSENE


def stufe(h: Haushalt, person: Person, tag: date) -> int:
    """The Regelbedarfsstufe of this person on this day."""
    return stufe_nach(regelung(h, person, tag))


def stufe_nach(art: int) -> int:
    """The Regelbedarfsstufe that a rule of §§ 20, 23 leads to."""
    if art == Regelung.KIND_BIS_5:
        return 6
    if art == Regelung.KIND_6_BIS_13:
        return 5
    if art == Regelung.KIND_14 or art == Regelung.JUGENDLICHE:
        return 4
    if art == Regelung.JUNGE_ERWACHSENE or art == Regelung.OHNE_ZUSICHERUNG:
        return 3
    return 2 if art == Regelung.PARTNER else 1


def regelbedarf_am(h: Haushalt, person: Person, tag: date) -> int:
    """The monthly Regelbedarf by the rule of this day."""
    art = regelung(h, person, tag)
    if art == Regelung.ALLEINSTEHEND:
        return regelbedarf_alleinstehend(h.recht, person)
    if art == Regelung.PARTNER:
        return regelbedarf_partner(h.recht, person)
    if art == Regelung.JUNGE_ERWACHSENE:
        return regelbedarf_junge_erwachsene(h.recht, person)
    if art == Regelung.OHNE_ZUSICHERUNG:
        return regelbedarf_ohne_zusicherung(h.recht, person)
    if art == Regelung.JUGENDLICHE:
        return regelbedarf_jugendliche(h.recht, person)
    return regelbedarf_kind(h.recht, person, stufe_nach(art))


@norm("SGB II § 20 Abs. 1a")
def regelbedarf(h: Haushalt, person: Person) -> int:
    """The Regelbedarf of the month; on a birthday the old and the new amount by days."""
    return ueber_den_monat(h, person, regelung, regelbedarf_am)


def zusaetzlich_gefoerdert(h: Haushalt, person: Person) -> bool:
    """Whether a Regelbedarf of the steps 3 to 6 of a person under 25 lies below the claim (§ 72 Abs. 1)."""
    davor = 0
    while davor < MONATSTAGE:
        tag = plus_tage(h.recht.monat, davor)
        if juenger(person, AUSZUG, tag) and stufe(h, person, tag) >= 3:
            return True
        davor = naechster_schnitt(h.schnitte, davor)
    return False
