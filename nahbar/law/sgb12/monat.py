"""One household in one month by chapters 3 and 4: the norms in the order of the law."""

from __future__ import annotations

from dataclasses import dataclass

from nahbar.law.explain import silent
from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.sachverhalt import NICHT_ANGEGEBEN
from nahbar.law.sgb12.einkommen import einkommen, einkommen_des_kindes, kindergeld_beim_kind, ohne_kindergeld
from nahbar.law.sgb12.einsatzgemeinschaft import setze_einkommen_ein, setze_vermoegen_ein
from nahbar.law.sgb12.haushalt import (
    MONATSTAGE,
    VOLLJAEHRIG,
    Haushalt,
    PersonenErgebnis,
    anteilig,
    beantragt,
    haushalt,
    minderjaehrig_im_monat,
    unter,
)
from nahbar.law.sgb12.mehrbedarf import mehrbedarf
from nahbar.law.sgb12.nachzahlung import eingerechnet
from nahbar.law.sgb12.regelbedarf import regelbedarf
from nahbar.law.sgb12.sachverhalt import Leistung, Person, Sachverhalt
from nahbar.law.sgb12.sofortzuschlag import sofortzuschlag, sofortzuschlag_ohne_kindergeld, sofortzuschlag_summe
from nahbar.law.sgb12.tage import tage_mit_anspruch
from nahbar.law.sgb12.unterkunft import kosten_der_unterkunft


@dataclass(frozen=True)
class Ergebnis:
    """The month of the household; `vermoegen` is what exceeds the free amounts."""

    personen: tuple[PersonenErgebnis, ...]
    summe: int
    sofortzuschlag: int
    vermoegen: int
    erwerbsfaehig: bool = False


def monat(sachverhalt: Sachverhalt, recht: Rechtsstand) -> Ergebnis:
    """Calculate one month; raises UnknownParameter for a month whose values are not known."""
    if any(person.nachzahlung for person in sachverhalt.personen):
        sachverhalt = eingerechnet(sachverhalt, recht, _anspruch_je_person)
    h = haushalt(sachverhalt, recht)
    vermoegen = rechnen(h)
    gesamt = 0
    zuschlaege = 0
    anzahl = 0
    for e in h.ergebnisse:
        gesamt += e.anspruch
        zuschlaege += e.sofortzuschlag
        if e.sofortzuschlag > 0:
            anzahl += 1
    summe(recht, gesamt)
    if anzahl > 0:
        sofortzuschlag_summe(recht, anzahl, zuschlaege)
    return Ergebnis(tuple(h.ergebnisse), gesamt, zuschlaege, vermoegen)


@norm("SGB XII § 43a Abs. 1")
def bedarf(recht: Rechtsstand, person: Person, regelbedarf: int, mehrbedarf: int, unterkunft: int) -> int:
    """Regelbedarf, Mehrbedarfe and the share of the dwelling (chapter 3: § 27a Abs. 1)."""
    return regelbedarf + mehrbedarf + unterkunft


@norm("SGB XII § 43a Abs. 2")
def anspruch(
    recht: Rechtsstand, person: Person, bedarf: int, eigenes_einkommen: int, zugeteilt: int, vermoegen: int, tage: int
) -> int:
    """What income and assets leave of the need, at least 0 (chapter 3: § 19 Abs. 1); for part of a month by days."""
    betrag = max(0, bedarf - eigenes_einkommen - zugeteilt - vermoegen)
    if tage == MONATSTAGE or betrag == 0:
        return betrag
    return anteilig(person, betrag, tage)


@norm("SGB XII § 43a Abs. 2")
def summe(recht: Rechtsstand, betrag: int) -> int:
    """The claims of all persons."""
    return betrag


def rechnen(h: Haushalt) -> int:
    """Fill the results of everybody; gives the assets that exceed the free amounts."""
    vermoegen = ansprueche(h)
    _sofortzuschlaege(h)
    return vermoegen


def ansprueche(h: Haushalt) -> int:
    """Needs, income and claims of everybody; gives the assets that count."""
    for e in h.ergebnisse:
        _leeren(e)
    _bedarfe(h)
    _einkommen(h)
    setze_einkommen_ein(h)
    vermoegen = setze_vermoegen_ein(h)
    for stelle in range(len(h.personen)):
        person = h.personen[stelle]
        e = h.ergebnisse[stelle]
        e.tage = tage_mit_anspruch(h, person)
        if not e.in_bg:
            continue
        eigenes = 0
        if minderjaehrig_im_monat(person, h.recht.monat) and person.partner < 0:
            eigenes = e.einkommen
        e.anspruch = anspruch(h.recht, person, e.bedarf, eigenes, e.einkommen_zugeteilt, e.vermoegen, e.tage)
    return vermoegen


