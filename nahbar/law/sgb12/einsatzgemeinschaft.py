"""§§ 19, 20, 27 Abs. 2, 43 Abs. 1: whose income and assets count for whom."""

from __future__ import annotations

from nahbar.law.calendar import NIE
from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.sachverhalt import NICHT_ANGEGEBEN
from nahbar.law.sgb12.haushalt import (
    VOLLJAEHRIG,
    Haushalt,
    beantragt,
    elternteil_von,
    minderjaehrig_im_monat,
    unter,
)
from nahbar.law.sgb12.sachverhalt import Leistung, Person
from nahbar.law.sgb12.vermoegen import der_gemeinschaft, des_kindes
from nahbar.law.sgb12.verteilung import hilft, verteile


@norm("SGB XII § 43 Abs. 1 S. 2")
def ueberschuss(recht: Rechtsstand, person: Person, einkommen: int, bedarf: int) -> int:
    """A partner's income counts for the other only above the partner's own notwendiger Lebensunterhalt.

    Chapter 3 (§ 27 Abs. 2) is calculated in the same order: own income first for the own need.
    """
    return max(0, einkommen - bedarf)


@norm("SGB XII § 43 Abs. 1 S. 2")
def ueberschuss_der_bedarfsgemeinschaft(recht: Rechtsstand, person: Person, einkommen: int, bedarf: int) -> int:
    """A partner who lives by the SGB II: what its income leaves when its Bedarfsgemeinschaft is provided for counts.

    The deductions are those of the SGB II (§ 82 Abs. 3 S. 3): what that law leaves to the person is not taken here.
    """
    return max(0, einkommen - bedarf)


@norm("SGB XII § 19 Abs. 4", einheit="ja/nein")
def ohne_mittel_der_eltern(recht: Rechtsstand, person: Person, schwanger: bool, betreut_kind: bool) -> bool:
    """Whether the parents' income and assets stay out: pregnant, or caring for an own child under six."""
    return schwanger or betreut_kind


@norm("SGB XII § 27 Abs. 2 S. 2", name="sgb12_einkommen_eingesetzt")
def einkommen_eingesetzt(recht: Rechtsstand, person: Person, eigenes: int, von_anderen: int) -> int:
    """The income that counts for this person: the own that the others do not need, and what others have left."""
    return eigenes + von_anderen


@norm("SGB XII § 27 Abs. 2 S. 2", name="sgb12_vermoegen_zugeteilt")
def vermoegen_eingesetzt(recht: Rechtsstand, person: Person, vermoegen: int) -> int:
    """The part of the assets above the free amounts that covers this person's open need."""
    return vermoegen


def kind_der_eltern(h: Haushalt, stelle: int) -> bool:
    """§ 27 Abs. 2 S. 3: a minor unmarried child whose parents' means count."""
    kind = h.personen[stelle]
    if not beantragt(kind) or kind.partner >= 0 or not unter(kind, VOLLJAEHRIG, h.recht.monat):
        return False
    if kind.elternteil_1 < 0 and kind.elternteil_2 < 0:
        return False
    if kind.schwanger_et == NIE and not kind.betreut_eigenes_kind_unter_6:
        return True
    return not ohne_mittel_der_eltern(
        h.recht, kind, kind.schwanger_et != NIE, kind.betreut_eigenes_kind_unter_6
    )


