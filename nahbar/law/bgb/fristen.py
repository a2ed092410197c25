"""Periods, §§ 186–193 BGB: where they begin, where they end, how they are extended.

Two beginnings, two ends: an event inside a day (Bekanntgabe) does not count its day, and the period ends on the day of
the same number (`fristende_*`). The beginning of a day (the first of a month, a birthday) counts that day, and the
period ends the day before the day of the same number (`zeitraum_ende_*`).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from nahbar.law.holidays import next_working_day
from nahbar.law.norm import norm


def end_after_days(event: date, days: int) -> date:
    """The last day of a period of days; the day of the event is not counted (§ 187 Abs. 1, § 188 Abs. 1 BGB)."""
    if days < 1:
        raise ValueError("a period has at least one day")
    return fristende_tage(event, days)


def end_after_weeks(event: date, weeks: int) -> date:
    """The last day of a period of weeks: the same day of the week (§ 188 Abs. 2 BGB)."""
    if weeks < 1:
        raise ValueError("a period has at least one week")
    return fristende_wochen(event, weeks)


def end_after_months(event: date, months: int) -> date:
    """The last day of a period of months: the day of the same number, or the month's last (§ 188 Abs. 2 and 3 BGB)."""
    if months < 1:
        raise ValueError("a period has at least one month")
    return fristende_monate(event, months)


@norm("BGB § 187 Abs. 1", einheit="datum")
def erster_tag_nach_ereignis(ereignis: date) -> date:
    """The first day that is counted after an event: the day of the event itself is not."""
    return ereignis + timedelta(days=1)


@norm("BGB § 187 Abs. 2 S. 1", einheit="datum")
def erster_tag_mit_tagesbeginn(tag: date) -> date:
    """The first day that is counted where the beginning of a day decides: this day itself."""
    return tag


@norm("BGB § 187 Abs. 2 S. 2", einheit="datum")
def letzter_tag_des_lebensjahres(geburtsdatum: date, jahre: int) -> date:
    """The day with whose end so many years of life are complete: the day of birth counts, so the day before."""
    return _day_before(geburtsdatum, 12 * jahre)


@norm("BGB § 188 Abs. 1", einheit="datum")
def fristende_tage(ereignis: date, tage: int) -> date:
    """The last day, counted from the day after the event."""
    return ereignis + timedelta(days=tage)


@norm("BGB § 188 Abs. 2", einheit="datum")
def fristende_wochen(ereignis: date, wochen: int) -> date:
    """The day of the last week that has the name of the day of the event."""
    return ereignis + timedelta(weeks=wochen)


@norm("BGB § 188 Abs. 2", einheit="datum")
def fristende_monate(ereignis: date, monate: int) -> date:
    """The day whose number is that of the event; Abs. 3: else the last day of the month."""
    return _in_month(ereignis, monate, ereignis.day)


@norm("BGB § 188 Abs. 2", einheit="datum")
def fristende_jahre(ereignis: date, jahre: int) -> date:
    """The same day some years later; after 29 February else the 28th (Abs. 3)."""
    return _in_month(ereignis, 12 * jahre, ereignis.day)


@norm("BGB § 188 Abs. 1", einheit="datum")
def zeitraum_ende_tage(beginn: date, tage: int) -> date:
    """The last day of a period of days that begins with a day: that day counts."""
    return beginn + timedelta(days=tage - 1)


@norm("BGB § 188 Abs. 2", einheit="datum")
def zeitraum_ende_wochen(beginn: date, wochen: int) -> date:
    """The last day of a period of weeks that begins with a day: the day before the one of the same name."""
    return beginn + timedelta(days=7 * wochen - 1)


@norm("BGB § 188 Abs. 2", einheit="datum")
def zeitraum_ende_monate(beginn: date, monate: int) -> date:
    """The day before the one of the same number; where the month lacks it, the month's last (Abs. 3)."""
    return _day_before(beginn, monate)


@norm("BGB § 189 Abs. 1", einheit="anzahl")
def monate_der_frist(jahre: int, halbjahre: int, vierteljahre: int) -> int:
    """Months of a period: a half year is six, a quarter three."""
    return 12 * jahre + 6 * halbjahre + 3 * vierteljahre


@norm("BGB § 189 Abs. 2", einheit="datum")
def fristende_mit_halbem_monat(ereignis: date, monate: int) -> date:
    """The end of some whole months and half a month: the half is fifteen days, and they are counted last."""
    whole = _in_month(ereignis, monate, ereignis.day) if monate else ereignis
    return whole + timedelta(days=15)


@norm("BGB § 190", einheit="datum")
def verlaengert_um_tage(ende: date, tage: int) -> date:
    """The new end: further days run from the end of the earlier period."""
    return ende + timedelta(days=tage)


@norm("BGB § 190", einheit="datum")
def verlaengert_um_monate(ende: date, monate: int) -> date:
    """The new end: further months run from the end of the earlier period, so with the beginning of the next day."""
    return _day_before(ende + timedelta(days=1), monate)


@norm("BGB § 191", einheit="tage")
def tage_ohne_zusammenhang(monate: int, jahre: int) -> int:
    """Days of a time that need not run in one piece: a month counts thirty, a year 365."""
    return 30 * monate + 365 * jahre


@norm("BGB § 192", einheit="datum")
def anfang_des_monats(monat: date) -> date:
    """The beginning of a month is its first day."""
    return monat.replace(day=1)


@norm("BGB § 192", einheit="datum")
def mitte_des_monats(monat: date) -> date:
    """The middle of a month is its fifteenth, also in February."""
    return monat.replace(day=15)


@norm("BGB § 192", einheit="datum")
def ende_des_monats(monat: date) -> date:
    """The end of a month is its last day."""
    return monat.replace(day=monthrange(monat.year, monat.month)[1])


@norm("BGB § 193", einheit="datum")
def erklaerung_bis_werktag(ende: date, land: str, ort: str | None) -> date:
    """The day in whose place the next Werktag steps, if it is a Saturday, a Sunday or a holiday at this place."""
    return next_working_day(ende, land, ort)


def _in_month(day: date, months: int, number: int) -> date:
    """The day of this number some months later, or the last one that month has (§ 188 Abs. 3 BGB)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(number, monthrange(year, month)[1]))


def _day_before(begin: date, months: int) -> date:
    """The day before the one of the same number: from the 1st, the last day of the month before."""
    if begin.day == 1:
        return _in_month(begin, months - 1, 31)
    return _in_month(begin, months, begin.day - 1)
