"""The facts of one household in one month, as the norms of the SGB XII read them: cents, dates, places in the list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nahbar.law.sgb2.sachverhalt import Ausbildung, Rolle

NIEMAND = -1
"""No place in the list of persons."""


class Leistung(StrEnum):
    """By which law a person gets the means to live."""

    KAPITEL_3 = "sgb12-3"
    KAPITEL_4 = "sgb12-4"
    SGB2 = "sgb2"
    KEINE = "keine"


class Wohnform(StrEnum):
    """How a person lives (§ 42a Abs. 2, § 27b)."""

    WOHNUNG = "wohnung"
    BESONDERE_WOHNFORM = "besondere_wohnform"
    EINRICHTUNG = "einrichtung"


@dataclass(frozen=True)
class Nachzahlung:
    """A back payment: the field of income it belongs to, cents, and the day it arrived."""

    art: str
    betrag: int
    zufluss: date


@dataclass(frozen=True)
class Person:
    """One person; amounts are cents a month, other persons are named by their place in the list."""

    id: str
    rolle: Rolle
    geburtsdatum: date
    leistung: Leistung = Leistung.KEINE
    partner: int = NIEMAND
    elternteil_1: int = NIEMAND
    elternteil_2: int = NIEMAND
    kindergeld_empfaenger: int = NIEMAND
    altersgrenze_erreicht: bool = False
    voll_erwerbsgemindert: bool = False
    alleinerziehend: bool = False
    wohnform: Wohnform = Wohnform.WOHNUNG
    mietvertraglich_beteiligt: bool = False
    brutto: int = 0
    netto: int = 0
    gewinn: int = 0
    werkstatt_entgelt: int = 0
    rente: int = 0
    rente_brutto: int = 0
    private_rente: int = 0
    alg1: int = 0
    elterngeld: int = 0
    kapitalertraege: int = 0
    sonstiges: int = 0
    zweckbestimmt: int = 0
    unterhalt: int = 0
    unterhaltsvorschuss: int = 0
    kindergeld: int = 0
    fahrtkosten: int = 0
    werbungskosten: int = 0
    versicherungen: int = 0
    ausbildung: Ausbildung | None = None
    grundrentenzeiten_33: bool = False
    hilfe_zur_pflege: bool = False
    vermoegen: int = 0
    vermoegen_anderweitig_frei: int = 0
    schwanger_et: date | None = None
    betreut_eigenes_kind_unter_6: bool = False
    merkzeichen_g: bool = False
    teilhabe_leistung: bool = False
    ernaehrung_aufwand: int = 0
    mehrbedarf_unabweisbar: int = 0
    schulbuecher: int = 0
    mittagstage: int = 0
    ausland_seit: date | None = None
    ausland_bis: date | None = None
    nachzahlung: Nachzahlung | None = None
    von: date | None = None
    bis: date | None = None


@dataclass(frozen=True)
class Wohnung:
    """The dwelling of the whole household; `anerkannt` replaces the test of adequacy.

    `angemessen_eine_person_weniger` is the local limit for one head less (§ 42a Abs. 3), `warmmiete_einpersonen` the
    average of § 45a.
    """

    bruttokaltmiete: int = 0
    heizkosten: int = 0
    anerkannt: int | None = None
    angemessen_bruttokalt: int | None = None
    angemessen_eine_person_weniger: int | None = None
    warmmiete_einpersonen: int | None = None
    kostensenkung_ab: date | None = None
    warmwasser_dezentral: bool = False
    eigentum: bool = False


@dataclass(frozen=True)
class Sachverhalt:
    """All facts; `personen` keep their order, because leftover cents follow it."""

    personen: tuple[Person, ...]
    wohnung: Wohnung
    leistungsbeginn: date
