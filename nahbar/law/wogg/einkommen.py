"""§§ 13-16 WoGG: the income of the year and of the month."""

from __future__ import annotations

from nahbar.law.norm import norm
from nahbar.law.parameter import ANTEIL
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.wogg.freibetraege import abzug_unterhalt, freibetraege_der_person, wohngeld_freibetrag_allein
from nahbar.law.wogg.haushalt import Mitglied, Wohngeldhaushalt

MONATE = 12


def anteil_halb_auf(betrag: int, zaehler: int, nenner: int) -> int:
    """A share of an amount in cents, half up."""
    return (2 * betrag * zaehler + nenner) // (2 * nenner)


@norm("EStG § 9a S. 1 Nr. 1")
def wohngeld_werbungskosten_arbeit(recht: Rechtsstand, person: Mitglied, lohn: int, nachgewiesen: int) -> int:
    """Werbungskosten of employees: the proven ones or the Pauschbetrag, which never makes the income negative."""
    return max(nachgewiesen, min(lohn, recht.parameter("wogg_werbungskosten_arbeit")))


@norm("EStG § 9a S. 1 Nr. 3")
def wohngeld_werbungskosten_rente(recht: Rechtsstand, person: Mitglied, renten: int, nachgewiesen: int) -> int:
    """Werbungskosten of pensioners: the proven ones or the Pauschbetrag, taken once for all pensions."""
    return max(nachgewiesen, min(renten, recht.parameter("wogg_werbungskosten_rente")))


@norm("WoGG § 14 Abs. 1")
def wohngeld_einkuenfte(recht: Rechtsstand, person: Mitglied) -> int:
    """Positive Einkünfte of the year; a loss of one kind never lowers another (S. 4).

    Pensions count whole: § 14 Abs. 2 Nr. 3 adds what income tax leaves out. Of capital income the first 100 euro do
    not count (Abs. 2 Nr. 15). Pay that the employer taxes at a flat rate counts less its own costs (Abs. 1 S. 3 Nr. 2).
    """
    summe = max(0, person.gewinn)
    if person.arbeitslohn > 0:
        abzug = wohngeld_werbungskosten_arbeit(recht, person, person.arbeitslohn, person.werbungskosten)
        summe += max(0, person.arbeitslohn - abzug)
    summe += max(0, person.pauschal_besteuert - person.aufwand_pauschal_besteuert)
    renten = person.gesetzliche_rente + person.andere_rente
    if renten > 0:
        abzug = wohngeld_werbungskosten_rente(recht, person, renten, person.werbungskosten_rente)
        summe += max(0, renten - abzug)
    if person.kapitalertraege > 0:
        summe += max(0, person.kapitalertraege - recht.parameter("wogg_kapital_frei"))
    return summe


@norm("WoGG § 14 Abs. 2")
def wohngeld_weitere_einnahmen(recht: Rechtsstand, person: Mitglied) -> int:
    """What counts beside the Einkünfte: Lohnersatz (Nr. 6), maintenance (Nr. 19-21), half of grants for training."""
    summe = person.lohnersatz + person.unterhalt + person.unterhaltsvorschuss + person.sonstiges
    if person.ausbildungsfoerderung > 0:
        summe += anteil_halb_auf(person.ausbildungsfoerderung, recht.parameter("wogg_ausbildung_anteil"), ANTEIL)
    return summe


@norm("WoGG § 16")
def wohngeld_abzug(recht: Rechtsstand, person: Mitglied, einkommen: int, anzahl: int) -> int:
    """Ten per cent each for income tax, for health and care insurance, and for pension insurance."""
    return anteil_halb_auf(einkommen, anzahl * recht.parameter("wogg_abzug_satz"), ANTEIL)


@norm("WoGG § 14 Abs. 1 S. 1")
def wohngeld_jahreseinkommen(recht: Rechtsstand, person: Mitglied) -> int:
    """The income of one member in a year, less the flat deductions for taxes and contributions."""
    einkommen = wohngeld_einkuenfte(recht, person) + wohngeld_weitere_einnahmen(recht, person)
    anzahl = 0
    if person.steuern:
        anzahl += 1
    if person.krankenversicherung:
        anzahl += 1
    if person.rentenversicherung:
        anzahl += 1
    if anzahl == 0 or einkommen == 0:
        return einkommen
    return einkommen - wohngeld_abzug(recht, person, einkommen, anzahl)


@norm("WoGG § 13 Abs. 1")
def wohngeld_gesamteinkommen(recht: Rechtsstand, haushalt: Wohngeldhaushalt) -> int:
    """The income of all members that count, less the Freibeträge and maintenance paid to others; never below 0."""
    summe = 0
    for person in haushalt.mitglieder:
        if not person.ausgeschlossen:
            summe += wohngeld_jahreseinkommen(recht, person) - freibetraege_der_person(recht, person)
    if haushalt.allein_mit_kindern:
        summe -= wohngeld_freibetrag_allein(recht)
    for pflicht in haushalt.unterhaltspflichten:
        summe -= abzug_unterhalt(recht, pflicht.nummer, pflicht.betrag, pflicht.titel, pflicht.mit_titel)
    return max(0, summe)


@norm("WoGG § 13 Abs. 2")
def wohngeld_einkommen_im_monat(recht: Rechtsstand, jahr: int) -> int:
    """A twelfth of the year, in cents half up."""
    return anteil_halb_auf(jahr, 1, MONATE)
