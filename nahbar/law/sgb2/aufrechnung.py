"""§ 43: set-off against monthly benefits: how much, up to which limit, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nahbar.law.bgb.fristen import zeitraum_ende_monate
from nahbar.law.calendar import erster, letzter, plus_monate, plus_tage
from nahbar.law.norm import norm, wordings
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.berechnung import anteil_von

DREI_JAHRE, ZWEI_JAHRE = 36, 24


class Grund(StrEnum):
    """What a claim of the Jobcenter rests on."""

    ABSCHLIESSEND = "§ 41a SGB II"
    EINKOMMEN = "§ 48 Abs. 1 S. 2 Nr. 3 SGB X"
    ANDERER = "andere Erstattung oder Ersatz"


@dataclass(frozen=True)
class Laufend:
    """What is taken off each month already: shares of the Regelbedarf in ten-thousandths."""

    aufrechnungen: tuple[int, ...] = ()
    darlehen: int = 0

    @property
    def summe(self) -> int:
        """All shares together."""
        return sum(self.aufrechnungen) + self.darlehen


@norm("SGB II § 43 Abs. 2 S. 1", einheit="anteil")
def aufrechnung_satz(recht: Rechtsstand, grund: str) -> int:
    """10 per cent of the Regelbedarf for § 41a and for § 48 Abs. 1 S. 2 Nr. 3 SGB X, otherwise 30."""
    if grund in (Grund.ABSCHLIESSEND, Grund.EINKOMMEN):
        return recht.parameter("aufrechnung_gering")
    return recht.parameter("aufrechnung_voll")


@norm("SGB II § 43 Abs. 2 S. 2", einheit="ja/nein")
def aufrechnung_zulaessig(recht: Rechtsstand, person: str, laufende_saetze: int, neuer_satz: int) -> bool:
    """What together with running set-offs and loan instalments would exceed 30 per cent is inadmissible, not cut."""
    return laufende_saetze + neuer_satz <= recht.parameter("aufrechnung_voll")


@norm("SGB II § 43 Abs. 3")
def aufrechnung_neben_minderung(
    recht: Rechtsstand, person: str, regelbedarf: int, betrag: int, minderung: int
) -> int:
    """None in a month reduced by 30 per cent or more; beside a smaller reduction at most what is left up to 30."""
    return min(betrag, max(0, anteil_von(regelbedarf, recht.parameter("aufrechnung_voll")) - minderung))


@norm("SGB II § 43 Abs. 1")
def aufrechnung(recht: Rechtsstand, person: str, regelbedarf: int, satz: int, offen: int) -> int:
    """One month's instalment: the share of the Regelbedarf, at most what is still owed."""
    return min(offen, anteil_von(regelbedarf, satz))


@norm("SGB II § 43 Abs. 1", einheit="ja/nein", name="aufrechnung_ist_pflicht", bis=date(2026, 6, 30))
def _im_ermessen(recht: Rechtsstand, forderung: int, leistung: int) -> bool:
    """Until 30 June 2026 every set-off is at the office's discretion."""
    return False


@norm("SGB II § 43 Abs. 1 S. 2", einheit="ja/nein", name="aufrechnung_ist_pflicht", ab=date(2026, 7, 1))
def _ohne_anhoerung_pflicht(recht: Rechtsstand, forderung: int, leistung: int) -> bool:
    """Obligatory where no hearing is needed: with or against claims under 70 euro (§ 24 Abs. 2 Nr. 7 SGB X)."""
    return min(forderung, leistung) < recht.parameter("aufrechnung_ohne_anhoerung_unter")


aufrechnung_ist_pflicht = wordings(_im_ermessen, _ohne_anhoerung_pflicht)


def monatliche_aufrechnung(
    recht: Rechtsstand, person: str, *, regelbedarf: int, grund: str, offen: int, laufend: Laufend, minderung: int = 0
) -> int:
    """What a claim may take off this month's benefit beside what is taken off already; 0 where it is inadmissible.

    `minderung` is what a Pflichtverletzung or a Meldeversäumnis takes off the same month.
    """
    satz = aufrechnung_satz(recht, grund)
    if not aufrechnung_zulaessig(recht, person, laufend.summe, satz):
        return 0
    betrag = aufrechnung(recht, person, regelbedarf, satz, offen)
    if not minderung:
        return betrag
    return aufrechnung_neben_minderung(
        recht, person, regelbedarf, betrag, minderung + anteil_von(regelbedarf, laufend.summe)
    )


@norm("SGB II § 43 Abs. 4 S. 2", einheit="datum")
def aufrechnung_endet(bestandskraft: date, gehemmte_tage: int) -> date:
    """Three years after the month that follows Bestandskraft; days without enforceability prolong it (S. 3)."""
    folgemonat = plus_monate(erster(bestandskraft), 1)
    return plus_tage(letzter(plus_monate(folgemonat, DREI_JAHRE)), gehemmte_tage)


@norm("SGB II § 65e S. 2", einheit="datum")
def aufrechnung_der_sozialhilfe_endet(leistungsbeginn: date) -> date:
    """Claims of the Sozialhilfe, with its consent, only in the first two years of benefits under the SGB II."""
    return zeitraum_ende_monate(leistungsbeginn, ZWEI_JAHRE)
