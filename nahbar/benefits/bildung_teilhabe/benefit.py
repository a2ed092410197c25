"""Bildung und Teilhabe as the house sees it: asked for beside the living costs, one child at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from nahbar.benefits import by_hand
from nahbar.benefits.base import Benefit
from nahbar.benefits.bildung_teilhabe import needs
from nahbar.benefits.bildung_teilhabe.evidence import evidence, evidence_sgb12
from nahbar.benefits.bildung_teilhabe.questions import QUESTIONNAIRE, VERSIONS, as_sgb12
from nahbar.benefits.short_form import ShortForm

NAME = "Bildung und Teilhabe"
TITLE = "Geld für Schule, Kita und Verein"
LEAD = "Ausflug, Fahrt mit der Klasse, Mittagessen, Nachhilfe, Fahrkarte, Verein."


def public_name(day: date) -> str:
    """The name that the law and the schools use."""
    return NAME


def effect_from(asked: date) -> date:
    """The first of the month of the request (§ 37 Abs. 2 S. 2 SGB II)."""
    return asked.replace(day=1)


BILDUNG = Benefit(
    key="bildung_teilhabe",
    norm="SGB II",
    public_name=public_name,
    traeger_kinds=frozenset(),
    questionnaire=QUESTIONNAIRE,
    earlier_questionnaires=VERSIONS[:-1],
    facts_from_answers=by_hand.no_facts,
    evidence=evidence,
    calculate=by_hand.no_calculation,
    effect_from=effect_from,
    period_months=by_hand.a_year,
    checks=by_hand.no_checks,
    short=ShortForm(
        TITLE, frozenset({"SGB II"}), child=needs.person, lines=needs.lines, by_itself=needs.school_things, lead=LEAD
    ),
)
BILDUNG_SGB12 = replace(
    BILDUNG,
    key="bildung_teilhabe_sgb12",
    norm="SGB XII",
    questionnaire=as_sgb12(QUESTIONNAIRE),
    earlier_questionnaires=tuple(as_sgb12(one) for one in VERSIONS[:-1]),
    evidence=evidence_sgb12,
    effect_from=by_hand.same_day,  # § 34a Abs. 1, § 18 SGB XII
    short=ShortForm(
        TITLE, frozenset({"SGB XII"}), child=needs.person, lines=needs.lines_sgb12, lead=LEAD,
        by_itself=needs.school_things_sgb12,
    ),
)
