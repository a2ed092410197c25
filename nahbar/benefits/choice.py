"""Which benefit is the right one for somebody: two or three plain facts, asked of the benefits themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from nahbar.law.explain import silent
from nahbar.law.sgb2.sachverhalt import Rolle
from nahbar.law.zuordnung import Mitglied, altersgrenze_erreicht

Able = Literal["ja", "nein", "dauerhaft_nein", "unbekannt"]
"""Whether somebody can work three hours a day; `nein` for a time, `dauerhaft_nein` found to be lasting."""


@dataclass(frozen=True)
class Situation:
    """What the choice looks at; the answers come from the person and bind nobody."""

    geburtsdatum: date
    arbeitsfaehig: Able
    partner_arbeitsfaehig: bool = False
    """Whether a partner of the household is able to work: then the household lives by the SGB II."""

    def altersgrenze(self, month: date) -> bool:
        """Whether the Altersgrenze is reached in this month or before (§ 41 Abs. 2 SGB XII)."""
        if month.year - self.geburtsdatum.year < 65:
            return False
        person = Mitglied("p1", Rolle.ANTRAGSTELLER, self.geburtsdatum)
        with silent():
            return altersgrenze_erreicht(person, self.geburtsdatum, month.replace(day=1), False)

    def grundsicherung(self, month: date) -> bool:
        """Whether chapter 4 of the SGB XII is due, which comes first (§ 19 Abs. 2 S. 2 SGB XII, § 5 Abs. 2 SGB II)."""
        return self.altersgrenze(month) or self.arbeitsfaehig == "dauerhaft_nein"

    def jobcenter(self, month: date) -> bool:
        """Whether the SGB II is due: somebody is able to work, or may be (§§ 7, 44a Abs. 1 S. 7 SGB II)."""
        return not self.grundsicherung(month) and (self.arbeitsfaehig != "nein" or self.partner_arbeitsfaehig)
