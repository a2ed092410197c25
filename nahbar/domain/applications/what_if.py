"""»Was wäre, wenn ich arbeite«: the estimate of an application with another wage, nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from nahbar.benefits import registry
from nahbar.benefits.base import FactsRefused
from nahbar.benefits.calculation_sheet import unbroken
from nahbar.benefits.what_if import what_if
from nahbar.domain.applications.models import Antrag
from nahbar.law.calendar import plus_monate
from nahbar.law.catalogue import GERMAN, Catalogue
from nahbar.law.difference import Difference
from nahbar.law.difference_words import leicht, sentences
from nahbar.law.parameter import UnknownParameter
from nahbar.questionnaire.model import Answers


@dataclass(frozen=True)
class WhatIf:
    """What another wage changes; `keeps` is what stays of the net wage in cents."""

    change: Difference
    sentences: tuple[str, ...]
    leicht: str
    keeps: int


def other_wage(
    antrag: Antrag, answers: Answers, brutto: str, netto: str, today: date, words: Catalogue = GERMAN
) -> WhatIf | None:
    """The change from the first of next month (never before the application takes effect); None where answers lack."""
    benefit = registry.get(antrag.leistung)
    facts = benefit.facts_from_answers(answers, antrag.wirkt_ab)
    month = max(plus_monate(today.replace(day=1), 1), antrag.wirkt_ab)
    known = benefit.last_known_month()
    first = facts["personen"][0]
    wage = {first["id"]: {"brutto": brutto, "netto": netto}}
    values_of = known if month > known else None
    try:
        change = what_if(benefit.calculate, facts, {"personen": wage}, month, values_of)
    except (FactsRefused, UnknownParameter):
        return None
    names = {person["id"]: str(person.get("_name") or "Sie") for person in facts["personen"]}
    more = int((Decimal(netto) - Decimal(first.get("netto") or 0)) * 100)
    told = tuple(unbroken(sentence) for sentence in sentences(change, names, words))
    return WhatIf(change, told, unbroken(leicht(change)), more + change.cents)
