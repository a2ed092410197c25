"""The facts of one household in one month, as the norms of the SGB XII read them: cents, dates, places in the list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from nahbar.law.calendar import NIE
from nahbar.law.sgb2.sachverhalt import NICHT_ANGEGEBEN, Ausbildung, Rolle

NIEMAND = -1
"""No place in the list of persons."""


class Leistung(IntEnum):
    """By which law a person gets the means to live."""

    KEINE = 0
    SGB2 = 1
    KAPITEL_3 = 2
    KAPITEL_4 = 3


class Wohnform(IntEnum):
    """How a person lives (§ 42a Abs. 2, § 27b)."""

    WOHNUNG = 0
    BESONDERE_WOHNFORM = 1
    EINRICHTUNG = 2


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
    ausbildung: Ausbildung = Ausbildung.KEINE
    grundrentenzeiten_33: bool = False
    hilfe_zur_pflege: bool = False
    vermoegen: int = 0
    vermoegen_anderweitig_frei: int = 0
    einkommen_nach_sgb2: int = NICHT_ANGEGEBEN
    """With the SGB II: counted income of the Bedarfsgemeinschaft; `bedarf_nach_sgb2` are its needs."""
    bedarf_nach_sgb2: int = 0
    kindergeld_aus_sgb2: int = 0
    """Kindergeld that children of the Bedarfsgemeinschaft do not need and this person receives."""
    schwanger_et: date = NIE
    betreut_eigenes_kind_unter_6: bool = False
    merkzeichen_g: bool = False
    teilhabe_leistung: bool = False
    ernaehrung_aufwand: int = 0
    mehrbedarf_unabweisbar: int = 0
    schulbuecher: int = 0
    mittagstage: int = 0
    ausland_seit: date = NIE
    ausland_bis: date = NIE
    von: date = NIE
    bis: date = NIE
    nachzahlung: Nachzahlung | None = None


@dataclass(frozen=True)
class Wohnung:
    """The dwelling of the whole household; `anerkannt` replaces the test of adequacy.

    `angemessen_eine_person_weniger` is the local limit for one head less (§ 42a Abs. 3), `warmmiete_einpersonen` the
    average of § 45a.
    """

    bruttokaltmiete: int = 0
    heizkosten: int = 0
    anerkannt: int = NICHT_ANGEGEBEN
    angemessen_bruttokalt: int = NICHT_ANGEGEBEN
    angemessen_eine_person_weniger: int = NICHT_ANGEGEBEN
    warmmiete_einpersonen: int = NICHT_ANGEGEBEN
    kostensenkung_ab: date = NIE
    warmwasser_dezentral: bool = False
    eigentum: bool = False


@dataclass(frozen=True)
class Sachverhalt:
    """All facts; `personen` keep their order, because leftover cents follow it."""

    personen: tuple[Person, ...]
    wohnung: Wohnung
    leistungsbeginn: date
