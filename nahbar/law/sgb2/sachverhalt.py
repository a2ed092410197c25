"""The facts of one Bedarfsgemeinschaft in one month, as the norms of the SGB II read them: cents, dates, ids."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class NichtAbgedeckt(Exception):
    """A fact that the implementation does not cover yet: person, field and a sentence."""

    def __init__(self, person: str | None, feld: str, text: str) -> None:
        super().__init__(text)
        self.person, self.feld, self.text = person, feld, text


class Rolle(StrEnum):
    """What a person is in the household."""

    ANTRAGSTELLER = "antragsteller"
    PARTNER = "partner"
    KIND = "kind"
    HAUSHALTSMITGLIED = "haushaltsmitglied"


class Ausbildung(StrEnum):
    """Kinds of training that change the allowances of § 11b Abs. 2b."""

    SCHUELER = "schueler"
    AUSBILDUNG = "ausbildung"
    FREIWILLIGENDIENST = "freiwilligendienst"


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
    """One person; amounts are cents a month, `absetzungen_*` the sums of their kind."""

    id: str
    rolle: Rolle
    geburtsdatum: date
    elternteile: tuple[str, ...] = ()
    kindergeld_empfaenger: str = ""
    erwerbsfaehig: bool | None = None
    alleinerziehend: bool | None = None
    brutto: int = 0
    netto: int = 0
    gewinn: int = 0
    rente: int = 0
    rente_brutto: int = 0
    private_rente: int = 0
    alg1: int = 0
    elterngeld: int = 0
    sonstiges: int = 0
    absetzungen_versicherung: int = 0
    absetzungen_erwerb: int = 0
    unterhalt_titel: int = 0
    kindergeld: int = 0
    unterhalt: int = 0
    unterhaltsvorschuss: int = 0
    ausbildung: Ausbildung | None = None
    minderjaehriges_kind_ausserhalb: bool = False
    vermoegen: int = 0
    schwanger_et: date | None = None
    merkzeichen_g: bool = False
    teilhabe_leistung: bool = False
    ernaehrung_aufwand: int = 0
    mehrbedarf_unabweisbar: int = 0
    umzug_ohne_zusicherung: bool = False
    grundrentenzeiten_33: bool = False
    nachzahlung: Nachzahlung | None = None
    minderungen: tuple[Minderung, ...] = ()
    von: date | None = None
    bis: date | None = None

    @property
    def erwerbsbrutto(self) -> int:
        """Earnings before deductions: gross wages and profit."""
        return self.brutto + self.gewinn


@dataclass(frozen=True)
class Wohnung:
    """The dwelling of the whole household; `anerkannt` replaces the test of adequacy."""

    bruttokaltmiete: int = 0
    heizkosten: int = 0
    anerkannt: int | None = None
    angemessen_bruttokalt: int | None = None
    kostensenkung_ab: date | None = None
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

    @property
    def erwachsene(self) -> tuple[Person, ...]:
        """Antragsteller and partner, whose income is pooled."""
        return tuple(p for p in self.personen if p.rolle in (Rolle.ANTRAGSTELLER, Rolle.PARTNER))

    @property
    def kinder(self) -> tuple[Person, ...]:
        """All persons with the role of a child, of any age."""
        return tuple(p for p in self.personen if p.rolle is Rolle.KIND)
