"""Which law computes which person of a case, and how the calculations of a mixed household meet.

`auto` groups the household first. Persons of the SGB II and of the SGB XII may live together: then the SGB II is
computed without the others' needs, what its Bedarfsgemeinschaft has left counts in the SGB XII (§ 43 Abs. 1 S. 2
SGB XII), and what a person of the SGB XII has above the own need counts in the SGB II (§ 9 Abs. 2 SGB II).
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date

from nahbar.benefits.base import FactsRefused, Hinweis, MonthResult, PersonResult
from nahbar.benefits.case_checks import error
from nahbar.benefits.case_format import Case
from nahbar.benefits.case_mixed import covering_children, sgb2_beside
from nahbar.benefits.case_sgb2 import NICHT_ABGEDECKT
from nahbar.benefits.case_sgb12 import check, facts_of, members
from nahbar.benefits.grundsicherungsgeld import calculation as grundsicherungsgeld
from nahbar.benefits.parameters import parameters
from nahbar.law.calendar import erster
from nahbar.law.explain import Step, silent
from nahbar.law.explain import explain as explained
from nahbar.law.parameter import UnknownParameter
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.monat import Ergebnis as Sgb2Ergebnis
from nahbar.law.sgb12 import hinweise as remarks
from nahbar.law.sgb12.monat import Ergebnis, monat
from nahbar.law.sgb12.sachverhalt import Leistung, Sachverhalt
from nahbar.law.zuordnung import summe_des_haushalts, zuordnen

LAWS = ("auto", "sgb2", "sgb12-3", "sgb12-4")
"""What may be asked for; `auto` leaves the choice to the facts."""
NAMES = {
    Leistung.KAPITEL_4: "Grundsicherung im Alter und bei Erwerbsminderung",
    Leistung.KAPITEL_3: "Hilfe zum Lebensunterhalt",
}
FIRST_MONTHS = {Leistung.KAPITEL_4: date(2021, 1, 1), Leistung.KAPITEL_3: date(2023, 1, 1)}
"""The first month that is known here; chapter 3 only since the Bürgergeld-Gesetz."""
_SGB12 = (Leistung.KAPITEL_3, Leistung.KAPITEL_4)


class MonthTooEarly(UnknownParameter):
    """The month lies before the law that is known here."""

    def __init__(self, leistung: Leistung, day: date) -> None:
        super().__init__("sgb12_regelbedarfsstufe_1", "Regelbedarfsstufe 1 (Sozialhilfe)", day)
        self._leistung = leistung

    def __str__(self) -> str:
        first = FIRST_MONTHS[self._leistung]
        return f"Vor Januar {first.year} rechnet Nahbar diese Leistung nicht: {NAMES[self._leistung]}."


def calculate_case(
    case: Case, month: date, *, law: str = "auto", explain: bool = False, values_of: date | None = None
) -> MonthResult:
    """Compute one month; raises FactsRefused and UnknownParameter."""
    month = erster(month)
    if law in ("auto", "sgb2") and _sgb2_names_the_month(case, values_of or month):
        return grundsicherungsgeld.calculate_case(case, month, explain=explain, values_of=values_of)
    try:
        parameters().at("sgb12_regelbedarfsstufe_1", values_of or month)  # an unknown month is refused first
    except UnknownParameter:
        _refuse_early([Leistung.KAPITEL_3 if law == "sgb12-3" else Leistung.KAPITEL_4], values_of or month)
        raise
    check(case, month, None)
    recht = Rechtsstand(month, case.bewilligungszeitraum_beginn or month, parameters(), values_of)
    covering = _covering_children(case, month, recht) if law in ("auto", "sgb2") else frozenset()
    with ExitStack() as stack:
        steps: list[Step] = stack.enter_context(explained()) if explain else []
        groups = zuordnen(members(case, month, law, covering), month)
        if law in ("auto", "sgb2") and _one_law(law, groups):
            result = grundsicherungsgeld.calculate_case(case, month, explain=explain, values_of=values_of)
            return replace(result, schritte=(*steps, *result.schritte))
        _refuse_wrong_law(case, law, groups)
        _refuse_early(groups, values_of or month)
        check(case, month, groups)
        household = _compute(case, month, groups, recht, law)
    return _result(household, recht, groups, tuple(steps), law)


def _covering_children(case: Case, month: date, recht: Rechtsstand) -> frozenset[int]:
    if recht.werte_monat < grundsicherungsgeld.ERSTER_MONAT or not any(p.rolle == "kind" for p in case.personen):
        return frozenset()
    with silent():
        groups = zuordnen(members(case, month, "auto"), month)
    return covering_children(case, month, groups, recht)


@dataclass(frozen=True)
class _Household:
    sachverhalt: Sachverhalt
    sgb12: Ergebnis
    sgb2: Sgb2Ergebnis | None
    remarks: tuple[Hinweis, ...]


def _compute(case: Case, month: date, groups: Sequence[Leistung], recht: Rechtsstand, law: str) -> _Household:
    facts = facts_of(case, month, groups)
    mixed = Leistung.SGB2 in groups and recht.werte_monat >= grundsicherungsgeld.ERSTER_MONAT
    if law in ("auto", "sgb2") and Leistung.SGB2 in groups and not mixed:
        raise grundsicherungsgeld.MonatZuFrueh("regelbedarfsstufe_1", "Regelbedarfsstufe 1", recht.werte_monat)
    if not mixed:
        result = monat(facts, recht)
        return _Household(facts, result, None, _remarks(facts, recht, result))
    beside = sgb2_beside(case, month, groups, recht)
    facts = beside.into_sgb12(facts)
    result = monat(facts, recht)
    if law in ("sgb12-3", "sgb12-4"):
        return _Household(facts, result, None, _remarks(facts, recht, result))
    other, more = beside.with_surplus(result)
    if law == "sgb2":
        return _Household(facts, result, other, more)
    summe_des_haushalts(other.summe, result.summe)
    if other.sofortzuschlag and result.sofortzuschlag:
        summe_des_haushalts(other.sofortzuschlag, result.sofortzuschlag)
    return _Household(facts, result, other, (*_remarks(facts, recht, result), *more))


def _remarks(facts: Sachverhalt, recht: Rechtsstand, result: Ergebnis) -> tuple[Hinweis, ...]:
    return tuple(Hinweis(*remark) for remark in remarks.hinweise(facts, recht, result))


def _sgb2_names_the_month(case: Case, month: date) -> bool:
    """Whether the month is unknown here anyway and its refusal is the affair of the SGB II."""
    try:
        parameters().at("sgb12_regelbedarfsstufe_1", month)
    except UnknownParameter:
        old = any(65 <= month.year - person.geburtsdatum.year <= 125 for person in case.personen)
        return not old and not any(person.erwerbsgemindert_dauerhaft for person in case.personen)
    return False


def _one_law(law: str, groups: Sequence[Leistung]) -> bool:
    """Whether the SGB II computes, or refuses, the household alone."""
    return not any(group in _SGB12 for group in groups) or (law == "sgb2" and Leistung.SGB2 not in groups)


def _refuse_wrong_law(case: Case, law: str, groups: Sequence[Leistung]) -> None:
    if law in ("auto", "sgb2"):
        return
    applicant = next(nr for nr, person in enumerate(case.personen) if person.rolle == "antragsteller")
    if law == "sgb12-4" and Leistung.KAPITEL_4 not in groups:
        text = "Niemand hat die Altersgrenze erreicht oder ist dauerhaft voll erwerbsgemindert."
        raise FactsRefused([error(f"personen[{applicant}].erwerbsgemindert_dauerhaft", NICHT_ABGEDECKT, text)])
    if law == "sgb12-3" and Leistung.SGB2 in groups:
        able = [f"personen[{nr}].erwerbsfaehig" for nr, person in enumerate(case.personen) if person.erwerbsfaehig]
        text = "Wer nach dem SGB II leistungsberechtigt ist, bekommt keine Hilfe zum Lebensunterhalt."
        raise FactsRefused([error(path, NICHT_ABGEDECKT, text) for path in able])


def _refuse_early(groups: Sequence[Leistung], month: date) -> None:
    for leistung in _SGB12:
        if leistung in groups and month < FIRST_MONTHS[leistung]:
            raise MonthTooEarly(leistung, month)


def _result(
    household: _Household, recht: Rechtsstand, groups: Sequence[Leistung], steps: tuple[Step, ...], law: str
) -> MonthResult:
    names = [name for leistung, name in NAMES.items() if leistung in groups and law != "sgb2"]
    stand = recht.text("sgb12_rechtsstand")
    people: list[PersonResult] = []
    for nr, e in enumerate(household.sgb12.personen):
        if household.sgb2 is not None and groups[nr] == Leistung.SGB2:
            people.append(_person(household.sgb2.personen[nr]))
        elif e.in_bg and law != "sgb2":
            people.append(_person(e))
        else:
            people.append(PersonResult(e.id, False, 0, 0, e.kdu, e.kdu, 0, 0, 0, 0))
    if household.sgb2 is not None:
        if law == "sgb2" or any(p.in_bg for p, group in zip(people, groups, strict=True) if group == Leistung.SGB2):
            names.insert(0, grundsicherungsgeld.public_name(recht.werte_monat))
        stand = max(stand, recht.text("rechtsstand"))
    return MonthResult(
        monat=recht.monat,
        leistung=", ".join(names),
        rechtsstand=date.fromisoformat(stand),
        summe=sum(person.anspruch for person in people),
        sofortzuschlag=sum(person.sofortzuschlag for person in people),
        personen=tuple(people),
        hinweise=household.remarks,
        schritte=steps,
        werte_stand=recht.werte,
    )


def _person(e: PersonResult | object) -> PersonResult:
    return PersonResult(*(getattr(e, name) for name in PersonResult.__dataclass_fields__))
