"""§ 41a: provisional decisions, the final one, and the netting of the months between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nahbar.law.bgb.fristen import end_after_months, zeitraum_ende_monate
from nahbar.law.calendar import plus_monate, plus_tage
from nahbar.law.norm import norm, wordings
from nahbar.law.rechtsstand import Rechtsstand

JAHR, ZEHN_JAHRE = 12, 120
WARNUNGEN = (9, 11)


@dataclass(frozen=True)
class Endabrechnung:
    """What the final decision leaves for each person: to be paid, or to be paid back."""

    nachzahlung: Mapping[str, int]
    erstattung: Mapping[str, int]


@norm("SGB II § 41a Abs. 1", einheit="ja/nein")
def vorlaeufig_zu_entscheiden(
    recht: Rechtsstand, dem_grunde_nach: bool, wahrscheinlich: bool, dauert_laenger: bool, selbst_zu_vertreten: bool
) -> bool:
    """Obligatory where finding out takes longer and the claim exists (Nr. 2) or is likely enough (Nr. 1).

    S. 3: not where the recipients are to blame for the delay. S. 2: then for all members.
    """
    return dauert_laenger and (dem_grunde_nach or wahrscheinlich) and not selbst_zu_vertreten


@norm("SGB II § 41a Abs. 7", einheit="ja/nein")
def vorlaeufig_wegen_rechtsfrage(recht: Rechtsstand, bverfg_oder_eugh: bool, bundessozialgericht: bool) -> bool:
    """Possible, not obligatory, while the deciding rule is before the BVerfG or EuGH (Nr. 1) or the BSG (Nr. 2).

    Then without the fiction of Abs. 5.
    """
    return bverfg_oder_eugh or bundessozialgericht


@norm("SGB II § 41a Abs. 2 S. 2", einheit="ja/nein")
def bedarf_gilt_als_gedeckt(
    recht: Rechtsstand, person: str, vorlaeufiges_einkommen: int, erwartetes_einkommen: int, erwerbsfreibetrag: int
) -> bool:
    """The provisional income may differ from the expected one by the allowance of § 11b Abs. 3 at most."""
    return abs(vorlaeufiges_einkommen - erwartetes_einkommen) <= erwerbsfreibetrag


@norm("SGB II § 41a Abs. 3 S. 3", einheit="ja/nein")
def fehlender_nachweis_hat_folgen(recht: Rechtsstand, frist_gesetzt: bool, schriftlich_belehrt: bool) -> bool:
    """Only after a reasonable deadline and written instruction does a missing proof count against the recipients."""
    return frist_gesetzt and schriftlich_belehrt


@norm("SGB II § 41a Abs. 3 S. 4")
def festgesetzt_nach_nachweis(
    recht: Rechtsstand, person: str, anspruch: int, nachgewiesen: int, fehlt_mit_folgen: bool
) -> int:
    """A month's final claim: where proofs are missing only as far as proven, without any there was none."""
    return min(anspruch, nachgewiesen) if fehlt_mit_folgen else anspruch


@norm("SGB II § 41a Abs. 3", einheit="ja/nein", name="nachweis_zu_spaet", bis=date(2026, 6, 30))
def _nachweis_auch_spaeter(recht: Rechtsstand, zugang: date, abschluss: date) -> bool:
    """Until 30 June 2026 the law names no last day for proofs."""
    return False


@norm("SGB II § 41a Abs. 3 S. 5", einheit="ja/nein", name="nachweis_zu_spaet", ab=date(2026, 7, 1))
def _nachweis_ausgeschlossen(recht: Rechtsstand, zugang: date, abschluss: date) -> bool:
    """Proofs that arrive after the procedure is over are not looked at.

    `abschluss` is the day on which the Widerspruchsbescheid was made known, without one the day on which the final
    decision could no longer be objected to.
    """
    return zugang > abschluss


nachweis_zu_spaet = wordings(_nachweis_auch_spaeter, _nachweis_ausgeschlossen)