def setze_einkommen_ein(h: Haushalt) -> None:
    """Own income for the own need; what is left of an adult's for the partner and the minor children."""
    for stelle in range(len(h.personen)):
        person = h.personen[stelle]
        e = h.ergebnisse[stelle]
        e.mit_eltern = kind_der_eltern(h, stelle)
        e.offen = max(0, e.bedarf - e.einkommen)
        if minderjaehrig_im_monat(person, h.recht.monat) and person.partner < 0:
            continue
        e.einkommen_zugeteilt = e.einkommen
        if person.einkommen_nach_sgb2 != NICHT_ANGEGEBEN:
            e.ueberschuss = ueberschuss_der_bedarfsgemeinschaft(
                h.recht, person, person.einkommen_nach_sgb2, person.bedarf_nach_sgb2
            )
            e.einkommen_zugeteilt = e.ueberschuss
        elif e.einkommen > 0 and (person.partner >= 0 or _hat_kinder(h, stelle)):
            e.ueberschuss = ueberschuss(h.recht, person, e.einkommen, e.bedarf)
            if person.leistung == Leistung.SGB2:
                e.ueberschuss = max(0, e.ueberschuss - _offen_im_sgb2(h, stelle))
    for stelle in range(len(h.personen)):
        e = h.ergebnisse[stelle]
        if e.ueberschuss > 0:
            genutzt = verteile(h, e.ueberschuss, stelle, False)
            for andere in h.ergebnisse:
                andere.einkommen_zugeteilt += andere.anteil
            e.einkommen_zugeteilt -= genutzt
            e.ueberschuss -= genutzt
            if _lebt_mit_sgb2(h, stelle):
                e.einkommen_zugeteilt -= e.ueberschuss
    for stelle in range(len(h.personen)):
        e = h.ergebnisse[stelle]
        if e.in_bg and e.einkommen_zugeteilt > 0:
            eigenes = e.einkommen_zugeteilt
            if minderjaehrig_im_monat(h.personen[stelle], h.recht.monat) and h.personen[stelle].partner < 0:
                eigenes = 0
            eigenes = min(eigenes, e.einkommen)
            einkommen_eingesetzt(h.recht, h.personen[stelle], eigenes, e.einkommen_zugeteilt - eigenes)


def _lebt_mit_sgb2(h: Haushalt, stelle: int) -> bool:
    """Whether what is left counts for a partner or children who live by the SGB II (§ 9 Abs. 2 SGB II)."""
    gefunden = False
    for andere in range(len(h.personen)):
        person = h.personen[andere]
        verwandt = h.personen[stelle].partner == andere or elternteil_von(person, stelle)
        gefunden = gefunden or (verwandt and person.leistung == Leistung.SGB2)
    return gefunden


def _hat_kinder(h: Haushalt, stelle: int) -> bool:
    gefunden = False
    for person in h.personen:
        gefunden = gefunden or elternteil_von(person, stelle)
    return gefunden


def _offen_im_sgb2(h: Haushalt, stelle: int) -> int:
    """Open needs of minor children who live by the SGB II: a parent's income covers them before it counts here."""
    summe = 0
    for kind in range(len(h.personen)):
        person = h.personen[kind]
        if person.leistung == Leistung.SGB2 and elternteil_von(person, stelle):
            summe += h.ergebnisse[kind].offen
    return summe


def setze_vermoegen_ein(h: Haushalt) -> int:
    """Assets above the free amounts cover open needs of the month; gives all that would have to be used."""
    gesamt = 0
    for stelle in range(len(h.personen)):
        person = h.personen[stelle]
        if minderjaehrig_im_monat(person, h.recht.monat) and person.partner < 0:
            if beantragt(person):
                betrag = des_kindes(h, stelle)
                gesamt += betrag
                h.ergebnisse[stelle].vermoegen += min(betrag, h.ergebnisse[stelle].offen)
                h.ergebnisse[stelle].offen -= min(betrag, h.ergebnisse[stelle].offen)
            continue
        if person.partner >= 0 and person.partner < stelle:
            continue
        if not (beantragt(person) or _hilft_jemandem(h, stelle)):
            continue
        betrag = der_gemeinschaft(h, stelle)
        gesamt += betrag
        if betrag > 0:
            _verteile_vermoegen(h, betrag, stelle)
    for stelle in range(len(h.personen)):
        if h.ergebnisse[stelle].vermoegen > 0:
            vermoegen_eingesetzt(h.recht, h.personen[stelle], h.ergebnisse[stelle].vermoegen)
    return gesamt


def _hilft_jemandem(h: Haushalt, geber: int) -> bool:
    gefunden = False
    for stelle in range(len(h.personen)):
        gefunden = gefunden or hilft(h, geber, stelle)
    return gefunden


def _verteile_vermoegen(h: Haushalt, betrag: int, stelle: int) -> None:
    """Over the couple and its children: first through this person, then what is left through the partner."""
    genutzt = verteile(h, betrag, stelle, beantragt(h.personen[stelle]))
    for e in h.ergebnisse:
        e.vermoegen += e.anteil
    partner = h.personen[stelle].partner
    if partner >= 0 and genutzt < betrag:
        verteile(h, betrag - genutzt, partner, beantragt(h.personen[partner]))
        for e in h.ergebnisse:
            e.vermoegen += e.anteil
