"""§§ 9, 19: what is left of the needs when income and assets are counted."""

from __future__ import annotations

from collections.abc import Mapping

from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.bedarfsgemeinschaft import Haushalt
from nahbar.law.sgb2.berechnung import MONATSTAGE, anteil_am_offenen, anteil_nach_tagen
from nahbar.law.sgb2.sachverhalt import Person


@norm("SGB II § 19 Abs. 1 S. 3")
def bedarf(recht: Rechtsstand, person: Person, regelbedarf: int, mehrbedarf: int, unterkunft: int) -> int:
    """Regelbedarf, Mehrbedarfe and the share of the dwelling."""
    return regelbedarf + mehrbedarf + unterkunft


@norm("SGB II § 7 Abs. 3 Nr. 4", einheit="ja/nein")
def deckt_eigenen_bedarf(recht: Rechtsstand, person: Person, bedarf: int, einkommen: int) -> bool:
    """Whether a child can live on its own income and so stands outside the Bedarfsgemeinschaft."""
    return einkommen >= bedarf


@norm("SGB II § 9 Abs. 2 S. 3")
def einkommen_zugeteilt(h: Haushalt, person: Person, einkommen: int, bedarf: int, bedarfe: int) -> int:
    """The income of parents and partners (S. 1, 2), spread in proportion of each need to all needs (S. 3).

    A child's own income covers only its own need and is taken off before; the income of a parent's partner counts for
    the parent's children as well (S. 2). Needs of § 28 stay out of the proportion. The shares add up to the income.
    """
    return anteil_am_offenen(h, person, einkommen, bedarfe)


@norm("SGB II § 9 Abs. 2 S. 3")
def vermoegen_zugeteilt(h: Haushalt, person: Person, vermoegen: int, bedarf: int, bedarfe: int) -> int:
    """Assets above the allowances, spread in proportion to the needs that income leaves open."""
    return anteil_am_offenen(h, person, min(vermoegen, bedarfe), bedarfe)


@norm("SGB II § 19 Abs. 3 S. 1")
def anspruch(
    recht: Rechtsstand, person: Person, bedarf: int, eigenes_einkommen: int, zugeteilt: int, vermoegen: int, tage: int
) -> int:
    """What income and assets leave of the need, at least 0; for part of a month by days."""
    betrag = max(0, bedarf - eigenes_einkommen - zugeteilt - vermoegen)
    return betrag if tage == MONATSTAGE else anteil_nach_tagen(person, betrag, tage)


@norm("SGB II § 19 Abs. 3 S. 2")
def anspruch_fuer_unterkunft(recht: Rechtsstand, person: Person, anspruch: int, unterkunft: int) -> int:
    """The part of the claim that is for the dwelling: income covers Regelbedarf and Mehrbedarfe first."""
    return min(anspruch, unterkunft)


@norm("SGB II § 19 Abs. 1 S. 1")
def summe(recht: Rechtsstand, ansprueche: Mapping[str, int]) -> int:
    """The claims of all members."""
    return sum(ansprueche.values())
