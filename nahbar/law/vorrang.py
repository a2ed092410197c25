"""§ 12a SGB II: what comes before Grundsicherungsgeld: Wohngeld, Kinderzuschlag, an early pension."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from nahbar.law.bkgg.familie import Familie
from nahbar.law.bkgg.kinderzuschlag import kinderzuschlag
from nahbar.law.calendar import plus_monate, vollendet
from nahbar.law.norm import norm, wordings
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.wogg.haushalt import Wohngeldhaushalt
from nahbar.law.wogg.wohngeld import wohngeld

MINDESTMONATE = 3
FRUEHESTES_ALTER = 63


class Wodurch(StrEnum):
    """Which benefit ends the need of help in every one of the months."""

    WOHNGELD = "wohngeld"
    KINDERZUSCHLAG = "kinderzuschlag"
    EINES_VON_BEIDEN = "eines_von_beiden"
    BEIDE_ZUSAMMEN = "beide_zusammen"
    KEINES = "keines"


@dataclass(frozen=True)
class Lage:
    """One month of a Bedarfsgemeinschaft in the SGB II, in cents, with the facts of the two benefits.

    `bedarf` and `einkommen` are those of all members (§ 9 Abs. 2 S. 3: without needs of § 28), income with Kindergeld.
    `offen_je_kind` is, for each child of the family, its need less its own income without Kindergeld.
    `pauschale_offen` is the part of the 30 euro for insurance that no other income of the recipient has used.
    """

    recht: Rechtsstand
    bedarf: int
    einkommen: int
    haushalt: Wohngeldhaushalt | None = None
    familie: Familie | None = None
    offen_je_kind: tuple[int, ...] = ()
    pauschale_offen: int = 0


@dataclass(frozen=True)
class VorrangMonat:
    """What the check found for one month; amounts that count stand beside the amounts that would be paid."""

    monat: date
    offen: int
    wohngeld: int
    wohngeld_zaehlt: int
    kinderzuschlag: int
    kinderzuschlag_zaehlt: int
    entfaellt: bool


@dataclass(frozen=True)
class Vorrang:
    """The verdict; `monate` is the longest run of months in which nobody needs help any more."""

    pflicht: bool
    monate: int
    wodurch: Wodurch
    je_monat: tuple[VorrangMonat, ...]


@norm("SGB II § 9 Abs. 1")
def offener_bedarf(bedarf: int, einkommen: int) -> int:
    """What the members need beyond their income, before Wohngeld and Kinderzuschlag."""
    return max(0, bedarf - einkommen)


@norm("SGB II § 11 Abs. 1 S. 4")
def kinderzuschlag_zaehlt(kinderzuschlag: int, kinder: int, aufgenommen: int) -> int:
    """Kinderzuschlag is income of the child: it counts up to the child's need.

    The child then needs less Kindergeld, which goes on to its parent (S. 5); Kinderzuschlag itself does not.
    """
    return min(kinderzuschlag, aufgenommen)


@norm("SGB II § 11b Abs. 1 S. 1 Nr. 3")
def wohngeld_zaehlt(wohngeld: int, pauschale: int) -> int:
    """Wohngeld is income, less the lump sum for insurance where no other income has used it."""
    return max(0, wohngeld - pauschale)


@norm("SGB II § 12a S. 2 Nr. 2", einheit="ja/nein")
def hilfebeduerftigkeit_entfaellt(offen: int, kinderzuschlag: int, wohngeld: int) -> bool:
    """Whether nobody needs help in this month with Wohngeld and Kinderzuschlag; no, if nobody does anyway."""
    return 0 < offen <= kinderzuschlag + wohngeld


@norm("SGB II § 12a S. 2 Nr. 2", einheit="anzahl")
def monate_ohne_hilfebeduerftigkeit(entfaellt: Sequence[bool]) -> int:
    """The longest run of months."""
    laengste = lauf = 0
    for ja in entfaellt:
        lauf = lauf + 1 if ja else 0
        laengste = max(laengste, lauf)
    return laengste


@norm("SGB II § 12a S. 2", einheit="ja/nein")
def vorrang_vor_grundsicherung(monate: int) -> bool:
    """Wohngeld and Kinderzuschlag have to be claimed only if all members need no help for three months in a row."""
    return monate >= MINDESTMONATE


def vorrang_pruefung(lagen: Sequence[Lage]) -> Vorrang:
    """Whether Wohngeld and Kinderzuschlag have to be claimed, from the months ahead in their order.

    Inside `explain()` every amount leaves its step. Raises ValueError for months that do not follow one another,
    UnknownParameter for a month without values.
    """
    for vorher, nachher in zip(lagen, lagen[1:], strict=False):
        if plus_monate(vorher.recht.monat, 1) != nachher.recht.monat:
            raise ValueError(f"{vorher.recht.monat} und {nachher.recht.monat} folgen nicht aufeinander")
    monate = tuple(vorrang_monat(lage) for lage in lagen)
    anzahl = monate_ohne_hilfebeduerftigkeit([m.entfaellt for m in monate])
    pflicht = vorrang_vor_grundsicherung(anzahl)
    return Vorrang(pflicht, anzahl, _wodurch(monate) if pflicht else Wodurch.KEINES, monate)


def vorrang_bei_gleichen_verhaeltnissen(lage: Lage) -> Vorrang:
    """The forecast that nothing changes: the same month three times, with the values of the first."""
    werte = lage.recht.werte_monat
    return vorrang_pruefung([
        replace(lage, recht=replace(lage.recht, monat=plus_monate(lage.recht.monat, n), werte=werte))
        for n in range(MINDESTMONATE)
    ])  # fmt: skip


def vorrang_monat(lage: Lage) -> VorrangMonat:
    """One month of the check: Wohngeld, Kinderzuschlag, and whether they are enough for all."""
    offen = offener_bedarf(lage.bedarf, lage.einkommen)
    wohn = wohngeld(lage.recht, lage.haushalt) if lage.haushalt else 0
    wohn_zaehlt = wohngeld_zaehlt(wohn, lage.pauschale_offen) if wohn else 0
    kiz = kinderzuschlag(lage.recht, lage.familie) if lage.familie else 0
    kiz_zaehlt = kinderzuschlag_zaehlt(kiz, len(lage.offen_je_kind), _aufgenommen(kiz, lage)) if kiz else 0
    entfaellt = hilfebeduerftigkeit_entfaellt(offen, kiz_zaehlt, wohn_zaehlt)
    return VorrangMonat(lage.recht.monat, offen, wohn, wohn_zaehlt, kiz, kiz_zaehlt, entfaellt)


def _aufgenommen(kiz: int, lage: Lage) -> int:
    """The Gesamtkinderzuschlag by equal parts, each up to the need of its child."""
    anzahl = len(lage.offen_je_kind)
    teile = [kiz * (n + 1) // anzahl - kiz * n // anzahl for n in range(anzahl)]
    return sum(min(teil, max(0, offen)) for teil, offen in zip(teile, lage.offen_je_kind, strict=True))


def _wodurch(monate: Sequence[VorrangMonat]) -> Wodurch:
    """In the months in which the need ends: does one benefit do it alone?"""
    ohne_hilfe = [m for m in monate if m.entfaellt]
    wohn = all(m.wohngeld_zaehlt >= m.offen for m in ohne_hilfe)
    kiz = all(m.kinderzuschlag_zaehlt >= m.offen for m in ohne_hilfe)
    if wohn and kiz:
        return Wodurch.EINES_VON_BEIDEN
    if wohn:
        return Wodurch.WOHNGELD
    return Wodurch.KINDERZUSCHLAG if kiz else Wodurch.BEIDE_ZUSAMMEN


@norm("SGB II § 12a S. 2 Nr. 1", name="vorzeitige_rente", einheit="ja/nein", bis=date(2022, 12, 31))
def vorzeitige_rente_bis_2022(recht: Rechtsstand, person: str, geburtsdatum: date) -> bool:
    """An early pension with deductions had to be claimed from the 63rd birthday on (Unbilligkeit aside)."""
    return vollendet(geburtsdatum, FRUEHESTES_ALTER) <= recht.monat


@norm(
    "SGB II § 12a S. 3", name="vorzeitige_rente", einheit="ja/nein", ab=date(2023, 1, 1), bis=date(2026, 12, 31)
)  # fmt: skip
def vorzeitige_rente_2023_bis_2026(recht: Rechtsstand, person: str, geburtsdatum: date) -> bool:
    """From 1 January 2023 to 31 December 2026 nobody has to claim a pension early."""
    return False


@norm("SGB II § 12a S. 2 Nr. 1", name="vorzeitige_rente", einheit="ja/nein", ab=date(2027, 1, 1))
def vorzeitige_rente_ab_2027(recht: Rechtsstand, person: str, geburtsdatum: date) -> bool:
    """As until 2022, unless the exception of S. 3 is prolonged."""
    return vollendet(geburtsdatum, FRUEHESTES_ALTER) <= recht.monat


vorzeitige_rente = wordings(vorzeitige_rente_bis_2022, vorzeitige_rente_2023_bis_2026, vorzeitige_rente_ab_2027)
