"""§ 7a: the age at which Grundsicherung für Arbeitsuchende ends."""

from __future__ import annotations

from datetime import date

from nahbar.law.calendar import jahr, letzter, plus_monate, plus_tage, vollendet
from nahbar.law.norm import norm
from nahbar.law.sgb2.sachverhalt import Person

_LETZTER_ALTER_JAHRGANG = 1946


@norm("SGB II § 7a", einheit="datum")
def ende_der_altersgrenze(person: Person | str, geburtsdatum: date) -> date:
    """The last day before the Altersgrenze is reached: the end of the month in which the age is completed.

    1947 to 1958 one month more for each year, from 1959 two; born in 1964 or later: 67 years.
    """
    jahrgang = jahr(geburtsdatum)
    if jahrgang <= _LETZTER_ALTER_JAHRGANG:
        monate = 0
    elif jahrgang <= 1958:
        monate = jahrgang - _LETZTER_ALTER_JAHRGANG
    else:
        monate = min(12 + 2 * (jahrgang - 1958), 24)
    # A year of life is completed at the end of the day before the birthday (§ 188 Abs. 2 BGB).
    return letzter(plus_tage(plus_monate(vollendet(geburtsdatum, 65), monate), -1))


def erreicht(person: Person | str, geburtsdatum: date, monat: date) -> bool:
    """Whether the person has reached the Altersgrenze before this month."""
    if jahr(monat) - jahr(geburtsdatum) < 65:
        return False
    return ende_der_altersgrenze(person, geburtsdatum) < monat
