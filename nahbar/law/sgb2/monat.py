"""One Bedarfsgemeinschaft in one month: the norms in the order of the law.

`monat` calculates one case. Everything below it, from `rechnen` on, is written so that the same source also runs over
columns (`nahbar/law/batch`): whole numbers, records, no texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nahbar.law.calendar import NIE, erster, plus_tage, vollendet
from nahbar.law.explain import silent
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.bedarfsgemeinschaft import (
    AUSZUG,
    Haushalt,
    PersonenErgebnis,
    erwerbsfaehig,
    haushalt,
    ist_elternteil,
    minderjaehrig_im_monat,
    nur_kopf,
    ohne_einkommen_der_eltern,
)
from nahbar.law.sgb2.berechnung import MONATSTAGE, anspruchstage
from nahbar.law.sgb2.einkommen import einkommen, kindergeld_von, kindeseinkommen
from nahbar.law.sgb2.hilfebeduerftigkeit import (
    anspruch,
    anspruch_fuer_unterkunft,
    bedarf,
    deckt_eigenen_bedarf,
    einkommen_zugeteilt,
    summe,
    vermoegen_zugeteilt,
)
from nahbar.law.sgb2.mehrbedarf import mehrbedarf
from nahbar.law.sgb2.minderung import nach_minderung, verteile_unterkunft_neu
from nahbar.law.sgb2.nachzahlung import eingerechnet
from nahbar.law.sgb2.regelbedarf import regelbedarf, zusaetzlich_gefoerdert
from nahbar.law.sgb2.sachverhalt import Person, Rolle, Sachverhalt
from nahbar.law.sgb2.sofortzuschlag import sofortzuschlag, sofortzuschlag_ohne_kindergeld, sofortzuschlag_summe
from nahbar.law.sgb2.unterkunft import kosten_der_unterkunft
from nahbar.law.sgb2.vermoegen import zu_beruecksichtigen


@dataclass(frozen=True)
class Ergebnis:
    """The month of the household; `vermoegen` is what exceeds the allowances, `erwerbsfaehig` whether anybody is."""

    personen: tuple[PersonenErgebnis, ...]
    summe: int
    sofortzuschlag: int
    vermoegen: int
    erwerbsfaehig: bool


def monat(sachverhalt: Sachverhalt, recht: Rechtsstand) -> Ergebnis:
    """Calculate one month; raises UnknownParameter for a month whose values are not known."""
    if any(person.nachzahlung for person in sachverhalt.personen):
        sachverhalt = eingerechnet(sachverhalt, recht, _anspruch_je_person)
    h = haushalt(sachverhalt, recht)
    vermoegen = rechnen(h, [PersonenErgebnis(person.id) for person in sachverhalt.personen])
    gesamt = summe(recht, {e.id: e.anspruch for e in h.ergebnisse})
    zuschlaege = [e.sofortzuschlag for e in h.ergebnisse if e.sofortzuschlag]
    if zuschlaege:
        sofortzuschlag_summe(recht, len(zuschlaege), sum(zuschlaege))
    return Ergebnis(tuple(h.ergebnisse), gesamt, sum(zuschlaege), vermoegen, jemand_erwerbsfaehig(h))


def _anspruch_je_person(sachverhalt: Sachverhalt, recht: Rechtsstand) -> dict[str, int]:
    h = haushalt(sachverhalt, recht)
    ansprueche(h)
    return {e.id: e.anspruch for e in h.ergebnisse}


def rechnen(h: Haushalt, vergleich: Sequence[PersonenErgebnis]) -> int:
    """Fill the results of everybody; gives the assets that exceed the allowances. `vergleich` is room for § 72."""
    vermoegen = ansprueche(h)
    _sofortzuschlaege(h, vergleich)
    return vermoegen


def jemand_erwerbsfaehig(h: Haushalt) -> bool:
    """Whether a member of the Bedarfsgemeinschaft is able to work (§ 7 Abs. 1)."""
    for person in h.personen:
        if h.ergebnisse[person.nr].in_bg and not person.leistung_sgb12 and erwerbsfaehig(h.recht, person):
            return True
    return False


def ansprueche(h: Haushalt) -> int:
    """Needs, income and claims of everybody; gives the assets of parents and partners above the allowances."""
    _bedarfe(h)
    return ansprueche_nach_bedarf(h)


def ansprueche_nach_bedarf(h: Haushalt) -> int:
    """Income, assets and claims, where the needs stand already in the results."""
    _kinder(h)
    pool, offen = _einkommen_der_erwachsenen(h)
    vermoegen = zu_beruecksichtigen(h)
    for person in h.personen:
        e = h.ergebnisse[person.nr]
        if not e.in_bg or e.vermoegen == 0:
            continue
        if deckt_eigenen_bedarf(h.recht, person, e.bedarf, e.einkommen + e.vermoegen):
            e.in_bg = False
        gedeckt = min(e.offen, e.vermoegen)
        e.offen -= gedeckt
        offen -= gedeckt
    for person in h.personen:
        e = h.ergebnisse[person.nr]
        if e.in_bg and pool:
            e.einkommen_zugeteilt = einkommen_zugeteilt(h, person, pool, e.offen, offen)
    rest = 0
    for person in h.personen:
        e = h.ergebnisse[person.nr]
        e.offen = max(0, e.offen - e.einkommen_zugeteilt) if e.in_bg else 0
        rest += e.offen
    for person in h.personen:
        e = h.ergebnisse[person.nr]
        if not e.in_bg:
            continue
        if vermoegen:
            e.aus_vermoegen = vermoegen_zugeteilt(h, person, vermoegen, e.offen, rest)
        _anspruch(h, person)
    return vermoegen


def _bedarfe(h: Haushalt) -> None:
    for person in h.personen:
        e = h.ergebnisse[person.nr]
        _leeren(e)
        e.dabei = not nur_kopf(h, person)
        e.in_bg = e.dabei
    kosten_der_unterkunft(h)
    if h.jemand_fehlt:
        verteile_unterkunft_neu(h)
    for person in h.personen:
        e = h.ergebnisse[person.nr]
        if e.in_bg and not person.leistung_sgb12:
            e.regelbedarf = regelbedarf(h, person)
            e.mehrbedarf = mehrbedarf(h, person, e.regelbedarf)
            e.bedarf = bedarf(h.recht, person, e.regelbedarf, e.mehrbedarf, e.kdu)
        else:
            e.bedarf = e.kdu


def _leeren(e: PersonenErgebnis) -> None:
    e.regelbedarf, e.mehrbedarf, e.kdu, e.bedarf, e.einkommen, e.einkommen_zugeteilt = 0, 0, 0, 0, 0, 0
    e.anspruch, e.sofortzuschlag, e.uebertrag, e.offen, e.vermoegen, e.aus_vermoegen = 0, 0, 0, 0, 0, 0
    e.tage = MONATSTAGE


def _kinder(h: Haushalt) -> None:
    """Children's own income; who covers the own need leaves. Kindergeld that is not needed goes on to its recipient."""
    for person in h.personen:
        e = h.ergebnisse[person.nr]
        uebrig = kindergeld_von(h, person)
        if e.in_bg and person.rolle == Rolle.KIND:
            mit_kind = person.minderjaehriges_kind_ausserhalb or _mit_minderjaehrigen_geschwistern(h, person)
            e.einkommen, uebrig = kindeseinkommen(h, person, e.bedarf, mit_kind)
            if e.einkommen:
                e.in_bg = not deckt_eigenen_bedarf(h.recht, person, e.bedarf, e.einkommen)
        if uebrig:
            h.ergebnisse[person.kindergeld_empfaenger].uebertrag += uebrig


