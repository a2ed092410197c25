"""§ 40 SGB II, §§ 45, 48, 50 SGB X: what was paid too much, of whom it is claimed back, and how it is repaid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nahbar.law.calendar import erster, plus_monate
from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.aufrechnung import Grund
from nahbar.law.sgb2.berechnung import anteil_von


class Rechtsgrundlage(StrEnum):
    """What allows to revoke a grant for the past, or that nothing does."""

    TAEUSCHUNG = "§ 45 Abs. 2 S. 3 Nr. 1 SGB X"
    FALSCHE_ANGABEN = "§ 45 Abs. 2 S. 3 Nr. 2 SGB X"
    KENNTNIS = "§ 45 Abs. 2 S. 3 Nr. 3 SGB X"
    ZUGUNSTEN = "§ 48 Abs. 1 S. 2 Nr. 1 SGB X"
    MITTEILUNG = "§ 48 Abs. 1 S. 2 Nr. 2 SGB X"
    EINKOMMEN = "§ 48 Abs. 1 S. 2 Nr. 3 SGB X"
    WEGFALL_BEKANNT = "§ 48 Abs. 1 S. 2 Nr. 4 SGB X"
    NUR_ZUKUNFT = "nur für die Zukunft"


@dataclass(frozen=True)
class Anlass:
    """What is established about a grant that was too high."""

    von_anfang_an_falsch: bool = False
    taeuschung: bool = False
    falsche_angaben: bool = False
    rechtswidrigkeit_bekannt: bool = False
    zugunsten: bool = False
    einkommen_danach: bool = False
    mitteilung_unterlassen: bool = False
    wegfall_bekannt: bool = False


@dataclass(frozen=True)
class Monat:
    """One person's month: paid and due in cents, both without Sofortzuschlag; `geprueft`: looked at before."""

    person: str
    monat: date
    erbracht: int
    zustehend: int
    geprueft: bool = False


@norm("SGB X § 45 Abs. 4 S. 1", einheit="text")
def ruecknahme_fuer_die_vergangenheit(
    recht: Rechtsstand, taeuschung: bool, falsche_angaben: bool, rechtswidrigkeit_bekannt: bool
) -> str:
    """A grant that was wrong from the start is revoked for the past only where trust is not protected."""
    if taeuschung:
        return str(Rechtsgrundlage.TAEUSCHUNG)
    if falsche_angaben:
        return str(Rechtsgrundlage.FALSCHE_ANGABEN)
    return str(Rechtsgrundlage.KENNTNIS if rechtswidrigkeit_bekannt else Rechtsgrundlage.NUR_ZUKUNFT)


@norm("SGB X § 48 Abs. 1 S. 2", einheit="text")
def aufhebung_ab_aenderung(
    recht: Rechtsstand, zugunsten: bool, einkommen_danach: bool, mitteilung_unterlassen: bool, wegfall_bekannt: bool
) -> str:
    """A change after the grant works back to its day for one of the reasons of Nr. 1 to 4; income needs no blame."""
    if zugunsten:
        return str(Rechtsgrundlage.ZUGUNSTEN)
    if einkommen_danach:
        return str(Rechtsgrundlage.EINKOMMEN)
    if mitteilung_unterlassen:
        return str(Rechtsgrundlage.MITTEILUNG)
    return str(Rechtsgrundlage.WEGFALL_BEKANNT if wegfall_bekannt else Rechtsgrundlage.NUR_ZUKUNFT)


def rechtsgrundlage(recht: Rechtsstand, anlass: Anlass) -> Rechtsgrundlage:
    """The place in the law that is proposed to the caseworker."""
    if anlass.von_anfang_an_falsch:
        return Rechtsgrundlage(ruecknahme_fuer_die_vergangenheit(
            recht, anlass.taeuschung, anlass.falsche_angaben, anlass.rechtswidrigkeit_bekannt
        ))  # fmt: skip
    return Rechtsgrundlage(aufhebung_ab_aenderung(
        recht, anlass.zugunsten, anlass.einkommen_danach, anlass.mitteilung_unterlassen, anlass.wegfall_bekannt
    ))  # fmt: skip


def aufrechnungsgrund(grundlage: Rechtsgrundlage) -> Grund:
    """Which share § 43 Abs. 2 S. 1 allows for a claim on this ground."""
    return Grund.EINKOMMEN if grundlage is Rechtsgrundlage.EINKOMMEN else Grund.ANDERER


@norm("SGB X § 50 Abs. 1 S. 1")
def zu_erstatten(recht: Rechtsstand, person: str, erbracht: int, zustehend: int) -> int:
    """One month of one person: what was paid above what was due. Months with arrears are no counterpart."""
    return max(0, erbracht - zustehend)


