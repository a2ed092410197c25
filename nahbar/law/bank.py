"""Bank days: when money must be ordered so that it is there on the first (§ 42 Abs. 1 SGB II, § 44 Abs. 4 SGB XII).

A bank carries out transfers on its business days only (§ 675n Abs. 1 BGB). In Germany these are the days of TARGET,
the euro's settlement system, which rests on Saturdays, Sundays, 1 January, Good Friday, Easter Monday, 1 May, 25 and 26
December; and neither 24 nor 31 December. Holidays of a Land are bank days all the same. The days stand in
`holidays.yaml` under `banken`.
"""

from __future__ import annotations

from datetime import date, timedelta

from nahbar.law.holidays import is_bank_day, last_bank_day_before
from nahbar.law.norm import norm


@norm("BGB § 675n Abs. 1 S. 4", einheit="ja/nein")
def bankarbeitstag(tag: date) -> bool:
    """Whether banks carry out credit transfers on this day."""
    return is_bank_day(tag)


@norm("SGB II § 42 Abs. 1", einheit="datum")
def zahltag_im_voraus(monat: date) -> date:
    """The day on which the benefits of a month are paid in advance: the last bank day of the month before."""
    return last_bank_day_before(monat.replace(day=1))


@norm("SGB XII § 44 Abs. 4 S. 1", einheit="datum")
def zahltag_im_voraus_sgb12(monat: date) -> date:
    """The same for the fourth chapter of SGB XII."""
    return last_bank_day_before(monat.replace(day=1))


@norm("BGB § 675n Abs. 1 S. 2", einheit="datum")
def ausfuehrung_ab(auftrag: date) -> date:
    """The day from which an order is carried out: this one, or the next bank day."""
    while not is_bank_day(auftrag):
        auftrag += timedelta(days=1)
    return auftrag