def _leeren(e: PersonenErgebnis) -> None:
    e.regelbedarf, e.mehrbedarf, e.kdu, e.bedarf, e.einkommen, e.einkommen_zugeteilt = 0, 0, 0, 0, 0, 0
    e.anspruch, e.sofortzuschlag, e.offen, e.ueberschuss, e.vermoegen, e.kindergeld_uebertrag = 0, 0, 0, 0, 0, 0
    e.anteil = 0


def _anspruch_je_person(sachverhalt: Sachverhalt, recht: Rechtsstand) -> dict[str, int]:
    h = haushalt(sachverhalt, recht)
    ansprueche(h)
    return {e.id: e.anspruch for e in h.ergebnisse}


def _bedarfe(h: Haushalt) -> None:
    """Needs of all who get a benefit; those of SGB II members are notional, as § 43 Abs. 1 S. 2 compares them."""
    kosten_der_unterkunft(h)
    for stelle in range(len(h.personen)):
        person = h.personen[stelle]
        e = h.ergebnisse[stelle]
        e.in_bg = beantragt(person)
        if e.in_bg or _nur_vergleich(person):
            e.regelbedarf = regelbedarf(h.recht, person)
            e.mehrbedarf = mehrbedarf(h, person, stelle, e.regelbedarf)
        e.bedarf = bedarf(h.recht, person, e.regelbedarf, e.mehrbedarf, e.kdu)


def _nur_vergleich(person: Person) -> bool:
    """Needs and income of somebody who gets nothing here, to see what exceeds the own living."""
    if person.einkommen_nach_sgb2 != NICHT_ANGEGEBEN:
        return False
    return person.leistung == Leistung.SGB2 or (person.leistung == Leistung.KEINE and person.partner >= 0)


def _einkommen(h: Haushalt) -> None:
    """Minor children first: Kindergeld that they do not need is income of the parent who receives it."""
    for stelle in range(len(h.personen)):
        person = h.personen[stelle]
        e = h.ergebnisse[stelle]
        kindergeld = 0
        if stelle != h.ohne_kindergeld:
            kindergeld = person.kindergeld
        uebrig = kindergeld
        if minderjaehrig_im_monat(person, h.recht.monat) and person.partner < 0 and e.bedarf > e.kdu:
            ohne = ohne_kindergeld(h, person, 0)
            beim_kind = 0
            if kindergeld > 0:
                beim_kind = kindergeld_beim_kind(h.recht, person, kindergeld, e.bedarf - ohne)
            e.einkommen = einkommen_des_kindes(h.recht, person, ohne, beim_kind)
            uebrig -= beim_kind
        if uebrig > 0 and person.kindergeld_empfaenger >= 0:
            h.ergebnisse[person.kindergeld_empfaenger].kindergeld_uebertrag += uebrig
    for stelle in range(len(h.personen)):
        person = h.personen[stelle]
        e = h.ergebnisse[stelle]
        minderjaehrig = minderjaehrig_im_monat(person, h.recht.monat) and person.partner < 0
        if not minderjaehrig and (e.in_bg or _nur_vergleich(person)):
            e.einkommen = einkommen(h, person, e.kindergeld_uebertrag + person.kindergeld_aus_sgb2)


def _sofortzuschlaege(h: Haushalt) -> None:
    for stelle in range(len(h.personen)):
        person = h.personen[stelle]
        e = h.ergebnisse[stelle]
        if person.leistung != Leistung.KAPITEL_3 or not unter(person, VOLLJAEHRIG, h.recht.monat):
            continue
        if e.anspruch > 0:
            e.sofortzuschlag = sofortzuschlag(h.recht, person, e.anspruch)
        elif person.kindergeld > 0:
            with silent():
                ansprueche(_ohne_kindergeld(h, stelle))
            e.sofortzuschlag = sofortzuschlag_ohne_kindergeld(h.recht, person, h.vergleich[stelle].anspruch)


def _ohne_kindergeld(h: Haushalt, stelle: int) -> Haushalt:
    return Haushalt(h.recht, h.personen, h.wohnung, h.leistungsbeginn, h.vergleich, h.vergleich, stelle)


