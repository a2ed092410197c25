"""The SGB II side of a household in which others live by the SGB XII."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from nahbar.benefits.base import Hinweis
from nahbar.benefits.case_format import Case
from nahbar.benefits.case_sgb2 import facts_of
from nahbar.law.calendar import letzter, vollendet
from nahbar.law.explain import silent
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.bedarfsgemeinschaft import erwerbsfaehig, minderjaehrig_im_monat
from nahbar.law.sgb2.hinweise import hinweise
from nahbar.law.sgb2.monat import Ergebnis, monat
from nahbar.law.sgb2.sachverhalt import Angabe, Person, Rolle, Sachverhalt
from nahbar.law.sgb2.vermoegen import vermoegensfreibetrag
from nahbar.law.sgb12 import sachverhalt as sgb12
from nahbar.law.sgb12.monat import Ergebnis as Sgb12Ergebnis
from nahbar.law.sgb12.sachverhalt import Leistung

_HOUSEHOLD = "SGB II § 9 Abs. 5"
"""The remark on relatives of the household, which nobody needs who lives by the SGB XII."""
_MEANS = (
    "brutto", "netto", "gewinn", "rente", "rente_brutto", "private_rente", "alg1", "elterngeld", "kapitalertraege",
    "sonstiges", "kindergeld", "unterhalt", "unterhaltsvorschuss",
)  # fmt: skip
_ADULTS = (Rolle.ANTRAGSTELLER, Rolle.PARTNER)


@dataclass(frozen=True)
class Beside:
    """The facts by the SGB II, in which persons of the SGB XII are members without a need of their own."""

    sachverhalt: Sachverhalt
    recht: Rechtsstand
    groups: Sequence[Leistung]

    def into_sgb12(self, facts: sgb12.Sachverhalt) -> sgb12.Sachverhalt:
        """The facts of the SGB XII with what the Bedarfsgemeinschaft has, needs, and may keep of its assets."""
        with silent():
            result = monat(self.sachverhalt, self.recht)
        income, need = 0, 0
        for person, e in zip(self.sachverhalt.personen, result.personen, strict=True):
            if e.in_bg and not person.leistung_sgb12:
                need += e.bedarf - (e.einkommen if person.rolle == Rolle.KIND else 0)
                income += e.einkommen if person.rolle in _ADULTS else 0
        return replace(facts, personen=tuple(
            self._with_means(person, nr, income, need, result.personen[nr].uebertrag)
            for nr, person in enumerate(facts.personen)
        ))  # fmt: skip

    def _with_means(self, person: sgb12.Person, nr: int, income: int, need: int, kindergeld: int) -> sgb12.Person:
        if person.leistung != Leistung.SGB2:
            own = self.sachverhalt.personen[nr].rolle in _ADULTS
            return replace(person, kindergeld_aus_sgb2=kindergeld if own else 0)
        if person.rolle not in _ADULTS:
            return replace(person, einkommen_nach_sgb2=0, kindergeld=0)
        with silent():
            other = self.sachverhalt.personen[nr]
            free = vermoegensfreibetrag(self.recht, other, False, self.sachverhalt.leistungsbeginn)
        return replace(person, einkommen_nach_sgb2=income, bedarf_nach_sgb2=need, vermoegen_anderweitig_frei=free)

    def with_surplus(self, result: Sgb12Ergebnis) -> tuple[Ergebnis, tuple[Hinweis, ...]]:
        """The month of the SGB II with what persons of the SGB XII have above their own need.

        Their income beyond it and the assets that this month leaves count for partner and children as well (§ 9 Abs. 2
        SGB II), the assets less the allowances of § 12 SGB II.
        """
        people = tuple(
            replace(
                person,
                uebersteigend=result.personen[person.nr].ueberschuss,
                vermoegen=max(0, person.vermoegen - result.personen[person.nr].vermoegen),
            )
            if person.leistung_sgb12 else person
            for person in self.sachverhalt.personen
        )  # fmt: skip
        facts = replace(self.sachverhalt, personen=people)
        month = monat(facts, self.recht)
        others = any(group == Leistung.KEINE for group in self.groups)
        remarks = (Hinweis(*remark) for remark in hinweise(facts, self.recht, month))
        return month, tuple(remark for remark in remarks if others or remark.norm != _HOUSEHOLD)


def sgb2_beside(case: Case, month: date, groups: Sequence[Leistung], recht: Rechtsstand) -> Beside:
    """The facts by the SGB II; grown-up children with a benefit of the SGB XII only share the dwelling.

    Kindergeld is income of the parent (§ 11 Abs. 1 SGB II), in the month of the 18th birthday still of the child (§ 82
    Abs. 1 SGB XII).
    """
    others = frozenset(nr for nr, group in enumerate(groups) if group in (Leistung.KAPITEL_3, Leistung.KAPITEL_4))
    facts = facts_of(case, month, others)
    people = []
    for person in facts.personen:
        if person.nr in others and person.rolle in _ADULTS:
            person = replace(_without_means(person), leistung_sgb12=True)
        elif person.nr in others:
            own = person.kindergeld_empfaenger in others or minderjaehrig_im_monat(recht, person)
            passed_on = 0 if own else person.kindergeld
            person = replace(
                _without_means(person), rolle=Rolle.HAUSHALTSMITGLIED, kindergeld=passed_on, vermoegen=0
            )
        elif person.rolle == Rolle.ANTRAGSTELLER and person.alleinerziehend == Angabe.OFFEN:
            person = replace(person, alleinerziehend=_alone(facts, month))
        people.append(person)
    return Beside(replace(facts, personen=tuple(people)), recht, groups)


def _without_means(person: Person) -> Person:
    """The person as a member without income: the SGB XII has counted it already."""
    nothing = dict.fromkeys(_MEANS, 0)
    return replace(person, nachzahlung=None, minderungen=(), **nothing)  # type: ignore[arg-type]  # names of amounts


def covering_children(case: Case, month: date, groups: Sequence[Leistung], recht: Rechtsstand) -> frozenset[int]:
    """Places of children of the SGB II who live on their own income (§ 7 Abs. 3 Nr. 4 SGB II).

    Asked only where no adult is able to work: then everything hangs on the children.
    """
    if not any(group == Leistung.SGB2 for group in groups):
        return frozenset()
    facts = sgb2_beside(case, month, groups, recht).sachverhalt
    with silent():
        if any(p.rolle in _ADULTS and not p.leistung_sgb12 and erwerbsfaehig(recht, p) for p in facts.personen):
            return frozenset()
        result = monat(facts, recht)
    return frozenset(
        person.nr for person, e in zip(facts.personen, result.personen, strict=True)
        if person.rolle == Rolle.KIND and groups[person.nr] == Leistung.SGB2 and not e.in_bg
    )  # fmt: skip


def _alone(facts: Sachverhalt, month: date) -> Angabe:
    """Whether the applicant is the only adult beside own children, of whichever law."""
    for person in facts.personen:
        grown = vollendet(person.geburtsdatum, 18) <= letzter(month)
        if person.rolle == Rolle.PARTNER or (person.rolle == Rolle.HAUSHALTSMITGLIED and grown):
            return Angabe.NEIN
    return Angabe.JA
