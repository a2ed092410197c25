"""§ 19 WoGG with its Anlagen 2 and 3: the formula in fixed-point numbers of ten decimals, and its rounding."""

from __future__ import annotations

from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.wogg.anlagen import mindest_m, mindest_y, wert_a, wert_b, wert_c

GROESSTE_ANZAHL = 12
EURO = 10_000_000_000
"""One euro as a fixed-point number with ten decimals (Anlage 3 Nr. 2)."""
CENT = 100


@norm("WoGG § 19 Abs. 2")
def wohngeld_nach_formel(recht: Rechtsstand, anzahl: int, miete: int, einkommen: int) -> int:
    """1,15 · (M − (a + b · M + c · Y) · Y) in the steps of Anlage 3, rounded to whole euro, half up; never below 0.

    M and Y below the smallest values of Anlage 3 Nr. 1 are replaced by them. Further decimals than ten are dropped.
    """
    zeile = min(anzahl, GROESSTE_ANZAHL)
    m = max(miete, mindest_m(recht, zeile))
    y = max(einkommen, mindest_y(recht, zeile))
    z1 = wert_a(recht, zeile) * CENT + wert_b(recht, zeile) * m + wert_c(recht, zeile) * y
    z2 = ohne_weitere_stellen(z1 * y, CENT)
    z3 = m * (EURO // CENT) - z2
    z4 = ohne_weitere_stellen(z3 * 115, CENT)
    if z4 <= 0:
        return 0
    return (2 * z4 + EURO) // (2 * EURO) * CENT


@norm("WoGG § 19 Abs. 3")
def wohngeld_ab_13(recht: Rechtsstand, anzahl: int, wohngeld: int, miete: int) -> int:
    """65 euro (until 2024: 57) more for the 13th and each further member, at most up to the rent that counts."""
    mehr = wohngeld + (anzahl - GROESSTE_ANZAHL) * recht.parameter("wogg_ab_13")
    return max(wohngeld, min(mehr, miete))


def ohne_weitere_stellen(zaehler: int, nenner: int) -> int:
    """A quotient without its further decimals, towards zero."""
    if zaehler < 0:
        return -(-zaehler // nenner)
    return zaehler // nenner
