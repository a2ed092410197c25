"""The days of the month for which a person is paid."""

from __future__ import annotations

from datetime import date

from nahbar.law.calendar import NIE, letzter, plus_tage, tag_im_monat
from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb12.haushalt import MONATSTAGE, Haushalt
from nahbar.law.sgb12.sachverhalt import Person

_TAGE_IM_AUSLAND = 4 * 7


@norm("SGB XII § 41a", einheit="tage")
def tage_im_ausland(recht: Rechtsstand, person: Person, ausland_seit: date, ausland_bis: date) -> int:
    """Days of the month for which nothing is paid: after four weeks abroad without a break, until the return."""
    erster_tag = max(recht.monat, plus_tage(ausland_seit, _TAGE_IM_AUSLAND))
    schluss = min(ausland_bis, letzter(recht.monat))
    if schluss < erster_tag:
        return 0
    ende = tag_im_monat(schluss)
    if schluss == letzter(recht.monat):
        ende = MONATSTAGE
    return max(0, ende - tag_im_monat(erster_tag) + 1)


def tage_mit_anspruch(h: Haushalt, person: Person) -> int:
    """Days granted: from `von` or birth to `bis`, without the days behind the fourth week abroad."""
    von, bis = person.von, person.bis
    if person.geburtsdatum > h.recht.monat:
        von = person.geburtsdatum if von == NIE else max(von, person.geburtsdatum)
    tage = MONATSTAGE
    if von != NIE or bis != NIE:
        tage = _zwischen(h.recht.monat, von, bis)
    if person.ausland_seit != NIE:
        tage -= tage_im_ausland(h.recht, person, person.ausland_seit, person.ausland_bis)
    return max(0, tage)


def _zwischen(monat: date, von: date, bis: date) -> int:
    """Days of the month of 30 days: its last day is the 30th, the 31st is not counted."""
    beginn = 1
    if von != NIE:
        beginn = tag_im_monat(von)
    ende = MONATSTAGE
    if bis < letzter(monat):
        ende = tag_im_monat(bis)
    return max(0, ende - beginn + 1)
