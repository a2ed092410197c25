"""Grouping: by which law each person of a household lives, and with whom it is counted together.

Three circles overlap in a household: the Bedarfsgemeinschaft (§ 7 Abs. 3 SGB II), the Einsatzgemeinschaft (§§ 19, 27
Abs. 2, 43 Abs. 1 SGB XII) and the Haushaltsgemeinschaft (§ 9 Abs. 5 SGB II, § 39 SGB XII). Each person stands in the
one that its own right comes from; what flows between them is the business of the calculations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nahbar.law.calendar import letzter, plus_monate, plus_tage, vollendet
from nahbar.law.norm import norm
from nahbar.law.sgb2.bedarfsgemeinschaft import AUSZUG, ERWERBSALTER, VOLLJAEHRIG
from nahbar.law.sgb2.sachverhalt import Rolle
from nahbar.law.sgb12.sachverhalt import Leistung

_LETZTER_ALTER_JAHRGANG = 1946


@dataclass(frozen=True)
class Mitglied:
    """What the grouping looks at; `eltern` are places in the list, None is left to the rule of the law."""

    id: str
    rolle: Rolle
    geburtsdatum: date
    eltern: tuple[int, ...] = ()
    erwerbsfaehig: bool | None = None
    dauerhaft_erwerbsgemindert: bool = False
    altersgrenze_erreicht: bool | None = None
    werkstatt: bool = False
    deckt_bedarf: bool = False
    """A child who lives on its own income and so brings nobody into a Bedarfsgemeinschaft."""


@norm("SGB XII § 41 Abs. 2", einheit="ja/nein")
def altersgrenze_erreicht(person: Mitglied, geburtsdatum: date, monat: date, kann_arbeiten: bool) -> bool:
    """Whether the Altersgrenze is reached in this month or before: 65 years until birth year 1946, then later.

    1947 to 1958 one month more for each year, from 1959 two; born in 1964 or later: 67 years. An application works
    back to the first of the month in which the age is reached (§ 44 Abs. 2 S. 1); who can work stays with the SGB II
    until that month ends (§ 7a SGB II, § 44 Abs. 3 S. 3).
    """
    jahrgang = geburtsdatum.year
    if jahrgang <= _LETZTER_ALTER_JAHRGANG:
        monate = 0
    elif jahrgang <= 1958:
        monate = jahrgang - _LETZTER_ALTER_JAHRGANG
    else:
        monate = min(12 + 2 * (jahrgang - 1958), 24)
    # A year of life is completed at the end of the day before the birthday (§ 188 Abs. 2 BGB).
    vollendung = plus_tage(plus_monate(vollendet(geburtsdatum, 65), monate), -1)
    return vollendung < monat if kann_arbeiten else vollendung <= letzter(monat)


@norm("SGB XII § 41 Abs. 3", einheit="ja/nein")
def dauerhaft_voll_erwerbsgemindert(person: Mitglied, festgestellt: bool, volljaehrig_ab: date, monat: date) -> bool:
    """Whether a lasting full reduction in earning capacity is established, from the month of the 18th birthday on."""
    return festgestellt and volljaehrig_ab <= letzter(monat)


@norm("SGB XII § 41 Abs. 3a", einheit="ja/nein")
def in_der_werkstatt(person: Mitglied, entgelt: bool, volljaehrig_ab: date, monat: date) -> bool:
    """Whether an adult works in a Werkstatt: in its first stages by Abs. 3a, later as § 45 Abs. 1 S. 3 Nr. 3 says."""
    return entgelt and volljaehrig_ab <= letzter(monat)


@norm("SGB II § 7 Abs. 1 S. 1", einheit="ja/nein")
def kann_arbeiten(person: Mitglied, angegeben: bool, ab_15: date, monat: date) -> bool:
    """Whether Nr. 1 and 2 are met: from the month of the 15th birthday, before the Altersgrenze, able to work (§ 8)."""
    return angegeben and ab_15 <= letzter(monat)


@norm("SGB II § 7 Abs. 3", einheit="ja/nein")
def in_der_bedarfsgemeinschaft(person: Mitglied, selbst: bool, mit_angehoerigen: bool) -> bool:
    """Whether the person is able to work, or lives as partner, parent or child under 25 with somebody who is."""
    return selbst or mit_angehoerigen


@norm("SGB II § 7 Abs. 3 Nr. 2", einheit="ja/nein")
def begruendet_bedarfsgemeinschaft(person: Mitglied, rolle_kind: bool, deckt_bedarf: bool) -> bool:
    """Whether somebody able to work brings parents and brothers into a Bedarfsgemeinschaft.

    Only who is in need of help does (Nr. 1); a child who covers its own need stands alone (Nr. 4).
    """
    return not (rolle_kind and deckt_bedarf)


@norm("SGB XII § 19 Abs. 2 S. 2", einheit="ja/nein")
def grundsicherung_geht_vor(person: Mitglied, wegen_alters: bool, wegen_erwerbsminderung: bool) -> bool:
    """Whether chapter 4 is due: it comes before chapter 3 and before money of the SGB II (§ 5 Abs. 2 S. 2 SGB II)."""
    return wegen_alters or wegen_erwerbsminderung


@norm("SGB XII § 19 Abs. 1", einheit="ja/nein")
def hilfe_zum_lebensunterhalt_kommt_in_frage(person: Mitglied, grundsicherung: bool, sgb2: bool) -> bool:
    """Whether chapter 3 is left: nobody of the family is able to work (§ 21 S. 1), and chapter 4 is not due."""
    return not grundsicherung and not sgb2


@norm("SGB XII § 39", einheit="ja/nein")
def nur_haushaltsgemeinschaft(person: Mitglied, mitglied: bool, ab_25: date, monat: date) -> bool:
    """Whether a person only shares the dwelling: other members, and children of 25 or more (also § 9 Abs. 5 SGB II)."""
    return mitglied or ab_25 <= monat


@norm("SGB XII § 43a Abs. 2")
def summe_des_haushalts(sgb2: int, sgb12: int) -> int:
    """The claims of a mixed household: those by the SGB II and those by the SGB XII."""
    return sgb2 + sgb12


def zuordnen(personen: Sequence[Mitglied], monat: date) -> tuple[Leistung, ...]:
    """The law of each person, in the order of the persons."""
    alter = [_alt(person, monat) for person in personen]
    gemindert = [_gemindert(person, monat) for person in personen]
    vierte = [
        p.rolle != Rolle.HAUSHALTSMITGLIED and grundsicherung_geht_vor(p, a, g)
        for p, a, g in zip(personen, alter, gemindert, strict=True)
    ]
    nur_dabei = [not v and _nur_dabei(p, personen, monat) for p, v in zip(personen, vierte, strict=True)]
    arbeitet = [
        not v and not n and _kann_arbeiten(p, monat) for p, v, n in zip(personen, vierte, nur_dabei, strict=True)
    ]
    familie = any([
        begruendet_bedarfsgemeinschaft(p, p.rolle == Rolle.KIND, p.deckt_bedarf)
        for p, a in zip(personen, arbeitet, strict=True) if a
    ])  # fmt: skip
    ergebnis: list[Leistung] = []
    for stelle, person in enumerate(personen):
        if vierte[stelle]:
            ergebnis.append(Leistung.KAPITEL_4)
        elif nur_dabei[stelle]:
            ergebnis.append(Leistung.KEINE)
        else:
            sgb2 = in_der_bedarfsgemeinschaft(person, arbeitet[stelle], familie)
            drittes = hilfe_zum_lebensunterhalt_kommt_in_frage(person, False, sgb2)
            ergebnis.append(Leistung.KAPITEL_3 if drittes else Leistung.SGB2)
    return tuple(ergebnis)


def _alt(person: Mitglied, monat: date) -> bool:
    if person.altersgrenze_erreicht is not None:
        return person.altersgrenze_erreicht
    if monat.year - person.geburtsdatum.year < 65:
        return False
    return altersgrenze_erreicht(person, person.geburtsdatum, monat, person.erwerbsfaehig is not False)


def _gemindert(person: Mitglied, monat: date) -> bool:
    if not person.dauerhaft_erwerbsgemindert:
        if not person.werkstatt:
            return False
        return in_der_werkstatt(person, True, vollendet(person.geburtsdatum, VOLLJAEHRIG), monat)
    return dauerhaft_voll_erwerbsgemindert(person, True, vollendet(person.geburtsdatum, VOLLJAEHRIG), monat)


def _kann_arbeiten(person: Mitglied, monat: date) -> bool:
    angegeben = person.erwerbsfaehig is not False and not person.dauerhaft_erwerbsgemindert
    return kann_arbeiten(person, angegeben, vollendet(person.geburtsdatum, ERWERBSALTER), monat)


def _nur_dabei(person: Mitglied, personen: Sequence[Mitglied], monat: date) -> bool:
    if person.rolle == Rolle.HAUSHALTSMITGLIED:
        return nur_haushaltsgemeinschaft(person, True, vollendet(person.geburtsdatum, AUSZUG), monat)
    if person.rolle != Rolle.KIND:
        return False
    erwachsene = (Rolle.ANTRAGSTELLER, Rolle.PARTNER)
    fremd = not any(personen[eltern].rolle in erwachsene for eltern in person.eltern)
    return nur_haushaltsgemeinschaft(person, fremd, vollendet(person.geburtsdatum, AUSZUG), monat)
