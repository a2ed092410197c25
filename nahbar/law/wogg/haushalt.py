"""The facts of a Wohngeld household (§§ 3-8 WoGG): cents, a year for income and a month for rent."""

from __future__ import annotations

from dataclasses import dataclass

GROESSTE_MIETENSTUFE = 7
INSELN_OHNE_FESTLANDANSCHLUSS = 5
"""The common Mietenstufe of § 12 Abs. 4a; other places stand in the table of the Wohngeldverordnung."""
JE_PERSON_AUSWAERTS = 1
JE_KIND_ANDERER_ELTERNTEIL = 2
JE_EHEGATTE = 3
JE_SONSTIGE = 4


@dataclass(frozen=True)
class Mitglied:
    """A member of the household (§ 5) with its expected income of the year (§ 15 Abs. 1), in cents.

    `lohnersatz` is without what § 10 BEEG leaves free, `unterhalt` without what § 14 Abs. 2 Nr. 19 and 20 leave free
    (help with care, small gifts); one-off income is spread as § 15 Abs. 2, 3 says. Kindergeld, Kinderzuschlag and
    Wohngeld are no income here. `steuern`, `krankenversicherung` and `rentenversicherung` say what is expected to be
    paid (§ 16, also the voluntary contributions of S. 2).
    """

    id: str
    arbeitslohn: int = 0
    werbungskosten: int = 0
    pauschal_besteuert: int = 0
    aufwand_pauschal_besteuert: int = 0
    gewinn: int = 0
    gesetzliche_rente: int = 0
    andere_rente: int = 0
    werbungskosten_rente: int = 0
    kapitalertraege: int = 0
    lohnersatz: int = 0
    unterhalt: int = 0
    unterhaltsvorschuss: int = 0
    ausbildungsfoerderung: int = 0
    sonstiges: int = 0
    steuern: bool = False
    krankenversicherung: bool = False
    rentenversicherung: bool = False
    schwerbehindert: bool = False
    """Grad der Behinderung 100, or below it and cared for at home (§ 17 Nr. 1)."""
    verfolgt: bool = False
    kind_unter_25: bool = False
    grundrentenzeiten_33: bool = False
    ausgeschlossen: bool = False
    """Excluded by §§ 7, 8: receives a benefit that covers the dwelling."""


@dataclass(frozen=True)
class Unterhaltspflicht:
    """Maintenance that is paid in a year: number of § 18 S. 1, amount, and the amount of a title if there is one."""

    nummer: int
    betrag: int
    titel: int = 0
    mit_titel: bool = False


@dataclass(frozen=True)
class Wohngeldhaushalt:
    """All members, the rent (§ 9: without heating and hot water) or Belastung (§ 10) of the month, the Mietenstufe.

    `miete` is what § 11 Abs. 2 leaves of it (without rooms that are used for a trade or let to others).
    """

    mitglieder: tuple[Mitglied, ...]
    miete: int
    mietenstufe: int
    allein_mit_kindern: bool = False
    """§ 17 Nr. 3: one adult alone with children, one of them under 18 and with Kindergeld."""
    unterhaltspflichten: tuple[Unterhaltspflicht, ...] = ()
    vermoegen: int = 0
    nur_auszubildende: bool = False
    """§ 20 Abs. 2: every member is entitled in principle to BAföG or to benefits of the SGB III for training."""

    def __post_init__(self) -> None:
        if not 1 <= self.mietenstufe <= GROESSTE_MIETENSTUFE:
            raise ValueError(f"Mietenstufe {self.mietenstufe}: es gibt I bis VII")
