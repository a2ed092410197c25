"""The facts of a family for Kinderzuschlag (§ 6a BKGG), in cents a month; income is counted as in the SGB II."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A child of the Bedarfsgemeinschaft under 25, unmarried, for whom Kindergeld is due (Abs. 1).

    `einkommen` is counted by §§ 11-11b SGB II, without Wohngeld, Kindergeld and Kinderzuschlag (Abs. 3 S. 1, 2).
    """

    id: str
    einkommen: int = 0
    anstrengung_unterlassen: bool = False
    """Claims of the child to income were not pursued although that was reasonable (Abs. 3 S. 4)."""


@dataclass(frozen=True)
class Familie:
    """Parents, children and dwelling.

    `einnahmen_eltern` is the income of § 11 Abs. 1 SGB II before any deduction, without Wohngeld, Kindergeld and
    Kinderzuschlag (Abs. 1 Nr. 2). `erwerbseinkommen` and `anderes_einkommen` are the parents' counted income
    (Abs. 5, 6). `bedarf_eltern` is Regelbedarf and Mehrbedarf of the parents, `unterkunft` dwelling and heating of the
    whole Bedarfsgemeinschaft, `kinder_in_wohnung` the children among whom it is divided (Abs. 5 S. 4).
    """

    alleinstehend: bool
    einnahmen_eltern: int
    erwerbseinkommen: int
    anderes_einkommen: int
    bedarf_eltern: int
    unterkunft: int
    kinder: tuple[Kind, ...]
    kinder_in_wohnung: int
    mitglieder: int
    vermoegen: int = 0
    """Assets of the Bedarfsgemeinschaft that § 12 SGB II does not protect as a thing; before any allowance."""
    erster_monat: bool = False
    """The first month of the six (Abs. 7), in which small excess assets count (Abs. 3 S. 7)."""


@dataclass(frozen=True)
class Haushaltslage:
    """What Abs. 1 Nr. 3 and Abs. 1a ask: needs and income of the Bedarfsgemeinschaft without Kinderzuschlag, Wohngeld.

    `absetzbetraege` are those of § 11b Abs. 2 to 3 SGB II from the parents' earnings.
    """

    bedarf: int
    einkommen: int
    wohngeld: int
    absetzbetraege: int = 0
    bezieht_oder_beantragt_sgb2_oder_sgb12: bool = False
