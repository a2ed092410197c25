"""One Bedarfsgemeinschaft in one month: the norms in the order of the law."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from nahbar.law.calendar import erster, vollendet
from nahbar.law.explain import silent
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.bedarfsgemeinschaft import AUSZUG, Haushalt, haushalt, nur_kopf, ohne_einkommen_der_eltern
from nahbar.law.sgb2.berechnung import MONATSTAGE, anspruchstage
from nahbar.law.sgb2.einkommen import einkommen, kindeseinkommen
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
from nahbar.law.sgb2.minderung import nach_minderung, nicht_erreichbar, unterkunft_ohne_nicht_erreichbare
from nahbar.law.sgb2.nachzahlung import eingerechnet
from nahbar.law.sgb2.regelbedarf import regelbedarf, zusaetzlich_gefoerdert
from nahbar.law.sgb2.sachverhalt import Person, Rolle, Sachverhalt
from nahbar.law.sgb2.sofortzuschlag import sofortzuschlag, sofortzuschlag_ohne_kindergeld, sofortzuschlag_summe
from nahbar.law.sgb2.unterkunft import kosten_der_unterkunft
from nahbar.law.sgb2.vermoegen import zu_beruecksichtigen


@dataclass
class PersonenErgebnis:
    """One person's month in cents; `tage` of 30 are granted."""

    id: str
    in_bg: bool
    regelbedarf: int = 0
    mehrbedarf: int = 0
    kdu: int = 0
    bedarf: int = 0
    einkommen: int = 0
    einkommen_zugeteilt: int = 0
    anspruch: int = 0
    sofortzuschlag: int = 0
    tage: int = MONATSTAGE


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
    ergebnisse, vermoegen = _ansprueche(h)
    _sofortzuschlaege(h, ergebnisse)
    gesamt = summe(recht, {e.id: e.anspruch for e in ergebnisse.values()})
    zuschlaege = [e.sofortzuschlag for e in ergebnisse.values() if e.sofortzuschlag]
    if zuschlaege:
        sofortzuschlag_summe(recht, len(zuschlaege), sum(zuschlaege))
    erwerbsfaehig = any(h.erwerbsfaehig(p) for p in sachverhalt.personen if ergebnisse[p.id].in_bg)
    return Ergebnis(tuple(ergebnisse.values()), gesamt, sum(zuschlaege), vermoegen, erwerbsfaehig)


def _ansprueche(h: Haushalt) -> tuple[dict[str, PersonenErgebnis], int]:
    """Needs, income and claims of everybody; the second value is the assets that count."""
    sv, recht = h.sachverhalt, h.recht
    ergebnisse = _bedarfe(h)
    uebertrag = _kinder(h, ergebnisse)
    offen: dict[str, int] = {}
    pool = 0
    for person in sv.personen:
        e = ergebnisse[person.id]
        if not e.in_bg:
            continue
        if person.rolle is Rolle.KIND:
            ausgenommen = person.schwanger_et and ohne_einkommen_der_eltern(recht, person, person.schwanger_et)
            offen[person.id] = 0 if ausgenommen else e.bedarf - e.einkommen
        else:
            kind = _mit_minderjaehrigem(h, person, ergebnisse)
            e.einkommen = einkommen(h, person, uebertrag.get(person.id, 0), kind)
            pool += e.einkommen
            offen[person.id] = e.bedarf
    zugeteilt = einkommen_zugeteilt(recht, pool, offen) if pool else dict.fromkeys(offen, 0)
    mitglieder = [p for p in sv.personen if p.id in offen]
    vermoegen = zu_beruecksichtigen(recht, mitglieder, sv.leistungsbeginn)
    rest = {key: max(0, wert - zugeteilt[key]) for key, wert in offen.items()}
    aus_vermoegen = vermoegen_zugeteilt(recht, vermoegen, rest) if vermoegen else dict.fromkeys(offen, 0)
    for person in mitglieder:
        e = ergebnisse[person.id]
        e.einkommen_zugeteilt = zugeteilt[person.id]
        e.tage = _tage(h, person)
        eigenes = e.einkommen if person.rolle is Rolle.KIND else 0
        e.anspruch = anspruch(recht, person, e.bedarf, eigenes, e.einkommen_zugeteilt, aus_vermoegen[person.id], e.tage)
        if e.anspruch and e.kdu and e.tage == MONATSTAGE:
            anspruch_fuer_unterkunft(recht, person, e.anspruch, e.kdu)
        e.anspruch = nach_minderung(recht, person, e.regelbedarf, e.kdu, e.anspruch, e.tage)
    return ergebnisse, vermoegen


def _anspruch_je_person(sachverhalt: Sachverhalt, recht: Rechtsstand) -> dict[str, int]:
    return {e.id: e.anspruch for e in _ansprueche(haushalt(sachverhalt, recht))[0].values()}


