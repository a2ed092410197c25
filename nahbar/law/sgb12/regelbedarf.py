"""§§ 27a, 28 and the Anlage to § 28: the Regelbedarf of each person."""

from __future__ import annotations

from datetime import date

from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb12.haushalt import MONATSTAGE, VOLLJAEHRIG, satz_von, tag_im_monat, teil, unter
from nahbar.law.sgb12.sachverhalt import Person, Wohnform


def stufe(person: Person, tag: date) -> int:
    """The Regelbedarfsstufe of this person on this day by the Anlage to § 28.

    Step 1 is for every adult in a dwelling without a partner, also with the parents; step 3 only for institutions.
    """
    if unter(person, 6, tag):
        return 6
    if unter(person, 14, tag):
        return 5
    if unter(person, VOLLJAEHRIG, tag):
        return 4
    if person.wohnform == Wohnform.EINRICHTUNG:
        return 3
    if person.wohnform == Wohnform.BESONDERE_WOHNFORM or person.partner >= 0:
        return 2
    return 1


def betrag_der_stufe(recht: Rechtsstand, stufe: int) -> int:
    """The amount of a Regelbedarfsstufe by the Anlage to § 28, also as the base of a share."""
    if stufe == 1:
        return recht.parameter("sgb12_regelbedarfsstufe_1")
    if stufe == 2:
        return recht.parameter("sgb12_regelbedarfsstufe_2")
    if stufe == 3:
        return recht.parameter("sgb12_regelbedarfsstufe_3")
    if stufe == 4:
        return recht.parameter("sgb12_regelbedarfsstufe_4")
    if stufe == 5:
        return recht.parameter("sgb12_regelbedarfsstufe_5")
    return recht.parameter("sgb12_regelbedarfsstufe_6")


@norm("SGB XII § 28")
def regelbedarfsstufe(recht: Rechtsstand, person: Person, stufe: int) -> int:
    """The amount of the person's Regelbedarfsstufe."""
    return betrag_der_stufe(recht, stufe)


@norm("SGB XII § 27a Abs. 3 S. 1")
def regelbedarf(recht: Rechtsstand, person: Person) -> int:
    """The Regelsatz of the month (chapter 4: § 42 Nr. 1); on a birthday the old and the new amount by days."""
    summe = 0
    beginn = 0
    jetzt = stufe(person, recht.monat)
    for tag in range(1, MONATSTAGE + 1):
        dann = 0
        if tag < MONATSTAGE:
            dann = stufe(person, tag_im_monat(recht.monat, tag))
        if dann != jetzt:
            summe += teil(person, regelbedarfsstufe(recht, person, jetzt), tag - beginn)
            beginn = tag
            jetzt = dann
    return summe


@norm("SGB XII § 27b Abs. 3 S. 2 Nr. 1")
def barbetrag(recht: Rechtsstand, person: Person) -> int:
    """In an institution an adult is paid at least 27 percent of Regelbedarfsstufe 1 for personal needs."""
    return satz_von(recht.parameter("sgb12_regelbedarfsstufe_1"), recht.parameter("sgb12_barbetrag"))
