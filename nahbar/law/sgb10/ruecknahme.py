"""How far back and until when an act can be put right: §§ 44, 45, 48 SGB X, § 40 SGB II, § 116a SGB XII."""

from __future__ import annotations

from datetime import date

from nahbar.law.bgb.fristen import end_after_months
from nahbar.law.norm import norm
from nahbar.law.sgb10.fristen import ende_am_werktag, ende_fuer_das_amt


@norm("SGB X § 44 Abs. 4 S. 1", einheit="datum")
def leistungen_vier_jahre_zurueck(antrag_oder_ruecknahme: date) -> date:
    """The first day for which benefits are paid after all: four years, from the start of this year (S. 2, 3)."""
    return date(antrag_oder_ruecknahme.year - 4, 1, 1)


@norm("SGB II § 40 Abs. 1 S. 2 Nr. 2", einheit="datum")
def leistungen_ein_jahr_zurueck(antrag_oder_ruecknahme: date) -> date:
    """The same under SGB II: one year instead of four, from the start of the year of application or withdrawal."""
    return date(antrag_oder_ruecknahme.year - 1, 1, 1)


@norm("SGB XII § 116a Nr. 2", einheit="datum")
def leistungen_ein_jahr_zurueck_sgb12(antrag_oder_ruecknahme: date) -> date:
    """The same under SGB XII: one year instead of four."""
    return date(antrag_oder_ruecknahme.year - 1, 1, 1)


@norm("SGB II § 40 Abs. 1 S. 2 Nr. 1", einheit="datum")
def ueberpruefung_bis(bekanntgabe: date, land: str, ort: str | None) -> date:
    """The last day to ask for a review: four years after the year in which the act was made known."""
    return ende_am_werktag(date(bekanntgabe.year + 4, 12, 31), land, ort)


@norm("SGB XII § 116a Nr. 1", einheit="datum")
def ueberpruefung_bis_sgb12(bekanntgabe: date, land: str, ort: str | None) -> date:
    """The same under SGB XII."""
    return ende_am_werktag(date(bekanntgabe.year + 4, 12, 31), land, ort)


@norm("SGB X § 45 Abs. 3 S. 3", einheit="jahre")
def ruecknahme_jahre(falsche_angaben_oder_kenntnis: bool, widerrufsvorbehalt: bool) -> int:
    """Years to withdraw an act of lasting effect: two, or ten after false statements, knowledge or a reservation."""
    return 10 if falsche_angaben_oder_kenntnis or widerrufsvorbehalt else 2


@norm("SGB X § 45 Abs. 3 S. 1", einheit="datum")
def ruecknahme_bis(
    bekanntgabe: date,
    land: str,
    ort: str | None,
    falsche_angaben_oder_kenntnis: bool,
    widerrufsvorbehalt: bool,
    wiederaufnahmegrund: bool,
    laufend_gezahlt_bis_verfahren: bool,
) -> date | None:
    """The last day to withdraw an act of lasting effect; None: no end (S. 2, or S. 4 in the ten-year cases)."""
    years = ruecknahme_jahre(falsche_angaben_oder_kenntnis, widerrufsvorbehalt)
    if wiederaufnahmegrund or (years == 10 and laufend_gezahlt_bis_verfahren):
        return None
    return ende_fuer_das_amt(end_after_months(bekanntgabe, 12 * years), land, ort)


@norm("SGB X § 45 Abs. 4 S. 2", einheit="datum")
def jahresfrist_seit_kenntnis(kenntnis: date, land: str, ort: str | None) -> date:
    """The last day for the authority to withdraw for the past: a year since it knew the facts that allow it.

    Also for § 48 Abs. 1 S. 2 Nr. 2–4 (§ 48 Abs. 4) and § 47 Abs. 2; not for a change in the person's favour.
    """
    return ende_fuer_das_amt(end_after_months(kenntnis, 12), land, ort)