def _mit_minderjaehrigen_geschwistern(h: Haushalt, person: Person) -> bool:
    for kind in h.personen:
        if kind.rolle == Rolle.KIND and kind.nr != person.nr and minderjaehrig_im_monat(h.recht, kind):
            return True
    return False


def _einkommen_der_erwachsenen(h: Haushalt) -> tuple[int, int]:
    """The pool of the adults' income, and all needs that it is spread to."""
    pool, offen = 0, 0
    for person in h.personen:
        e = h.ergebnisse[person.nr]
        if not e.in_bg:
            continue
        if person.rolle == Rolle.KIND:
            et = person.schwanger_et
            ohne_eltern = et != NIE and ohne_einkommen_der_eltern(h.recht, person, et)
            e.offen = 0 if ohne_eltern else e.bedarf - e.einkommen
        elif person.leistung_sgb12:
            e.einkommen = person.uebersteigend
            pool += e.einkommen
        else:
            e.einkommen = einkommen(h, person, e.uebertrag, _mit_minderjaehrigem(h, person))
            pool += e.einkommen
            e.offen = e.bedarf
        offen += e.offen
    return pool, offen


def _mit_minderjaehrigem(h: Haushalt, person: Person) -> bool:
    """§ 11b Abs. 3 S. 3: lives with a minor child in the Bedarfsgemeinschaft, or has one anywhere."""
    if person.minderjaehriges_kind_ausserhalb:
        return True
    for kind in h.personen:
        if kind.rolle != Rolle.KIND or not minderjaehrig_im_monat(h.recht, kind):
            continue
        if h.ergebnisse[kind.nr].in_bg or ist_elternteil(person, kind):
            return True
    return False


