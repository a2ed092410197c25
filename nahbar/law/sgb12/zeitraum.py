"""§§ 18 and 44: from which day benefits are paid, and for how long they are granted."""

from __future__ import annotations

from datetime import date

from nahbar.law.bgb.fristen import zeitraum_ende_monate
from nahbar.law.norm import norm

IN_DER_REGEL = 12
VERKUERZT = 6


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
