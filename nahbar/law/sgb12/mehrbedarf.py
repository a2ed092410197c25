"""§§ 30 and 42b: additional needs of one person."""

from __future__ import annotations

from datetime import date

from nahbar.law.calendar import NIE, letzter, plus_tage
from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb12.haushalt import (
    MONATSTAGE,
    VOLLJAEHRIG,
    Haushalt,
    elternteil_von,
    geteilt,
    juenger,
    satz_von,
    tag_im_monat,
    teil,
    unter,
)
from nahbar.law.sgb12.regelbedarf import betrag_der_stufe, stufe
from nahbar.law.sgb12.sachverhalt import Person, Wohnform

TAGE_BIS_GEBURT = 28 * 7
"""From the end of the twelfth week of 40 to the due date (§ 30 Abs. 2)."""
GEHBEHINDERUNG, SCHWANGER, ALLEIN, BILDUNG, WARMWASSER = 1, 2, 3, 4, 5


@norm("SGB XII § 30 Abs. 1", name="mehrbedarf_merkzeichen_g")
def mehrbedarf_gehbehinderung(recht: Rechtsstand, person: Person, stufe: int) -> int:
    """17 percent of the own Regelbedarfsstufe with Merkzeichen G, from the Altersgrenze on or fully unable to work."""
    return satz_von(betrag_der_stufe(recht, stufe), recht.parameter("sgb12_mehrbedarf_merkzeichen_g"))


@norm("SGB XII § 30 Abs. 2")
def mehrbedarf_schwangerschaft(recht: Rechtsstand, person: Person, stufe: int) -> int:
    """17 percent of the own Regelbedarfsstufe after the twelfth week until the end of the month of birth."""
    return satz_von(betrag_der_stufe(recht, stufe), recht.parameter("sgb12_mehrbedarf_schwangerschaft"))


@norm("SGB XII § 30 Abs. 3")
def mehrbedarf_alleinerziehend(recht: Rechtsstand, person: Person, kinder: int, unter_7: int, unter_16: int) -> int:
    """Nr. 1: 36 percent of Regelbedarfsstufe 1 with a child under 7, or with two or three under 16; Nr. 2: else 12
    percent for each minor child, at most 60 percent.

    Nr. 2 holds only »wenn die Voraussetzungen nach Nummer 1 nicht vorliegen«: unlike § 21 Abs. 3 SGB II it does not
    replace Nr. 1 where it would give more.
    """
    if unter_7 >= 1 or unter_16 == 2 or unter_16 == 3:
        satz = recht.parameter("sgb12_mehrbedarf_alleinerziehend_klein")
    else:
        satz = min(
            recht.parameter("sgb12_mehrbedarf_alleinerziehend_je_kind") * kinder,
            recht.parameter("sgb12_mehrbedarf_alleinerziehend_hoechstens"),
        )
    return satz_von(recht.parameter("sgb12_regelbedarfsstufe_1"), satz)


@norm("SGB XII § 42b Abs. 3 S. 1", name="mehrbedarf_teilhabe")
def mehrbedarf_bildung(recht: Rechtsstand, person: Person, stufe: int) -> int:
    """35 percent with help for school or training (chapter 3: § 30 Abs. 4, from 15), in place of § 30 Abs. 1 Nr. 2."""
    return satz_von(betrag_der_stufe(recht, stufe), recht.parameter("sgb12_mehrbedarf_bildung"))


@norm("SGB XII § 30 Abs. 5")
def mehrbedarf_ernaehrung(recht: Rechtsstand, person: Person, aufwand: int) -> int:
    """The cost of a diet that is medically needed, as recognised."""
    return aufwand


@norm("SGB XII § 42b Abs. 4")
def mehrbedarf_hoechstens(person: Person, summe: int, regelbedarf: int) -> int:
    """The Mehrbedarfe of § 30 Abs. 1 to 5 and § 42b Abs. 3 together are at most the Regelbedarf (§ 30 Abs. 6)."""
    return min(summe, regelbedarf)


@norm("SGB XII § 30 Abs. 7 S. 2")
def mehrbedarf_warmwasser(recht: Rechtsstand, person: Person, stufe: int) -> int:
    """A share of the Regelbedarfsstufe where warm water is made in the dwelling; none in Regelbedarfsstufe 3."""
    betrag = betrag_der_stufe(recht, stufe)
    if stufe <= 2:
        return satz_von(betrag, recht.parameter("sgb12_warmwasser_erwachsene"))
    if stufe == 3:
        return 0
    if stufe == 4:
        return satz_von(betrag, recht.parameter("sgb12_warmwasser_jugendliche"))
    if stufe == 5:
        return satz_von(betrag, recht.parameter("sgb12_warmwasser_kinder"))
    return satz_von(betrag, recht.parameter("sgb12_warmwasser_kleinkinder"))


@norm("SGB XII § 42b Abs. 2 S. 3")
def mehrbedarf_mittagessen(recht: Rechtsstand, person: Person, tage: int) -> int:
    """Lunch in a Werkstatt: for each working day a thirtieth of the monthly value of the SvEV, in cents."""
    return tage * geteilt(recht.parameter("sgb12_mittagessen_monat"), 30)


@norm("SGB XII § 30 Abs. 9")
def mehrbedarf_schulbuecher(recht: Rechtsstand, person: Person, aufwand: int) -> int:
    """School books that a pupil has to buy or to hire."""
    return aufwand


