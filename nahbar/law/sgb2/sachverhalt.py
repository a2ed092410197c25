"""The facts of one Bedarfsgemeinschaft in one month, as the norms of the SGB II read them: cents, dates, numbers.

Every field is a whole number, a yes or no, a day or a number of a list, so that the same norms run over columns
(`nahbar/law/batch`). What is not given is `NIE` (a day), `NICHT_ANGEGEBEN` (an amount) or `Angabe.OFFEN`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from nahbar.law.calendar import NIE

NICHT_ANGEGEBEN = -1
"""In place of an amount that is not given."""


class NichtAbgedeckt(Exception):
    """A fact that the implementation does not cover yet: person, field and a sentence."""

    def __init__(self, person: str | None, feld: str, text: str) -> None:
        super().__init__(text)
        self.person, self.feld, self.text = person, feld, text


class Rolle(IntEnum):
    """What a person is in the household."""

    ANTRAGSTELLER = 0
    PARTNER = 1
    KIND = 2
    HAUSHALTSMITGLIED = 3


class Angabe(IntEnum):
    """An answer that may be left to the rule of the law."""

    OFFEN = -1
    NEIN = 0
    JA = 1


class Ausbildung(IntEnum):
    """Kinds of training that change the allowances of § 11b Abs. 2b."""

    KEINE = 0
    SCHUELER = 1
    AUSBILDUNG = 2
    FREIWILLIGENDIENST = 3


@dataclass(frozen=True)
class Nachzahlung:
    """A back payment: the field of income it belongs to, cents, and the day it arrived."""

    art: str
    betrag: int
    zufluss: date


class Minderungsgrund(StrEnum):
    """Why a claim is reduced or falls away."""

    PFLICHTVERLETZUNG = "pflichtverletzung"
    MELDEVERSAEUMNIS = "meldeversaeumnis"
    ARBEITSVERWEIGERUNG = "arbeitsverweigerung"
    NICHT_ERREICHBAR = "nicht_erreichbar"


@dataclass(frozen=True)
class Minderung:
    """One event and the how manieth month of its consequence this is (from 1)."""

    grund: Minderungsgrund
    ereignis: date
    monat_nr: int


@dataclass(frozen=True)
class Person:
    """One person; amounts are cents a month, `absetzungen_*` the sums of their kind.

    `nr` is the place in the household; `eltern` has a bit for the `nr` of each parent who lives in it.
    """

    id: str
    nr: int
    rolle: Rolle
    geburtsdatum: date
    eltern: int = 0
    kindergeld_empfaenger: int = 0
    erwerbsfaehig: Angabe = Angabe.OFFEN
    alleinerziehend: Angabe = Angabe.OFFEN
    brutto: int = 0
    netto: int = 0
    gewinn: int = 0
    rente: int = 0
    rente_brutto: int = 0
    private_rente: int = 0
    alg1: int = 0
    elterngeld: int = 0
    kapitalertraege: int = 0
    sonstiges: int = 0
    absetzungen_versicherung: int = 0
    absetzungen_erwerb: int = 0
    unterhalt_titel: int = 0
    kindergeld: int = 0
    unterhalt: int = 0
    unterhaltsvorschuss: int = 0
    ausbildung: Ausbildung = Ausbildung.KEINE
    minderjaehriges_kind_ausserhalb: bool = False
    vermoegen: int = 0
    schwanger_et: date = NIE
    merkzeichen_g: bool = False
    teilhabe_leistung: bool = False
    ernaehrung_aufwand: int = 0
    mehrbedarf_unabweisbar: int = 0
    umzug_ohne_zusicherung: bool = False
    grundrentenzeiten_33: bool = False
    leistung_sgb12: bool = False
    """Gets Grundsicherung of the SGB XII: member and head, but without a need and a claim here."""
    uebersteigend: int = 0
    """With `leistung_sgb12`: income that exceeds the own need by the SGB XII."""
    von: date = NIE
    bis: date = NIE
    nachzahlung: Nachzahlung | None = None
    minderungen: tuple[Minderung, ...] = ()


@dataclass(frozen=True)
class Wohnung:
    """The dwelling of the whole household; `anerkannt` replaces the test of adequacy."""

    bruttokaltmiete: int = 0
    heizkosten: int = 0
    anerkannt: int = NICHT_ANGEGEBEN
    angemessen_bruttokalt: int = NICHT_ANGEGEBEN
    kostensenkung_ab: date = NIE
    warmwasser_dezentral: bool = False
    eigentum: bool = False


@dataclass(frozen=True)
class Sachverhalt:
    """All facts; `personen` keep their order, because leftover cents follow it."""

    personen: tuple[Person, ...]
    wohnung: Wohnung
    leistungsbeginn: date

    def person(self, person_id: str) -> Person:
        """The person of this id; raises KeyError."""
        for person in self.personen:
            if person.id == person_id:
                return person
        raise KeyError(person_id)
