"""§ 11 WoGG: the rent that counts."""

from __future__ import annotations

from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.wogg.hoechstbetrag import wohngeld_heizkosten, wohngeld_hoechstbetrag, wohngeld_klimakomponente


@norm("WoGG § 11 Abs. 3")
def wohngeld_kopfanteil(betrag: int, anzahl: int, gesamt: int) -> int:
    """The share of the members that count where others of the household are excluded; in cents half up."""
    return (2 * betrag * anzahl + gesamt) // (2 * gesamt)


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
