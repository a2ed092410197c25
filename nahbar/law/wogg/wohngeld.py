"""Wohngeld of a month: §§ 4, 7, 19-21 WoGG in their order."""

from __future__ import annotations

from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.wogg.einkommen import wohngeld_einkommen_im_monat, wohngeld_gesamteinkommen
from nahbar.law.wogg.formel import GROESSTE_ANZAHL, wohngeld_ab_13, wohngeld_nach_formel
from nahbar.law.wogg.haushalt import Wohngeldhaushalt
from nahbar.law.wogg.miete import wohngeld_miete


@norm("WoGG § 6 Abs. 1", einheit="anzahl")
def wohngeld_mitglieder(haushalt: Wohngeldhaushalt) -> int:
    """Members that count: all of the household but those who are excluded by §§ 7 and 8."""
    anzahl = 0
    for person in haushalt.mitglieder:
        if not person.ausgeschlossen:
            anzahl += 1
    return anzahl


@norm("WoGG § 20 Abs. 2", einheit="ja/nein")
def wohngeld_nur_auszubildende(haushalt: Wohngeldhaushalt) -> bool:
    """No Wohngeld where all members are entitled in principle to support for training."""
    return haushalt.nur_auszubildende


@norm("WoGG § 21 Nr. 3", einheit="ja/nein")
def wohngeld_erhebliches_vermoegen(recht: Rechtsstand, vermoegen: int, anzahl: int) -> bool:
    """Considerable assets as a rule: above 60 000 euro for the first and 30 000 for each further member."""
    grenze = recht.parameter("wogg_vermoegen_erste") + (anzahl - 1) * recht.parameter("wogg_vermoegen_weitere")
    return vermoegen > grenze


@norm("WoGG § 21 Nr. 1")
def wohngeld_ab_mindestbetrag(recht: Rechtsstand, betrag: int) -> int:
    """Nothing where Wohngeld would be less than ten euro."""
    return betrag if betrag >= recht.parameter("wogg_mindestbetrag") else 0


@norm("WoGG § 4")
def wohngeld(recht: Rechtsstand, haushalt: Wohngeldhaushalt) -> int:
    """The Wohngeld of a month in cents: members, rent and income put into the formula, then the reasons for none.

    Raises UnknownParameter for a month without values.
    """
    anzahl = wohngeld_mitglieder(haushalt)
    if anzahl == 0 or wohngeld_nur_auszubildende(haushalt):
        return 0
    if wohngeld_erhebliches_vermoegen(recht, haushalt.vermoegen, anzahl):
        return 0
    miete = wohngeld_miete(recht, haushalt.miete, haushalt.mietenstufe, anzahl, len(haushalt.mitglieder))
    einkommen = wohngeld_einkommen_im_monat(recht, wohngeld_gesamteinkommen(recht, haushalt))
    betrag = wohngeld_nach_formel(recht, anzahl, miete, einkommen)
    if anzahl > GROESSTE_ANZAHL:
        betrag = wohngeld_ab_13(recht, anzahl, betrag, miete)
    return wohngeld_ab_mindestbetrag(recht, betrag)
