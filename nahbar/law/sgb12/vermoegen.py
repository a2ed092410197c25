"""§ 90 and its Verordnung: the assets that have to be used before the Sozialhilfe."""

from __future__ import annotations

from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb12.haushalt import Haushalt, in_der_pandemie, minderjaehrig_im_monat
from nahbar.law.sgb12.sachverhalt import Person


@norm("SGB XII § 90 Abs. 2 Nr. 9")
def barbetrag_frei(recht: Rechtsstand, person: Person, volljaehrige: int, unterhaltene: int) -> int:
    """Small amounts stay free: for each adult of the Einsatzgemeinschaft, and less for each person they maintain.

    VO zu § 90 Abs. 2 Nr. 9, § 1: 10,000 and 500 euro since 2023, 5,000 and 500 before.
    """
    je_person = recht.parameter("sgb12_vermoegen_volljaehrig") * volljaehrige
    return je_person + recht.parameter("sgb12_vermoegen_unterhalten") * unterhaltene


@norm("SGB XII § 90 Abs. 3")
def vermoegen_geschont(recht: Rechtsstand, person: Person, vermoegen: int, frei_nach_sgb2: int) -> int:
    """It would be a hardship to use what the SGB II leaves to a partner who gets benefits by that law."""
    return min(vermoegen, frei_nach_sgb2)


@norm("SGB XII § 90 Abs. 1")
def vermoegen_einzusetzen(recht: Rechtsstand, person: Person, vermoegen: int, frei: int) -> int:
    """What the assets exceed the free amount by."""
    return max(0, vermoegen - frei)


@norm("SGB XII § 141 Abs. 2", einheit="ja/nein")
def vermoegen_in_der_pandemie_frei(recht: Rechtsstand, person: Person, vermoegen: int, volljaehrige: int) -> bool:
    """Periods begun from March 2020 to December 2022: for six months only considerable assets count.

    The statute does not say what is considerable; taken are 60,000 euro and 30,000 for the partner.
    """
    grenze = recht.parameter("sgb12_vermoegen_erheblich")
    grenze += recht.parameter("sgb12_vermoegen_erheblich_weitere") * (volljaehrige - 1)
    return vermoegen <= grenze


def eigenes(h: Haushalt, stelle: int) -> int:
    """The assets of this person that are not left to it by another law."""
    person = h.personen[stelle]
    if person.vermoegen == 0 or person.vermoegen_anderweitig_frei == 0:
        return person.vermoegen
    return person.vermoegen - vermoegen_geschont(
        h.recht, person, person.vermoegen, person.vermoegen_anderweitig_frei
    )


def der_gemeinschaft(h: Haushalt, stelle: int) -> int:
    """The assets above the free amounts of an adult and the partner; written down for the first of the two."""
    person = h.personen[stelle]
    volljaehrige = 1
    vermoegen = eigenes(h, stelle)
    if person.partner >= 0:
        volljaehrige = 2
        vermoegen += eigenes(h, person.partner)
    if vermoegen == 0:
        return 0
    if in_der_pandemie(h.recht) and vermoegen_in_der_pandemie_frei(h.recht, person, vermoegen, volljaehrige):
        return 0
    unterhaltene = 0
    for kind in h.personen:
        eltern = kind.elternteil_1 == stelle or kind.elternteil_2 == stelle
        if person.partner >= 0:
            eltern = eltern or kind.elternteil_1 == person.partner or kind.elternteil_2 == person.partner
        if eltern and minderjaehrig_im_monat(kind, h.recht.monat) and kind.vermoegen == 0:
            unterhaltene += 1
    frei = barbetrag_frei(h.recht, person, volljaehrige, unterhaltene)
    return vermoegen_einzusetzen(h.recht, person, vermoegen, frei)


def des_kindes(h: Haushalt, stelle: int) -> int:
    """A minor child's own assets above its own free amount, which count for the child alone."""
    kind = h.personen[stelle]
    if kind.vermoegen == 0:
        return 0
    if in_der_pandemie(h.recht) and vermoegen_in_der_pandemie_frei(h.recht, kind, kind.vermoegen, 1):
        return 0
    if kind.elternteil_1 < 0 and kind.elternteil_2 < 0:
        frei = barbetrag_frei(h.recht, kind, 1, 0)
    else:
        frei = barbetrag_frei(h.recht, kind, 0, 1)
    return vermoegen_einzusetzen(h.recht, kind, kind.vermoegen, frei)
