"""Wintergeld as the house sees it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from nahbar.benefits.base import (
    SUM_LINE,
    Benefit,
    Check,
    EstimateLine,
    EvidenceNeed,
    Facts,
    FactsRefused,
    Hinweis,
    MonthResult,
    PersonResult,
    RefusalReason,
)
from nahbar.law.calendar import erster
from nahbar.law.explain import explain as explained
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.questionnaire.load import load
from nahbar.questionnaire.model import Answers
from tests.benefits.wintergeld import law

MARCH = 3


def facts_from_answers(answers: Answers, month: date) -> Facts:
    """Who, since when, how many stoves."""
    name = f"{answers.get('vorname', '')} {answers.get('nachname', '')}".strip()
    person = {"id": "p1", "rolle": "antragsteller", "geburtsdatum": answers.get("geburtsdatum"), "_name": name}
    rooms = int(answers.get("raeume") or 0) if answers.get("ofen") else 0
    return {"id": "antrag", "bewilligungszeitraum_beginn": month.isoformat(), "personen": [person], "raeume": rooms}


def calculate(facts: Facts, month: date, *, explain: bool = False, values_of: date | None = None) -> MonthResult:
    """One month by the WinterG."""
    if not isinstance(facts["raeume"], int):
        raise FactsRefused([{"pfad": "raeume", "code": "wert", "text": "Die Zahl der Räume ist keine ganze Zahl."}])
    recht = Rechtsstand(month, erster(month), law.PARAMETERS, values_of)
    with explained() as steps:
        owed = law.winter(month)
        base = law.grundbetrag(recht, "p1") if owed else 0
        extra = law.zuschlag(recht, "p1", facts["raeume"]) if owed else 0
    person = PersonResult("p1", True, base, extra, 0, base + extra, 0, 0, base + extra, 0)
    return MonthResult(
        monat=month,
        leistung="Wintergeld",
        rechtsstand=date(2026, 1, 1),
        summe=person.anspruch,
        sofortzuschlag=0,
        personen=(person,),
        hinweise=(
            Hinweis("WinterG § 3", "Ein Ofen muss jedes Jahr gefegt werden."),
            Hinweis("WinterG § 4", "Die Zahl der Öfen ist mit der Liste des Schornsteinfegers zu vergleichen.", True),
        ),
        schritte=tuple(steps) if explain else (),
        werte_stand=values_of,
    )


def evidence(answers: Answers, month: date) -> tuple[EvidenceNeed, ...]:
    """The chimney sweep's paper for stoves."""
    if not answers.get("ofen"):
        return ()
    reason = "Darin steht, wie viele Öfen Sie haben."
    return (EvidenceNeed("feuerstaettenbescheid", "Feuerstättenbescheid", reason, "WinterG § 1 Abs. 2"),)


def checks(answers: Answers, facts: Facts, months: Sequence[MonthResult]) -> tuple[Check, ...]:
    """One line."""
    paid = any(month.summe for month in months)
    return (Check("winter", "green" if paid else "red", "Es ist Winter." if paid else "Es ist Sommer.", "WinterG § 2"),)


def period_months(answers: Answers, month: date) -> int:
    """Until the end of March (WinterG § 2)."""
    return (MARCH - month.month) % 12 + 1


BENEFIT = Benefit(
    key="wintergeld",
    norm="WinterG",
    public_name=lambda day: "Wintergeld",
    traeger_kinds=frozenset(("zkt",)),
    questionnaire=load(Path(__file__).with_name("questions.yaml")),
    facts_from_answers=facts_from_answers,
    evidence=evidence,
    calculate=calculate,
    effect_from=lambda secured: secured.replace(day=1),
    effect_text="Wintergeld gibt es ab dem Monat, in dem Sie es beantragen.",
    effect_norm="§ 2 WinterG",
    period_months=period_months,
    checks=checks,
    estimate_lines=(
        EstimateLine("regelbedarf", "Grundbetrag", ("wintergeld_grundbetrag",), "Über Sie", always=True),
        EstimateLine("mehrbedarf", "Zuschlag für Öfen", ("wintergeld_ofen",), "Heizen"),
        SUM_LINE,
    ),
    refusal_reasons=(RefusalReason("sommer", "Es ist Sommer", "Im Sommer gibt es kein Wintergeld.", "WinterG § 2"),),
    last_known_month=lambda: erster(law.PARAMETERS.last_known_day()),
)
