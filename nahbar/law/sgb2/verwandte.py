"""§§ 7 Abs. 3a, 9 Abs. 5: who is presumed to stand in for others, and what relatives are presumed to give."""

from __future__ import annotations

from dataclasses import dataclass

from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.berechnung import quotient
from nahbar.law.sgb2.verordnung import verordnung


@dataclass(frozen=True)
class Verwandte:
    """A relative or in-law in the household: income after § 11b, own share of the dwelling, assets above § 12."""

    bereinigtes_einkommen: int
    unterkunft: int
    vermoegen_ueber_freibetrag: int = 0


@norm("SGB II § 7 Abs. 3a", einheit="ja/nein")
def einstehen_wird_vermutet(
    recht: Rechtsstand, ueber_ein_jahr: bool, gemeinsames_kind: bool, versorgt_angehoerige: bool, verfuegt: bool
) -> bool:
    """Partners are presumed to stand in for each other in one of four cases; they may show the contrary.

    Nr. 1: living together for more than a year, 2: with a common child, 3: caring for children or relatives in the
    household, 4: entitled to dispose of the other's income or assets.
    """
    return ueber_ein_jahr or gemeinsames_kind or versorgt_angehoerige or verfuegt


@norm("SGB II § 9 Abs. 5", einheit="ja/nein")
def unterhaltsvermutung(recht: Rechtsstand, person: str, gemeinsam_wirtschaften: bool, verwandt: bool) -> bool:
    """Only among relatives and in-laws in one Haushaltsgemeinschaft, i.e. who run the household together."""
    return gemeinsam_wirtschaften and verwandt


@verordnung("§ 1 Abs. 2 S. 1")
def freibetrag_der_verwandten(recht: Rechtsstand, person: str, unterkunft: int) -> int:
    """Twice Regelbedarfsstufe 1 and the relative's own share of the dwelling."""
    return 2 * recht.parameter("regelbedarfsstufe_1") + unterkunft


@verordnung("§ 1 Abs. 2")
def vermutete_leistung(recht: Rechtsstand, person: str, einkommen: int, freibetrag: int) -> int:
    """Half of the income above the allowance is presumed to be given; the other half does not count either."""
    ueber = max(0, einkommen - freibetrag)
    return ueber - quotient(ueber, 2)


def vermutet(recht: Rechtsstand, person: str, verwandte: Verwandte) -> int:
    """The monthly amount that counts for the household's needy members, if nobody shows the contrary."""
    frei = freibetrag_der_verwandten(recht, person, verwandte.unterkunft)
    return vermutete_leistung(recht, person, verwandte.bereinigtes_einkommen, frei)
