"""§ 145: the Sofortzuschlag of minors in chapter 3."""

from __future__ import annotations

from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb12.sachverhalt import Person


@norm("SGB XII § 145 Abs. 1 S. 1")
def sofortzuschlag(recht: Rechtsstand, person: Person, anspruch: int) -> int:
    """Due for a minor with a claim by chapter 3; the SGB XII is silent on parts of a month: paid whole."""
    if anspruch > 0:
        return recht.parameter("sgb12_sofortzuschlag")
    return 0


@norm("SGB XII § 145 Abs. 1 S. 2 Nr. 2")
def sofortzuschlag_ohne_kindergeld(recht: Rechtsstand, person: Person, anspruch_ohne_kindergeld: int) -> int:
    """Due also where there is no claim only because Kindergeld was counted."""
    if anspruch_ohne_kindergeld > 0:
        return recht.parameter("sgb12_sofortzuschlag")
    return 0


@norm("SGB XII § 145 Abs. 1")
def sofortzuschlag_summe(recht: Rechtsstand, anzahl: int, betrag: int) -> int:
    """All Sofortzuschläge of the household, beside the claims."""
    return betrag
