"""Widerspruch and Klage, §§ 64, 66, 77, 84 and 87 SGG: until when."""

from __future__ import annotations

from datetime import date, timedelta

from nahbar.law.bgb.fristen import end_after_months, zeitraum_ende_monate
from nahbar.law.holidays import next_working_day
from nahbar.law.norm import norm

JAHR = 12


def widerspruch_end(
    bekanntgabe: date, land: str, ags: str | None = None, *, ausland: bool = False, belehrung_richtig: bool = True
) -> date:
    """The last day of the period for a Widerspruch (§ 84 Abs. 1, § 64 Abs. 2 and 3 SGG).

    One month after Bekanntgabe, three months if made known abroad, one year if the instruction on legal remedies is
    missing or wrong (§ 66 Abs. 2 SGG). `ags` is the municipality of the authority's seat.
    """
    months = widerspruchsfrist_monate(ausland) if belehrung_richtig else monate_ohne_belehrung()
    return fristende_am_werktag(end_after_months(bekanntgabe, months), land, ags)


def klage_end(
    bekanntgabe: date, land: str, ags: str | None = None, *, ausland: bool = False, belehrung_richtig: bool = True
) -> date:
    """The last day for a Klage after the Widerspruchsbescheid was made known (§ 87 Abs. 1 and 2, §§ 64, 66 SGG).

    `land` and `ags` are those of the court's seat.
    """
    months = klagefrist_monate(ausland) if belehrung_richtig else monate_ohne_belehrung()
    return fristende_am_werktag(end_after_months(bekanntgabe, months), land, ags)


@norm("SGG § 64 Abs. 1", einheit="datum")
def beginn_der_prozessfrist(bekanntgabe: date) -> date:
    """The first day that counts: the one after Bekanntgabe."""
    return bekanntgabe + timedelta(days=1)


@norm("SGG § 64 Abs. 3", einheit="datum")
def fristende_am_werktag(ende: date, land: str, ort: str | None) -> date:
    """The end of a period, moved off a Saturday, Sunday or holiday."""
    return next_working_day(ende, land, ort)


@norm("SGG § 66 Abs. 1", einheit="ja/nein")
def belehrung_vollstaendig(rechtsbehelf: bool, stelle: bool, sitz: bool, frist: bool, geschrieben: bool) -> bool:
    """Whether the period runs: remedy, body, its seat and the period were told, in writing or electronically."""
    return rechtsbehelf and stelle and sitz and frist and geschrieben


@norm("SGG § 66 Abs. 2 S. 1", einheit="monate")
def monate_ohne_belehrung() -> int:
    """A year, in Germany and abroad, where the instruction is missing or wrong."""
    return JAHR


@norm("SGG § 66 Abs. 2 S. 1", einheit="datum")
def jahresfrist_ende(bekanntgabe: date, land: str, ort: str | None, kein_rechtsbehelf_gesagt: bool) -> date | None:
    """The end of that year; None if the instruction said that there is no remedy: then no period runs at all."""
    if kein_rechtsbehelf_gesagt:
        return None
    return next_working_day(end_after_months(bekanntgabe, JAHR), land, ort)


@norm("SGG § 77", einheit="datum")
def bindend_ab(fristende: date) -> date:
    """The day from which an act binds if nobody objected: the one after the end of the period."""
    return fristende + timedelta(days=1)


@norm("SGG § 84 Abs. 1", einheit="monate")
def widerspruchsfrist_monate(ausland: bool) -> int:
    """One month, three if the act was made known abroad (S. 2)."""
    return 3 if ausland else 1


@norm("SGG § 84 Abs. 2 S. 1", einheit="datum")
def eingang_des_widerspruchs(bei_der_stelle: date, bei_anderer_behoerde: date | None) -> date:
    """The day that counts: also receipt by another German authority, insurer or consulate keeps the period."""
    return bei_der_stelle if bei_anderer_behoerde is None else min(bei_der_stelle, bei_anderer_behoerde)


@norm("SGG § 87 Abs. 1", einheit="monate")
def klagefrist_monate(ausland: bool) -> int:
    """One month after the Widerspruchsbescheid was made known (Abs. 2), abroad three (S. 2)."""
    return 3 if ausland else 1


@norm("SGG § 87 Abs. 1 S. 3", einheit="datum")
def klagefrist_nach_oeffentlicher_bekanntgabe(letzte_veroeffentlichung: date, land: str, ort: str | None) -> date:
    """A year, which begins when two weeks have passed since the last publication (S. 4)."""
    begin = letzte_veroeffentlichung + timedelta(weeks=2, days=1)
    return next_working_day(zeitraum_ende_monate(begin, JAHR), land, ort)
