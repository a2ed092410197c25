"""Periods and appointments set by the authority, § 26 SGB X."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from nahbar.law.bgb.fristen import end_after_days
from nahbar.law.holidays import next_working_day
from nahbar.law.norm import norm


def authority_deadline(
    bekanntgabe: date, days: int, land: str, ags: str | None = None, *, erster_tag: date | None = None
) -> date:
    """The last day of a period of `days` that the authority sets with an act (§ 26 Abs. 1, 2 and 3 SGB X).

    Begins the day after Bekanntgabe, or on the first day that the letter tells (`erster_tag`); a Saturday, Sunday or
    holiday at its end moves it to the next working day. A day that the letter names as the end with reference to
    § 26 Abs. 3 S. 2 does not move: that is `ende_am_benannten_tag`.
    """
    begin = beginn_der_frist(bekanntgabe, erster_tag)
    return ende_am_werktag(end_after_days(begin - timedelta(days=1), days), land, ags)


@norm("SGB X § 26 Abs. 2", einheit="datum")
def beginn_der_frist(bekanntgabe: date, mitgeteilt: date | None) -> date:
    """The first day of a period that an authority sets: the day after its Bekanntgabe, unless another was told."""
    return bekanntgabe + timedelta(days=1) if mitgeteilt is None else mitgeteilt


@norm("SGB X § 26 Abs. 3 S. 1", einheit="datum")
def ende_am_werktag(ende: date, land: str, ort: str | None) -> date:
    """The end of a period, moved off a Saturday, Sunday or holiday."""
    return next_working_day(ende, land, ort)


@norm("SGB X § 26 Abs. 3 S. 1", einheit="datum")
def ende_fuer_das_amt(ende: date, land: str, ort: str | None) -> date:
    """The end of a period that binds the authority: a holiday moves it, a day that is only perhaps one does not."""
    return next_working_day(ende, land, ort, unknown_moves=False)


@norm("SGB X § 26 Abs. 3 S. 2", einheit="datum")
def ende_am_benannten_tag(tag: date) -> date:
    """A day that was told as the end with reference to this rule: it stays, also on a Sunday or holiday."""
    return tag


@norm("SGB X § 26 Abs. 4", einheit="datum")
def ende_des_leistungszeitraums(letzter_tag: date) -> date:
    """The end of a time for which benefits are paid: its last day, whatever day that is."""
    return letzter_tag


@norm("SGB X § 26 Abs. 5", einheit="datum")
def termin_der_behoerde(tag: date) -> date:
    """An appointment that an authority sets holds on its day, whatever day that is."""
    return tag


@norm("SGB X § 26 Abs. 6", einheit="zeitpunkt")
def ende_nach_stunden(ereignis: datetime, stunden: int) -> datetime:
    """The end of a period of hours: Sundays, holidays and Saturdays count.

    The hour into which the event falls does not count (§ 187 Abs. 1 BGB, applied to hours). Real hours are counted, so
    a night that changes the clock shifts the wall time of the end. Raises ValueError without a time zone.
    """
    if ereignis.utcoffset() is None:
        raise ValueError("a period of hours needs a moment with a time zone")
    start = ereignis.astimezone(UTC)
    full = start.replace(minute=0, second=0, microsecond=0)
    if full < start:
        full += timedelta(hours=1)
    return full + timedelta(hours=stunden)


@norm("SGB X § 26 Abs. 7 S. 1", einheit="ja/nein")
def verlaengerung_moeglich(von_behoerde_gesetzt: bool) -> bool:
    """Whether a period can be extended: only one that an authority set, never one of the law."""
    return von_behoerde_gesetzt


@norm("SGB X § 26 Abs. 7 S. 2", einheit="ja/nein")
def verlaengerung_rueckwirkend(ende: date, entschieden_am: date) -> bool:
    """Whether an extension works back: it was granted after the period had ended."""
    return entschieden_am > ende


@norm("SGB X § 26 Abs. 7 S. 1", einheit="datum")
def verlaengertes_ende(ende: date, neues_ende: date, land: str, ort: str | None) -> date:
    """The new end of a period that was extended to a day; raises ValueError if that shortens it."""
    if neues_ende < ende:
        raise ValueError("an extension does not shorten a period")
    return next_working_day(neues_ende, land, ort)