def _anspruch(h: Haushalt, person: Person) -> None:
    e = h.ergebnisse[person.nr]
    if person.leistung_sgb12:
        return
    e.tage = _tage(h, person)
    eigenes = e.einkommen if person.rolle == Rolle.KIND else 0
    e.anspruch = anspruch(
        h.recht, person, e.bedarf, eigenes, e.einkommen_zugeteilt, e.aus_vermoegen + e.vermoegen, e.tage
    )
    if e.anspruch and e.kdu and e.tage == MONATSTAGE:
        anspruch_fuer_unterkunft(h.recht, person, e.anspruch, e.kdu)
    if person.minderungen:
        e.anspruch = nach_minderung(h.recht, person, e.regelbedarf, e.kdu, e.anspruch, e.tage)


def _tage(h: Haushalt, person: Person) -> int:
    """Days granted: from `von` or birth, to `bis` or the day before a child's 25th birthday."""
    monat_beginn, auszug = h.recht.monat, vollendet(person.geburtsdatum, AUSZUG)
    von, bis = person.von, person.bis
    if person.geburtsdatum > monat_beginn:
        von = person.geburtsdatum if von == NIE else max(von, person.geburtsdatum)
    if person.rolle == Rolle.KIND and monat_beginn < auszug and erster(auszug) == monat_beginn:
        bis = min(bis, plus_tage(auszug, -1))
    if von == NIE and bis == NIE:
        return MONATSTAGE
    return anspruchstage(h.recht, person, von, bis)


def _sofortzuschlaege(h: Haushalt, vergleich: Sequence[PersonenErgebnis]) -> None:
    for person in h.personen:
        e = h.ergebnisse[person.nr]
        if not e.dabei or person.leistung_sgb12 or not zusaetzlich_gefoerdert(h, person):
            continue
        if e.anspruch > 0:
            e.sofortzuschlag = sofortzuschlag(h.recht, person, e.anspruch)
        elif person.kindergeld:
            ohne = 0 if _ohnehin_genug(h, person) else _anspruch_ohne_kindergeld(h, person, vergleich)
            e.sofortzuschlag = sofortzuschlag_ohne_kindergeld(h.recht, person, ohne)


def _anspruch_ohne_kindergeld(h: Haushalt, person: Person, vergleich: Sequence[PersonenErgebnis]) -> int:
    """This child's claim in the same calculation without its Kindergeld."""
    ohne_kindergeld = Haushalt(
        h.recht, h.personen, vergleich, h.wohnung, h.leistungsbeginn, h.schnitte, person.nr, h.jemand_fehlt
    )
    _bedarfe_uebernehmen(h, vergleich)
    with silent():
        ansprueche_nach_bedarf(ohne_kindergeld)
    return vergleich[person.nr].anspruch


_SPIELRAUM = 100_00
"""More than a household's counted income can fall besides the Kindergeld itself: the allowances of § 11b Abs. 3 S. 3 of
two parents (30 euro each), a lump sum of 30 euro, an income below the Bagatelle (10 euro)."""


def _ohnehin_genug(h: Haushalt, person: Person) -> bool:
    """Whether so much is left over that nobody has a claim without this child's Kindergeld either.

    Spares the comparison where its answer is certain. A pregnant child stands apart from the parents' income; a child
    that now has assets of its own above the allowances may have none when this one's unused allowance joins them.
    """
    if person.schwanger_et != NIE:
        return False
    ueber = 0
    for anderer in h.personen:
        e = h.ergebnisse[anderer.nr]
        if e.vermoegen:
            return False
        if e.in_bg:
            eigenes = e.einkommen if anderer.rolle == Rolle.KIND else 0
            ueber += e.einkommen_zugeteilt + eigenes - e.bedarf
    return ueber >= person.kindergeld + _SPIELRAUM


def _bedarfe_uebernehmen(h: Haushalt, vergleich: Sequence[PersonenErgebnis]) -> None:
    """Put the needs, which do not depend on income, into the results of a comparison."""
    for person in h.personen:
        e, v = h.ergebnisse[person.nr], vergleich[person.nr]
        _leeren(v)
        v.dabei, v.in_bg = e.dabei, e.dabei
        v.regelbedarf, v.mehrbedarf, v.kdu, v.bedarf = e.regelbedarf, e.mehrbedarf, e.kdu, e.bedarf
