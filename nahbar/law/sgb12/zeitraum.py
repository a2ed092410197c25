"""§§ 18, 26, 44, 44a, 44b: from which day benefits are paid, for how long, and what ends with time."""

from __future__ import annotations

from datetime import date, timedelta

from nahbar.law.bgb.fristen import ende_des_monats, zeitraum_ende_monate
from nahbar.law.norm import norm

IN_DER_REGEL = 12
VERKUERZT = 6
AUFRECHNUNG_MONATE = 36


@norm("SGB XII § 18 Abs. 1", einheit="datum")
def sozialhilfe_setzt_ein(bekannt: date, bekannt_bei_unzustaendigen: date | None) -> date:
    """Outside chapter 4 without an application: the day the need becomes known, also to a wrong body (Abs. 2)."""
    return bekannt if bekannt_bei_unzustaendigen is None else min(bekannt, bekannt_bei_unzustaendigen)


@norm("SGB XII § 44 Abs. 1 S. 2", einheit="ja/nein")
def grundsicherung_gesondert_zu_beantragen(paragraph: str) -> bool:
    """Whether the application does not cover this: §§ 31, 33, Lernförderung of § 34 Abs. 5, loans of § 42 Nr. 5."""
    return paragraph in ("31", "33", "34 Abs. 5", "42 Nr. 5")


@norm("SGB XII § 44 Abs. 2 S. 1", einheit="datum")
def grundsicherung_wirkt_ab(antrag: date, voraussetzungen_ab: date) -> date:
    """The first of the month of application if age or incapacity is reached inside it, else of the month it is."""
    return max(antrag, voraussetzungen_ab).replace(day=1)


@norm("SGB XII § 44 Abs. 3 S. 1", einheit="anzahl")
def grundsicherung_monate(vorlaeufig: bool) -> int:
    """Twelve calendar months as a rule, at most six if decided provisionally (S. 2)."""
    return VERKUERZT if vorlaeufig else IN_DER_REGEL


@norm("SGB XII § 44 Abs. 3 S. 3", einheit="datum")
def grundsicherung_nach_sgb2_ab(altersgrenze: date) -> date:
    """After benefits of SGB II that end with the age limit: the first of the month after the one of the limit."""
    index = altersgrenze.year * 12 + altersgrenze.month
    return date(index // 12, index % 12 + 1, 1)


@norm("SGB XII § 44 Abs. 3 S. 1", einheit="datum")
def grundsicherung_zeitraum_ende(beginn: date, monate: int) -> date:
    """The last day: the end of a calendar month; the month in which the period begins is the first one."""
    return zeitraum_ende_monate(beginn.replace(day=1), monate)


@norm("SGB XII § 44a Abs. 6 S. 1", einheit="datum")
def grundsicherung_jahr_nach_ende(ende: date) -> date:
    """The last day of the year after a provisional period; then what was paid counts as final (S. 2: exceptions)."""
    return zeitraum_ende_monate(ende + timedelta(days=1), IN_DER_REGEL)


@norm("SGB XII § 44b Abs. 3 S. 2", einheit="datum")
def grundsicherung_aufrechnung_endet(bestandskraft: date, nicht_vollziehbar: int) -> date:
    """Three years after the month in which the claim became final; days without enforceability prolong it (S. 3)."""
    begin = ende_des_monats(bestandskraft) + timedelta(days=1)
    return zeitraum_ende_monate(begin, AUFRECHNUNG_MONATE) + timedelta(days=nicht_vollziehbar)


@norm("SGB XII § 26 Abs. 2 S. 3", einheit="datum")
def sozialhilfe_aufrechnung_endet(erste_aufrechnung: date) -> date:
    """Set-off for one claim is limited to three years."""
    return zeitraum_ende_monate(erste_aufrechnung.replace(day=1), AUFRECHNUNG_MONATE)
