"""Anlage 1 WoGG and § 12 Abs. 6, 7: the tables by size of the household and Mietenstufe, one literal name a cell."""

from __future__ import annotations

from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand

GROESSTE_TABELLENZEILE = 5


@norm("WoGG § 12 Abs. 1")
def wohngeld_hoechstbetrag(recht: Rechtsstand, anzahl: int, mietenstufe: int) -> int:
    """The largest rent that counts, by members and Mietenstufe; from the sixth member on a Mehrbetrag each."""
    zeile = min(anzahl, GROESSTE_TABELLENZEILE)
    if mietenstufe == 1:
        return _stufe_1(recht, zeile) + (anzahl - zeile) * recht.parameter("wogg_miete_weitere_stufe_1")
    if mietenstufe == 2:
        return _stufe_2(recht, zeile) + (anzahl - zeile) * recht.parameter("wogg_miete_weitere_stufe_2")
    if mietenstufe == 3:
        return _stufe_3(recht, zeile) + (anzahl - zeile) * recht.parameter("wogg_miete_weitere_stufe_3")
    if mietenstufe == 4:
        return _stufe_4(recht, zeile) + (anzahl - zeile) * recht.parameter("wogg_miete_weitere_stufe_4")
    if mietenstufe == 5:
        return _stufe_5(recht, zeile) + (anzahl - zeile) * recht.parameter("wogg_miete_weitere_stufe_5")
    if mietenstufe == 6:
        return _stufe_6(recht, zeile) + (anzahl - zeile) * recht.parameter("wogg_miete_weitere_stufe_6")
    return _stufe_7(recht, zeile) + (anzahl - zeile) * recht.parameter("wogg_miete_weitere_stufe_7")


@norm("WoGG § 12 Abs. 6")
def wohngeld_heizkosten(recht: Rechtsstand, anzahl: int) -> int:
    """The relief for heating costs (CO2 price and permanent component) by members; independent of the real costs."""
    if anzahl == 1:
        return recht.parameter("wogg_heizkosten_1")
    if anzahl == 2:
        return recht.parameter("wogg_heizkosten_2")
    if anzahl == 3:
        return recht.parameter("wogg_heizkosten_3")
    if anzahl == 4:
        return recht.parameter("wogg_heizkosten_4")
    return recht.parameter("wogg_heizkosten_5") + (anzahl - 5) * recht.parameter("wogg_heizkosten_weitere")


@norm("WoGG § 12 Abs. 7")
def wohngeld_klimakomponente(recht: Rechtsstand, anzahl: int) -> int:
    """The Klimakomponente on top of the largest rent, by members."""
    if anzahl == 1:
        return recht.parameter("wogg_klima_1")
    if anzahl == 2:
        return recht.parameter("wogg_klima_2")
    if anzahl == 3:
        return recht.parameter("wogg_klima_3")
    if anzahl == 4:
        return recht.parameter("wogg_klima_4")
    return recht.parameter("wogg_klima_5") + (anzahl - 5) * recht.parameter("wogg_klima_weitere")


def _stufe_1(recht: Rechtsstand, zeile: int) -> int:
    if zeile == 1:
        return recht.parameter("wogg_miete_1_stufe_1")
    if zeile == 2:
        return recht.parameter("wogg_miete_2_stufe_1")
    if zeile == 3:
        return recht.parameter("wogg_miete_3_stufe_1")
    if zeile == 4:
        return recht.parameter("wogg_miete_4_stufe_1")
    return recht.parameter("wogg_miete_5_stufe_1")


def _stufe_2(recht: Rechtsstand, zeile: int) -> int:
    if zeile == 1:
        return recht.parameter("wogg_miete_1_stufe_2")
    if zeile == 2:
        return recht.parameter("wogg_miete_2_stufe_2")
    if zeile == 3:
        return recht.parameter("wogg_miete_3_stufe_2")
    if zeile == 4:
        return recht.parameter("wogg_miete_4_stufe_2")
    return recht.parameter("wogg_miete_5_stufe_2")


def _stufe_3(recht: Rechtsstand, zeile: int) -> int:
    if zeile == 1:
        return recht.parameter("wogg_miete_1_stufe_3")
    if zeile == 2:
        return recht.parameter("wogg_miete_2_stufe_3")
    if zeile == 3:
        return recht.parameter("wogg_miete_3_stufe_3")
    if zeile == 4:
        return recht.parameter("wogg_miete_4_stufe_3")
    return recht.parameter("wogg_miete_5_stufe_3")


def _stufe_4(recht: Rechtsstand, zeile: int) -> int:
    if zeile == 1:
        return recht.parameter("wogg_miete_1_stufe_4")
    if zeile == 2:
        return recht.parameter("wogg_miete_2_stufe_4")
    if zeile == 3:
        return recht.parameter("wogg_miete_3_stufe_4")
    if zeile == 4:
        return recht.parameter("wogg_miete_4_stufe_4")
    return recht.parameter("wogg_miete_5_stufe_4")


def _stufe_5(recht: Rechtsstand, zeile: int) -> int:
    if zeile == 1:
        return recht.parameter("wogg_miete_1_stufe_5")
    if zeile == 2:
        return recht.parameter("wogg_miete_2_stufe_5")
    if zeile == 3:
        return recht.parameter("wogg_miete_3_stufe_5")
    if zeile == 4:
        return recht.parameter("wogg_miete_4_stufe_5")
    return recht.parameter("wogg_miete_5_stufe_5")


def _stufe_6(recht: Rechtsstand, zeile: int) -> int:
    if zeile == 1:
        return recht.parameter("wogg_miete_1_stufe_6")
    if zeile == 2:
        return recht.parameter("wogg_miete_2_stufe_6")
    if zeile == 3:
        return recht.parameter("wogg_miete_3_stufe_6")
    if zeile == 4:
        return recht.parameter("wogg_miete_4_stufe_6")
    return recht.parameter("wogg_miete_5_stufe_6")


def _stufe_7(recht: Rechtsstand, zeile: int) -> int:
    if zeile == 1:
        return recht.parameter("wogg_miete_1_stufe_7")
    if zeile == 2:
        return recht.parameter("wogg_miete_2_stufe_7")
    if zeile == 3:
        return recht.parameter("wogg_miete_3_stufe_7")
    if zeile == 4:
        return recht.parameter("wogg_miete_4_stufe_7")
    return recht.parameter("wogg_miete_5_stufe_7")
