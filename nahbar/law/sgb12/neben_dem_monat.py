"""Amounts beside the month: one-off needs (§ 31), education (§ 34), loans (§ 37a), set-off (§§ 26, 44b), final decision
after a provisional one (§ 44a), and children or parents with a high income (§ 94 Abs. 1a)."""

from __future__ import annotations

from collections.abc import Sequence

from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb12.haushalt import satz_von
from nahbar.law.sgb12.sachverhalt import Person

HOECHSTENS_MONATE = 6


@norm("SGB XII § 31 Abs. 2")
def einmaliger_bedarf(recht: Rechtsstand, person: Person, bedarf: int, ueber_dem_bedarf: int, monate: int) -> int:
    """What the office pays of a first set of furniture, clothes and the like.

    Without a running claim the income above the need of the month of the decision counts, and that of up to six months
    after it (S. 2: at the discretion of the office, `monate`).
    """
    eigenes = ueber_dem_bedarf * (1 + min(monate, HOECHSTENS_MONATE)) if ueber_dem_bedarf > 0 else 0
    return max(0, bedarf - eigenes)


@norm("SGB XII § 34 Abs. 3", name="sgb12_schulbedarf")
def schulbedarf(recht: Rechtsstand, person: Person, halbjahr: int) -> int:
    """School supplies in the month in which the school year, or its second half, begins (Anlage zu § 34)."""
    if halbjahr == 1:
        return recht.parameter("sgb12_schulbedarf_1")
    return recht.parameter("sgb12_schulbedarf_2")


@norm("SGB XII § 34 Abs. 7", name="sgb12_teilhabe")
def teilhabe(recht: Rechtsstand, person: Person, aufwendungen: bool, minderjaehrig: bool) -> int:
    """15 euro a month for clubs, music and trips, where there are real costs; not in chapter 4 (§ 42 Nr. 3)."""
    if not aufwendungen or not minderjaehrig:
        return 0
    return recht.parameter("sgb12_teilhabe")


@norm("SGB XII § 37a Abs. 2 S. 1")
def darlehensrate(recht: Rechtsstand, person: Person, anspruch: int) -> int:
    """A loan until the first pension arrives is paid back by 5 percent of Regelbedarfsstufe 1, at most the claim."""
    rate = satz_von(recht.parameter("sgb12_regelbedarfsstufe_1"), recht.parameter("sgb12_aufrechnung"))
    return min(rate, anspruch)


@norm("SGB XII § 37a Abs. 2 S. 1")
def darlehen_zurueckzuzahlen(recht: Rechtsstand, person: Person, darlehen: int) -> int:
    """Of such a loan at most half of Regelbedarfsstufe 1 is paid back."""
    grenze = satz_von(recht.parameter("sgb12_regelbedarfsstufe_1"), recht.parameter("sgb12_darlehen_hoechstens"))
    return min(darlehen, grenze)


@norm("SGB XII § 26 Abs. 1 S. 2")
def einschraenkung_hoechstens(recht: Rechtsstand, person: Person) -> int:
    """Who made himself needy on purpose may lose up to 30 percent of Regelbedarfsstufe 1 a month."""
    return satz_von(recht.parameter("sgb12_regelbedarfsstufe_1"), recht.parameter("sgb12_einschraenkung"))


@norm("SGB XII § 26 Abs. 2 S. 2", name="sgb12_aufrechnung_hoechstens")
def aufrechnung_hoechstens(recht: Rechtsstand, person: Person, anspruch: int, offen: int) -> int:
    """Set-off for wrong statements: up to 30 percent of Regelbedarfsstufe 1 a month, at most claim and debt."""
    grenze = satz_von(recht.parameter("sgb12_regelbedarfsstufe_1"), recht.parameter("sgb12_einschraenkung"))
    return min(grenze, anspruch, offen)


@norm("SGB XII § 44b Abs. 2", name="sgb12_aufrechnung")
def aufrechnung(recht: Rechtsstand, person: Person, regelbedarfsstufe: int, anspruch: int, offen: int) -> int:
    """Chapter 4: a final debt of § 44a Abs. 7 is set off by 5 percent of the own Regelbedarfsstufe a month."""
    return min(satz_von(regelbedarfsstufe, recht.parameter("sgb12_aufrechnung")), anspruch, offen)


@norm("SGB XII § 44a Abs. 5 S. 4", name="sgb12_endgueltig")
def endgueltig_nach_nachweis(recht: Rechtsstand, person: Person, anspruch: int, nachgewiesen: bool) -> int:
    """The final amount of a month: only as far as it is proven; without proof there was no claim (S. 5)."""
    return anspruch if nachgewiesen else 0


@norm("SGB XII § 44a Abs. 7 S. 3", name="sgb12_erstattung")
def erstattung(recht: Rechtsstand, person: Person, vorlaeufig: int, endgueltig: int) -> int:
    """What is to be paid back when all months of the period are set against each other; no smallest amount."""
    return max(0, vorlaeufig - endgueltig)


@norm("SGB XII § 44a Abs. 7 S. 1", name="sgb12_nachzahlung")
def nachzahlung_nach_vorlaeufiger_entscheidung(
    recht: Rechtsstand, person: Person, vorlaeufig: int, endgueltig: int
) -> int:
    """What is still to be paid when all months of the period are set against each other."""
    return max(0, endgueltig - vorlaeufig)


@norm("SGB XII § 94 Abs. 1a S. 1", einheit="ja/nein")
def unterhalt_zu_beruecksichtigen(
    recht: Rechtsstand, person: Person, gesamteinkommen: int, drittes_kapitel_und_minderjaehrig: bool
) -> bool:
    """Whether a child or parent has to pay: each with more than 100,000 euro a year; minors of chapter 3 always."""
    return drittes_kapitel_und_minderjaehrig or gesamteinkommen > recht.parameter("sgb12_jahreseinkommensgrenze")


def abschliessend(
    recht: Rechtsstand, person: Person, monate: Sequence[tuple[int, int, bool]]
) -> tuple[int, int]:
    """Debt and back payment of a period; each month is the provisional amount, the claim, and whether it is proven."""
    vorlaeufig = sum(bezahlt for bezahlt, _, _ in monate)
    endgueltig = sum(endgueltig_nach_nachweis(recht, person, anspruch, da) for _, anspruch, da in monate)
    return (
        erstattung(recht, person, vorlaeufig, endgueltig),
        nachzahlung_nach_vorlaeufiger_entscheidung(recht, person, vorlaeufig, endgueltig),
    )
