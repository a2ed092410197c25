"""§ 7b, until June 2023 § 7 Abs. 4a: who must be within reach, and who may be away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nahbar.law.calendar import erster, plus_monate
from nahbar.law.norm import norm, wordings
from nahbar.law.rechtsstand import Rechtsstand

WOCHEN_IM_JAHR = 3


@dataclass(frozen=True)
class Abwesenheit:
    """An absence of somebody who is erwerbsfähig."""

    id: str
    im_naeheren_bereich: bool = False
    mitteilungen_werktaeglich: bool = False
    zugestimmt: bool = False
    wichtiger_grund: bool = False
    wegen_erwerbstaetigkeit: bool = False
    eingliederung_beeintraechtigt: bool = False


@norm("SGB II § 7b Abs. 1 S. 2", einheit="ja/nein")
def erreichbar(recht: Rechtsstand, person: str, im_naeheren_bereich: bool, mitteilungen_werktaeglich: bool) -> bool:
    """Near the Jobcenter, also across a near border, and able to take note of its letters on every working day."""
    return im_naeheren_bereich and mitteilungen_werktaeglich


@norm("SGB II § 7 Abs. 4a", einheit="ja/nein", name="abwesend_mit_leistung", bis=date(2023, 6, 30))
def _mit_zustimmung(
    recht: Rechtsstand, person: str, zugestimmt: bool, wichtiger_grund: bool, wegen_erwerbstaetigkeit: bool,
    eingliederung_beeintraechtigt: bool,
) -> bool:  # fmt: skip
    """Until 30 June 2023: benefits during an absence only with the consent of the Jobcenter."""
    return zugestimmt


@norm("SGB II § 7b Abs. 2", einheit="ja/nein", name="abwesend_mit_leistung", ab=date(2023, 7, 1))
def _mit_grund_oder_zustimmung(
    recht: Rechtsstand, person: str, zugestimmt: bool, wichtiger_grund: bool, wegen_erwerbstaetigkeit: bool,
    eingliederung_beeintraechtigt: bool,
) -> bool:  # fmt: skip
    """Away for work needs no consent (S. 3); else consent, and an important reason (S. 1).

    Abs. 3: without such a reason also, if it hardly disturbs integration into work.
    """
    if wegen_erwerbstaetigkeit:
        return True
    return zugestimmt and (wichtiger_grund or not eingliederung_beeintraechtigt)


abwesend_mit_leistung = wordings(_mit_zustimmung, _mit_grund_oder_zustimmung)


@norm("SGB II § 7b Abs. 3 S. 2", einheit="ja/nein")
def drei_wochen_ausgeschoepft(recht: Rechtsstand, person: str, tage: int) -> bool:
    """Consent without an important reason: as a rule for three weeks in a calendar year; `tage` of it with these."""
    return tage > WOCHEN_IM_JAHR * 7


@norm("SGB II § 7b Abs. 3 S. 3", einheit="ja/nein")
def zustimmung_ist_zu_erteilen(recht: Rechtsstand, person: str, arbeitslos: bool, erwerbstaetig: bool) -> bool:
    """Who is neither unemployed nor working has a right to the consent."""
    return not arbeitslos and not erwerbstaetig


@norm("SGB II § 7b Abs. 4 S. 2", einheit="datum")
def anspruch_entfaellt_ab(feststellung: date) -> date:
    """Three missed dates in a row: the claim ends with the month after they were established."""
    return plus_monate(erster(feststellung), 1)


@norm("SGB II § 7b Abs. 4 S. 3", einheit="datum")
def nicht_erreichbar_bis(ende_bewilligungszeitraum: date, meldung: date | None) -> date:
    """Until the period would have ended, or until the person comes in person before."""
    return min(meldung, ende_bewilligungszeitraum) if meldung else ende_bewilligungszeitraum


@norm("SGB II § 7b Abs. 4 S. 5", einheit="ja/nein")
def durchgehend_erreichbar(recht: Rechtsstand, person: str, entfallen_ab: date, meldung: date | None) -> bool:
    """Who comes in person within the first month counts as reachable all along."""
    return meldung is not None and meldung < plus_monate(entfallen_ab, 1)


def erhaelt_leistungen(recht: Rechtsstand, abwesenheit: Abwesenheit) -> bool:
    """Whether an absence leaves the claim as it is."""
    a = abwesenheit
    if erreichbar(recht, a.id, a.im_naeheren_bereich, a.mitteilungen_werktaeglich):
        return True
    return abwesend_mit_leistung(
        recht, a.id, a.zugestimmt, a.wichtiger_grund, a.wegen_erwerbstaetigkeit, a.eingliederung_beeintraechtigt
    )
