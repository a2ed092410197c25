"""§ 12: assets. Which wording holds is decided by the start of the Bewilligungszeitraum (§ 65a Abs. 1)."""

from __future__ import annotations

from datetime import date

from nahbar.law.calendar import erster, plus_monate, vollendet
from nahbar.law.norm import Stichtag, norm, wordings
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.sachverhalt import NichtAbgedeckt, Person, Rolle

_SCHWELLEN = ((50, "vermoegen_ab_51"), (40, "vermoegen_ab_41"), (30, "vermoegen_ab_31"))


@norm("SGB II § 12 Abs. 4 S. 1")
def vermoegensfreibetrag_in_der_karenzzeit(recht: Rechtsstand, person: Person, erste_person: bool) -> int:
    """In the first year only considerable assets count: 40,000 euro for one and 15,000 for each further person."""
    return recht.parameter("vermoegen_karenz_erste_person" if erste_person else "vermoegen_karenz_weitere")


@norm("SGB II § 12 Abs. 2", name="vermoegensfreibetrag", bis=date(2026, 6, 30), stichtag=Stichtag.BEWILLIGUNG)
def vermoegensfreibetrag_einheitlich(
    recht: Rechtsstand, person: Person, erste_person: bool, leistungsbeginn: date
) -> int:
    """15,000 euro a person, more in the Karenzzeit of the first year."""
    if recht.monat < plus_monate(erster(leistungsbeginn), recht.parameter("karenzzeit_monate")):
        return vermoegensfreibetrag_in_der_karenzzeit(recht, person, erste_person)
    return recht.parameter("vermoegen_je_person")


@norm("SGB II § 12 Abs. 2", name="vermoegensfreibetrag", ab=date(2026, 7, 1), stichtag=Stichtag.BEWILLIGUNG)
def vermoegensfreibetrag_nach_alter(
    recht: Rechtsstand, person: Person, erste_person: bool, leistungsbeginn: date
) -> int:
    """5,000 to 20,000 euro by age; a higher step from the first day of the month of the birthday."""
    for jahre, name in _SCHWELLEN:
        if erster(vollendet(person.geburtsdatum, jahre)) <= recht.monat:
            return recht.parameter(name)
    return recht.parameter("vermoegen_bis_30")


vermoegensfreibetrag = wordings(vermoegensfreibetrag_einheitlich, vermoegensfreibetrag_nach_alter)


@norm("SGB II § 12 Abs. 2")
def vermoegen_ueber_freibetrag(vermoegen: int, freibetraege: int) -> int:
    """What exceeds the allowances of all members: unused ones are transferred."""
    return max(0, vermoegen - freibetraege)


def zu_beruecksichtigen(recht: Rechtsstand, personen: list[Person], leistungsbeginn: date) -> int:
    """Assets of the members above their allowances, in cents.

    Raises NichtAbgedeckt where a child's own assets are part of the excess: they may not be counted for others.
    """
    if not any(person.vermoegen for person in personen):
        return 0
    frei = {p.id: vermoegensfreibetrag(recht, p, index == 0, leistungsbeginn) for index, p in enumerate(personen)}
    ueber = vermoegen_ueber_freibetrag(sum(p.vermoegen for p in personen), sum(frei.values()))
    for person in personen:
        if ueber and person.rolle is Rolle.KIND and person.vermoegen > frei[person.id]:
            raise NichtAbgedeckt(
                person.id, "vermoegen", "Eigenes Vermögen eines Kindes über dem Freibetrag wird noch nicht berechnet."
            )
    return ueber
