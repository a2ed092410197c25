"""§ 7 Abs. 3: who belongs to the Bedarfsgemeinschaft, as far as age and family decide it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from nahbar.law.calendar import letzter, tage_vorher, vollendet
from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.altersgrenze import erreicht
from nahbar.law.sgb2.berechnung import abschnitte
from nahbar.law.sgb2.sachverhalt import Person, Rolle, Sachverhalt

ERWERBSALTER, VOLLJAEHRIG, AUSZUG = 15, 18, 25
_STUFEN = (6, 7, 14, ERWERBSALTER, 16, VOLLJAEHRIG, AUSZUG)
WOCHEN_BIS_GEBURT = 28
"""From the end of the twelfth week of 40 to the due date (§ 21 Abs. 2)."""


@dataclass(frozen=True)
class Haushalt:
    """The household in one month: facts, law and the days on which something changes."""

    sachverhalt: Sachverhalt
    recht: Rechtsstand
    teile: tuple[tuple[date, int], ...]

    def lebt(self, person: Person, tag: date) -> bool:
        """Whether the person is born."""
        return person.geburtsdatum <= tag

    def juenger(self, person: Person, jahre: int, tag: date) -> bool:
        """Whether the person is born and has not completed this many years."""
        return person.geburtsdatum <= tag < vollendet(person.geburtsdatum, jahre)

    def minderjaehrig_im_monat(self, person: Person) -> bool:
        """Whether the person is a minor on at least one day of the month."""
        return self.recht.monat < vollendet(person.geburtsdatum, VOLLJAEHRIG)

    def volljaehrig_im_monat(self, person: Person) -> bool:
        """Whether the person is of age on at least one day of the month."""
        return vollendet(person.geburtsdatum, VOLLJAEHRIG) <= letzter(self.recht.monat)

    def erwerbsfaehig(self, person: Person) -> bool:
        """Whether § 7 Abs. 1 S. 1 Nr. 1 and 2 are met in the month, from the month of the 15th birthday on."""
        alter = vollendet(person.geburtsdatum, ERWERBSALTER) <= letzter(self.recht.monat)
        return (
            alter
            and person.erwerbsfaehig is not False
            and not erreicht(person.id, person.geburtsdatum, self.recht.monat)
        )

    def eigene_kinder(self, person: Person) -> tuple[Person, ...]:
        """Persons of the household whose parent this is."""
        return tuple(p for p in self.sachverhalt.personen if p is not person and person.id in p.elternteile)


def haushalt(sachverhalt: Sachverhalt, recht: Rechtsstand) -> Haushalt:
    """Cut the month at birthdays, births and the begin of a Mehrbedarf for pregnancy."""
    tage: set[date] = set()
    for person in sachverhalt.personen:
        tage.add(person.geburtsdatum)
        tage.update(vollendet(person.geburtsdatum, jahre) for jahre in _STUFEN)
        if person.schwanger_et is not None:
            tage.add(person.schwanger_et - timedelta(weeks=WOCHEN_BIS_GEBURT))
    grenzen = {davor for tag in tage if (davor := tage_vorher(tag, recht.monat)) is not None}
    return Haushalt(sachverhalt, recht, tuple(abschnitte(recht.monat, grenzen)))


@norm("SGB II § 7 Abs. 3 Nr. 4", einheit="ja/nein")
def kind_der_bedarfsgemeinschaft(recht: Rechtsstand, person: Person, alter_25_am: date, hat_eigenes_kind: bool) -> bool:
    """Whether a child belongs to the parents' Bedarfsgemeinschaft before its own means are looked at.

    Not from 25 on, and not with a child of its own in the household: then both are one of their own.
    """
    return recht.monat < alter_25_am and not hat_eigenes_kind


def nur_kopf(h: Haushalt, person: Person) -> bool:
    """Whether a person only counts as a head of the dwelling."""
    if person.rolle is Rolle.HAUSHALTSMITGLIED:
        return True
    if person.rolle is not Rolle.KIND:
        return False
    eltern = {p.id for p in h.sachverhalt.erwachsene}
    if not eltern.intersection(person.elternteile):
        return True
    eigenes_kind = h.erwerbsfaehig(person) and bool(h.eigene_kinder(person))
    return not kind_der_bedarfsgemeinschaft(h.recht, person, vollendet(person.geburtsdatum, AUSZUG), eigenes_kind)


@norm("SGB II § 9 Abs. 3", einheit="ja/nein")
def ohne_einkommen_der_eltern(recht: Rechtsstand, person: Person, entbindungstermin: date) -> bool:
    """A pregnant child: the income and assets of its parents are not counted for it (280 days up to the due date)."""
    return entbindungstermin - timedelta(weeks=40) <= letzter(recht.monat) and recht.monat <= entbindungstermin