def _bedarfe(h: Haushalt) -> dict[str, PersonenErgebnis]:
    kdu = _unterkunft(h)
    ergebnisse: dict[str, PersonenErgebnis] = {}
    for person in h.sachverhalt.personen:
        e = ergebnisse[person.id] = PersonenErgebnis(person.id, not nur_kopf(h, person), kdu=kdu[person.id])
        if e.in_bg:
            e.regelbedarf = regelbedarf(h, person)
            e.mehrbedarf = mehrbedarf(h, person, e.regelbedarf)
        e.bedarf = bedarf(h.recht, person, e.regelbedarf, e.mehrbedarf, e.kdu) if e.in_bg else e.kdu
    return ergebnisse


def _unterkunft(h: Haushalt) -> dict[str, int]:
    """Shares of the dwelling; those of members who are not reachable go to the others (§ 22 Abs. 7 S. 4)."""
    anteile = kosten_der_unterkunft(h)
    weg = [person.id for person in h.sachverhalt.personen if nicht_erreichbar(person)]
    da = [p.id for p in h.sachverhalt.personen if p.id not in weg and not nur_kopf_still(h, p)]
    if not weg or not da:
        return anteile
    neu = unterkunft_ohne_nicht_erreichbare(
        h.recht, {key: anteile[key] for key in (*da, *weg)}, sum(anteile[key] for key in weg), da
    )
    return {**anteile, **neu}


def _kinder(h: Haushalt, ergebnisse: dict[str, PersonenErgebnis]) -> dict[str, int]:
    """Children's own income; who covers the own need leaves. Gives the Kindergeld that goes on to each recipient."""
    uebertrag: dict[str, int] = {}
    for person in h.sachverhalt.personen:
        e = ergebnisse[person.id]
        uebrig = person.kindergeld
        if e.in_bg and person.rolle is Rolle.KIND:
            geschwister = person.minderjaehriges_kind_ausserhalb or any(
                h.minderjaehrig_im_monat(k) for k in h.sachverhalt.kinder if k is not person
            )
            kind = kindeseinkommen(h, person, e.bedarf, geschwister)
            e.einkommen, uebrig = kind.eigenes, kind.kindergeld_uebrig
            if e.einkommen:
                e.in_bg = not deckt_eigenen_bedarf(h.recht, person, e.bedarf, e.einkommen)
        if uebrig:
            empfaenger = person.kindergeld_empfaenger
            uebertrag[empfaenger] = uebertrag.get(empfaenger, 0) + uebrig
    return uebertrag


def _mit_minderjaehrigem(h: Haushalt, person: Person, ergebnisse: dict[str, PersonenErgebnis]) -> bool:
    """§ 11b Abs. 3 S. 3: lives with a minor child in the Bedarfsgemeinschaft, or has one anywhere."""
    return person.minderjaehriges_kind_ausserhalb or any(
        h.minderjaehrig_im_monat(k) and (ergebnisse[k.id].in_bg or person.id in k.elternteile)
        for k in h.sachverhalt.kinder
    )


def _tage(h: Haushalt, person: Person) -> int:
    """Days granted: from `von` or birth, to `bis` or the day before a child's 25th birthday."""
    monat_beginn, auszug = h.recht.monat, vollendet(person.geburtsdatum, AUSZUG)
    von, bis = person.von, person.bis
    if person.geburtsdatum > monat_beginn:
        von = max(von or person.geburtsdatum, person.geburtsdatum)
    if person.rolle is Rolle.KIND and monat_beginn < auszug and erster(auszug) == monat_beginn:
        letzter_tag = auszug - timedelta(days=1)
        bis = min(bis or letzter_tag, letzter_tag)
    return MONATSTAGE if von is None and bis is None else anspruchstage(h.recht, person.id, von, bis)


def _sofortzuschlaege(h: Haushalt, ergebnisse: dict[str, PersonenErgebnis]) -> None:
    for person in h.sachverhalt.personen:
        e = ergebnisse[person.id]
        if nur_kopf_still(h, person) or not zusaetzlich_gefoerdert(h, person):
            continue
        if e.anspruch > 0:
            e.sofortzuschlag = sofortzuschlag(h.recht, person, e.anspruch)
        elif person.kindergeld:
            with silent():
                ohne = replace(h.sachverhalt, personen=tuple(
                    replace(p, kindergeld=0) if p is person else p for p in h.sachverhalt.personen
                ))  # fmt: skip
                vergleich, _ = _ansprueche(replace(h, sachverhalt=ohne))
            e.sofortzuschlag = sofortzuschlag_ohne_kindergeld(h.recht, person, vergleich[person.id].anspruch)


def nur_kopf_still(h: Haushalt, person: Person) -> bool:
    """The same question as `nur_kopf`, asked without leaving a second trace."""
    with silent():
        return nur_kopf(h, person)
