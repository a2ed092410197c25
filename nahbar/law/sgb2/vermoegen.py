"""§ 12: assets. Which wording holds is decided by the start of the Bewilligungszeitraum (§ 65a Abs. 1)."""

from __future__ import annotations

from datetime import date

from nahbar.law.calendar import erster, plus_monate, vollendet
from nahbar.law.norm import Stichtag, norm, wordings
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.bedarfsgemeinschaft import Haushalt
from nahbar.law.sgb2.sachverhalt import Person, Rolle
from nahbar.law.sgb2.uebergang import BUERGERGELD


@norm("SGB II § 12 Abs. 4 S. 1")
def vermoegensfreibetrag_in_der_karenzzeit(recht: Rechtsstand, person: Person, erste_person: bool) -> int:
    """In the first year only considerable assets count: 40,000 euro for one and 15,000 for each further person."""
    if erste_person:
        return recht.parameter("vermoegen_karenz_erste_person")
    return recht.parameter("vermoegen_karenz_weitere")


@norm("SGB II § 12 Abs. 2", name="vermoegensfreibetrag", bis=date(2026, 6, 30), stichtag=Stichtag.BEWILLIGUNG)
def vermoegensfreibetrag_einheitlich(
    recht: Rechtsstand, person: Person, erste_person: bool, leistungsbeginn: date
) -> int:
    """15,000 euro a person, more in the Karenzzeit of the first year, which began in 2023 at the earliest (§ 65)."""
    beginn = max(erster(leistungsbeginn), BUERGERGELD)
    if recht.monat < plus_monate(beginn, recht.parameter("karenzzeit_monate")):
        return vermoegensfreibetrag_in_der_karenzzeit(recht, person, erste_person)
    return recht.parameter("vermoegen_je_person")


@norm("SGB II § 12 Abs. 2", name="vermoegensfreibetrag", ab=date(2026, 7, 1), stichtag=Stichtag.BEWILLIGUNG)
def vermoegensfreibetrag_nach_alter(
    recht: Rechtsstand, person: Person, erste_person: bool, leistungsbeginn: date
) -> int:
    """5,000 to 20,000 euro by age; a higher step from the first day of the month of the birthday."""
    if erster(vollendet(person.geburtsdatum, 50)) <= recht.monat:
        return recht.parameter("vermoegen_ab_51")
    if erster(vollendet(person.geburtsdatum, 40)) <= recht.monat:
        return recht.parameter("vermoegen_ab_41")
    if erster(vollendet(person.geburtsdatum, 30)) <= recht.monat:
        return recht.parameter("vermoegen_ab_31")
    return recht.parameter("vermoegen_bis_30")


vermoegensfreibetrag = wordings(vermoegensfreibetrag_einheitlich, vermoegensfreibetrag_nach_alter)


@norm("SGB II § 12 Abs. 2")
def vermoegen_ueber_freibetrag(vermoegen: int, freibetraege: int) -> int:
    """What exceeds the allowances of all members: unused ones are transferred."""
    return max(0, vermoegen - freibetraege)


@norm("SGB II § 12 Abs. 2")
def vermoegen_des_kindes(recht: Rechtsstand, person: Person, ueber_eigenem: int, uebertragbar: int) -> int:
    """A child's own assets above its allowance and above what others leave unused: they count for the child alone.

    Parents live on their own assets and on those of the partner (§ 9 Abs. 2 S. 1), not on a child's; what others
    leave unused goes to the parents' assets first, which count for everybody.
    """
    return max(0, ueber_eigenem - uebertragbar)


def zu_beruecksichtigen(h: Haushalt) -> int:
    """Assets of the members above their allowances, in cents; a child's own go into its result."""
    vermoegen = 0
    for person in h.personen:
        if h.ergebnisse[person.nr].in_bg:
            vermoegen += person.vermoegen
    if vermoegen == 0:
        return 0
    gemeinsam, frei_gesamt = 0, 0
    erste_person = True
    for person in h.personen:
        e = h.ergebnisse[person.nr]
        if not e.in_bg:
            continue
        frei = vermoegensfreibetrag(h.recht, person, erste_person, h.leistungsbeginn)
        erste_person = False
        frei_gesamt += frei
        e.vermoegen = max(0, person.vermoegen - frei) if person.rolle == Rolle.KIND else 0
        gemeinsam += person.vermoegen - e.vermoegen
    ueber = vermoegen_ueber_freibetrag(gemeinsam, frei_gesamt)
    uebertragbar = max(0, frei_gesamt - gemeinsam)
    for person in h.personen:
        e = h.ergebnisse[person.nr]
        if e.in_bg and e.vermoegen:
            eigenes = vermoegen_des_kindes(h.recht, person, e.vermoegen, uebertragbar)
            uebertragbar = max(0, uebertragbar - e.vermoegen)
            e.vermoegen = eigenes
    return ueber
