"""§§ 20 Abs. 1a, 65, 65a: which values a year takes, and dates that transitions move."""

from __future__ import annotations

from datetime import date

from nahbar.law.norm import norm, wordings
from nahbar.law.rechtsstand import Rechtsstand

BUERGERGELD = date(2023, 1, 1)
REFORM = date(2026, 7, 1)


@norm("SGB II § 65 Abs. 3", einheit="text", name="werte_des_jahres", bis=date(2023, 12, 31))
def _werte_2023(recht: Rechtsstand) -> str:
    """2023: the table of the Anlage to § 28 SGB XII with § 134 SGB XII instead of an ordinance."""
    return "Anlage zu § 28 SGB XII mit § 134 SGB XII"


@norm("SGB II § 20 Abs. 1a S. 3", einheit="text", name="werte_des_jahres", ab=date(2024, 1, 1))
def _werte_nach_verordnung(recht: Rechtsstand) -> str:
    """Years without a new survey (Neuermittlung): the ordinance of the year under §§ 28a, 40 SGB XII."""
    return "Regelbedarfsstufen-Fortschreibungsverordnung des Jahres"


werte_des_jahres = wordings(_werte_2023, _werte_nach_verordnung)


@norm("SGB II § 65 Abs. 2", einheit="datum")
def karenzzeit_zaehlt_ab(bezug_seit: date) -> date:
    """Times of benefits until 31 December 2022 are left out of the Karenzzeit for the dwelling."""
    return max(bezug_seit, BUERGERGELD)


@norm("SGB II § 65 Abs. 4", einheit="ja/nein")
def karenzzeit_ausgeschlossen(recht: Rechtsstand, nur_angemessene_anerkannt: bool) -> bool:
    """No Karenzzeit for a dwelling of which an earlier period recognised only the adequate costs."""
    return nur_angemessene_anerkannt


@norm("SGB II § 65a Abs. 1", einheit="ja/nein")
def vermoegen_nach_altem_recht(recht: Rechtsstand) -> bool:
    """§ 12 in the wording until 30 June 2026 for periods that began before July."""
    return recht.bewilligung_beginn < REFORM


@norm("SGB II § 65a Abs. 3", einheit="ja/nein")
def pflicht_nach_alter_belehrung(recht: Rechtsstand, belehrt_ueber_altes_recht: bool) -> bool:
    """§ 31 Abs. 1 S. 1 Nr. 1 in the earlier wording, as far as the instruction named the earlier consequences."""
    return belehrt_ueber_altes_recht
