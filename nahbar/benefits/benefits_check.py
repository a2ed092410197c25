"""The benefits check: which benefits are likely and how much, from a few answers and by the rules that decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from nahbar.benefits.base import PersonResult
from nahbar.benefits.benefits_check_first import first_in_line, kinderzuschlag_result, wohngeld_result
from nahbar.benefits.benefits_check_results import ABLE, Result, merged, whole_need
from nahbar.benefits.case_calculation import calculate_case
from nahbar.benefits.case_format import Case, read_case
from nahbar.benefits.case_sgb2 import facts_of
from nahbar.benefits.case_sgb12 import members
from nahbar.benefits.grundsicherungsgeld.calculation import last_known_month, public_name
from nahbar.benefits.parameters import parameters
from nahbar.law.calendar import plus_monate
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb12.sachverhalt import Leistung
from nahbar.law.zuordnung import zuordnen

Able = Literal["ja", "nein", "dauerhaft_nein", "unbekannt"]
"""Whether somebody can work three hours a day; `nein` for a time, `dauerhaft_nein` found to be lasting."""
KEYS = {Leistung.SGB2: "sgb2", Leistung.KAPITEL_4: "sgb12-4", Leistung.KAPITEL_3: "sgb12-3"}
_UNKNOWN_MEANS = {
    "netto": "Lohn",
    "rente": "Rente",
    "sonstiges": "anderes Geld",
    "kindergeld": "Kindergeld",
    "unterhalt": "Unterhalt der Kinder",
    "vermoegen": "Erspartes",
}


@dataclass(frozen=True)
class Adult:
    """An adult, amounts in cents a month; None is not known. `brutto` and `netto` are known together or not at all."""

    geburtsdatum: date
    arbeitsfaehig: Able = "ja"
    brutto: int | None = 0
    netto: int | None = 0
    rente: int | None = 0
    sonstiges: int | None = 0


@dataclass(frozen=True)
class Child:
    """A child of the household with what is paid for it a month (maintenance or its advance), in cents."""

    geburtsdatum: date
    unterhalt: int | None = 0


@dataclass(frozen=True)
class Answers:
    """Everything that is asked; cents a month, None is not known; `kindergeld` is that of each child."""

    antragsteller: Adult
    partner: Adult | None = None
    kinder: tuple[Child, ...] = ()
    miete: int | None = 0
    heizkosten: int | None = 0
    kindergeld: int | None = 0
    vermoegen: int | None = 0


def born(age: int, month: date) -> date:
    """A birthday for somebody of this age in years, half a year away from the next one."""
    return plus_monate(month.replace(day=1), -12 * age - 6)


def check(answers: Answers, today: date) -> tuple[Result, ...]:
    """Every benefit with its verdict, likely ones first; raises FactsRefused for what cannot be true."""
    month = today.replace(day=1)
    return merged([_results(variant, month) for variant in _variants(answers)], _open(answers))


def _variants(answers: Answers) -> Iterator[Answers]:
    """The household with each answer that the ability to work can have."""
    adults: list[list[Adult | None]] = []
    for adult in (answers.antragsteller, answers.partner):
        open_answer = adult is not None and adult.arbeitsfaehig == "unbekannt"
        adults.append([replace(adult, arbeitsfaehig=a) for a in ("ja", "nein")] if open_answer and adult else [adult])
    for first in adults[0]:
        for second in adults[1]:
            if first:
                yield replace(answers, antragsteller=first, partner=second)


def _open(answers: Answers) -> tuple[str, ...]:
    """What is not known about means and dwelling, in words."""
    adults = [adult for adult in (answers.antragsteller, answers.partner) if adult]
    found = [
        word for name, word in _UNKNOWN_MEANS.items()
        if any(getattr(holder, name, 0) is None for holder in (*adults, *answers.kinder, answers))
    ]  # fmt: skip
    if answers.miete is None:
        found.append("Miete")
    if answers.heizkosten is None:
        found.append("Heizkosten")
    if any(adult.arbeitsfaehig == "unbekannt" for adult in adults):
        found.append(ABLE)
    return tuple(found)


def case_of(answers: Answers, month: date) -> Case:
    """The answers as a case of the public format; what is not known is left out."""
    people = [_adult("p1", "antragsteller", answers.antragsteller) | {"vermoegen": _euro(answers.vermoegen)}]
    if answers.partner:
        people.append(_adult("p2", "partner", answers.partner))
    for number, child in enumerate(answers.kinder, 1):
        people.append({
            "id": f"k{number}", "rolle": "kind", "geburtsdatum": child.geburtsdatum.isoformat(),
            "kindergeld": _euro(answers.kindergeld), "unterhalt": _euro(child.unterhalt),
        })  # fmt: skip
    dwelling = {"bruttokaltmiete": _euro(answers.miete), "heizkosten": _euro(answers.heizkosten)}
    return read_case({
        "id": "check", "bewilligungszeitraum_beginn": month.isoformat(), "wohnung": dwelling, "personen": people,
    })  # fmt: skip


def _adult(name: str, rolle: str, adult: Adult) -> dict[str, Any]:
    person: dict[str, Any] = {"id": name, "rolle": rolle, "geburtsdatum": adult.geburtsdatum.isoformat()}
    if adult.arbeitsfaehig == "dauerhaft_nein":
        person["erwerbsgemindert_dauerhaft"] = True
    else:
        person["erwerbsfaehig"] = adult.arbeitsfaehig == "ja"
    if adult.netto:
        person |= {"brutto": _euro(adult.brutto), "netto": _euro(adult.netto)}
    return person | {"rente": _euro(adult.rente), "sonstiges": _euro(adult.sonstiges)}


def _euro(cents: int | None) -> str:
    euro, cent = divmod(cents or 0, 100)
    return f"{euro}.{cent:02d}"


def values_of(month: date) -> date | None:
    """The earlier month whose values count, where those of this one are not published yet."""
    known = last_known_month()
    return known if month > known else None


def _results(answers: Answers, month: date) -> dict[str, Result]:
    case = case_of(answers, month)
    recht = Rechtsstand(month, month, parameters(), values_of(month))
    groups = zuordnen(members(case, month, "auto"), month)
    result = calculate_case(case, month, explain=True, values_of=recht.werte)
    # what comes first is asked about the whole household, so nobody is refused here because of another law
    facts = facts_of(case, month, range(len(case.personen)))
    first = first_in_line(facts, recht, result.summe, only_sgb2=set(groups) == {Leistung.SGB2})
    found = {
        key: whole_need(key, _of_law(result.personen, groups, law), first.ends, result.schritte)
        for law, key in KEYS.items()
    }
    found["wohngeld"] = wohngeld_result(recht, first, rent_known=answers.miete is not None)
    found["kinderzuschlag"] = kinderzuschlag_result(recht, first, children=bool(answers.kinder))
    return found


def _of_law(people: Sequence[PersonResult], groups: Sequence[Leistung], law: Leistung) -> tuple[int, int] | None:
    """Claims and Sofortzuschläge of the persons of this law; None where there are none."""
    own = [person for person, group in zip(people, groups, strict=True) if group == law]
    return (sum(person.anspruch for person in own), sum(person.sofortzuschlag for person in own)) if own else None


def name_of_sgb2(day: date) -> str:
    """What the law calls the benefit of the SGB II on this day."""
    return public_name(day)
