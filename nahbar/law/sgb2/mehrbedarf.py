"""§ 21 (and § 23 Nr. 2, 4): additional needs."""

from __future__ import annotations

from datetime import date

from nahbar.law.calendar import NIE, letzter, plus_tage, vollendet
from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.bedarfsgemeinschaft import (
    ERWERBSALTER,
    TAGE_BIS_GEBURT,
    VOLLJAEHRIG,
    Haushalt,
    erwachsen,
    hat_kind_im_haushalt,
    ist_elternteil,
    juenger,
    volljaehrig_im_monat,
)
from nahbar.law.sgb2.berechnung import anteil_von, ueber_den_monat
from nahbar.law.sgb2.regelbedarf import regelbedarf_am, stufe
from nahbar.law.sgb2.sachverhalt import Angabe, Person, Rolle


@norm("SGB II § 21 Abs. 2")
def mehrbedarf_schwangerschaft(recht: Rechtsstand, person: Person, regelbedarf: int) -> int:
    """17 percent of the own Regelbedarf after the twelfth week until the end of the month of birth."""
    return anteil_von(regelbedarf, recht.parameter("mehrbedarf_schwangerschaft"))


@norm("SGB II § 21 Abs. 3")
def mehrbedarf_alleinerziehend(
    recht: Rechtsstand, person: Person, regelbedarf: int, kinder: int, unter_7: int, unter_16: int
) -> int:
    """Nr. 1: 36 percent with a child under 7, or with two or three under 16; Nr. 2: 12 percent for each minor child
    where that is the higher rate, at most 60 percent.

    `regelbedarf` is that of § 20 Abs. 2 (Regelbedarfsstufe 1), `kinder` counts all minor children, the other two
    those under 7 and under 16. Four or more under 16 are no case of Nr. 1, but Nr. 2 is higher for them anyway.
    """
    satz = recht.parameter("mehrbedarf_alleinerziehend_je_kind") * kinder
    if unter_7 >= 1 or unter_16 == 2 or unter_16 == 3:
        satz = max(satz, recht.parameter("mehrbedarf_alleinerziehend_klein"))
    return anteil_von(regelbedarf, min(satz, recht.parameter("mehrbedarf_alleinerziehend_hoechstens")))


@norm("SGB II § 21 Abs. 4 S. 1")
def mehrbedarf_teilhabe(recht: Rechtsstand, person: Person, regelbedarf: int) -> int:
    """35 percent while Leistungen zur Teilhabe am Arbeitsleben or Eingliederungshilfe are received (§ 23 Nr. 2)."""
    return anteil_von(regelbedarf, recht.parameter("mehrbedarf_teilhabe"))


@norm("SGB II § 21 Abs. 5")
def mehrbedarf_ernaehrung(recht: Rechtsstand, person: Person, aufwand: int) -> int:
    """The appropriate cost of a diet that is medically needed."""
    return aufwand


@norm("SGB II § 21 Abs. 6")
def mehrbedarf_unabweisbar(recht: Rechtsstand, person: Person, bedarf: int) -> int:
    """A special need that cannot be refused, as recognised."""
    return bedarf


@norm("SGB II § 21 Abs. 7 S. 2")
def mehrbedarf_warmwasser(recht: Rechtsstand, person: Person, regelbedarf: int, stufe: int) -> int:
    """A share of the Regelbedarf where warm water is made in the dwelling."""
    if stufe == 6:
        return anteil_von(regelbedarf, recht.parameter("warmwasser_kleinkinder"))
    if stufe == 5:
        return anteil_von(regelbedarf, recht.parameter("warmwasser_kinder"))
    if stufe == 4:
        return anteil_von(regelbedarf, recht.parameter("warmwasser_jugendliche"))
    return anteil_von(regelbedarf, recht.parameter("warmwasser_erwachsene"))


@norm("SGB II § 23 Nr. 4")
def mehrbedarf_merkzeichen_g(recht: Rechtsstand, person: Person, regelbedarf: int) -> int:
    """17 percent with Merkzeichen G for members who are unable to work, unless § 21 Abs. 4 is granted."""
    return anteil_von(regelbedarf, recht.parameter("mehrbedarf_merkzeichen_g"))


@norm("SGB II § 21 Abs. 8")
def mehrbedarf_hoechstens(person: Person, summe: int, regelbedarf: int) -> int:
    """The Mehrbedarfe of Abs. 2 to 5 together are at most the Regelbedarf."""
    return min(summe, regelbedarf)


def alleinerziehend(h: Haushalt, person: Person) -> bool:
    """Whether the person alone cares for a minor child: as stated, else as the only adult next to its own children.

    Grown-up brothers and sisters of the child do not take part in its care; other adults of the household may.
    """
    if not erwachsen(person):
        return False
    if person.alleinerziehend != Angabe.OFFEN:
        return person.alleinerziehend == Angabe.JA
    for anderer in h.personen:
        if anderer.nr == person.nr:
            continue
        if erwachsen(anderer):
            return False
        if anderer.rolle == Rolle.HAUSHALTSMITGLIED and volljaehrig_im_monat(h.recht, anderer):
            return False
    return True


