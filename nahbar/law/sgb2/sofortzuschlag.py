"""§ 72: the Sofortzuschlag for children, young people and young adults."""

from __future__ import annotations

from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.sachverhalt import Person


@norm("SGB II § 72 Abs. 1 S. 1")
def sofortzuschlag(recht: Rechtsstand, person: Person, anspruch: int) -> int:
    """Due beside a claim to Grundsicherungsgeld that rests on one of the Regelbedarfsstufen 3 to 6.

    Children, young people and young adults are persons under 25. § 72 is silent on parts of a month: paid whole.
    """
    return recht.parameter("sofortzuschlag") if anspruch > 0 else 0


@norm("SGB II § 72 Abs. 1 S. 2 Nr. 2")
def sofortzuschlag_ohne_kindergeld(recht: Rechtsstand, person: Person, anspruch_ohne_kindergeld: int) -> int:
    """Due also where there is no claim only because Kindergeld was counted in the test of need (§ 11 Abs. 1 S. 5).

    `anspruch_ohne_kindergeld` is this person's claim in the same calculation with this person's Kindergeld at 0; so
    it is due outside the Bedarfsgemeinschaft too, and where the whole of it needs no benefit because of Kindergeld.
    """
    return recht.parameter("sofortzuschlag") if anspruch_ohne_kindergeld > 0 else 0


@norm("SGB II § 72 Abs. 1")
def sofortzuschlag_summe(recht: Rechtsstand, anzahl: int, betrag: int) -> int:
    """All Sofortzuschläge of the household, beside the claims."""
    return betrag
