"""§§ 20, 23: the Regelbedarf of each person."""

from __future__ import annotations

from datetime import date

from nahbar.law.calendar import vollendet
from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.bedarfsgemeinschaft import AUSZUG, VOLLJAEHRIG, Haushalt
from nahbar.law.sgb2.berechnung import ueber_den_monat
from nahbar.law.sgb2.sachverhalt import Person, Rolle


@norm("SGB II § 20 Abs. 2 S. 1")
def regelbedarf_alleinstehend(recht: Rechtsstand, person: Person) -> int:
    """Regelbedarfsstufe 1 for persons who are alone, alone with children, or whose partner is a minor."""
    return recht.parameter("regelbedarfsstufe_1")


@norm("SGB II § 20 Abs. 4")
def regelbedarf_partner(recht: Rechtsstand, person: Person) -> int:
    """Regelbedarfsstufe 2 for each of two partners of age."""
    return recht.parameter("regelbedarfsstufe_2")


@norm("SGB II § 20 Abs. 2 S. 2 Nr. 2")
def regelbedarf_junge_erwachsene(recht: Rechtsstand, person: Person) -> int:
    """Regelbedarfsstufe 3 in the remaining cases: members of age who are neither alone nor partners of age."""
    return recht.parameter("regelbedarfsstufe_3")


@norm("SGB II § 20 Abs. 3")
def regelbedarf_ohne_zusicherung(recht: Rechtsstand, person: Person) -> int:
    """Regelbedarfsstufe 3 under 25 after a move without Zusicherung."""
    return recht.parameter("regelbedarfsstufe_3")


@norm("SGB II § 20 Abs. 2 S. 2 Nr. 1")
def regelbedarf_jugendliche(recht: Rechtsstand, person: Person) -> int:
    """Regelbedarfsstufe 4 for other members who have not completed the eighteenth year, partners included."""
    return recht.parameter("regelbedarfsstufe_4")


@norm("SGB II § 23 Nr. 1")
def regelbedarf_kind(recht: Rechtsstand, person: Person, stufe: int) -> int:
    """Regelbedarfsstufe 6 until 6, 5 until 14, 4 in the fifteenth year."""
    return recht.parameter(f"regelbedarfsstufe_{stufe}")


_NACH_STUFE = {
    "alleinstehend": (1, regelbedarf_alleinstehend),
    "partner": (2, regelbedarf_partner),
    "junge_erwachsene": (3, regelbedarf_junge_erwachsene),
    "ohne_zusicherung": (3, regelbedarf_ohne_zusicherung),
    "jugendliche": (4, regelbedarf_jugendliche),
}
_KINDERSTUFEN = {"kind_4": 4, "kind_5": 5, "kind_6": 6}


def art(h: Haushalt, person: Person, tag: date) -> str:
    """Which rule of §§ 20, 23 gives this person's Regelbedarf on this day."""
    if person.rolle is Rolle.KIND:
        for jahre, name in ((6, "kind_6"), (14, "kind_5"), (15, "kind_4"), (VOLLJAEHRIG, "jugendliche")):
            if tag < vollendet(person.geburtsdatum, jahre):
                return name
        return "junge_erwachsene"
    partner = next((p for p in h.sachverhalt.erwachsene if p is not person), None)
    partner_minderjaehrig = partner is not None and h.juenger(partner, VOLLJAEHRIG, tag)
    if partner is not None and not partner_minderjaehrig:
        return "jugendliche" if h.juenger(person, VOLLJAEHRIG, tag) else "partner"
    if person.umzug_ohne_zusicherung and h.juenger(person, AUSZUG, tag):
        return "ohne_zusicherung"
    return "alleinstehend"


def stufe(h: Haushalt, person: Person, tag: date) -> int:
    """The Regelbedarfsstufe of this person on this day."""
    name = art(h, person, tag)
    return _KINDERSTUFEN.get(name) or _NACH_STUFE[name][0]


def regelbedarf_am(h: Haushalt, person: Person, tag: date) -> int:
    """The monthly Regelbedarf by the rule of this day."""
    name = art(h, person, tag)
    if name in _KINDERSTUFEN:
        return regelbedarf_kind(h.recht, person, _KINDERSTUFEN[name])
    return _NACH_STUFE[name][1](h.recht, person)


@norm("SGB II § 20 Abs. 1a")
def regelbedarf(h: Haushalt, person: Person) -> int:
    """The Regelbedarf of the month; on a birthday the old and the new amount by days."""
    return ueber_den_monat(
        person.id, list(h.teile), lambda tag: art(h, person, tag), lambda tag: regelbedarf_am(h, person, tag)
    )


def zusaetzlich_gefoerdert(h: Haushalt, person: Person) -> bool:
    """Whether a Regelbedarf of the steps 3 to 6 of a person under 25 lies below the claim (§ 72 Abs. 1)."""
    tage = [tag for tag, _ in h.teile if h.juenger(person, AUSZUG, tag)]
    return any(stufe(h, person, tag) in (3, 4, 5, 6) for tag in tage)