def _eigenes_minderjaehriges(h: Haushalt, person: Person, kind: Person, tag: date) -> bool:
    return (
        kind.rolle == Rolle.KIND
        and ist_elternteil(person, kind)
        and juenger(kind, VOLLJAEHRIG, tag)
        and not hat_kind_im_haushalt(h, kind)
    )


def _kinder_am(h: Haushalt, person: Person, tag: date) -> int:
    """Minor children of this person, those under 7 and those under 16, as one number of three digits to the base 64."""
    kinder, unter_7, unter_16 = 0, 0, 0
    for kind in h.personen:
        if _eigenes_minderjaehriges(h, person, kind, tag):
            kinder += 1
            unter_7 += 1 if juenger(kind, 7, tag) else 0
            unter_16 += 1 if juenger(kind, 16, tag) else 0
    return (kinder * 64 + unter_7) * 64 + unter_16


def _alleinerziehend_am(h: Haushalt, person: Person, tag: date) -> int:
    zahlen = _kinder_am(h, person, tag)
    kinder, unter_7, unter_16 = zahlen // 4096, zahlen // 64 % 64, zahlen % 64
    if kinder == 0:
        return 0
    stufe_1 = h.recht.wert("regelbedarfsstufe_1")
    return mehrbedarf_alleinerziehend(h.recht, person, stufe_1, kinder, unter_7, unter_16)


def _entbindung(h: Haushalt, person: Person) -> date:
    """The day of birth: that of a child in the household which this pregnancy can have brought, else the due date."""
    tag = person.schwanger_et
    fruehestens = plus_tage(tag, -TAGE_BIS_GEBURT)
    geboren = False
    for kind in h.personen:
        if ist_elternteil(person, kind) and fruehestens <= kind.geburtsdatum:
            if not geboren or tag < kind.geburtsdatum:
                tag = kind.geburtsdatum
            geboren = True
    return tag


def _schwanger(h: Haushalt, person: Person, tag: date) -> bool:
    et = person.schwanger_et
    return et != NIE and plus_tage(et, -TAGE_BIS_GEBURT) <= tag and tag <= letzter(_entbindung(h, person))


def _kennung_schwanger(h: Haushalt, person: Person, tag: date) -> int:
    return stufe(h, person, tag) if _schwanger(h, person, tag) else 0


def _schwanger_am(h: Haushalt, person: Person, tag: date) -> int:
    if not _schwanger(h, person, tag):
        return 0
    return mehrbedarf_schwangerschaft(h.recht, person, regelbedarf_am(h, person, tag))


def _kennung_ab_15(h: Haushalt, person: Person, tag: date) -> int:
    return stufe(h, person, tag) if vollendet(person.geburtsdatum, ERWERBSALTER) <= tag else 0


def _teilhabe_am(h: Haushalt, person: Person, tag: date) -> int:
    if tag < vollendet(person.geburtsdatum, ERWERBSALTER):
        return 0
    return mehrbedarf_teilhabe(h.recht, person, regelbedarf_am(h, person, tag))


def _merkzeichen_g_am(h: Haushalt, person: Person, tag: date) -> int:
    if tag < vollendet(person.geburtsdatum, ERWERBSALTER):
        return 0
    return mehrbedarf_merkzeichen_g(h.recht, person, regelbedarf_am(h, person, tag))


def _warmwasser_am(h: Haushalt, person: Person, tag: date) -> int:
    return mehrbedarf_warmwasser(h.recht, person, regelbedarf_am(h, person, tag), stufe(h, person, tag))


@norm("SGB II § 21 Abs. 1")
def mehrbedarf(h: Haushalt, person: Person, regelbedarf: int) -> int:
    """All Mehrbedarfe of one person in the month."""
    summe = 0
    if alleinerziehend(h, person):
        summe += ueber_den_monat(h, person, _kinder_am, _alleinerziehend_am)
    if person.schwanger_et != NIE:
        summe += ueber_den_monat(h, person, _kennung_schwanger, _schwanger_am)
    if person.teilhabe_leistung:
        summe += ueber_den_monat(h, person, _kennung_ab_15, _teilhabe_am)
    if person.ernaehrung_aufwand:
        summe += mehrbedarf_ernaehrung(h.recht, person, person.ernaehrung_aufwand)
    if summe > regelbedarf:
        summe = mehrbedarf_hoechstens(person, summe, regelbedarf)
    if person.merkzeichen_g and person.erwerbsfaehig == Angabe.NEIN and not person.teilhabe_leistung:
        summe += ueber_den_monat(h, person, _kennung_ab_15, _merkzeichen_g_am)
    if person.mehrbedarf_unabweisbar:
        summe += mehrbedarf_unabweisbar(h.recht, person, person.mehrbedarf_unabweisbar)
    if h.wohnung.warmwasser_dezentral:
        summe += ueber_den_monat(h, person, stufe, _warmwasser_am)
    return summe
