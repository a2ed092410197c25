"""The estimate: the rules that will decide, applied to what has been answered so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from nahbar.benefits import registry
from nahbar.benefits.base import Benefit, EstimateLine, FactsRefused, MonthResult, PersonResult
from nahbar.benefits.calculation_sheet import line
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.versions import questionnaire_of
from nahbar.law.catalogue import GERMAN, Catalogue
from nahbar.law.explain import Step, walk
from nahbar.law.leicht import explained_words
from nahbar.law.parameter import UnknownParameter
from nahbar.questionnaire import engine
from nahbar.questionnaire.model import Answers, PageRef


@dataclass(frozen=True)
class Reason:
    """One applied norm in words."""

    text: str
    norm: str
    cents: int | None
    language: str = "de"
    """The language of `text`: that of the reader, or German where the law has no other words yet."""
    leicht: str = ""
    """The same in Leichte Sprache."""


@dataclass(frozen=True)
class Line:
    """One amount of one person with its reasons; `page` is where its facts can be corrected."""

    key: str
    label: str
    cents: int
    reasons: tuple[Reason, ...]
    page: PageRef | None

    @property
    def words(self) -> tuple[str, ...]:
        """The hard words of the reasons in Leichte Sprache, explained."""
        return explained_words(" ".join(reason.leicht for reason in self.reasons))


@dataclass(frozen=True)
class PersonEstimate:
    """One member of the household."""

    id: str
    name: str
    in_bg: bool
    bedarf: int
    anspruch: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Estimate:
    """What the rules give for the first month, in cents; without `result` the answers do not suffice yet."""

    result: MonthResult | None
    persons: tuple[PersonEstimate, ...]
    einkommen: int
    """Counted income of everybody inside the Bedarfsgemeinschaft."""
    total: int
    """Ansprüche and Sofortzuschlag."""
    missing: tuple[str, ...]
    """What is still missing for a reliable estimate, in words."""
    missing_page: PageRef | None
    """The first page that lacks an answer."""
    counts_income: bool = False
    """Whether income counts at all, so that »Was wäre, wenn« has something to say."""


def estimate_of(antrag: Antrag, answers: Answers | None = None, words: Catalogue = GERMAN) -> Estimate:
    """Compute the first month from the answers; never fails because of what is missing; reasons in `words`."""
    given = antrag.antworten if answers is None else answers
    benefit = registry.get(antrag.leistung)
    questionnaire = questionnaire_of(antrag)
    open_page = engine.first_open_page(questionnaire, given)
    missing = [unknown.label for unknown in engine.open_unknowns(questionnaire, given)]
    if open_page is not None:
        title = engine.page_title(questionnaire, given, open_page)
        missing.insert(0, f"{title} (hier haben Sie noch nicht geantwortet)")
    facts = benefit.facts_from_answers(given, antrag.wirkt_ab)
    try:
        result = benefit.calculate(facts, antrag.wirkt_ab, explain=True)
    except FactsRefused as refused:
        if open_page is None:
            missing.extend(dict.fromkeys(str(error["text"]) for error in refused.errors))
        return Estimate(None, (), 0, 0, tuple(missing), open_page)
    except UnknownParameter:
        return Estimate(None, (), 0, 0, tuple(missing), open_page)
    refs = engine.reachable_pages(questionnaire, given)
    sections = {ref: questionnaire.page(ref.page).section for ref in refs}
    return _shown(benefit, sections, facts, result, tuple(missing), open_page, words)


def _shown(
    benefit: Benefit,
    sections: dict[PageRef, str],
    facts: dict[str, Any],
    result: MonthResult,
    missing: tuple[str, ...],
    open_page: PageRef | None,
    words: Catalogue,
) -> Estimate:
    names = {p["id"]: str(p.get("_name") or "Sie") for p in facts["personen"]}
    persons = tuple(_person(benefit, p, names[p.id], result, sections, words) for p in result.personen)
    counted = sum(p.bedarf - p.anspruch for p in persons if p.in_bg)
    income = any(shown.key == "einkommen" for shown in benefit.estimate_lines)
    return Estimate(result, persons, counted, result.summe + result.sofortzuschlag, missing, open_page, income)


def _person(
    benefit: Benefit,
    person: PersonResult,
    name: str,
    result: MonthResult,
    sections: dict[PageRef, str],
    words: Catalogue,
) -> PersonEstimate:
    steps = [step for step in walk(result.schritte) if step.person == person.id]
    lines = []
    for shown in benefit.estimate_lines:
        cents = getattr(person, shown.key)
        if cents or shown.always:
            page = _page(sections, person.id, shown)
            lines.append(Line(shown.key, shown.label, cents, reasons(steps, shown.steps, words), page))
    return PersonEstimate(person.id, name, person.in_bg, person.bedarf, person.anspruch, tuple(lines))


def _page(sections: dict[PageRef, str], person: str, line: EstimateLine) -> PageRef | None:
    of_person = [ref for ref in sections if ref.item == person]
    if of_person and line.own_page != "none":
        return of_person[-1 if line.own_page == "last" else 0]
    return next((ref for ref, title in sections.items() if title == line.section), None)


def reasons(steps: Iterable[Step], beginnings: tuple[str, ...], words: Catalogue = GERMAN) -> tuple[Reason, ...]:
    """The sentences of the steps whose names begin so, without those that came to nothing."""
    found = []
    for step in steps:
        if not step.name.startswith(beginnings) or step.ergebnis in (0, None):
            continue
        if step.name.startswith("einkommen_zugeteilt") and "einkommen_zugeteilt" not in beginnings:
            continue
        told = line(step, {}, words)
        found.append(Reason(told.text, told.norm, told.cents, told.language, told.leicht))
    return tuple(dict.fromkeys(found))
