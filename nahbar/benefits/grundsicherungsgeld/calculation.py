"""Grundsicherungsgeld: one month of one case, by the norms of the SGB II."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from nahbar.benefits.base import Facts, FactsRefused, Hinweis, MonthResult, PersonResult
from nahbar.benefits.case_checks import Error, error
from nahbar.benefits.case_format import Case, read_case
from nahbar.benefits.case_sgb2 import NICHT_ABGEDECKT, facts_of
from nahbar.benefits.parameters import parameters
from nahbar.law.calendar import erster, plus_monate
from nahbar.law.explain import Step
from nahbar.law.explain import explain as explained
from nahbar.law.parameter import UnknownParameter
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.hinweise import hinweise
from nahbar.law.sgb2.monat import Ergebnis, monat
from nahbar.law.sgb2.sachverhalt import NichtAbgedeckt, Sachverhalt

ERSTER_MONAT = date(2023, 1, 1)
"""The SGB II is known here since the Bürgergeld-Gesetz took effect; earlier months and events are refused."""
FIRST_IN_LINE = ("WoGG", "BKGG", "EStG")
"""Laws of benefits that come before this one; their values do not make a month of this one unknown."""
_NACHWIRKUNG = 6
"""Months after its own in which a back payment can still count, and of § 67 in a period that began before 2023."""


class MonatZuFrueh(UnknownParameter):
    """The month lies before the law that is known here."""

    def __str__(self) -> str:
        return (
            "Vor Januar 2023 rechnet Nahbar das SGB II nicht. "
            f"Für {self.day:%m}/{self.day.year} fehlt schon der Wert »{self.label}«."
        )


def calculate(facts: Facts, month: date, *, explain: bool = False, values_of: date | None = None) -> MonthResult:
    """Compute the month from facts; keys that begin with `_` are ignored; `values_of` as in `Calculate`.

    Raises FactsRefused naming every unusable or uncovered fact, UnknownParameter for a month without values and its
    kind MonatZuFrueh before 2023.
    """
    return calculate_case(read_case({"id": "fall"} | _public(facts)), month, explain=explain, values_of=values_of)


def calculate_case(case: Case, month: date, *, explain: bool = False, values_of: date | None = None) -> MonthResult:
    """Compute the month of a case that was read already; raises as `calculate`."""
    month = erster(month)
    recht = Rechtsstand(month, case.bewilligungszeitraum_beginn or month, parameters(), values_of)
    _refuse_early_month(values_of or month)
    parameters().at("regelbedarfsstufe_1", values_of or month)  # an unknown month is refused first
    if early := list(_early_events(case, month)):
        raise FactsRefused(early)
    sachverhalt = facts_of(case, month)
    steps: tuple[Step, ...] = ()
    try:
        if explain:
            with explained() as collected:
                ergebnis = monat(sachverhalt, recht)
            steps = tuple(collected)
        else:
            ergebnis = monat(sachverhalt, recht)
    except NichtAbgedeckt as refusal:
        raise FactsRefused([error(_path(case, refusal), NICHT_ABGEDECKT, refusal.text)]) from None
    if not ergebnis.erwerbsfaehig:
        raise FactsRefused([_nobody_able_to_work(case)])
    return _result(sachverhalt, recht, ergebnis, steps)


def last_known_month() -> date:
    """The first of the last month for which every parameter is known."""
    return erster(parameters().last_known_day(ohne=FIRST_IN_LINE))


def public_name(day: date) -> str:
    """The name that people know: Bürgergeld until 30 June 2026, Grundsicherungsgeld since."""
    return parameters().at("leistung_name", day).text


def _result(sv: Sachverhalt, recht: Rechtsstand, ergebnis: Ergebnis, steps: tuple[Step, ...]) -> MonthResult:
    return MonthResult(
        monat=recht.monat,
        leistung=public_name(recht.werte_monat),
        rechtsstand=date.fromisoformat(recht.text("rechtsstand")),
        summe=ergebnis.summe,
        sofortzuschlag=ergebnis.sofortzuschlag,
        personen=tuple(
            PersonResult(
                e.id, e.in_bg, e.regelbedarf, e.mehrbedarf, e.kdu, e.bedarf,
                e.einkommen, e.einkommen_zugeteilt, e.anspruch, e.sofortzuschlag,
            )
            for e in ergebnis.personen
        ),
        hinweise=tuple(Hinweis(*remark) for remark in hinweise(sv, recht, ergebnis)),
        schritte=steps,
        werte_stand=recht.werte,
    )  # fmt: skip


def _refuse_early_month(month: date) -> None:
    if month < ERSTER_MONAT:
        raise MonatZuFrueh("regelbedarfsstufe_1", "Regelbedarfsstufe 1", month)


def _early_events(case: Case, month: date) -> Iterator[Error]:
    """What happened before 2023 and would still move this month: the law of that day is not known here."""
    begin = case.bewilligungszeitraum_beginn
    if begin and begin < ERSTER_MONAT and month < plus_monate(erster(begin), _NACHWIRKUNG):
        owned = [person.vermoegen for person in case.personen]
        if sum(owned) > parameters().at("vermoegen_karenz_erste_person", ERSTER_MONAT).value:
            text = "Hohes Vermögen in einem Zeitraum, der vor Januar 2023 begonnen hat, rechnet Nahbar nicht."
            yield error(f"personen[{owned.index(max(owned))}].vermoegen", NICHT_ABGEDECKT, text)
    for index, person in enumerate(case.personen):
        zahlung = person.nachzahlung
        if zahlung and zahlung.zufluss < ERSTER_MONAT and month <= plus_monate(erster(zahlung.zufluss), _NACHWIRKUNG):
            text = "Nachzahlungen vor Januar 2023 rechnet Nahbar nicht."
            yield error(f"personen[{index}].nachzahlung.zufluss", NICHT_ABGEDECKT, text)
        for number, entry in enumerate(person.minderungen):
            if entry.ereignis < ERSTER_MONAT:
                text = "Minderungen aus der Zeit vor Januar 2023 rechnet Nahbar nicht."
                yield error(f"personen[{index}].minderungen[{number}].ereignis", NICHT_ABGEDECKT, text)


def _public(value: Any) -> Any:
    """The facts without the keys that begin with `_`, at any depth."""
    if isinstance(value, Mapping):
        return {key: _public(item) for key, item in value.items() if not str(key).startswith("_")}
    if isinstance(value, list | tuple):
        return [_public(item) for item in value]
    return value


def _path(case: Case, refusal: NichtAbgedeckt) -> str:
    for index, person in enumerate(case.personen):
        if person.id == refusal.person:
            return f"personen[{index}].{refusal.feld}"
    return refusal.feld


def _nobody_able_to_work(case: Case) -> dict[str, str]:
    index = next(i for i, person in enumerate(case.personen) if person.rolle == "antragsteller")
    return error(
        f"personen[{index}].erwerbsfaehig", NICHT_ABGEDECKT,
        "Niemand in der Bedarfsgemeinschaft ist erwerbsfähig. Dafür gibt es die Sozialhilfe nach dem SGB XII.",
    )  # fmt: skip
