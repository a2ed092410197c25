"""§ 11 WoGG: the rent that counts."""

from __future__ import annotations

from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.wogg.hoechstbetrag import wohngeld_heizkosten, wohngeld_hoechstbetrag, wohngeld_klimakomponente


@norm("WoGG § 11 Abs. 3")
def wohngeld_kopfanteil(betrag: int, anzahl: int, gesamt: int) -> int:
    """The share of the members that count where others of the household are excluded; in cents half up."""
    return anteil_am_ganzen(betrag, anzahl, gesamt)


def anteil_am_ganzen(betrag: int, teil: int, ganzes: int) -> int:
    """A part of an amount by heads or by area, in cents half up."""
    return (2 * betrag * teil + ganzes) // (2 * ganzes)


@norm("WoGG § 11 Abs. 1")
def wohngeld_miete(recht: Rechtsstand, miete: int, mietenstufe: int, anzahl: int, gesamt: int) -> int:
    """The rent up to Höchstbetrag and Klimakomponente, and the relief for heating on top of it.

    `gesamt` members live in the dwelling, `anzahl` of them count. The tables are read by `gesamt` (Abs. 3 S. 3).
    """
    grenze = wohngeld_hoechstbetrag(recht, gesamt, mietenstufe)
    klima = wohngeld_klimakomponente(recht, gesamt)
    heizen = wohngeld_heizkosten(recht, gesamt)
    if anzahl < gesamt:
        miete = wohngeld_kopfanteil(miete, anzahl, gesamt)
        grenze = wohngeld_kopfanteil(grenze, anzahl, gesamt)
        klima = wohngeld_kopfanteil(klima, anzahl, gesamt)
        heizen = wohngeld_kopfanteil(heizen, anzahl, gesamt)
    return min(miete, grenze + klima) + heizen


@norm("WoGG § 11 Abs. 2 Nr. 1")
def wohngeld_miete_ohne_gewerbe(miete: int, flaeche: int, flaeche_gesamt: int) -> int:
    """The rent without the part of rooms that are used for a trade or profession only, by area."""
    return miete - anteil_am_ganzen(miete, flaeche, flaeche_gesamt)


@norm("WoGG § 11 Abs. 2 Nr. 2")
def wohngeld_miete_ohne_ueberlassung(miete: int, flaeche: int, flaeche_gesamt: int, entgelt: int) -> int:
    """The rent without the part of rooms let or lent to others; a higher payment for them is taken off whole."""
    return max(0, miete - max(entgelt, anteil_am_ganzen(miete, flaeche, flaeche_gesamt)))


@norm("WoGG § 11 Abs. 2 Nr. 3")
def wohngeld_miete_ohne_mitbewohner(miete: int, mitbewohner: int, bewohner: int, entgelt: int) -> int:
    """The rent without the part of people who live there and belong to no household of Wohngeld, by heads.

    A higher payment by them is taken off whole.
    """
    return max(0, miete - max(entgelt, anteil_am_ganzen(miete, mitbewohner, bewohner)))


@norm("WoGG § 11 Abs. 2 Nr. 4")
def wohngeld_miete_ohne_zuschuss(miete: int, zuschuss: int) -> int:
    """The rent that public money for lowering it, or a sponsor by § 68 AufenthG (Nr. 5), leaves."""
    return max(0, miete - zuschuss)
