"""§ 21 (and § 23 Nr. 2, 4): additional needs."""

from __future__ import annotations

from datetime import date, timedelta

from nahbar.law.calendar import letzter, vollendet
from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.bedarfsgemeinschaft import ERWERBSALTER, VOLLJAEHRIG, WOCHEN_BIS_GEBURT, Haushalt
from nahbar.law.sgb2.berechnung import anteil_von, ueber_den_monat
from nahbar.law.sgb2.regelbedarf import regelbedarf_am, stufe
from nahbar.law.sgb2.sachverhalt import Person, Rolle


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
    if unter_7 >= 1 or unter_16 in (2, 3):
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
    gruppe = {4: "jugendliche", 5: "kinder", 6: "kleinkinder"}.get(stufe, "erwachsene")
    return anteil_von(regelbedarf, recht.parameter(f"warmwasser_{gruppe}"))


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
    if person.rolle is Rolle.HAUSHALTSMITGLIED or person.rolle is Rolle.KIND:
        return False
    if person.alleinerziehend is not None:
        return person.alleinerziehend
    andere = [
        p
        for p in h.sachverhalt.personen
        if p is not person
        and (p.rolle is Rolle.PARTNER or p.rolle is Rolle.ANTRAGSTELLER or p.rolle is Rolle.HAUSHALTSMITGLIED)
    ]
    return all(p.rolle is Rolle.HAUSHALTSMITGLIED and not h.volljaehrig_im_monat(p) for p in andere)


def _kinder_am(h: Haushalt, person: Person, tag: date) -> tuple[int, int, int]:
    kinder = [
        k
        for k in h.sachverhalt.kinder
        if person.id in k.elternteile and h.juenger(k, VOLLJAEHRIG, tag) and not h.eigene_kinder(k)
    ]
    return len(kinder), sum(h.juenger(k, 7, tag) for k in kinder), sum(h.juenger(k, 16, tag) for k in kinder)


def _alleinerziehend_im_monat(h: Haushalt, person: Person) -> int:
    if not alleinerziehend(h, person) or not any(_kinder_am(h, person, tag)[0] for tag, _ in h.teile):
        return 0
    stufe_1 = h.recht.parameters.at("regelbedarfsstufe_1", h.recht.werte_monat).value

    def betrag(tag: date) -> int:
        kinder, unter_7, unter_16 = _kinder_am(h, person, tag)
        return mehrbedarf_alleinerziehend(h.recht, person, stufe_1, kinder, unter_7, unter_16) if kinder else 0

    return ueber_den_monat(person.id, list(h.teile), lambda tag: _kinder_am(h, person, tag), betrag)


def _schwanger(h: Haushalt, person: Person, tag: date) -> bool:
    et = person.schwanger_et
    return et is not None and et - timedelta(weeks=WOCHEN_BIS_GEBURT) <= tag <= letzter(et)


def _ab_15(person: Person, tag: date) -> bool:
    return vollendet(person.geburtsdatum, ERWERBSALTER) <= tag


@norm("SGB II § 21 Abs. 1")
def mehrbedarf(h: Haushalt, person: Person, regelbedarf: int) -> int:
    """All Mehrbedarfe of one person in the month."""
    recht, teile = h.recht, list(h.teile)

    def regel(tag: date) -> int:
        return regelbedarf_am(h, person, tag)

    summe = _alleinerziehend_im_monat(h, person)
    if any(_schwanger(h, person, tag) for tag, _ in teile):
        summe += ueber_den_monat(
            person.id, teile, lambda t: (_schwanger(h, person, t), stufe(h, person, t)),
            lambda t: mehrbedarf_schwangerschaft(recht, person, regel(t)) if _schwanger(h, person, t) else 0,
        )  # fmt: skip
    if person.teilhabe_leistung and any(_ab_15(person, tag) for tag, _ in teile):
        summe += ueber_den_monat(
            person.id, teile, lambda t: (_ab_15(person, t), stufe(h, person, t)),
            lambda t: mehrbedarf_teilhabe(recht, person, regel(t)) if _ab_15(person, t) else 0,
        )  # fmt: skip
    if person.ernaehrung_aufwand:
        summe += mehrbedarf_ernaehrung(recht, person, person.ernaehrung_aufwand)
    if summe > regelbedarf:
        summe = mehrbedarf_hoechstens(person, summe, regelbedarf)
    if person.merkzeichen_g and person.erwerbsfaehig is False and not person.teilhabe_leistung:
        summe += ueber_den_monat(
            person.id, teile, lambda t: (_ab_15(person, t), stufe(h, person, t)),
            lambda t: mehrbedarf_merkzeichen_g(recht, person, regel(t)) if _ab_15(person, t) else 0,
        )  # fmt: skip
    if person.mehrbedarf_unabweisbar:
        summe += mehrbedarf_unabweisbar(recht, person, person.mehrbedarf_unabweisbar)
    if h.sachverhalt.wohnung.warmwasser_dezentral:
        summe += ueber_den_monat(
            person.id, teile, lambda t: stufe(h, person, t),
            lambda t: mehrbedarf_warmwasser(recht, person, regel(t), stufe(h, person, t)),
        )  # fmt: skip
    return summe
