"""§ 7 Abs. 3 Nr. 4: children who live partly with each parent (temporäre Bedarfsgemeinschaft)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.berechnung import MONATSTAGE, anteil_nach_tagen

HALBER_TAG = 12 * 60
"""Minutes: a day belongs to the household in which the child is for the longer part of it."""


@dataclass(frozen=True)
class Anteile:
    """A child's Regelbedarf in the two households."""

    beim_umgang: int
    im_haupthaushalt: int


@norm("SGB II § 7 Abs. 3 Nr. 4", einheit="tage", name="tage_im_haushalt")
def _tage_im_haushalt(recht: Rechtsstand, person: str, anzahl: int) -> int:
    """Days on which a child belongs to the household of the other parent, at most the 30 of the month."""
    return min(anzahl, MONATSTAGE)


def tage_im_haushalt(recht: Rechtsstand, person: str, minuten_je_tag: Sequence[int]) -> int:
    """Days with more than twelve hours; `minuten_je_tag` for each calendar day of the month with presence."""
    return _tage_im_haushalt(recht, person, sum(1 for minuten in minuten_je_tag if minuten > HALBER_TAG))


@norm("SGB II § 41 Abs. 1 S. 3")
def regelbedarf_beim_umgang(recht: Rechtsstand, person: str, regelbedarf: int, tage: int) -> int:
    """A thirtieth of the Regelbedarf for each day in the household of the parent who does not mainly care."""
    return anteil_nach_tagen(person, regelbedarf, tage)


@norm("SGB II § 20 Abs. 1 S. 3")
def regelbedarf_im_haupthaushalt(
    recht: Rechtsstand, person: str, regelbedarf: int, beim_umgang: int, beide_beziehen: bool
) -> int:
    """The rest for the household where the child mainly lives, if the other one receives benefits as well.

    If it does not, the whole monthly amount stays with the main household.
    """
    return regelbedarf - beim_umgang if beide_beziehen else regelbedarf


def anteile(recht: Rechtsstand, person: str, regelbedarf: int, tage: int, *, beide_beziehen: bool) -> Anteile:
    """Divide a child's Regelbedarf; the parts add up to it. The dwelling counts where the child mainly lives."""
    umgang = regelbedarf_beim_umgang(recht, person, regelbedarf, tage) if beide_beziehen else 0
    return Anteile(umgang, regelbedarf_im_haupthaushalt(recht, person, regelbedarf, umgang, beide_beziehen))
