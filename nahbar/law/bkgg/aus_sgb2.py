"""From a calculated month of the SGB II to the family of § 6a BKGG, which borrows income and needs from there."""

from __future__ import annotations

from nahbar.law.bkgg.familie import Familie, Kind
from nahbar.law.sgb2.bedarfsgemeinschaft import PersonenErgebnis
from nahbar.law.sgb2.monat import Ergebnis
from nahbar.law.sgb2.sachverhalt import Person, Rolle, Sachverhalt


def familie_aus(sv: Sachverhalt, ergebnis: Ergebnis) -> tuple[Familie, tuple[int, ...]] | None:
    """The family and each child's open need before Kindergeld; None without a child that has Kindergeld."""
    paare = [(p, e) for p, e in zip(sv.personen, ergebnis.personen, strict=True) if e.in_bg]
    eltern = [(p, e) for p, e in paare if p.rolle != Rolle.KIND]
    kinder = [(p, e) for p, e in paare if p.rolle == Rolle.KIND and p.kindergeld]
    if not kinder or not eltern:
        return None
    anderes = sum(_anderes(p, e) for p, e in eltern)
    familie = Familie(
        alleinstehend=len(eltern) == 1,
        einnahmen_eltern=sum(_einnahmen(p) for p, _ in eltern),
        erwerbseinkommen=sum(e.einkommen for _, e in eltern) - anderes,
        anderes_einkommen=anderes,
        bedarf_eltern=sum(e.regelbedarf + e.mehrbedarf for _, e in eltern),
        unterkunft=sum(e.kdu for _, e in paare),
        kinder=tuple(Kind(p.id, ohne_kindergeld(p, e)) for p, e in kinder),
        kinder_in_wohnung=sum(p.rolle == Rolle.KIND for p, _ in paare),
        mitglieder=len(paare),
        vermoegen=sum(p.vermoegen for p, _ in paare),
    )
    return familie, tuple(e.bedarf - ohne_kindergeld(p, e) for p, e in kinder)


def ohne_kindergeld(person: Person, e: PersonenErgebnis) -> int:
    """A child's counted income without its Kindergeld."""
    return max(0, e.einkommen - person.kindergeld)


def _einnahmen(person: Person) -> int:
    """Income before any deduction (§ 6a Abs. 1 Nr. 2)."""
    return (
        person.brutto + person.gewinn + person.rente + person.private_rente + person.alg1
        + person.elterngeld + person.sonstiges + person.unterhalt
    )  # fmt: skip


def _anderes(person: Person, e: PersonenErgebnis) -> int:
    """Counted income that is not earned: deductions come off earnings first where there are some."""
    if person.netto + person.gewinn == 0:
        return e.einkommen
    return min(e.einkommen, _einnahmen(person) - person.brutto - person.gewinn)
