"""§ 72: the Sofortzuschlag for children, young people and young adults."""

from __future__ import annotations

from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.sachverhalt import Person


@norm("SGB II § 72 Abs. 1 S. 1")
def sofortzuschlag(recht: Rechtsstand, person: Person, anspruch: int) -> int:
    """Due with a claim that rests on the Regelbedarfsstufen 3 to 6; paid whole, also in part of a month."""
    return recht.parameter("sofortzuschlag") if anspruch > 0 else 0


@norm("SGB II § 72 Abs. 1 S. 2 Nr. 2")
def sofortzuschlag_ohne_kindergeld(recht: Rechtsstand, person: Person, anspruch_ohne_kindergeld: int) -> int:
    """Due also where there is no claim only because Kindergeld was counted."""
    return recht.parameter("sofortzuschlag") if anspruch_ohne_kindergeld > 0 else 0


@norm("SGB II § 72 Abs. 1")
def sofortzuschlag_summe(recht: Rechtsstand, anzahl: int, betrag: int) -> int:
    """All Sofortzuschläge of the household, beside the claims."""
    return betrag
