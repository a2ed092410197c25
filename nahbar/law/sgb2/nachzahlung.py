"""§ 11 Abs. 2, 3: back payments, counted when they arrive or spread over six months."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from nahbar.law.calendar import NIE, erster, letzter, plus_monate, vollendet
from nahbar.law.explain import silent
from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.absetzbetraege import erwerbsfreibetrag, in_fall_2b
from nahbar.law.sgb2.bedarfsgemeinschaft import AUSZUG, erwerbsfaehig, minderjaehrig_im_monat
from nahbar.law.sgb2.berechnung import verteilt
from nahbar.law.sgb2.sachverhalt import Nachzahlung, Person, Rolle, Sachverhalt

MONATE = 6
LOHN = ("brutto", "netto")
"""A back payment of wages: the one amount that is told stands for both."""
NUR_NACHZAHLUNGEN = date(2023, 7, 1)
"""Since this day § 11 Abs. 3 speaks of back payments alone, and they always count from the month of their arrival."""
Ansprueche = Callable[[Sachverhalt, Rechtsstand], dict[str, int]]


@norm("SGB II § 11 Abs. 2 S. 1")
def nachzahlung_im_zuflussmonat(recht: Rechtsstand, person: Person, betrag: int) -> int:
    """A back payment counts in the month in which it arrives (until June 2023: Abs. 3 S. 1, 2)."""
    return betrag


@norm("SGB II § 11 Abs. 3 S. 3")
def nachzahlung_im_folgemonat(recht: Rechtsstand, person: Person, betrag: int) -> int:
    """Until June 2023: in the next month, if the benefit of the month of arrival had been paid without it."""
    return betrag


@norm("SGB II § 11 Abs. 3")
def nachzahlung_aufgeteilt(recht: Rechtsstand, person: Person, betrag: int, monat_nr: int) -> int:
    """Where it would end the claim of that month, a sixth in each of six months; leftover cents come last."""
    return verteilt(betrag, {str(nummer): 1 for nummer in range(1, MONATE + 1)})[str(monat_nr)]


@norm("SGB II § 11b Abs. 1 S. 2")
def nachzahlung_ohne_freibetrag(recht: Rechtsstand, person: Person, betrag: int, freibetrag: int) -> int:
    """Before wages are spread, the allowance of Abs. 3 that falls on them in the month of arrival comes off."""
    return max(0, betrag - freibetrag)


def eingerechnet(sv: Sachverhalt, recht: Rechtsstand, ansprueche: Ansprueche) -> Sachverhalt:
    """The facts with the part of every back payment that counts in this month.

    Whether the claim would end is asked for the person who receives the money, in the month of arrival, with the same
    facts; `ansprueche` gives the claims of a month.
    """
    personen = []
    for person in sv.personen:
        if person.nachzahlung:
            person = _mit_anteil(sv, recht, person, person.nachzahlung, ansprueche)
        personen.append(replace(person, nachzahlung=None))
    return replace(sv, personen=tuple(personen))


def _mit_anteil(
    sv: Sachverhalt, recht: Rechtsstand, person: Person, zahlung: Nachzahlung, ansprueche: Ansprueche
) -> Person:
    beginn = _erster_monat(sv, zahlung)
    nummer = (recht.monat.year - beginn.year) * 12 + recht.monat.month - beginn.month + 1
    if not 1 <= nummer <= MONATE:
        return person
    damals = replace(recht, monat=beginn, werte=min(recht.werte, beginn) if recht.werte else None)
    if _beendet_den_anspruch(sv, damals, person, zahlung, ansprueche):
        return _mit_teil(sv, recht, damals, person, zahlung, nummer)
    if nummer > 1:
        return person
    if beginn == erster(zahlung.zufluss):
        return _dazu(person, zahlung.art, nachzahlung_im_zuflussmonat(recht, person, zahlung.betrag))
    return _dazu(person, zahlung.art, nachzahlung_im_folgemonat(recht, person, zahlung.betrag))


def _erster_monat(sv: Sachverhalt, zahlung: Nachzahlung) -> date:
    """The month of arrival; by the earlier law the next one, if an earlier month already had benefit.

    Benefits are paid in advance (§ 42 Abs. 1): whoever had a claim before the month of arrival had its benefit too.
    """
    zufluss = erster(zahlung.zufluss)
    if zahlung.zufluss < NUR_NACHZAHLUNGEN and sv.leistungsbeginn < zufluss:
        return plus_monate(zufluss, 1)
    return zufluss


def _beendet_den_anspruch(
    sv: Sachverhalt, damals: Rechtsstand, person: Person, zahlung: Nachzahlung, ansprueche: Ansprueche
) -> bool:
    ohne = _schon_geboren(sv, damals.monat)
    mit = tuple(_dazu(p, zahlung.art, zahlung.betrag) if p.id == person.id else p for p in ohne)
    with silent():
        vorher = ansprueche(replace(sv, personen=ohne), damals).get(person.id, 0)
        nachher = ansprueche(replace(sv, personen=mit), damals).get(person.id, 0)
    return vorher > 0 and nachher == 0


def _schon_geboren(sv: Sachverhalt, monat: date) -> tuple[Person, ...]:
    """Who lived in that month, each at the place in this smaller household."""
    da = [person for person in sv.personen if person.geburtsdatum <= letzter(monat)]
    stelle = {person.nr: nr for nr, person in enumerate(da)}
    return tuple(
        replace(
            p, nr=stelle[p.nr], kindergeld_empfaenger=stelle.get(p.kindergeld_empfaenger, stelle[p.nr]),
            eltern=sum(1 << neu for alt, neu in stelle.items() if p.eltern >> alt & 1),
            nachzahlung=None, von=NIE, bis=NIE,
        )
        for p in da
    )  # fmt: skip


def _mit_teil(
    sv: Sachverhalt, recht: Rechtsstand, damals: Rechtsstand, person: Person, zahlung: Nachzahlung, nummer: int
) -> Person:
    """With a sixth; a sixth of wages counts as other income, because their own allowance is already off."""
    if zahlung.art not in LOHN:
        return _dazu(person, zahlung.art, nachzahlung_aufgeteilt(recht, person, zahlung.betrag, nummer))
    with silent():
        freibetrag = _freibetrag(sv, damals, person, zahlung.betrag)
    rest = nachzahlung_ohne_freibetrag(recht, person, zahlung.betrag, freibetrag)
    return _dazu(person, "sonstiges", nachzahlung_aufgeteilt(recht, person, rest, nummer))


def _freibetrag(sv: Sachverhalt, damals: Rechtsstand, person: Person, betrag: int) -> int:
    """What the allowance of § 11b Abs. 3 grows by with the back payment."""
    if not erwerbsfaehig(damals, person):
        return 0
    unter_25 = damals.monat < vollendet(person.geburtsdatum, AUSZUG)
    ausbildung = in_fall_2b(person, unter_25)
    mit_kind = person.minderjaehriges_kind_ausserhalb or any(
        p.rolle == Rolle.KIND and p.nr != person.nr and minderjaehrig_im_monat(damals, p) for p in sv.personen
    )
    brutto = person.brutto + person.gewinn
    danach = erwerbsfreibetrag(damals, person, brutto + betrag, mit_kind, ausbildung)
    return danach - erwerbsfreibetrag(damals, person, brutto, mit_kind, ausbildung)


def _dazu(person: Person, art: str, betrag: int) -> Person:
    if art in LOHN:
        return replace(person, brutto=person.brutto + betrag, netto=person.netto + betrag)
    return replace(person, **{art: getattr(person, art) + betrag})
