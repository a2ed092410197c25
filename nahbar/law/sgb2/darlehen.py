"""§§ 42 Abs. 2, 42a: early payment and loans: when they are given, and how they are paid back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nahbar.law.calendar import erster, plus_monate
from nahbar.law.norm import norm, wordings
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.aufrechnung import Laufend, aufrechnung, aufrechnung_neben_minderung
from nahbar.law.sgb2.berechnung import anteil_von

SPERRMONATE = 2


class Darlehensart(StrEnum):
    """Loans whose repayment falls due in different ways (§ 42a Abs. 3 to 5)."""

    VERMOEGEN = "§ 24 Abs. 5"
    KAUTION = "§ 22 Abs. 6"
    AUSBILDUNG = "§ 27 Abs. 3"
    ANDERES = "anderes Darlehen"


@dataclass(frozen=True)
class Ereignisse:
    """What happened, as far as it makes a loan fall due."""

    verwertet: bool = False
    kaution_zurueck: bool = False
    bezug_beendet: bool = False
    ausbildung_beendet: bool = False


def _darlehen_moeglich(recht: Rechtsstand, person: str, bedarf: int, geschuetztes_vermoegen: int, anders: int) -> int:
    """A loan only for what neither protected assets nor anything else can cover."""
    return max(0, bedarf - geschuetztes_vermoegen - anders)


darlehen_hoechstens = wordings(
    norm("SGB II § 42a Abs. 1 S. 1", name="darlehen_hoechstens", bis=date(2026, 6, 30))(_darlehen_moeglich),
    norm("SGB II § 42a Abs. 1", name="darlehen_hoechstens", ab=date(2026, 7, 1))(_darlehen_moeglich),
)
"""Until 30 June 2026 the assets of § 12 Abs. 2 and 4 S. 1, since then those of § 12 Abs. 2 S. 1."""


@norm("SGB II § 42a Abs. 2 S. 1", einheit="anteil")
def tilgung_satz(recht: Rechtsstand, person: str, aufgerechnet: int, leistung_als_darlehen: bool) -> int:
    """5 per cent of the Regelbedarf for all loans together, until June 2023 10 per cent.

    S. 4: none where living costs are themselves lent, or where § 43 takes more than 20 per cent.
    """
    if leistung_als_darlehen or aufgerechnet > recht.parameter("darlehen_keine_tilgung_neben"):
        return 0
    return recht.parameter("darlehen_tilgung")


@norm("SGB II § 42a Abs. 2 S. 1", einheit="datum")
def tilgung_beginnt(auszahlung: date) -> date:
    """From the month after the payout."""
    return plus_monate(erster(auszahlung), 1)


def monatliche_tilgung(
    recht: Rechtsstand, person: str, *, regelbedarf: int, offen: int, auszahlung: date,
    aufrechnungen: tuple[int, ...] = (), minderung: int = 0, leistung_als_darlehen: bool = False,
) -> int:  # fmt: skip
    """What is taken off this month's benefit for loans; `aufrechnungen` are the running shares of § 43."""
    if recht.monat < tilgung_beginnt(auszahlung):
        return 0
    satz = tilgung_satz(recht, person, sum(aufrechnungen), leistung_als_darlehen)
    betrag = aufrechnung(recht, person, regelbedarf, satz, offen) if satz else 0
    if not betrag or not minderung:
        return betrag
    daneben = minderung + anteil_von(regelbedarf, Laufend(aufrechnungen).summe)
    return aufrechnung_neben_minderung(recht, person, regelbedarf, betrag, daneben)


@norm("SGB II § 42a Abs. 3")
def sofort_faellig(recht: Rechtsstand, offen: int, faellig: bool) -> int:
    """What is due at once: the loan as far as it is not paid back, or nothing yet."""
    return offen if faellig else 0


def faelliger_rest(recht: Rechtsstand, art: str, offen: int, ereignisse: Ereignisse) -> int:
    """What of a loan is due: Abs. 3 after sale or return of the deposit, Abs. 4 at the end of benefits.

    Abs. 5: loans to apprentices not before the training is over.
    """
    if art == Darlehensart.AUSBILDUNG:
        faellig = ereignisse.ausbildung_beendet
    elif art == Darlehensart.VERMOEGEN:
        faellig = ereignisse.verwertet or ereignisse.bezug_beendet
    elif art == Darlehensart.KAUTION:
        faellig = ereignisse.kaution_zurueck or ereignisse.bezug_beendet
    else:
        faellig = ereignisse.bezug_beendet
    return sofort_faellig(recht, offen, faellig)


@norm("SGB II § 42a Abs. 6")
def zuerst_erbrachtes_darlehen(recht: Rechtsstand, darlehen: str, offen: int, zahlung: int) -> int:
    """What of a payment that does not cover everything goes to the earliest loan that is still open."""
    return min(offen, zahlung)


def zahlung_angerechnet(recht: Rechtsstand, zahlung: int, darlehen: Mapping[str, int]) -> dict[str, int]:
    """Divide a payment over loans, which stand in the order of payout; nothing else was agreed."""
    angerechnet: dict[str, int] = {}
    for name, offen in darlehen.items():
        angerechnet[name] = zuerst_erbrachtes_darlehen(recht, name, offen, zahlung)
        zahlung -= angerechnet[name]
    return angerechnet


@norm("SGB II § 42 Abs. 2 S. 5", einheit="ja/nein")
def vorzeitige_leistung_moeglich(
    recht: Rechtsstand, aufrechnung_zu_erwarten: bool, minderung_im_folgemonat: bool, zuletzt: date | None
) -> bool:
    """Not beside a set-off now or in the month made smaller (Nr. 1), nor before a month with a reduction (Nr. 2).

    Nr. 3: not if it was used in one of the two calendar months before.
    """
    gesperrt = zuletzt is not None and plus_monate(erster(zuletzt), SPERRMONATE) >= recht.monat
    return not (aufrechnung_zu_erwarten or minderung_im_folgemonat or gesperrt)


@norm("SGB II § 42 Abs. 2 S. 2")
def vorzeitige_leistung(recht: Rechtsstand, person: str, verlangt: int, naechste_zahlung: int) -> int:
    """Up to 100 euro of what a Bescheid grants for the next payment day."""
    return min(verlangt, naechste_zahlung, recht.parameter("vorzeitige_leistung"))


@norm("SGB II § 42 Abs. 2 S. 3")
def folgemonat_verringert(recht: Rechtsstand, person: str, anspruch: int, vorzeitig: int) -> int:
    """The following month is paid less the early part; S. 4: what cannot be taken off there, in the second month."""
    return max(0, anspruch - vorzeitig)


def nach_vorzeitiger_leistung(
    recht: Rechtsstand, person: str, vorzeitig: int, folgemonat: int, zweiter_monat: int
) -> tuple[int, int]:
    """What is paid in the two months after an early payment."""
    erster_rest = folgemonat_verringert(recht, person, folgemonat, vorzeitig)
    uebrig = vorzeitig - (folgemonat - erster_rest)
    return erster_rest, folgemonat_verringert(recht, person, zweiter_monat, uebrig) if uebrig else zweiter_monat
