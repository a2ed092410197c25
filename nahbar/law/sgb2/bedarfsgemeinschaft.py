"""§ 7 Abs. 3: who belongs to the Bedarfsgemeinschaft, as far as age and family decide it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from nahbar.law.calendar import NIE, jahr, letzter, plus_tage, tage_vorher, vollendet
from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.altersgrenze import erreicht
from nahbar.law.sgb2.berechnung import MONATSTAGE
from nahbar.law.sgb2.sachverhalt import Angabe, Minderungsgrund, Person, Rolle, Sachverhalt, Wohnung

ERWERBSALTER, VOLLJAEHRIG, AUSZUG = 15, 18, 25
_STUFEN = (6, 7, 14, ERWERBSALTER, 16, VOLLJAEHRIG, AUSZUG)
TAGE_BIS_GEBURT = 28 * 7
"""From the end of the twelfth week of 40 to the due date (§ 21 Abs. 2)."""
_SCHWANGERSCHAFT = 40 * 7


@dataclass
class PersonenErgebnis:
    """One person's month in cents; `tage` of 30 are granted. The last five are steps on the way."""

    id: str
    in_bg: bool = False
    regelbedarf: int = 0
    mehrbedarf: int = 0
    kdu: int = 0
    bedarf: int = 0
    einkommen: int = 0
    einkommen_zugeteilt: int = 0
    anspruch: int = 0
    sofortzuschlag: int = 0
    tage: int = MONATSTAGE
    dabei: bool = False
    """Whether the person belongs to the Bedarfsgemeinschaft before its own means are looked at."""
    uebertrag: int = 0
    """Kindergeld of others that counts as this person's income."""
    offen: int = 0
    """The need to which the pool of income is spread."""
    vermoegen: int = 0
    """A child's own assets above its allowance."""
    aus_vermoegen: int = 0


class Haushalt(NamedTuple):
    """The household in one month: facts, law, results, and the days inside the month on which something changes.

    `schnitte` has a bit for the number of days before each such day. In a comparison `ohne_kindergeld` is the `nr` of
    the child whose Kindergeld is left out, else -1.
    """

    recht: Rechtsstand
    personen: Sequence[Person]
    ergebnisse: Sequence[PersonenErgebnis]
    wohnung: Wohnung
    leistungsbeginn: date
    schnitte: int
    ohne_kindergeld: int
    jemand_fehlt: bool
    """Whether a member counts as not reachable (§ 7b Abs. 4)."""


def haushalt(sv: Sachverhalt, recht: Rechtsstand) -> Haushalt:
    """The household of these facts, nothing calculated yet."""
    leer = [PersonenErgebnis(person.id) for person in sv.personen]
    fehlt = any(m.grund is Minderungsgrund.NICHT_ERREICHBAR for p in sv.personen for m in p.minderungen)
    return Haushalt(recht, sv.personen, leer, sv.wohnung, sv.leistungsbeginn, schnitte(recht, sv.personen), -1, fehlt)


def schnitte(recht: Rechtsstand, personen: Sequence[Person]) -> int:
    """Cut the month at births, birthdays and the begin of a Mehrbedarf for pregnancy."""
    tage = 0
    for person in personen:
        alter = jahr(recht.monat) - jahr(person.geburtsdatum)
        if alter == 0 or alter in _STUFEN:
            tage |= _schnitt(vollendet(person.geburtsdatum, alter), recht.monat)
        if person.schwanger_et != NIE:
            tage |= _schnitt(plus_tage(person.schwanger_et, -TAGE_BIS_GEBURT), recht.monat)
    return tage


def _schnitt(tag: date, monat: date) -> int:
    davor = tage_vorher(tag, monat)
    return 1 << davor if 0 < davor < MONATSTAGE else 0


def juenger(person: Person, jahre: int, tag: date) -> bool:
    """Whether the person is born and has not completed this many years."""
    return person.geburtsdatum <= tag and tag < vollendet(person.geburtsdatum, jahre)


def minderjaehrig_im_monat(recht: Rechtsstand, person: Person) -> bool:
    """Whether the person is a minor on at least one day of the month."""
    return recht.monat < vollendet(person.geburtsdatum, VOLLJAEHRIG)


def volljaehrig_im_monat(recht: Rechtsstand, person: Person) -> bool:
    """Whether the person is of age on at least one day of the month."""
    return vollendet(person.geburtsdatum, VOLLJAEHRIG) <= letzter(recht.monat)


def erwerbsfaehig(recht: Rechtsstand, person: Person) -> bool:
    """Whether § 7 Abs. 1 S. 1 Nr. 1 and 2 are met in the month, from the month of the 15th birthday on."""
    if person.erwerbsfaehig == Angabe.NEIN or vollendet(person.geburtsdatum, ERWERBSALTER) > letzter(recht.monat):
        return False
    return not erreicht(person, person.geburtsdatum, recht.monat)


def ist_elternteil(person: Person, kind: Person) -> bool:
    """Whether the first is a parent of the second."""
    return (kind.eltern >> person.nr) & 1 == 1


def erwachsen(person: Person) -> bool:
    """Antragsteller and partner, whose income is pooled."""
    return person.rolle == Rolle.ANTRAGSTELLER or person.rolle == Rolle.PARTNER


def hat_kind_im_haushalt(h: Haushalt, person: Person) -> bool:
    """Whether a person of the household has this one as parent."""
    for anderer in h.personen:
        if anderer.nr != person.nr and ist_elternteil(person, anderer):
            return True
    return False


@norm("SGB II § 7 Abs. 3 Nr. 4", einheit="ja/nein")
def kind_der_bedarfsgemeinschaft(recht: Rechtsstand, person: Person, alter_25_am: date, hat_eigenes_kind: bool) -> bool:
    """Whether a child belongs to the parents' Bedarfsgemeinschaft before its own means are looked at.

    Not from 25 on, and not with a child of its own in the household: then both are one of their own.
    """
    return recht.monat < alter_25_am and not hat_eigenes_kind


def nur_kopf(h: Haushalt, person: Person) -> bool:
    """Whether a person only counts as a head of the dwelling."""
    if person.rolle == Rolle.HAUSHALTSMITGLIED:
        return True
    if person.rolle != Rolle.KIND:
        return False
    if not _eltern_sind_dabei(h, person):
        return True
    eigenes_kind = hat_kind_im_haushalt(h, person) and erwerbsfaehig(h.recht, person)
    return not kind_der_bedarfsgemeinschaft(h.recht, person, vollendet(person.geburtsdatum, AUSZUG), eigenes_kind)


def _eltern_sind_dabei(h: Haushalt, kind: Person) -> bool:
    for person in h.personen:
        if erwachsen(person) and ist_elternteil(person, kind):
            return True
    return False


@norm("SGB II § 9 Abs. 3", einheit="ja/nein")
def ohne_einkommen_der_eltern(recht: Rechtsstand, person: Person, entbindungstermin: date) -> bool:
    """A pregnant child: the income and assets of its parents are not counted for it (280 days up to the due date)."""
    return (
        plus_tage(entbindungstermin, -_SCHWANGERSCHAFT) <= letzter(recht.monat) and recht.monat <= entbindungstermin
    )