@norm("SGB II § 41a Abs. 5 S. 1", einheit="datum")
def jahr_nach_ende(ende: date) -> date:
    """The last day of the year after the Bewilligungszeitraum, whose last day is `ende`."""
    return zeitraum_ende_monate(plus_tage(ende, 1), JAHR)


@norm("SGB II § 41a Abs. 5 S. 2 Nr. 2", einheit="datum")
def entscheidung_aus_anderem_grund_bis(kenntnis: date, bekanntgabe: date) -> date:
    """For another reason than the stated one: a year since knowing it, ten years since the provisional decision.

    `bekanntgabe` is the day on which the provisional decision was made known.
    """
    return min(end_after_months(kenntnis, JAHR), end_after_months(bekanntgabe, ZEHN_JAHRE))


@norm("SGB II § 41a Abs. 5 S. 2", einheit="ja/nein")
def gilt_als_abschliessend(
    recht: Rechtsstand, am: date, jahr_endet: date, rechtzeitig_beantragt: bool, anderer_grund: bool
) -> bool:
    """Without a final decision the provisional one becomes final when the year after the period is over.

    Not if a final decision was applied for in time (Nr. 1; until when, see `zeitraum`), nor where the claim is
    smaller for another reason than the stated one (Nr. 2), as long as it can be decided on.
    """
    return am > jahr_endet and not rechtzeitig_beantragt and not anderer_grund


def fiktion_ab(ende: date) -> date:
    """The day from which the provisional decision counts as final; `ende` is the last day of the period."""
    return plus_tage(jahr_nach_ende(ende), 1)


def warnungen(ende: date) -> tuple[date, ...]:
    """When an office is reminded of the final decision: nine and eleven months after the period."""
    return tuple(plus_monate(plus_tage(ende, 1), monate) for monate in WARNUNGEN)


@norm("SGB II § 41a Abs. 6 S. 1")
def nachzahlung_nach_anrechnung(recht: Rechtsstand, person: str, vorlaeufig: int, endgueltig: int) -> int:
    """What was paid provisionally counts towards what is due, over all months of the period (S. 2)."""
    return max(0, endgueltig - vorlaeufig)


@norm("SGB II § 41a Abs. 6 S. 2")
def ueberzahlung_nach_anrechnung(recht: Rechtsstand, person: str, vorlaeufig: int, endgueltig: int) -> int:
    """What was overpaid in single months and is not used up by arrears of other months of the period."""
    return max(0, vorlaeufig - endgueltig)


@norm("SGB II § 41a Abs. 6 S. 3", einheit="ja/nein")
def ueberzahlung_zu_erstatten(recht: Rechtsstand, betrag: int) -> bool:
    """Paid back only if it comes to at least 50 euro for all members of the Bedarfsgemeinschaft together."""
    return betrag >= recht.parameter("erstattung_bagatelle")


def abgerechnet(
    recht: Rechtsstand, vorlaeufig: Mapping[str, Sequence[int]], endgueltig: Mapping[str, Sequence[int]]
) -> Endabrechnung:
    """Net the months of one Bewilligungszeitraum for each person; amounts without Sofortzuschlag (§ 72 Abs. 2 S. 2).

    `recht` is that of the final decision (§ 65 Abs. 5: the threshold for all decisions since 1 January 2023).
    """
    personen = list(dict.fromkeys((*vorlaeufig, *endgueltig)))
    summen = {p: (sum(vorlaeufig.get(p, ())), sum(endgueltig.get(p, ()))) for p in personen}
    mehr = {p: nachzahlung_nach_anrechnung(recht, p, *summen[p]) for p in personen}
    zuviel = {p: ueberzahlung_nach_anrechnung(recht, p, *summen[p]) for p in personen}
    zurueck = sum(zuviel.values())
    if zurueck and not ueberzahlung_zu_erstatten(recht, zurueck):
        zuviel = dict.fromkeys(personen, 0)
    return Endabrechnung({p: wert for p, wert in mehr.items() if wert}, {p: wert for p, wert in zuviel.items() if wert})
