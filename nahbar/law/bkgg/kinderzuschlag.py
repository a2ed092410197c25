"""§ 6a Abs. 2-6 BKGG: what Kinderzuschlag amounts to."""

from __future__ import annotations

from nahbar.law.bkgg.familie import Familie, Kind
from nahbar.law.norm import norm
from nahbar.law.parameter import ANTEIL
from nahbar.law.rechtsstand import Rechtsstand

EURO = 100


def anteil_halb_auf(betrag: int, zaehler: int, nenner: int) -> int:
    """A share of an amount in cents, half up."""
    return (2 * betrag * zaehler + nenner) // (2 * nenner)


@norm("BKGG § 6a Abs. 2")
def kinderzuschlag_hoechstbetrag(recht: Rechtsstand) -> int:
    """The largest amount for a child with the Sofortzuschlag: 2023 250, 2024 292, 2025 and 2026 297 euro."""
    return recht.parameter("kiz_hoechstbetrag") + recht.parameter("kiz_sofortzuschlag")


@norm("BKGG § 6a Abs. 3 S. 3")
def kinderzuschlag_des_kindes(recht: Rechtsstand, person: Kind, hoechstbetrag: int, einkommen: int) -> int:
    """The child's amount, less 45 per cent of its counted income."""
    minderung = anteil_halb_auf(einkommen, recht.parameter("kiz_minderung_kind"), ANTEIL)
    return max(0, hoechstbetrag - minderung)


@norm("BKGG § 6a Abs. 3 S. 4", einheit="ja/nein")
def kinderzuschlag_anstrengung_unterlassen(person: Kind, unterlassen: bool) -> bool:
    """Nothing for a child whose claims to income were not pursued although that was reasonable."""
    return unterlassen


@norm("BKGG § 6a Abs. 4")
def gesamtkinderzuschlag(recht: Rechtsstand, familie: Familie) -> int:
    """The amounts of all children together."""
    hoechstbetrag = kinderzuschlag_hoechstbetrag(recht)
    summe = 0
    for kind in familie.kinder:
        if not kind.anstrengung_unterlassen:
            summe += kinderzuschlag_des_kindes(recht, kind, hoechstbetrag, kind.einkommen)
        else:
            kinderzuschlag_anstrengung_unterlassen(kind, kind.anstrengung_unterlassen)
    return summe


@norm("BKGG § 6a Abs. 5 S. 4")
def wohnanteil_der_eltern(recht: Rechtsstand, unterkunft: int, kinder: int, alleinstehend: bool) -> int:
    """The parents' part of dwelling and heating, in the proportion of the 12th Existenzminimumbericht."""
    if alleinstehend:
        eltern = recht.parameter("kiz_wohnbedarf_alleinstehend")
    else:
        eltern = recht.parameter("kiz_wohnbedarf_paar")
    return anteil_halb_auf(unterkunft, eltern, eltern + kinder * recht.parameter("kiz_wohnbedarf_kind"))


@norm("BKGG § 6a Abs. 5 S. 1")
def gesamtbedarf_der_eltern(recht: Rechtsstand, familie: Familie) -> int:
    """Regelbedarf, Mehrbedarf and their part of the dwelling: up to this income Kinderzuschlag is paid in full."""
    anteil = wohnanteil_der_eltern(recht, familie.unterkunft, familie.kinder_in_wohnung, familie.alleinstehend)
    return familie.bedarf_eltern + anteil


@norm("BKGG § 6a Abs. 6")
def minderung_durch_einkommen_der_eltern(recht: Rechtsstand, erwerb: int, anderes: int, bedarf: int) -> int:
    """What the parents' income above their need takes off: earnings by 45 per cent, other income in full.

    The excess counts as earnings (S. 2), unless the other income exceeds the need by itself.
    """
    ueber = max(0, erwerb + anderes - bedarf)
    aus_anderem = max(0, anderes - bedarf)
    aus_erwerb = anteil_halb_auf(ueber - aus_anderem, recht.parameter("kiz_minderung_erwerb"), ANTEIL)
    return aus_anderem + aus_erwerb


@norm("BKGG § 6a Abs. 3 S. 5")
def kinderzuschlag_vermoegen(recht: Rechtsstand, vermoegen: int, mitglieder: int) -> int:
    """Assets above 40 000 euro for the entitled person and 15 000 for each further member."""
    frei = recht.parameter("kiz_vermoegen_erste") + (mitglieder - 1) * recht.parameter("kiz_vermoegen_weitere")
    return max(0, vermoegen - frei)


@norm("BKGG § 6a Abs. 3 S. 6")
def nach_vermoegen(betrag: int, vermoegen: int, erster_monat: bool) -> int:
    """Assets as large as the month's amount or larger end the claim; smaller ones lower the first month only (S. 7)."""
    if vermoegen >= betrag:
        return 0
    return betrag - vermoegen if erster_monat else betrag


@norm("BKGG § 11 Abs. 2")
def kinderzuschlag_gerundet(betrag: int) -> int:
    """Whole euro: below 50 cents down, otherwise up."""
    return (2 * betrag + EURO) // (2 * EURO) * EURO


@norm("BKGG § 6a Abs. 1 Nr. 2", einheit="ja/nein")
def mindesteinkommen_erreicht(recht: Rechtsstand, einnahmen: int, alleinstehend: bool) -> bool:
    """The parents have at least 900 euro, a single parent 600, before any deduction of § 11b SGB II."""
    if alleinstehend:
        return einnahmen >= recht.parameter("kiz_mindesteinkommen_allein")
    return einnahmen >= recht.parameter("kiz_mindesteinkommen_paar")


@norm("BKGG § 6a Abs. 1")
def kinderzuschlag(recht: Rechtsstand, familie: Familie) -> int:
    """What would be paid in a month, before the question of Abs. 1 Nr. 3 whether it ends the need of help.

    Raises UnknownParameter for a month without values.
    """
    if not familie.kinder or not mindesteinkommen_erreicht(recht, familie.einnahmen_eltern, familie.alleinstehend):
        return 0
    betrag = gesamtkinderzuschlag(recht, familie)
    bedarf = gesamtbedarf_der_eltern(recht, familie)
    if familie.erwerbseinkommen + familie.anderes_einkommen > bedarf:
        betrag -= minderung_durch_einkommen_der_eltern(
            recht, familie.erwerbseinkommen, familie.anderes_einkommen, bedarf
        )
    ueber = kinderzuschlag_vermoegen(recht, familie.vermoegen, familie.mitglieder)
    if ueber > 0 and betrag > 0:
        betrag = nach_vermoegen(betrag, ueber, familie.erster_monat)
    if betrag <= 0:
        return 0
    return kinderzuschlag_gerundet(betrag)