@norm("SGB XII § 27a Abs. 4 S. 1 Nr. 2")
def mehrbedarf_unabweisbar(recht: Rechtsstand, person: Person, bedarf: int) -> int:
    """A lasting need far above the average: the Regelsatz is set higher by what is recognised."""
    return bedarf


def _entbindung(h: Haushalt, stelle: int) -> date:
    """The day of birth: that of a child in the household which this pregnancy can have brought, else the due date."""
    tag = h.personen[stelle].schwanger_et
    fruehestens = plus_tage(tag, -TAGE_BIS_GEBURT)
    geboren = False
    for kind in h.personen:
        if elternteil_von(kind, stelle) and fruehestens <= kind.geburtsdatum:
            if not geboren or tag < kind.geburtsdatum:
                tag = kind.geburtsdatum
            geboren = True
    return tag


def _schwanger(h: Haushalt, stelle: int, tag: date) -> bool:
    et = h.personen[stelle].schwanger_et
    if et == NIE:
        return False
    return plus_tage(et, -TAGE_BIS_GEBURT) <= tag and tag <= letzter(_entbindung(h, stelle))


def _kinder_juenger(h: Haushalt, stelle: int, jahre: int, tag: date) -> int:
    """Children of the person in the household that are younger; a child with a child of its own is not counted."""
    anzahl = 0
    for kind in range(len(h.personen)):
        if elternteil_von(h.personen[kind], stelle) and juenger(h.personen[kind], jahre, tag):
            hat_kind = False
            for enkel in h.personen:
                hat_kind = hat_kind or elternteil_von(enkel, kind)
            if not hat_kind:
                anzahl += 1
    return anzahl


def _kennung(h: Haushalt, stelle: int, art: int, tag: date) -> int:
    """0 where the Mehrbedarf is not due on this day, else what decides its amount: the step, or the children."""
    person = h.personen[stelle]
    if art == ALLEIN:
        kinder = _kinder_juenger(h, stelle, VOLLJAEHRIG, tag)
        if not person.alleinerziehend or kinder == 0:
            return 0
        return kinder * 10000 + _kinder_juenger(h, stelle, 7, tag) * 100 + _kinder_juenger(h, stelle, 16, tag)
    if art == GEHBEHINDERUNG:
        gemindert = person.voll_erwerbsgemindert and not person.teilhabe_leistung and not unter(person, 15, tag)
        if not person.merkzeichen_g or not (person.altersgrenze_erreicht or gemindert):
            return 0
    if art == SCHWANGER and not _schwanger(h, stelle, tag):
        return 0
    if art == BILDUNG and (not person.teilhabe_leistung or unter(person, 15, tag)):
        return 0
    if art == WARMWASSER and not h.wohnung.warmwasser_dezentral:
        return 0
    return stufe(person, tag)


def _betrag(h: Haushalt, stelle: int, art: int, kennung: int) -> int:
    person = h.personen[stelle]
    if kennung == 0:
        return 0
    if art == ALLEIN:
        return mehrbedarf_alleinerziehend(h.recht, person, kennung // 10000, kennung // 100 % 100, kennung % 100)
    if art == GEHBEHINDERUNG:
        return mehrbedarf_gehbehinderung(h.recht, person, kennung)
    if art == SCHWANGER:
        return mehrbedarf_schwangerschaft(h.recht, person, kennung)
    if art == BILDUNG:
        return mehrbedarf_bildung(h.recht, person, kennung)
    return mehrbedarf_warmwasser(h.recht, person, kennung)


def _im_monat(h: Haushalt, stelle: int, art: int) -> int:
    """A Mehrbedarf over the month; where it changes inside the month, each part by its days."""
    person = h.personen[stelle]
    summe = 0
    offen = 0
    offene_tage = 0
    beginn = 0
    jetzt = _kennung(h, stelle, art, h.recht.monat)
    for tag in range(1, MONATSTAGE + 1):
        dann = -1
        if tag < MONATSTAGE:
            dann = _kennung(h, stelle, art, tag_im_monat(h.recht.monat, tag))
        if dann != jetzt:
            betrag = _betrag(h, stelle, art, jetzt)
            if betrag != offen:
                summe += teil(person, offen, offene_tage)
                offen = betrag
                offene_tage = 0
            offene_tage += tag - beginn
            beginn = tag
            jetzt = dann
    return summe + teil(person, offen, offene_tage)


@norm("SGB XII § 42 Nr. 2")
def mehrbedarf(h: Haushalt, person: Person, stelle: int, regelbedarf: int) -> int:
    """All Mehrbedarfe of one person in the month."""
    recht = h.recht
    summe = _im_monat(h, stelle, GEHBEHINDERUNG) + _im_monat(h, stelle, SCHWANGER)
    summe += _im_monat(h, stelle, ALLEIN) + _im_monat(h, stelle, BILDUNG)
    if person.ernaehrung_aufwand > 0:
        summe += mehrbedarf_ernaehrung(recht, person, person.ernaehrung_aufwand)
    if summe > regelbedarf:
        summe = mehrbedarf_hoechstens(person, summe, regelbedarf)
    if person.wohnform != Wohnform.EINRICHTUNG:
        summe += _im_monat(h, stelle, WARMWASSER)
    if person.mittagstage > 0:
        summe += mehrbedarf_mittagessen(recht, person, person.mittagstage)
    if person.schulbuecher > 0:
        summe += mehrbedarf_schulbuecher(recht, person, person.schulbuecher)
    if person.mehrbedarf_unabweisbar > 0:
        summe += mehrbedarf_unabweisbar(recht, person, person.mehrbedarf_unabweisbar)
    return summe
