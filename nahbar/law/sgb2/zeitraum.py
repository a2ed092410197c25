"""§ 41: the Bewilligungszeitraum. The year after a provisional one stands in `vorlaeufig`, set-off in `aufrechnung`."""

from __future__ import annotations

from datetime import date

from nahbar.law.bgb.fristen import zeitraum_ende_monate
from nahbar.law.norm import norm
from nahbar.law.sgb10.fristen import ende_am_werktag

IN_DER_REGEL = 12
VERKUERZT = 6


def bewilligungszeitraum(beginn: date, *, vorlaeufig: bool, kdu_unangemessen: bool) -> tuple[date, date]:
    """First and last day of the period; it ends with a calendar month, also if it begins inside one."""
    months = bewilligungszeitraum_monate(vorlaeufig, kdu_unangemessen)
    return beginn, bewilligungszeitraum_ende(beginn, months)


@norm("SGB II § 41 Abs. 3 S. 2", einheit="anzahl")
def bewilligungszeitraum_monate(vorlaeufig: bool, kdu_unangemessen: bool) -> int:
    """A year as a rule (S. 1), regularly six months if decided provisionally or if the dwelling costs too much."""
    return VERKUERZT if vorlaeufig or kdu_unangemessen else IN_DER_REGEL


@norm("SGB II § 41 Abs. 3 S. 1", einheit="datum")
def bewilligungszeitraum_ende(beginn: date, monate: int) -> date:
    """The last day: the end of a calendar month; the month in which the period begins is the first one."""
    return zeitraum_ende_monate(beginn.replace(day=1), monate)


@norm("SGB II § 41a Abs. 5 S. 2 Nr. 1", einheit="datum")
def abschliessende_entscheidung_beantragen_bis(jahr_endet: date, land: str, ort: str | None) -> date:
    """The last day on which the person can ask for a final decision, so that the provisional one does not become final.

    `jahr_endet` is the last day of the year after the Bewilligungszeitraum (`vorlaeufig`); it moves off a Sunday.
    """
    return ende_am_werktag(jahr_endet, land, ort)
