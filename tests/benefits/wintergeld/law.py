"""The invented WinterG: from November to March 64.50, and 12.25 for each room with a stove."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from nahbar.law.norm import norm
from nahbar.law.parameter import Parameters, load
from nahbar.law.rechtsstand import Rechtsstand

PARAMETERS: Parameters = load(Path(__file__).with_name("parameters"))
SUMMER = range(4, 11)


@norm("WinterG § 1 Abs. 1", name="wintergeld_grundbetrag")
def grundbetrag(recht: Rechtsstand, person: str) -> int:
    """The same for everybody."""
    return recht.parameter("wintergeld_grundbetrag")


@norm("WinterG § 1 Abs. 2", name="wintergeld_ofen")
def zuschlag(recht: Rechtsstand, person: str, raeume: int) -> int:
    """For each room with a stove."""
    return raeume * recht.parameter("wintergeld_ofen") if raeume else 0


@norm("WinterG § 2", name="wintergeld_winter", einheit="ja/nein")
def winter(monat: date) -> bool:
    """Nothing is paid in summer."""
    return monat.month not in SUMMER