@norm("SGB II § 40 Abs. 1 S. 3", einheit="ja/nein")
def aufhebung_unterbleibt(recht: Rechtsstand, summe: int, auch_nachzahlung: bool) -> bool:
    """No revocation for the past where it would bring nothing but claims under 50 euro for all members together.

    S. 4: what was looked at before is not added; S. 5: payments without a decision likewise. `recht` is that of the
    day of the check (§ 65 Abs. 5: since 1 January 2023).
    """
    return summe < recht.parameter("erstattung_bagatelle") and not auch_nachzahlung


def erstattungen(recht: Rechtsstand, monate: Sequence[Monat]) -> dict[str, int]:
    """What each person has to pay back, each an own claim; nothing below the threshold of § 40 Abs. 1 S. 3."""
    je_person: dict[str, int] = {}
    neu = [eintrag for eintrag in monate if not eintrag.geprueft]
    for eintrag in neu:
        betrag = zu_erstatten(recht, eintrag.person, eintrag.erbracht, eintrag.zustehend)
        je_person[eintrag.person] = je_person.get(eintrag.person, 0) + betrag
    summe = sum(je_person.values())
    auch_nachzahlung = any(eintrag.zustehend > eintrag.erbracht for eintrag in neu)
    if summe and aufhebung_unterbleibt(recht, summe, auch_nachzahlung):
        return {}
    return {person: betrag for person, betrag in je_person.items() if betrag}


@norm("SGB II § 40 Abs. 3 S. 1", einheit="datum")
def ruecknahme_nach_rechtsprechung_ab(zeitraum: date, geklaert_am: date) -> date:
    """A final refusal that rests on a rule found void, or read differently since, is withdrawn only for later times.

    `zeitraum` is from when it would be withdrawn otherwise, `geklaert_am` the day of the decision of the BVerfG or
    from which the settled case law exists.
    """
    return max(zeitraum, geklaert_am)


@norm("SGB II § 40 Abs. 4", einheit="ja/nein")
def fuer_die_zukunft_aufzuheben(recht: Rechtsstand, abschliessend_entschieden: bool, jetzt_vorlaeufig: bool) -> bool:
    """A final grant ends for the future where the changed facts would now call for a provisional decision."""
    return abschliessend_entschieden and jetzt_vorlaeufig


@norm("SGB II § 40 Abs. 5 S. 1", einheit="datum")
def aenderung_durch_tod_ab(tod: date) -> date:
    """Changes that come from a death are not looked at in its month, for nobody of the household."""
    return plus_monate(erster(tod), 1)


@norm("SGB II § 40 Abs. 5 S. 2", einheit="ja/nein")
def zahlung_nach_tod_unter_vorbehalt(monat: date, tod: date) -> bool:
    """Money for months after the month of death counts as paid with reservation (§ 118 Abs. 3 to 4a SGB VI)."""
    return erster(monat) > erster(tod)


@norm("SGB II § 40 Abs. 6 S. 1")
def gutschein_in_geld(recht: Rechtsstand, person: str, wert: int, zurueckgegeben: int) -> int:
    """Vouchers are repaid in money; S. 2: returning what was not used fulfils the claim as well."""
    return max(0, wert - zurueckgegeben)


@norm("SGB II § 40 Abs. 6 S. 3")
def bildung_erstatten(
    recht: Rechtsstand, person: str, betrag: int, allein_wegen_bildung: bool, zweckverfehlung: bool
) -> int:
    """Bildung und Teilhabe is not repaid where the revocation would be for it alone.

    S. 4: but it is after a revocation because the proof of use is missing (§ 29 Abs. 5 S. 2).
    """
    return 0 if allein_wegen_bildung and not zweckverfehlung else betrag


@norm("SGB II § 40 Abs. 9")
def haftung_nach_volljaehrigkeit(recht: Rechtsstand, person: str, forderung: int, vermoegen_mit_18: int) -> int:
    """A claim from the time as a minor: liable with what the own assets exceeded 15,000 euro on the 18th birthday."""
    return min(forderung, max(0, vermoegen_mit_18 - recht.parameter("haftung_minderjaehriger_frei")))


@norm("SGB II § 40 Abs. 10 S. 1")
def rate_nach_arbeitsaufnahme(
    recht: Rechtsstand, person: str, regelbedarf: int, offen: int, erneut_hilfebeduerftig: bool
) -> int:
    """After work that covers the need: instalments of 10 per cent of the Regelbedarf; S. 2: not once help is needed."""
    if erneut_hilfebeduerftig:
        return 0
    return min(offen, anteil_von(regelbedarf, recht.parameter("erstattung_rate_nach_arbeitsaufnahme")))


@norm("SGB II § 72 Abs. 2")
def sofortzuschlag_bleibt(recht: Rechtsstand, person: str, erbracht: int) -> int:
    """A Sofortzuschlag that was paid is kept, also after a final decision without a claim: its amount stays."""
    return erbracht
